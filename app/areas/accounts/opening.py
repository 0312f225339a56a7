"""Many approved requests carried out at once, by a job; the sheet of first passwords is handed out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.accounts import Opened, renew_first_password
from app.access.audit import note
from app.access.standing import current_standing
from app.areas.accounts.carrying import carry_out
from app.areas.accounts.models import AccessRequest
from app.areas.organization.models import OrgUnit
from app.changes.refusals import Refusal
from app.changes.transactions import whole
from app.exchange.book import WORKBOOK, Book
from app.extensions import db
from app.jobs.functions import job
from app.jobs.results import work_folder
from app.jobs.run import Refused, Run
from app.records.clock import ZONE, today
from app.records.field import Field
from app.records.kinds import Kind, PersonName
from app.records.problems import FieldError
from app.records.vietnamese import moment

CHUNK = 10
COLUMNS = (
    Field(Kind(250), _("Unit that asks"), "unit"),
    Field(PersonName(150), _("Name of the holder"), "name"),
    Field(Kind(60), _("User name"), "username"),
    Field(Kind(60), _("First password"), "password"),
    Field(Kind(30), _("To be used until"), "until"),
    Field(Kind(250), _("What became of the request"), "outcome"),
)


@dataclass(frozen=True)
class _Line:
    """One request of the sheet, and what became of it."""

    row_id: int
    unit: str
    name: str
    username: str
    act: str


@job("carry_out_requests", _("Carrying out of access requests"), refusals=(Refusal,), secret=True)
def carry_out_requests(run: Run, ids: list[int], page: str) -> None:
    """Carry out requests of one paper; what cannot be done says why, and holds up no other.

    A run that was killed goes on with the next one. The passwords that it knew are lost with it; whoever's account it had
    opened is given another first password, so that the sheet is whole.
    """
    del page  # for whoever shows the job
    _refuse_without_right()
    lines = _lines(ids)
    run.total(len(lines))
    opened_before = {int(key) for key in run.resume.get("opened", ())}
    settled_before = set(run.resume.get("settled", ()))
    cells: list[tuple[str, ...]] = []
    opened, settled = set(opened_before), set(settled_before)
    for start in range(0, len(lines), CHUNK):
        for line in lines[start : start + CHUNK]:
            _refuse_without_right()
            found, outcome = _one(line, opened_before, settled_before)
            settled.add(line.row_id)
            if found is not None:
                opened.add(line.row_id)
            cells.append(_cells(line, found, outcome))
        run.checkpoint({"opened": sorted(opened), "settled": sorted(settled)})
        run.advance(len(lines[start : start + CHUNK]))
    _leave_sheet(run, cells)
    note("carry_out_requests", detail={"requests": len(lines), "opened": len(opened)})
    run.tell(_("%(opened)d accounts were opened, of %(count)d requests.", opened=len(opened), count=len(lines)))


def _refuse_without_right() -> None:
    if not current_standing().may_act("administer"):
        raise Refused(_("Only an administrator carries requests out."))


def _lines(ids: Sequence[int]) -> list[_Line]:
    c = AccessRequest
    rows = db.session.execute(
        select(c.id, OrgUnit.name_vi, c.person_name, c.username, c.act)
        .join(OrgUnit, OrgUnit.id == c.unit_id)
        .where(c.id.in_(ids))
        .order_by(c.person_name_key, c.id)
    )
    return [_Line(*row) for row in rows]


def _one(line: _Line, opened_before: set[int], settled_before: set[int]) -> tuple[Opened | None, str]:
    """One request, whole or not at all."""
    try:
        with whole():
            if line.row_id in opened_before:
                return renew_first_password(line.username), gettext("Account opened")
            if line.row_id in settled_before:
                return None, gettext("Dealt with before the work was interrupted")
            found = carry_out(line.row_id)
            return found, gettext("Account opened") if found else gettext("Carried out")
    except (Refusal, FieldError) as refusal:
        return None, str(refusal.message)


def _cells(line: _Line, opened: Opened | None, outcome: str) -> tuple[str, ...]:
    password, until = (opened.password, moment(opened.ends_at, ZONE)) if opened else ("", "")
    return line.unit, line.name, line.username, password, until, outcome


def _leave_sheet(run: Run, cells: list[tuple[str, ...]]) -> None:
    path = run.new_file()
    with path.open("w+b") as file, Book(file, gettext("First passwords"), COLUMNS, work_folder()) as book:
        for row in cells:
            book.add(row)
    run.result(path, sheet_name(today()), WORKBOOK)


def sheet_name(on: date) -> str:
    """The name under which the sheet is handed out."""
    name = gettext("first-passwords")
    return f"{name}-{on:%Y-%m-%d}.xlsx"
