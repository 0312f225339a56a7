"""What is true of a person today, derived from the events in force: recomputed for one person or for many, set-based."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Update, case, func, or_, select, true, update

from app.changes.following import CHUNK, rows_follow_unit
from app.extensions import db
from app.records.area import registry
from app.records.catalogues import CatalogueKind
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
    """Every fed column takes the value of the newest event in force, or of the highest where its field says so; one that
    may not be empty keeps its last value.

    Only persons for whom something differs are written: the nightly run over everybody finds few.
    """
    table, source = subject.__table__, event.__table__
    values: dict[str, Any] = {}
    for field in fields:
        assert field.current is not None
        target = table.c[field.current.key]
        telling = (
            select(source.c[field.name])
            .where(source.c[event.subject_from or ""] == table.c.id, *_conditions(event, field, on))
            .order_by(*_telling_first(event, field))
            .limit(1)
            .scalar_subquery()
        )
        values[target.name] = telling if target.nullable else func.coalesce(telling, target)
    differs = or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
    return update(table).where(which, differs).values(values)


def _telling_first(event: type[Record], field: Field) -> Iterator[ColumnElement[Any]]:
    """The newest event first; before that, the highest in the code list where the field says so."""
    columns = event.__table__.c
    if field.highest_by:
        kind = event.fields[field.highest_by].kind
        assert isinstance(kind, CatalogueKind)
        heights = {item.code: item.height for item in kind.items() if item.height}
        if heights:
            yield case(heights, value=columns[field.highest_by], else_=0).desc()
    yield columns[event.dated_by].desc()
    yield columns.id.desc()


def _conditions(event: Any, field: Field, on: date) -> Iterator[ColumnElement[bool]]:
    """In force on the day, and one of those events that feed (a record may leave some out, as concurrent posts)."""
    yield event.in_force(on)
    if field.highest_by:
        yield event.__table__.c[field.highest_by].is_not(None)
    if hasattr(event, "feeding"):
        yield event.feeding()
