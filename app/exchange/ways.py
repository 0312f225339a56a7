"""The two ways in: rows that wait for approval like any other entry, and rows that a document makes official at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.standing import current_standing
from app.changes.linked import LinkedRows
from app.changes.loading import load, open_batch
from app.changes.models import IMPORT, Batch, Change
from app.changes.operations import approve, submit
from app.changes.refusals import Invalid, InvalidRows, NotAllowed, Refusal
from app.changes.transactions import whole
from app.exchange.report import NEW, Report, Row
from app.extensions import db
from app.records.links import Link

CHUNK = 1000
LONGEST_NAME = 200


class Way(Protocol):
    """How the rows of a sheet are handed to the one door."""

    def begin(self, sheet: Any) -> None:
        """Open the batch that the changes of the sheet form."""

    def write(self, report: Report, rows: list[Row]) -> Iterator[int]:
        """Write rows that point at nothing unwritten; yields how many are done, refuses others in the report."""

    @property
    def detail(self) -> dict[str, Any]:
        """What the audit log says of the way."""


class ForApproval:
    """Each row becomes a change in the name of the present user and waits, as if he had filled in the form."""

    batch: Batch

    def __init__(self, note: str | None = None) -> None:
        self.note = note

    def begin(self, sheet: Any) -> None:
        self.batch = open_batch(IMPORT, sheet.name, sheet.name[:LONGEST_NAME])

    def write(self, report: Report, rows: list[Row]) -> Iterator[int]:
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            beside = looked_at(report, chunk)
            for row in chunk:
                hand_in(report, row, self.batch.id, note=self.note, beside=beside)
                yield 1

    @property
    def detail(self) -> dict[str, Any]:
        return {"batch": self.batch.id, "way": "approval"}


class ByDocument:
    """The operator's way for a migration: a written document, named by its number, makes the rows official at once."""

    kind = "migration"
    batch: Batch

    def __init__(self, number: str) -> None:
        if not number.strip():
            raise Refusal(_("Name the document that allows the migration."))
        self.number = number.strip()

    def begin(self, sheet: Any) -> None:
        if not current_standing().unlimited:
            raise NotAllowed
        self.batch = open_batch(self.kind, self.number, sheet.name[:LONGEST_NAME])

    def write(self, report: Report, rows: list[Row]) -> Iterator[int]:
        new = [row for row in rows if row.outcome == NEW]
        for start in range(0, len(new), CHUNK):
            yield self._load(report, new[start : start + CHUNK])
        for row in rows:
            if row.outcome != NEW and row.is_to_write:
                self.amend(report, row)
                yield 1

    def amend(self, report: Report, row: Row) -> None:
        """Correct an official row."""
        hand_in(report, row, self.batch.id, at_once=True)

    def _load(self, report: Report, rows: list[Row]) -> int:
        """Load new rows; those that the bulk entrance finds fault with are refused, and the others loaded without them."""
        sound = rows
        while sound:
            try:
                load(self.batch, report.record, [row.values for row in sound])
            except InvalidRows as refusal:
                for number, problems in refusal.rows.items():
                    report.take(sound[number - 1], list(problems))
                sound = [row for row in sound if row.is_to_write]
            else:
                self._learn_keys(report, sound)
                break
        return len(rows)

    def _learn_keys(self, report: Report, rows: list[Row]) -> None:
        """The rows just loaded are the batch's last changes of this record, in the same order."""
        newest = (
            select(Change.target_id)
            .where(Change.batch_id == self.batch.id, Change.record == report.record.name, Change.verb == "create")
            .order_by(Change.id.desc())
            .limit(len(rows))
        )
        for row, key in zip(rows, reversed(db.session.scalars(newest).all()), strict=True):
            row.target_id = key

    @property
    def detail(self) -> dict[str, Any]:
        return {"batch": self.batch.id, "way": "document", "document": self.number}


def looked_at(report: Report, rows: Sequence[Row]) -> LinkedRows | None:
    """What the rules of new rows look at, fetched for all of them; None where each row may change it for the next."""
    record = report.record
    if not record.approval:
        return None
    new = [{name: row.values.get(name) for name in record.fields} for row in rows if row.outcome == NEW]
    beside = LinkedRows(new)
    for name, field in record.fields.items():
        if isinstance(field.kind, Link):
            beside.expect(field.kind.target, {key for values in new if (key := values[name]) is not None})
    return beside


def hand_in(
    report: Report,
    row: Row,
    batch_id: int | None,
    *,
    at_once: bool = False,
    note: str | None = None,
    beside: LinkedRows | None = None,
) -> None:
    """Submit one row, and with `at_once` approve it; what the one door finds is entered in the report."""
    beside = beside if row.outcome == NEW else None
    seen = row.official["change_id"] if row.official else None
    try:
        # A submission is whole by itself; approved with it, both are one.
        with whole() if at_once else contextlib.nullcontext():
            submission = submit(
                report.record,
                row.values,
                target_id=row.target_id,
                seen=seen,
                batch_id=batch_id,
                note=note,
                beside=beside,
            )
            change = submission.change
            if at_once and change is not None and change.is_waiting:
                change = approve(change.id)
    except Invalid as refusal:
        report.take(row, refusal.problems)
    except Refusal as refusal:
        report.refuse(row, None, refusal.message)
    else:
        report.take(row, submission.warnings)
        if change is not None and change.state == "applied":
            row.target_id = change.target_id
