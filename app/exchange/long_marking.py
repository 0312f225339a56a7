"""A long sheet is given back with its faults marked by a job; the file then waits for its sender."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from app.access.standing import current_standing
from app.changes.refusals import NotAllowed, Refusal
from app.exchange.book import WORKBOOK
from app.exchange.claiming import Gone, address_of, fresh
from app.exchange.marked import marked_name, write_marked
from app.exchange.models import ImportFile
from app.exchange.outcome import Outcome
from app.exchange.uploads import sheet_of
from app.jobs.asking import ask
from app.jobs.functions import job
from app.jobs.models import Job
from app.jobs.run import Run
from app.records.area import registry


def ask_for_marks(kept: ImportFile) -> Job:
    """Have a long sheet marked, in the present transaction."""
    return ask("mark_import", {"import_id": kept.id, "page": address_of(kept)})


@job("mark_import", _("Sheet with its faults marked"), refusals=(Refusal,))
def mark_import(run: Run, import_id: int, page: str = "") -> None:
    """Write the marked sheet, after a submission with the refused rows alone. Killed, it is begun anew.

    `page` is for whoever looks at the job. Raises `Gone`, `NotAllowed`.
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
            raise NotAllowed

    path = run.new_file()
    with path.open("w+b") as file:
        write_marked(record, sheet, outcome, file, standing, refused_only=refused_only, passed=passed)
    run.result(path, name, WORKBOOK)
