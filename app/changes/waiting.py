"""What waits for whom, and until when: the changes that a reader may decide or check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, false, or_

from app.access.scope import rows_within
from app.access.standing import Reach, Standing
from app.changes.models import WAITING, Change
from app.records.area import registry
from app.records.clock import ZONE, today
from app.records.settings import settings
from app.records.working_days import working_days_after, working_days_before

TERM = "approval_working_days"


def decidable(standing: Standing) -> ColumnElement[bool]:
    """The changes that this reader may decide or check: the right over their rows, and not his own."""
    groups: dict[tuple[str, Reach], list[str]] = {}
    for record in registry():
        for right in ("approve", "write"):
            if standing.may(right, record.name):
                reach = standing.reach(right, record.name) if record.scope == "rows" else Reach(everywhere=True)
                groups.setdefault((right, reach), []).append(record.name)
    parts = [
        and_(Change.record.in_(names), _waits_for(right), rows_within(Change, reach))
        for (right, reach), names in groups.items()
    ]
    if not parts:
        return false()
    own = [Change.entered_by.is_distinct_from(standing.user_id)]
    if standing.subject_id:
        own.append(Change.subject_id.is_distinct_from(standing.subject_id))
    return and_(or_(*parts), *own)


def decide_by(changes: Iterable[Change]) -> dict[int, date]:
    """The last day on which each of those that wait is decided in time, in working days from when it was handed in."""
    handed_in = {change.id: change.submitted_at for change in changes if change.is_waiting and change.submitted_at}
    if not handed_in:
        return {}
    term = settings().value(TERM)
    days = {key: at.astimezone(ZONE).date() for key, at in handed_in.items()}
    last = {day: working_days_after(day, term) for day in set(days.values())}
    return {key: last[day] for key, day in days.items()}


def overdue() -> ColumnElement[bool]:
    """Waiting changes whose last day has passed."""
    still_in_time = working_days_before(today(), settings().value(TERM))
    return and_(Change.state.in_(WAITING), Change.submitted_at < datetime.combine(still_in_time, time.min, ZONE))


def _waits_for(right: str) -> ColumnElement[bool]:
    """Whoever writes checks what came from elsewhere; whoever approves decides what needs no check, or has passed it."""
    if right == "write":
        return and_(Change.state == "submitted", Change.needs_check.is_(True))
    return and_(Change.state.in_(WAITING), or_(Change.needs_check.is_(False), Change.state == "checked"))
