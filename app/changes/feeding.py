"""What is true of a person today, derived from the events in force: recomputed for one person or for many, set-based."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Update, func, or_, select, true, update

from app.changes.following import CHUNK, rows_follow_unit
from app.extensions import db
from app.records.area import registry
from app.records.clock import today
from app.records.field import Field
from app.records.record import Record


def feed(subject_ids: Sequence[int] | None, on: date | None = None) -> None:
    """Bring the fed columns of these persons (all of them for None) up to a day, and their rows into their unit's scope.

    Must run inside `applying()`.
    """
    subject = registry().subject
    if subject is None:
        return
    for chunk in _chunks(subject_ids):
        which = true() if chunk is None else subject.__table__.c.id.in_(chunk)
        for event, fields in registry().feeders(subject).items():
            db.session.execute(_refresh(subject, event, fields, which, on or today()))
        rows_follow_unit(subject, which)


def _chunks(subject_ids: Sequence[int] | None) -> list[Sequence[int] | None]:
    if subject_ids is None:
        return [None]
    return [subject_ids[start : start + CHUNK] for start in range(0, len(subject_ids), CHUNK)]


def _refresh(
    subject: type[Record], event: type[Record], fields: Sequence[Field], which: ColumnElement[bool], on: date
) -> Update:
    """Every fed column takes the value of the newest event in force; one that may not be empty keeps its last value.

    Only persons for whom something differs are written: the nightly run over everybody finds few.
    """
    table, source = subject.__table__, event.__table__
    values: dict[str, Any] = {}
    for field in fields:
        assert field.current is not None
        target = table.c[field.current.key]
        newest = (
            select(source.c[field.name])
            .where(source.c[event.subject_from or ""] == table.c.id, *_conditions(event, on))
            .order_by(source.c.effective_from.desc(), source.c.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        values[target.name] = newest if target.nullable else func.coalesce(newest, target)
    differs = or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
    return update(table).where(which, differs).values(values)


def _conditions(event: Any, on: date) -> list[ColumnElement[bool]]:
    """In force on the day, and one of those events that feed (a record may leave some out, as concurrent posts)."""
    feeding = getattr(event, "feeding", None)
    return [event.in_force(on), *([feeding()] if feeding else [])]
