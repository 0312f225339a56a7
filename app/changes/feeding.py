"""What is true of a person today, derived from the events in force: recomputed for one person or for many with set-based statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Update, func, select, true, update

from app.extensions import db
from app.records.area import registry
from app.records.clock import today
from app.records.field import Field
from app.records.record import Record

CHUNK = 500


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
        follow_unit(subject, which)


def _chunks(subject_ids: Sequence[int] | None) -> list[Sequence[int] | None]:
    if subject_ids is None:
        return [None]
    return [subject_ids[start : start + CHUNK] for start in range(0, len(subject_ids), CHUNK)]


def _refresh(
    subject: type[Record], event: type[Record], fields: Sequence[Field], which: ColumnElement[bool], on: date
) -> Update:
    """Every fed column takes the value of the newest event in force; one that may not be empty keeps its last value."""
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
    return update(table).where(which).values(values)


def _conditions(event: Any, on: date) -> list[ColumnElement[bool]]:
    """In force on the day, and one of those events that feed (a record may leave some out, as concurrent posts)."""
    feeding = getattr(event, "feeding", None)
    return [event.in_force(on), *([feeding()] if feeding else [])]


def follow_unit(subject: type[Record], which: ColumnElement[bool]) -> None:
    """A person's own scope, and that of every row about him, follow his unit."""
    table = subject.__table__
    unit = table.c[subject.scope_from or ""]
    tree = registry().tree
    managed_by = tree.__table__.c.get(getattr(tree, "managed_by", ""))
    managing: Any = unit
    if managed_by is not None:
        named = select(managed_by).where(tree.__table__.c.id == unit).scalar_subquery()
        managing = func.coalesce(named, unit)
    moved = which & table.c.scope_id.is_distinct_from(unit)
    moved_ids = list(db.session.scalars(select(table.c.id).where(moved)))
    for chunk in _chunks(moved_ids):
        keys = table.c.id.in_(chunk or [])
        db.session.execute(update(table).where(keys).values(scope_id=unit, managing_id=managing))
        for record in registry():
            if record.subject_from and record is not subject:
                db.session.execute(_children_follow(record, subject, chunk or []))


def _children_follow(record: type[Record], subject: type[Record], subject_ids: Sequence[int]) -> Update:
    child, parent = record.__table__, subject.__table__
    owner = child.c[record.subject_from or ""]
    scope = select(parent.c.scope_id).where(parent.c.id == owner).scalar_subquery()
    managing = select(parent.c.managing_id).where(parent.c.id == owner).scalar_subquery()
    return update(child).where(owner.in_(subject_ids)).values(scope_id=scope, managing_id=managing)


