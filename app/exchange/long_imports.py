"""A long sheet is checked and handed in by a job.

It is written a chunk at a time, each committed with the last line that is in (`ImportFile.taken_to`). Whatever kills the
job, the next run reads the sheet again and goes on behind that line, in the same batch: no row comes twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.standing import current_standing
from app.changes.loading import open_batch
from app.changes.models import IMPORT, Change
from app.changes.refusals import NotAllowed, Refusal
from app.exchange.claiming import AlreadyIn, Changed, Gone, Withdrawn, address_of, claim, fresh, store
from app.exchange.importing import log, prepared, take_back, waves
from app.exchange.models import ImportFile
from app.exchange.outcome import outcome_of
from app.exchange.report import Report, Row
from app.exchange.resuming import Keeper, recall, untried_by
from app.exchange.sheet import Sheet
from app.exchange.uploads import clear, drop_marks, sheet_of
from app.exchange.ways import LONGEST_NAME, hand_in, looked_at
from app.extensions import db
from app.jobs.asking import ask, job_of
from app.jobs.functions import job
from app.jobs.run import Run
from app.records.area import registry

CHUNK = 25


def ask_for_check(kept: ImportFile) -> None:
    """Let a job check a long sheet, in the present transaction."""
    db.session.flush()
    kept.job_id = ask("check_import", {"import_id": kept.id, "page": address_of(kept)}).id


def ask_for_submission(kept: ImportFile, partial: bool, note: str | None) -> None:
    """A job begins, or goes on where another broke off."""
    before = job_of(kept.job_id) if kept.job_id and kept.state == "submitting" else None
    untried = untried_by(before.step or before.arguments) if before is not None else []
    wanted = ask("submit_import", {"import_id": kept.id, "page": address_of(kept), "untried": untried})
    if kept.state == "submitting":
        if before is not None and before.is_open:
            raise AlreadyIn
        _refuse_withdrawn(kept)
        claim(kept.id, "submitting", kept.job_id, job_id=wanted.id)
    else:
        claim(kept.id, "checked", state="submitting", partial=partial, note=note, job_id=wanted.id)
        drop_marks(kept)
    db.session.commit()


@job("check_import", _("Check of a sheet to import"), refusals=(Refusal,))
def check_import(run: Run, import_id: int, page: str = "") -> None:
    """Try the rows of a long sheet, a chunk at a time. Broken off, it begins anew: it leaves nothing but its outcome.

    `page` is for whoever looks at the job.
    """
    _kept, sheet, report = _opened(run, import_id)
    _try_all(run, report)
    kept = fresh(import_id)
    store(kept, outcome_of(report, sheet))
    kept.state = "checked"
    run.tell(_summary(kept))


@job("submit_import", _("Submission of an imported sheet"), refusals=(Refusal,))
def submit_import(run: Run, import_id: int, page: str = "", untried: Sequence[int] = ()) -> None:
    """Hand in the rows of a long sheet, going on where an earlier run stopped.

    `untried` are the lines that an earlier job has refused and of which nothing is kept.
    """
    kept, sheet, report = _opened(run, import_id)
    _refuse_withdrawn(kept)
    tried = 0
    if kept.taken_to is None and not kept.partial:
        tried = _try_all(run, report)
        if not report.is_clean:
            kept = fresh(import_id)
            store(kept, outcome_of(report, sheet))
            kept.state = "checked"
            run.tell(Changed.message)
            return
        kept, sheet, report = _opened(run, import_id)
    again = set(untried_by(run.resume) if run.resume else untried)
    recall(report, kept, again)
    _write_all(run, kept, sheet, report, tried, again)
    log(report, sheet, {"batch": kept.batch_id, "way": "approval"})
    store(kept, outcome_of(report, sheet))
    kept.state = "submitted"
    if report.is_clean:
        clear(kept)
    run.tell(_summary(kept))


def _refuse_withdrawn(kept: ImportFile) -> None:
    """Raise `Withdrawn` when of what is handed in already nothing is left but what was taken back."""
    if kept.batch_id is None:
        return
    of_batch = select(Change.id).where(Change.batch_id == kept.batch_id)
    if db.session.scalar(of_batch.limit(1)) is None:
        return
    if db.session.scalar(of_batch.where(Change.state != "withdrawn").limit(1)) is None:
        raise Withdrawn


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
        beside = looked_at(report, chunk)
        for row in chunk:
            if not row.awaits:
                hand_in(report, row, None, beside=beside)
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


def _write_all(run: Run, kept: ImportFile, sheet: Sheet, report: Report, tried: int, again: set[int]) -> None:
    """Write the rows that are not in yet, each chunk with its mark; `tried` of them this job has tried before.

    The lines `again` lie before the mark and were refused; nothing of them is in.

    Rows that wait for approval can point at no row of the same sheet, so they all come in one wave, in the order of
    their lines, and the mark is true. Rows official at once need none: read again, they are the same as the official ones.
    """
    after = (kept.taken_to or 0) if report.record.approval else 0
    remaining = sum(row.is_to_write and row.line > after for row in report.rows)
    done = sum(row.is_to_write and row.line <= after for row in report.rows) if run.resume else 0
    if run.resume and not kept.partial:
        tried = done + remaining
    run.total(tried + done + remaining)
    keeper = Keeper(kept, sheet, report, again if after else set())
    for wave in waves(report):
        for chunk in _chunked(row for row in wave if row.line > after or row.line in again):
            if not current_standing().may("write", kept.record):
                raise NotAllowed
            if kept.batch_id is None:
                kept.batch_id = open_batch(IMPORT, kept.name, kept.name[:LONGEST_NAME]).id
            beside = looked_at(report, chunk)
            for row in chunk:
                hand_in(report, row, kept.batch_id, note=kept.note, beside=beside)
            kept.taken_to = max(after, *(row.line for row in chunk))
            run.checkpoint({"batch": kept.batch_id, "line": kept.taken_to, "untried": keeper.keep(chunk)})
            run.advance(sum(row.line > after for row in chunk))


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
