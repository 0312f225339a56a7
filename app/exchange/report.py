"""What became of a sheet: an outcome for each of its rows, and every finding with its line, its column and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.records.clock import today
from app.records.problems import Problem
from app.records.record import Record

NEW, CHANGED, SAME, REFUSED = OUTCOMES = ("new", "changed", "same", "refused")


@dataclass(frozen=True)
class Finding:
    """One thing to tell the clerk. An `error` refuses its row; a `warning` does not."""

    line: int
    column: str
    reason: Any
    severity: str = "error"

    @property
    def sentence(self) -> str:
        """`Line 7, column “Date of birth”: There is no such day in that month.`"""
        if self.column:
            return str(
                _(
                    "Line %(line)d, column “%(column)s”: %(reason)s",
                    line=self.line,
                    column=self.column,
                    reason=self.reason,
                )
            )
        return str(_("Line %(line)d: %(reason)s", line=self.line, reason=self.reason))


@dataclass(eq=False)
class Row:
    """One row of the sheet: its values by field, the official row it names if there is one, and what becomes of it.

    `values` holds what is filled in, an empty cell is not there. `awaits` are the rows of this same sheet at which its
    fields point and that have no key yet. `sign` is what stands in the column that names the official row, `version` the
    change that had last written that row when the sheet was fetched (0 for none; None when no sign names a row). `faulty`
    are the fields for which it was refused.
    """

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    sign: Any = None
    version: int | None = None
    outcome: str = NEW
    target_id: int | None = None
    official: Mapping[str, Any] | None = None
    awaits: dict[str, Row] = field(default_factory=dict)
    faulty: set[str | None] = field(default_factory=set)

    @property
    def whole(self) -> dict[str, Any]:
        """The row as it would be: the official values under those of the sheet."""
        return {**(self.official or {}), **self.values}

    @property
    def day(self) -> date:
        """The day on which what the row says begins; names and codes in it are those of that day."""
        since = self.whole.get("valid_from") or self.whole.get("effective_from")
        if since is None:
            return today()
        return since if isinstance(since, date) else since.earliest()

    @property
    def is_to_write(self) -> bool:
        return self.outcome in (NEW, CHANGED)


@dataclass
class Report:
    """The rows of one sheet and the findings about them.

    `headings` is what the sheet calls each field, `places` where a column stands (from 0), `heading_line` the line of
    the headings. `left_out` counts what an earlier run has found beyond what is kept of it.
    """

    record: type[Record]
    headings: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    places: Mapping[str, int] = field(default_factory=dict)
    heading_line: int = 0
    left_out: int = 0

    def column(self, name: str | None) -> str:
        """What the sheet, or else the declaration, calls a field; nothing for a finding about the whole row."""
        if name is None or name in self.headings:
            return self.headings.get(name or "", "")
        return str(self.record.fields[name].label) if name in self.record.fields else name

    def refuse(self, row: Row, name: str | None, reason: Any) -> None:
        row.outcome = REFUSED
        row.faulty.add(name)
        self.findings.append(Finding(row.line, self.column(name), reason))

    def take(self, row: Row, problems: list[Problem]) -> None:
        """Enter what the one door found; an error refuses the row."""
        for problem in problems:
            self.findings.append(Finding(row.line, self.column(problem.field), problem.message, problem.severity))
        if any(problem.is_error for problem in problems):
            row.outcome = REFUSED

    def refuse_all(self) -> None:
        """Nothing of the sheet is taken."""
        for row in self.rows:
            row.outcome = REFUSED

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def is_clean(self) -> bool:
        """Whether no row was refused and nothing is wrong with the sheet as a whole."""
        return not self.count(REFUSED) and not any(finding.severity == "error" for finding in self.findings)

    @property
    def summary(self) -> str:
        """`516 new, 0 changed, 0 same, 0 refused`: the same words in every language, for scripts to read."""
        return ", ".join(f"{self.count(outcome)} {outcome}" for outcome in OUTCOMES)
