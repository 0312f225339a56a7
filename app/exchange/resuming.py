"""What a long import keeps while it is at work, so that whoever goes on with it forgets no line.

The outcome of all rows takes long to work out, so it is stored now and then (`Keeper`). The lines refused since then are
noted with each chunk; nothing of them is written, and the next run tries them again, which finds their reasons anew.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import Any

from app.exchange.claiming import store
from app.exchange.models import ImportFile
from app.exchange.outcome import Outcome, outcome_of
from app.exchange.report import REFUSED, Finding, Report, Row
from app.exchange.sheet import Sheet

SHARE = 10  # of the time of the work at most one part of so many goes into storing


def untried_by(noted: Mapping[str, Any]) -> list[int]:
    """The lines refused and not stored, from what a job has noted or was asked with."""
    return list(noted.get("untried", ()))


class Keeper:
    """Stores the outcome of an import at work, oftener the quicker that is done.

    `untried` are lines that an earlier run has refused and not stored.
    """

    def __init__(self, kept: ImportFile, sheet: Sheet, report: Report, untried: set[int]) -> None:
        self.kept, self.sheet, self.report = kept, sheet, report
        self._untried, self._refused = set(untried), set[int]()
        self._told = -1
        self._next = time.monotonic()

    def keep(self, chunk: Iterable[Row]) -> list[int]:
        """Store what is found, if it is time; the lines of which a next run would know nothing, to be noted."""
        lines = {row.line: row for row in chunk}
        self._untried -= lines.keys()
        self._refused |= {line for line, row in lines.items() if row.outcome == REFUSED}
        found, began = len(self.report.findings), time.monotonic()
        if found != self._told and began >= self._next:
            store(self.kept, outcome_of(self.report, self.sheet, reached=self.kept.taken_to or 0))
            ended = time.monotonic()
            self._told, self._refused = found, set()
            self._next = ended + SHARE * (ended - began)
        return sorted(self._untried | self._refused)


def recall(report: Report, kept: ImportFile, untried: set[int]) -> None:
    """Enter what an earlier run has found about the lines that are done with, which the `untried` are not."""
    if kept.taken_to is None or not report.record.approval:
        return
    earlier = Outcome.load(kept.outcome)

    def is_done(line: int) -> bool:
        return line <= earlier.reached and line not in untried

    stored = [fault for fault in earlier.faults if fault.line <= earlier.reached]
    found = [Finding(fault.line, fault.column, fault.reason, fault.severity) for fault in stored if is_done(fault.line)]
    report.findings = [*found, *(finding for finding in report.findings if not is_done(finding.line))]
    report.left_out = earlier.findings_reached - len(stored)
    refused = set(earlier.refused)
    for row in report.rows:
        if is_done(row.line) and row.line in refused:
            row.outcome = REFUSED
