"""What is true of a person today, derived from the events in force: recomputed for one person or for many, set-based."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Update, case, func, literal, or_, select, true, update

from app.changes.among import among
from app.changes.following import CHUNK, rows_follow_unit
from app.extensions import db
from app.records.area import registry
from app.records.catalogues import CatalogueKind
from app.records.clock import today
from app.records.decision_block import begun_on
from app.records.field import Field
from app.records.record import Record

Events = Sequence[tuple[type[Record], Field]]


def feed(subject_ids: Sequence[int] | None, on: date | None = None, of: Collection[type[Record]] | None = None) -> None:
    """Bring the fed columns of these persons (all of them for None) up to a day, and their rows into their unit's scope.

    `of` names the events that were just written, where nothing else can have changed: only what they feed is looked at.

    Must run inside `applying()`.
    """
    subject = registry().subject
    if subject is None:
        return
    columns = _fed(subject, of)
    for chunk in _chunks(subject_ids):
        which = true() if chunk is None else among(subject.__table__.c.id, chunk)
        if columns:
            db.session.execute(_refresh(subject, columns, which, on or today()))
        rows_follow_unit(subject, which)


def _chunks(subject_ids: Sequence[int] | None) -> list[Sequence[int] | None]:
    if subject_ids is None:
        return [None]
    return [subject_ids[start : start + CHUNK] for start in range(0, len(subject_ids), CHUNK)]


def _fed(subject: type[Record], of: Collection[type[Record]] | None) -> dict[str, Events]:
    """The columns that are fed by one of these records (all for None), with every record that feeds them."""
    fed = registry().fed_columns(subject)
    return {
        name: events for name, events in fed.items() if of is None or any(record in of for record, _field in events)
    }


def _refresh(subject: type[Record], columns: Mapping[str, Events], which: ColumnElement[bool], on: date) -> Update:
    """Every fed column takes the value of the event in force that counts; one that may not be empty, or was typed at first,
    keeps its last value where there is none.

    Only persons for whom something differs are written: the nightly run over everybody finds few.
    """
    table = subject.__table__
    values = {name: _value(subject, table.c[name], events, on) for name, events in columns.items()}
    differs = or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
    return update(table).where(which, differs).values(values)


def _value(subject: type[Record], target: Column[Any], events: Events, on: date) -> Any:
    """What a column is on a day: by the events in their precedence, else at rest, else as it was."""
    found = [_telling(subject, record, field, on) for record, field in events]
    if target.name in subject.at_rest:
        had_one = or_(*(_had(subject, record, on) for record, _field in events))
        found.append(case((had_one, literal(subject.at_rest[target.name], target.type))))
    if not target.nullable or subject.fields[target.name].once:
        found.append(target)
    return func.coalesce(*found) if len(found) > 1 else found[0]


def _telling(subject: type[Record], event: type[Record], field: Field, on: date) -> Any:
    source = event.__table__
    return (
        select(source.c[field.name])
        .where(source.c[event.subject_from or ""] == subject.__table__.c.id, *_conditions(event, field, on))
        .order_by(*_telling_first(event, field))
        .limit(1)
        .scalar_subquery()
    )


def _had(subject: type[Record], record: type[Record], on: date) -> ColumnElement[bool]:
    """Whether such an event has begun for the person, or was on record as begun before it was corrected or cancelled."""
    moment = on.isoformat()
    return or_(
        *(
            select(source.c.id)
            .where(source.c[record.subject_from or ""] == subject.__table__.c.id)
            .where(begun_on(source.c[record.dated_by], moment))
            .exists()
            for source in (record.__table__, record.past)
        )
    )


def _telling_first(event: type[Record], field: Field) -> Iterator[ColumnElement[Any]]:
    """The newest event first (the oldest where the field says so); before that, the highest in the code list."""
    columns = event.__table__.c
    if field.highest_by:
        kind = event.fields[field.highest_by].kind
        assert isinstance(kind, CatalogueKind)
        heights = {item.code: item.height for item in kind.items() if item.height}
        if heights:
            yield case(heights, value=columns[field.highest_by], else_=0).desc()
    for column in (columns[event.dated_by], columns.id):
        yield column.asc() if field.oldest else column.desc()


def _conditions(event: Any, field: Field, on: date) -> Iterator[ColumnElement[bool]]:
    """In force on the day, and one of those events that feed (a record may leave some out, as concurrent posts)."""
    yield event.in_force(on)
    if field.highest_by:
        yield event.__table__.c[field.highest_by].is_not(None)
    if hasattr(event, "feeding"):
        yield event.feeding()
