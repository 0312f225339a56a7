"""What a check of an uploaded sheet found, in words, as it is kept until the rows are handed in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from app.access.by_key import titles
from app.changes.diff import changed, link_texts
from app.exchange.cells import BETWEEN
from app.exchange.linking import as_text
from app.exchange.places import letters
from app.exchange.report import CHANGED, OUTCOMES, REFUSED, Finding, Report, Row
from app.exchange.sheet import Sheet
from app.records.links import Link
from app.records.record import Record

MOST_FINDINGS = 2000
MOST_CHANGES = 300
MOST_CELL = 200


@dataclass(frozen=True)
class Fault:
    """A finding at its cell: `letter` and `column` say where, `cell` what stands there as typed, `who` whose row it is."""

    line: int
    column: str
    letter: str
    cell: str
    reason: str
    severity: str
    who: str = ""


@dataclass(frozen=True)
class Amendment:
    """An official row that the sheet would change: what it is called, and each item as (label, old, new)."""

    line: int
    title: str
    details: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Outcome:
    """Counts of the rows, the findings and the changes to official rows, both bounded; `refused` are all refused lines.

    Of an import at work, `reached` is the last line that is in, and `findings_reached` how much was found up to it.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    faults_left_out: int = 0
    amendments: list[Amendment] = field(default_factory=list)
    amendments_left_out: int = 0
    refused: list[int] = field(default_factory=list)
    heading_line: int = 0
    reached: int = 0
    findings_reached: int = 0

    @property
    def good(self) -> int:
        """How many rows can be handed in."""
        return sum(count for name, count in self.counts.items() if name in ("new", "changed"))

    @property
    def is_clean(self) -> bool:
        return not self.counts.get(REFUSED) and not any(fault.severity == "error" for fault in self.faults)

    def dump(self) -> str:
        """As text, for the sealed column."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str | None) -> Outcome:
        """From that text; of one that is cleared away nothing is known."""
        if text is None:
            return cls()
        stored = json.loads(text)
        stored["faults"] = [Fault(**fault) for fault in stored["faults"]]
        stored["amendments"] = [Amendment(**amendment) for amendment in stored["amendments"]]
        return cls(**stored)


def outcome_of(report: Report, sheet: Sheet, reached: int = 0) -> Outcome:
    """The outcome of a report about a sheet, of which the rows up to a line are in."""
    findings = sorted(report.findings, key=lambda finding: (finding.severity != "error", finding.line))
    lines = {finding.line for finding in findings[:MOST_FINDINGS]}
    cells = {line.number: line.cells for line in sheet.lines if line.number in lines}
    names = _naming_places(report)
    faults = [_fault(finding, report, cells, names) for finding in findings[:MOST_FINDINGS]]
    amended = [row for row in report.rows if row.outcome == CHANGED and row.official is not None]
    return Outcome(
        counts={outcome: report.count(outcome) for outcome in OUTCOMES},
        faults=sorted(faults, key=lambda fault: fault.line),
        faults_left_out=max(len(findings) - MOST_FINDINGS, 0) + report.left_out,
        amendments=_amendments(report.record, amended[:MOST_CHANGES]),
        amendments_left_out=max(len(amended) - MOST_CHANGES, 0),
        refused=[row.line for row in report.rows if row.outcome == REFUSED],
        heading_line=report.heading_line,
        reached=reached,
        findings_reached=sum(finding.line <= reached for finding in findings) + report.left_out,
    )


def _naming_places(report: Report) -> list[int]:
    """The columns that say to a reader whose row it is: of a row about a person the person, else what it is called."""
    record = report.record
    about = record.subject_from
    names = [about] if about and about != "id" else record.named_by
    return [report.places[report.headings[name]] for name in names if name in report.headings]


def _fault(finding: Finding, report: Report, cells: Mapping[int, list[Any]], names: Iterable[int]) -> Fault:
    place = report.places.get(finding.column)
    line = cells.get(finding.line, [])

    def typed_at(place: int | None) -> str:
        return as_text(line[place])[:MOST_CELL] if place is not None and place < len(line) else ""

    typed = typed_at(place)
    who = BETWEEN.join(text for name in names if (text := typed_at(name))) if finding.line > report.heading_line else ""
    letter = letters(place) if place is not None else ""
    return Fault(finding.line, finding.column, letter, typed, str(finding.reason), finding.severity, who)


def _amendments(record: type[Record], rows: Iterable[Row]) -> list[Amendment]:
    """Old and new of official rows, as their writer, who may see them, reads them."""
    rows = list(rows)
    values = {row: changed(record, row.official or {}, row.values) for row in rows}
    names = {name for found in values.values() for name in found}
    fields = [declared for name, declared in record.fields.items() if name in names]
    texts = link_texts(fields, [*(row.official or {} for row in rows), *values.values()])
    called = titles(record, [row.target_id for row in rows])

    def shown(name: str, value: Any) -> str:
        declared = record.fields[name]
        return texts[name].get(value, "") if isinstance(declared.kind, Link) else declared.show(value)

    return [
        Amendment(
            row.line,
            called.get(row.target_id or 0, ""),
            [
                (
                    str(declared.label),
                    shown(declared.name, (row.official or {}).get(declared.name)),
                    shown(declared.name, values[row][declared.name]),
                )
                for declared in fields
                if declared.name in values[row]
            ],
        )
        for row in rows
    ]
