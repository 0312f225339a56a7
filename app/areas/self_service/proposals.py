"""What a person has proposed and what became of it; and which change each value of his own row comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import g
from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import and_, or_, select

from app.access.standing import Standing
from app.areas.personnel.models import Employee
from app.areas.self_service.models import YearlyConfirmation
from app.changes.diff import loaded
from app.changes.models import VERBS, WAITING, Change
from app.extensions import db
from app.records.area import registry
from app.records.clock import ZONE, now
from app.records.links import Link
from app.records.record import Record
from app.records.vietnamese import day
from app.screens.forms import FROM
from app.screens.inbox import state_tag
from app.screens.pages import Tag

MOST = 20
DECIDED_DAYS = 365
UNDECIDED = (*WAITING, "approved")
CLOSED = ("applied", "rejected")


@dataclass(frozen=True)
class Proposal:
    """A change that the person handed in: what it is about, how far it is, and why it came back."""

    record: type[Record]
    names: frozenset[str]
    is_new: bool
    is_open: bool
    title: str
    what: str
    day: str
    tag: Tag
    reason: str
    url: str
    mend_url: str

    def is_of(self, record: type[Record], field: str) -> bool:
        """Whether it waits and would bring this item."""
        return self.is_open and record is self.record and (field in self.names if field else self.is_new)


def proposals_of(standing: Standing) -> list[Proposal]:
    """The person's own proposals about himself: those that came back first, then what waits, then what was decided of late."""
    recent = Change.decided_at >= now() - timedelta(days=DECIDED_DAYS)
    told = or_(Change.state.in_((*UNDECIDED, "returned")), and_(Change.state.in_(CLOSED), recent))
    own = (Change.entered_by == standing.user_id, Change.subject_id == standing.subject_id, told)
    entered = Change.record != YearlyConfirmation.name
    rows = db.session.scalars(select(Change).where(*own, entered).order_by(Change.id.desc()).limit(MOST)).all()
    return [_proposal(change) for change in sorted(rows, key=_place)]


def _place(change: Change) -> int:
    return 0 if change.state == "returned" else 1 if change.state in UNDECIDED else 2


def _proposal(change: Change) -> Proposal:
    record = registry().record(change.record)
    back = change.state == "returned"
    path = f"edit/{change.target_id}" if change.target_id else "add"
    return Proposal(
        record,
        frozenset(change.values),
        change.verb == "create",
        change.state in UNDECIDED,
        f"{record.label}: {VERBS[change.verb]}",
        _what(record, change),
        day(change.submitted_at.astimezone(ZONE).date()) if change.submitted_at else "",
        state_tag(change),
        change.decision_reason or "" if change.state in ("returned", "rejected") else "",
        f"/approval/show/{change.id}",
        f"/{record.name}/{path}?{FROM}={change.id}" if back and change.verb != "cancel" else "",
    )


def _what(record: type[Record], change: Change) -> str:
    """The items that a correction touches; what a new row is called."""
    if change.verb != "create":
        return ", ".join(str(record.fields[name].label) for name in change.values if name in record.fields)
    values = loaded(record, {name: change.values.get(name) for name in record.named_by})
    shown = (record.fields[name].show(values[name]) for name in record.named_by if not _is_link(record, name))
    return " · ".join(filter(None, shown))


def _is_link(record: type[Record], name: str) -> bool:
    return isinstance(record.fields[name].kind, Link)


def field_sources(person_id: int) -> dict[str, str]:
    """Since when each value of the person's own row is official, and who made it so; one statement for a request."""
    if "field_sources" not in g:
        g.field_sources = {}
    known: dict[int, dict[str, str]] = g.field_sources
    if person_id not in known:
        known[person_id] = dict(_sources(person_id))
    return known[person_id]


def _sources(person_id: int) -> Iterator[tuple[str, str]]:
    """A later change takes the place of an earlier one."""
    columns: tuple[Any, ...] = (Change.values, Change.applied_at, User.last_name, User.first_name)
    rows = db.session.execute(
        select(*columns)
        .outerjoin(User, User.id == Change.decided_by)
        .where(Change.record == Employee.name, Change.target_id == person_id, Change.state == "applied")
        .order_by(Change.id)
    )
    for values, applied_at, last_name, first_name in rows:
        name = f"{last_name or ''} {first_name or ''}".strip()
        told = [str(_("on record since %(day)s", day=day(applied_at.astimezone(ZONE).date())))]
        told += [str(_("approved by %(name)s", name=name))] if name else []
        yield from dict.fromkeys(values, " · ".join(told)).items()
