"""An uploaded sheet is checked, and then its rows are handed in as one batch: at once when it is short, else as a job.

A long sheet is written a chunk at a time, each committed with the last line that is in (`ImportFile.taken_to`). Whatever
kills the job, the next run reads the sheet again and goes on behind that line, in the same batch: no row comes twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult

from app.access.standing import current_standing
from app.changes.loading import open_batch
from app.changes.models import IMPORT
from app.changes.refusals import NotAllowed, Refusal
from app.exchange.importing import bring_in, log, prepared, take_back, waves
from app.exchange.models import ImportFile
from app.exchange.outcome import Outcome, outcome_of
from app.exchange.report import REFUSED, Finding, Report, Row
from app.exchange.sheet import Sheet
from app.exchange.uploads import clear, sheet_of
from app.exchange.ways import LONGEST_NAME, ForApproval, hand_in
from app.extensions import db
from app.jobs.asking import ask, job_of
from app.jobs.functions import job
from app.jobs.run import Run
from app.records.area import registry
from app.records.record import Record
from app.records.settings import settings

CHUNK = 25
NOTE_MOST = 2000


class Gone(Refusal):
    """The uploaded file is no longer there."""

    message = _("The uploaded sheet has been cleared away; send it again.")


class AlreadyIn(Refusal):
    """A second click, or a second window."""

    message = _("The rows of this sheet are handed in already, or are just being handed in.")


class Changed(Refusal):
    """What the check found is no longer true."""

    message = _("Since the check something has changed; nothing was handed in. Look at the findings and decide again.")


class Submission(ForApproval):
    """The rows of one uploaded sheet; the batch and the mark that they are in stand or fall together."""

    def __init__(self, kept: ImportFile, note: str | None) -> None:
        super().__init__(note)
        self.kept_id = kept.id

    def begin(self, sheet: Any) -> None:
        super().begin(sheet)
        claim(self.kept_id, "checked", state="submitted", batch_id=self.batch.id, note=self.note)


def is_long(sheet: Sheet) -> bool:
    """Whether a request would wait too long for this sheet."""
    return len(sheet.lines) > settings().value("import_rows_at_once")


def check(record: type[Record], sheet: Sheet) -> Outcome:
    """Try a short sheet, and write nothing."""
    return outcome_of(bring_in(record, sheet, ForApproval(), dry_run=True), sheet)


def submit_sheet(kept: ImportFile, *, partial: bool, note: str | None) -> None:
    """Hand in the rows of a checked sheet, or ask for the job that does. Raises `AlreadyIn`, `Gone`, `Changed`, `Refusal`.

    Every row is checked anew. Unless `partial`, one that is refused now keeps all out, and the outcome says why.
    """
    sheet = sheet_of(kept)
    if sheet is None:
        raise Gone
    if is_long(sheet):
        _ask_for_submission(kept, partial, note)
        return
    record = registry().record(kept.record)
    report = bring_in(record, sheet, Submission(kept, note), partial=partial)
    kept = fresh(kept.id)
    _store(kept, outcome_of(report, sheet))
    if kept.state == "submitted" and report.is_clean:
        clear(kept)
    db.session.commit()
    if kept.state != "submitted":
        raise Changed


def ask_for_check(kept: ImportFile) -> None:
    """Let a job check a long sheet, in the present transaction."""
    db.session.flush()
    kept.job_id = ask("check_import", {"import_id": kept.id, "page": address_of(kept)}).id


def claim(kept_id: int, out_of: str, held_by: int | None = None, **values: Any) -> None:
    """Move a sheet out of a state, in the present transaction; of two who try, one is refused."""
    table = ImportFile.__table__
    which = [table.c.id == kept_id, table.c.state == out_of]
    if held_by is not None:
        which.append(table.c.job_id == held_by)
    result = db.session.execute(update(table).where(*which).values(values))
    assert isinstance(result, CursorResult)
    if result.rowcount != 1:
        raise AlreadyIn


def address_of(kept: ImportFile) -> str:
    """The page of an uploaded sheet."""
    return f"/import/{kept.record}/{kept.token}"


def fresh(kept_id: int) -> ImportFile:
    """The row as it stands now. Raises `Gone`."""
    found = select(ImportFile).where(ImportFile.id == kept_id).execution_options(populate_existing=True)
    kept: ImportFile | None = db.session.scalar(found)
    if kept is None:
        raise Gone
    return kept


def _ask_for_submission(kept: ImportFile, partial: bool, note: str | None) -> None:
    """A job begins, or goes on where another broke off."""
    wanted = ask("submit_import", {"import_id": kept.id, "page": address_of(kept)})
    if kept.state == "submitting":
        before = job_of(kept.job_id) if kept.job_id else None
        if before is not None and before.is_open:
            raise AlreadyIn
        claim(kept.id, "submitting", kept.job_id, job_id=wanted.id)
    else:
        claim(kept.id, "checked", state="submitting", partial=partial, note=note, job_id=wanted.id)
    db.session.commit()


@job("check_import", _("Check of a sheet to import"), refusals=(Refusal,))
def check_import(run: Run, import_id: int, page: str = "") -> None:
    """Try the rows of a long sheet, a chunk at a time. Broken off, it begins anew: it leaves nothing but its outcome.

    `page` is for whoever looks at the job.
    """
    _kept, sheet, report = _opened(run, import_id)
    _try_all(run, report)
    kept = fresh(import_id)
    _store(kept, outcome_of(report, sheet))
    kept.state = "checked"
    run.tell(_summary(kept))


@job("submit_import", _("Submission of an imported sheet"), refusals=(Refusal,))
def submit_import(run: Run, import_id: int, page: str = "") -> None:
    """Hand in the rows of a long sheet; see above for how it goes on."""
    kept, sheet, report = _opened(run, import_id)
    tried = 0
    if kept.taken_to is None and not kept.partial:
        tried = _try_all(run, report)
        if not report.is_clean:
            kept = fresh(import_id)
            _store(kept, outcome_of(report, sheet))
            kept.state = "checked"
            run.tell(Changed.message)
            return
        kept, sheet, report = _opened(run, import_id)
    _recall(report, kept)
    _write_all(run, kept, sheet, report, tried)
    log(report, sheet, {"batch": kept.batch_id, "way": "approval"})
    _store(kept, outcome_of(report, sheet))
    kept.state = "submitted"
    if report.is_clean:
        clear(kept)
    run.tell(_summary(kept))


def _opened(run: Run, import_id: int) -> tuple[ImportFile, Sheet, Report]:
    """The sheet of a job, read and compared. Raises `Gone`, `NotAllowed`, `AlreadyIn`."""
    kept, standing = fresh(import_id), current_standing()
    sheet = sheet_of(kept)
    if sheet is None or sheet.sha256 != kept.sha256:
        raise Gone
    if kept.job_id != run.job_id:
        raise AlreadyIn
    if not standing.may("write", kept.record):
        raise NotAllowed
    return kept, sheet, prepared(registry().record(kept.record), sheet, standing, {})


def _try_all(run: Run, report: Report) -> int:
    """What the one door says to each row, taken back chunk by chunk, so that nobody waits for the whole. Returns how many.

    A row that points at another of the same sheet cannot be tried so where rows become official at once: that other
    one is gone again. It is checked when it is written.
    """
    tried = sum(row.is_to_write for row in report.rows)
    run.total(tried)
    for chunk in _chunked(_joined(report)):
        for row in chunk:
            if not row.awaits:
                hand_in(report, row, None)
        take_back()
        run.advance(len(chunk))
    return tried


def _joined(report: Report) -> Iterator[Row]:
    """The rows to try: those that point at nothing unwritten, then those that wait for one of this sheet."""
    if report.record.approval:
        for wave in waves(report):
            yield from wave
        return
    yield from [row for row in report.rows if row.is_to_write]


def _write_all(run: Run, kept: ImportFile, sheet: Sheet, report: Report, tried: int) -> None:
    """Write the rows that are not in yet, each chunk with its mark; `tried` of them this job has tried before.

    Rows that wait for approval can point at no row of the same sheet, so they all come in one wave, in the order of
    their lines, and the mark is true. Rows official at once need none: read again, they are the same as the official ones.
    """
    after = (kept.taken_to or 0) if report.record.approval else 0
    remaining = sum(row.is_to_write and row.line > after for row in report.rows)
    done = sum(row.is_to_write and row.line <= after for row in report.rows) if run.resume else 0
    if run.resume and not kept.partial:
        tried = done + remaining
    run.total(tried + done + remaining)
    told = -1
    for wave in waves(report):
        for chunk in _chunked(row for row in wave if row.line > after):
            if kept.batch_id is None:
                kept.batch_id = open_batch(IMPORT, kept.name, kept.name[:LONGEST_NAME]).id
            for row in chunk:
                hand_in(report, row, kept.batch_id, note=kept.note)
            kept.taken_to = max(row.line for row in chunk)
            if len(report.findings) != told:
                _store(kept, outcome_of(report, sheet))
                told = len(report.findings)
            run.checkpoint({"batch": kept.batch_id, "line": kept.taken_to})
            run.advance(len(chunk))


def _recall(report: Report, kept: ImportFile) -> None:
    """What an earlier run found about the lines that are done with."""
    if kept.taken_to is None or not report.record.approval:
        return
    after, earlier = kept.taken_to, Outcome.load(kept.outcome)
    found = [
        Finding(fault.line, fault.column, fault.reason, fault.severity)
        for fault in earlier.faults
        if fault.line <= after
    ]
    report.findings = [*found, *(finding for finding in report.findings if finding.line > after)]
    refused = set(earlier.refused)
    for row in report.rows:
        if row.line <= after and row.line in refused:
            row.outcome = REFUSED


def _store(kept: ImportFile, outcome: Outcome) -> None:
    kept.counts, kept.outcome = dict(outcome.counts), outcome.dump()


def _summary(kept: ImportFile) -> str:
    counts = kept.counts
    return gettext(
        "%(new)d new, %(changed)d changed, %(same)d the same, %(refused)d refused",
        new=counts["new"],
        changed=counts["changed"],
        same=counts["same"],
        refused=counts["refused"],
    )


def _chunked(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    iterator = iter(rows)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield chunk
