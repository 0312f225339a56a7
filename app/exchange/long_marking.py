"""A long sheet is given back with its faults marked by a job; the file then waits for its sender on the sheet's page."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import update
from sqlalchemy.engine import CursorResult

from app.access.standing import current_standing
from app.changes.refusals import NotAllowed, Refusal, RightsChanged
from app.exchange.book import WORKBOOK
from app.exchange.claiming import AlreadyIn, Gone, address_of, fresh
from app.exchange.marked import marked_name, write_marked
from app.exchange.models import MARKABLE, ImportFile
from app.exchange.outcome import Outcome
from app.exchange.uploads import path_of, sheet_of
from app.extensions import db
from app.jobs.asking import ask, job_of
from app.jobs.functions import job
from app.jobs.models import Job
from app.jobs.results import result_of
from app.jobs.run import Run
from app.records.area import registry


class AlreadyMarking(Refusal):
    """A second click, or a second window."""

    message = _("The faults of this sheet are being marked already.")


def marking_of(kept: ImportFile) -> Job | None:
    """The job that marks the sheet, or has marked it."""
    return job_of(kept.mark_job_id) if kept.mark_job_id is not None else None


def ask_for_marks(kept: ImportFile) -> None:
    """Have a long sheet marked, in the present transaction, unless that is done or under way.

    Raises `Gone`, `AlreadyIn` while its rows are being handed in, `AlreadyMarking`.
    """
    if path_of(kept) is None or kept.outcome is None:
        raise Gone
    if kept.state not in MARKABLE:
        raise AlreadyIn
    before = marking_of(kept)
    if before is not None and (before.is_open or result_of(before.id)):
        return
    wanted = ask("mark_import", {"import_id": kept.id, "page": address_of(kept)})
    unasked = ImportFile.mark_job_id.is_not_distinct_from(kept.mark_job_id)
    asking = update(ImportFile).where(ImportFile.id == kept.id, ImportFile.state.in_(MARKABLE), unasked)
    result = db.session.execute(asking.values(mark_job_id=wanted.id))
    assert isinstance(result, CursorResult)
    if result.rowcount != 1:
        raise AlreadyMarking


@job("mark_import", _("Marking of faults in a sheet"), refusals=(Refusal,))
def mark_import(run: Run, import_id: int, page: str = "") -> None:
    """Write the marked sheet, after a submission with the refused rows alone. Killed, it is begun anew.

    Whoever hands the sheet in or takes it away calls the job off. `page` is for whoever looks at it. Raises `Gone`,
    `NotAllowed`, `RightsChanged`.
    """
    kept, standing = fresh(import_id), current_standing()
    sheet = sheet_of(kept)
    if sheet is None or sheet.sha256 != kept.sha256 or kept.outcome is None:
        raise Gone
    if not standing.keeps(kept.record):
        raise NotAllowed
    record, outcome, name = registry().record(kept.record), Outcome.load(kept.outcome), marked_name(kept.name)
    refused_only = kept.state == "submitted"
    run.total(len(sheet.lines))

    def passed(lines: int) -> None:
        run.advance(lines)
        # The lists to choose from are those of the rights with which the file was begun.
        if current_standing() != standing:
            raise RightsChanged

    path = run.new_file()
    with path.open("w+b") as file:
        write_marked(record, sheet, outcome, file, standing, refused_only=refused_only, passed=passed)
    run.tell(_summary(outcome))
    run.result(path, name, WORKBOOK)


def _summary(outcome: Outcome) -> str:
    if outcome.faults_left_out:
        return gettext(
            "%(marked)d findings are marked; %(left)d further ones are not: mend these first and check again.",
            marked=len(outcome.faults),
            left=outcome.faults_left_out,
        )
    return gettext("%(marked)d findings are marked.", marked=len(outcome.faults))
