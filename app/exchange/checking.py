"""An uploaded sheet is checked, and then its rows are handed in as one batch: at once when it is short, else as a job."""

from __future__ import annotations

from typing import Any

from app.exchange.claiming import Changed, Gone, claim, fresh, store
from app.exchange.importing import bring_in
from app.exchange.long_imports import ask_for_submission
from app.exchange.models import ImportFile
from app.exchange.outcome import Outcome, outcome_of
from app.exchange.sheet import Sheet
from app.exchange.uploads import clear, drop_marks, path_of, sheet_of
from app.exchange.ways import ForApproval
from app.extensions import db
from app.records.area import registry
from app.records.record import Record
from app.records.settings import settings

NOTE_MOST = 2000
MOST_CELLS = 200_000  # some two seconds to mark


class Submission(ForApproval):
    """The rows of one uploaded sheet; the batch and the mark that they are in stand or fall together."""

    def __init__(self, kept: ImportFile, note: str | None) -> None:
        super().__init__(note)
        self.kept_id = kept.id

    def begin(self, sheet: Any) -> None:
        super().begin(sheet)
        claim(self.kept_id, "checked", state="submitted", batch_id=self.batch.id, note=self.note)


def is_long(lines: int | None, cells: int | None) -> bool:
    """Whether a request would wait too long for a sheet of this size."""
    return (lines or 0) > int(settings().value("import_rows_at_once")) or (cells or 0) > MOST_CELLS


def check(record: type[Record], sheet: Sheet) -> Outcome:
    """Try a short sheet, and write nothing."""
    return outcome_of(bring_in(record, sheet, ForApproval(), dry_run=True), sheet)


def submit_sheet(kept: ImportFile, *, partial: bool, note: str | None) -> None:
    """Hand in the rows of a checked sheet, or ask for the job that does. Raises `AlreadyIn`, `Gone`, `Changed`, `Refusal`.

    Every row is checked anew. Unless `partial`, one that is refused now keeps all out, and the outcome says why.
    """
    if path_of(kept) is None:
        raise Gone
    if kept.state == "submitting" or is_long(kept.lines, kept.cells):
        ask_for_submission(kept, partial, note)
        return
    drop_marks(kept)
    sheet = sheet_of(kept)
    if sheet is None:
        raise Gone
    record = registry().record(kept.record)
    report = bring_in(record, sheet, Submission(kept, note), partial=partial)
    kept = fresh(kept.id)
    store(kept, outcome_of(report, sheet))
    if kept.state == "submitted" and report.is_clean:
        clear(kept)
    db.session.commit()
    if kept.state != "submitted":
        raise Changed
