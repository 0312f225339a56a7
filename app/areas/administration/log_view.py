"""The page of the log of changes, for the administrator and for whoever inspects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.audit import note
from app.areas.organization.models import OrgUnit
from app.changes.log import ACT, PAGE, SHEET_MOST, LogAsked, Logged, page_of_log, whole_log
from app.changes.models import STATES, VERBS
from app.exchange.book import WORKBOOK, Book
from app.extensions import db
from app.jobs.results import work_folder
from app.records.area import registry
from app.records.field import Field
from app.records.kinds import Day, Kind
from app.records.problems import FieldError
from app.screens.inbox import TONES, moment_text, user_names
from app.screens.pages import Control, Paging, Tag

ADDRESS = "/change_log/"
PAGES_MOST, FIELDS_SHOWN = 400, 8
HEADINGS = (
    ("record", _("What was changed")),
    ("verb", _("Kind of change")),
    ("fields", _("Fields touched")),
    ("unit", _("Unit")),
    ("entered", _("Entered by")),
    ("entered_at", _("Entered at")),
    ("decided", _("Decided by")),
    ("decided_at", _("Decided at")),
    ("state", _("State")),
)


@dataclass(frozen=True)
class LogLine:
    """A change in words, under the names of `HEADINGS`."""

    values: Mapping[str, str]
    tag: Tag


@dataclass(frozen=True)
class LogPage:
    """One page of the log with the filters that are set."""

    lines: Sequence[LogLine]
    records: Sequence[tuple[str, Any]]
    verbs: Sequence[tuple[str, Any]]
    states: Sequence[tuple[str, Any]]
    args: Mapping[str, str]
    days: Sequence[Control]
    paging: Paging
    export_url: str


class ChangeLogView(BaseView):
    """Who changed what, when; never the values, which may be a person's."""

    route_base = "/change_log"
    class_permission_name = "System"
    method_permission_name: ClassVar = {"list": ACT, "export": ACT}
    default_view = "list"
    act = ACT
    label = _("Log of changes")
    icon = "journal-text"

    @expose("/")
    @has_access
    def list(self) -> Any:
        number = min(max(request.args.get("page", 1, type=int) or 1, 1), PAGES_MOST)
        return self.render_template("administration/log.html", page=log_page(request.args, number), most=SHEET_MOST)

    @expose("/list.xlsx")
    @has_access
    def export(self) -> Any:
        """The log as it is filtered."""
        file = BytesIO()
        fields = [Field(Kind(250), label, name) for name, label in HEADINGS]
        with Book(file, gettext("Log of changes"), fields, work_folder()) as book:
            for line in _lines(list_of(request.args)):
                book.add([line.values[name] for name, _label in HEADINGS])
        note("export", detail={"format": "xlsx", "of": "change_log", "rows": book.rows})
        db.session.commit()
        file.seek(0)
        return send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name="nhat-ky-thay-doi.xlsx")


def list_of(args: Mapping[str, str]) -> Sequence[Logged]:
    """Everything that the address asks for."""
    return [*whole_log(_asked(args))]


def log_page(args: Mapping[str, str], number: int) -> LogPage:
    """One page of what the address asks for."""
    found, more = page_of_log(_asked(args), number)
    names = ("record", "verb", "state", "user", "since", "until")
    kept = {name: args[name][:60] for name in names if args.get(name)}
    first = (number - 1) * PAGE + 1 if found else 0

    def url(other: int) -> str:
        return f"{ADDRESS}?{urlencode({**kept, 'page': other})}"

    paging = Paging(
        first,
        first + len(found) - 1 if found else 0,
        "",
        PAGE,
        (),
        url(number - 1) if number > 1 else "",
        url(number + 1) if more else "",
    )
    days = [
        Control(name, label, "day", kept.get(name, ""))
        for name, label in (("since", _("Entered from")), ("until", _("Entered until")))
    ]
    records = [(record.name, record.plural) for record in registry()]
    export = f"{ADDRESS}list.xlsx?{urlencode(kept)}"
    return LogPage(_lines(found), records, list(VERBS.items()), list(STATES.items()), kept, days, paging, export)


def _asked(args: Mapping[str, str]) -> LogAsked:
    user = args.get("user", "").strip()[:64]
    # An account that there is not finds nothing.
    key = db.session.scalar(select(User.id).where(User.username == user)) if user else None
    return LogAsked(
        args.get("record", ""),
        args.get("verb", ""),
        args.get("state", ""),
        (key or 0) if user else None,
        _day(args.get("since", "")),
        _day(args.get("until", "")),
    )


def _day(text: str) -> date | None:
    try:
        found: date | None = Day().parse(text.strip() or None)
    except FieldError:
        return None
    return found


def _lines(found: Sequence[Logged]) -> list[LogLine]:
    people = user_names({key for one in found for key in (one.entered_by, one.decided_by)})
    keys = {one.unit_id for one in found if one.unit_id}
    named = db.session.execute(select(OrgUnit.id, OrgUnit.name_vi).where(OrgUnit.id.in_(keys))) if keys else ()
    units: dict[int, str] = {row.id: row.name_vi for row in named}
    return [_line(one, people, units) for one in found]


def _entered(one: Logged, people: Mapping[int, str]) -> str:
    """Who entered it; that a row is about him is not said with his name."""
    return gettext("the person himself") if one.by_himself else people.get(one.entered_by or 0, gettext("the system"))


def _line(one: Logged, people: Mapping[int, str], units: Mapping[int, str]) -> LogLine:
    record = registry().records.get(one.record)
    labels = [str(record.fields[name].label) for name in one.fields] if record else []
    touched = ", ".join(labels[:FIELDS_SHOWN]) + (", …" if len(labels) > FIELDS_SHOWN else "")
    values = {
        "record": str(record.label) if record else one.record,
        "verb": str(VERBS[one.verb]),
        "fields": touched if one.verb == "amend" else "",
        "unit": units.get(one.unit_id or 0, ""),
        "entered": _entered(one, people),
        "entered_at": moment_text(one.entered_at),
        "decided": people.get(one.decided_by or 0, ""),
        "decided_at": moment_text(one.decided_at),
        "state": str(STATES[one.state]),
    }
    return LogLine(values, Tag(STATES[one.state], TONES.get(one.state, "late")))
