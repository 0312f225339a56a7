"""The log of changes: who entered and decided which change of which kind of row, and which fields it touched; no value of it.

The administrator reads it for the whole province, whoever inspects a unit for the rows within his reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select

from app.access.models import Login
from app.access.roles import ROLES
from app.access.second_wall import past_the_wall
from app.access.standing import Standing, current_standing
from app.changes.models import STATES, VERBS, Change
from app.changes.refusals import NotAllowed
from app.extensions import db
from app.records.area import registry
from app.records.clock import ZONE
from app.records.record import Record

ACT = "audit"
PAGE, SHEET_MOST = 50, 5_000


@dataclass(frozen=True)
class LogAsked:
    """What the log is asked for."""

    record: str = ""
    verb: str = ""
    state: str = ""
    user_id: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Logged:
    """One change without its values, and who it is about only where he entered it himself (`by_himself`).

    Named are fields that anybody may see; of a record that is closed to most none.
    """

    id: int
    record: str
    verb: str
    state: str
    unit_id: int | None
    fields: Sequence[str]
    by_himself: bool
    entered_by: int | None
    entered_at: datetime | None
    decided_by: int | None
    decided_at: datetime | None
    batch_id: int | None


def may_read_log(standing: Standing) -> bool:
    return standing.unlimited or standing.may_act(ACT)


def _audits_all(standing: Standing) -> bool:
    """Whether one grant both allows to audit and reaches the whole province; two that do half each are not enough."""
    held = [ROLES[grant.role] for grant in standing.grants]
    return standing.unlimited or any(role.reach == "province" and ACT in role.acts for role in held)


def page_of_log(asked: LogAsked, page: int) -> tuple[list[Logged], bool]:
    """One page, the newest first, and whether there is more. Raises `NotAllowed`."""
    found = list(_read(asked, PAGE + 1, (page - 1) * PAGE))
    return found[:PAGE], len(found) > PAGE


def whole_log(asked: LogAsked) -> Iterator[Logged]:
    """What is asked for as far as a sheet takes it. Raises `NotAllowed`."""
    yield from _read(asked, SHEET_MOST, 0)


def _read(asked: LogAsked, most: int, offset: int) -> list[Logged]:
    standing = current_standing()
    if not may_read_log(standing):
        raise NotAllowed
    if not _audits_all(standing):
        return [_logged(row) for row in db.session.execute(_statement(Change, asked, most, offset))]
    with past_the_wall("whoever audits the whole province sees that rows were changed, and none of what is in them"):
        rows = db.session.execute(_statement(Change.__table__.c, asked, most, offset)).all()
    return [_logged(row) for row in rows]


def _statement(c: Any, asked: LogAsked, most: int, offset: int) -> Select[Any]:
    himself = select(Login.__table__.c.subject_id).where(Login.__table__.c.user_id == c.entered_by).scalar_subquery()
    columns = (
        c.id,
        c.record,
        c.verb,
        c.state,
        c.scope_id,
        c["values"] if c is not Change else Change.values,
        (c.subject_id == himself).label("by_himself"),
        c.entered_by,
        c.submitted_at,
        c.decided_by,
        c.decided_at,
        c.batch_id,
    )
    return select(*columns).where(*_which(c, asked)).order_by(c.id.desc()).limit(most).offset(offset)


def _which(c: Any, asked: LogAsked) -> Iterator[ColumnElement[bool]]:
    if asked.record in registry().records:
        yield c.record == asked.record
    if asked.verb in VERBS:
        yield c.verb == asked.verb
    if asked.state in STATES:
        yield c.state == asked.state
    if asked.user_id is not None:
        yield (c.entered_by == asked.user_id) | (c.decided_by == asked.user_id)
    if asked.since:
        yield c.submitted_at >= datetime.combine(asked.since, time.min, ZONE)
    if asked.until:
        yield c.submitted_at < datetime.combine(asked.until + timedelta(days=1), time.min, ZONE)


def _is_named(record: type[Record], name: str) -> bool:
    """That somebody's religion or health was corrected is told to nobody who may not see such fields."""
    return name in record.fields and record.fields[name].level == "open"


def _logged(row: Row[Any]) -> Logged:
    known = registry().records.get(row.record)
    is_open = known is not None and known.record_level == "open"
    return Logged(
        row.id,
        row.record,
        row.verb,
        row.state,
        row.scope_id,
        [name for name in row._mapping["values"] if known and _is_named(known, name)] if is_open else [],
        bool(row.by_himself),
        row.entered_by,
        row.submitted_at,
        row.decided_by,
        row.decided_at,
        row.batch_id,
    )
