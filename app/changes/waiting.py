"""What waits for whom: the changes that a reader may decide or check."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, false, or_

from app.access.scope import rows_within
from app.access.standing import Standing
from app.changes.models import WAITING, Change
from app.records.area import registry


def decidable(standing: Standing) -> ColumnElement[bool]:
    """The changes that this reader may decide or check: the right over their rows, and not his own."""
    parts = []
    for record in registry():
        for right, states in (("approve", WAITING), ("write", ("submitted",))):
            if not standing.may(right, record.name):
                continue
            reach = standing.reach(right, record.name)
            within = rows_within(Change, reach) if record.scope == "rows" else Change.id > 0
            needs = (
                Change.needs_check.is_(True)
                if right == "write"
                else or_(Change.needs_check.is_(False), Change.state == "checked")
            )
            parts.append(and_(Change.record == record.name, Change.state.in_(states), needs, within))
    if not parts:
        return false()
    own = [Change.entered_by.is_distinct_from(standing.user_id)]
    if standing.subject_id:
        own.append(Change.subject_id.is_distinct_from(standing.subject_id))
    return and_(or_(*parts), *own)
