"""The rows that a list asks for, as a statement: every face that lists rows (screen, export, chart, API) asks through here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import g
from sqlalchemy import ColumnElement, Select, String, and_, func, not_, or_, select, type_coerce

from app.access.asked import (
    Alone,
    Asked,
    NotRecorded,
    OneOf,
    Other,
    Recorded,
    narrowing_field,
    owner_names,
    sort_column,
)
from app.access.levels import sight
from app.access.scope import below, pickable
from app.access.standing import Standing
from app.extensions import db
from app.records.field import Field
from app.records.kinds import Day, Kind, PartialDayKind
from app.records.links import Link
from app.records.names import search_text
from app.records.partial_dates import PartialDate, search_range, vaguer_texts
from app.records.record import BACKWARDS, Record, TreeRecord

COUNT_MOST = 10_000


def statement(asked: Asked, standing: Standing, *extra: ColumnElement[bool]) -> Select[Any]:
    """The rows that a list asks for, narrowed to pick scope (row scope is the wall's work), in its order."""
    record = asked.record
    criteria = [pickable(record, standing), *extra, *_search(record, asked.query, standing)]
    for name, value in asked.filters.items():
        criteria.append(_filter(record, narrowing_field(record, name), value))
    return select(record.id).where(and_(*criteria)).order_by(*_order(asked), record.id)


def _search(record: type[Record], query: str, standing: Standing) -> Iterator[ColumnElement[bool]]:
    """Every word typed stands somewhere in the search text; a whole secret number is found by its blind index.

    Who sees a number masked does not find by it either: he could try out the digits that he does not see.
    """
    typed, number = search_text(query).split(), query.replace(" ", "")
    if not typed:
        return
    numbers = [
        getattr(record, declared.index_name) == declared.blind(number)
        for declared in record.fields.values()
        if declared.secret
        and hasattr(record, declared.index_name)
        and number.isdigit()
        and sight(declared, standing) == "shown"
    ]
    yield or_(*_words(record, typed), *_owners(record, typed), *numbers)


def _words(record: type[Record], typed: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """The row's own search text holds every word."""
    if hasattr(record, "search_text"):
        yield and_(*(record.search_text.contains(word, autoescape=True) for word in typed))


def _owners(record: type[Record], typed: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """The row is about a person whose search text holds every word."""
    for name in owner_names(record):
        kind = record.fields[name].kind
        if isinstance(kind, Link) and hasattr(kind.target, "search_text"):
            person = kind.target
            yield getattr(record, name).in_(select(person.id).where(*_words(person, typed)))


def _filter(record: type[Record], declared: Field, value: Any) -> ColumnElement[bool]:
    column: Any = getattr(record, declared.name)
    if isinstance(value, NotRecorded):
        unknown: ColumnElement[bool] = column.is_(None)
        return unknown
    if isinstance(value, Other) and isinstance(declared.kind, (Day, PartialDayKind)):
        return or_(column.is_(None), not_(between(column, declared.kind, *value.value)))
    if isinstance(value, Other):
        other: ColumnElement[bool] = column != value.value
        return other
    if isinstance(value, Recorded):
        known: ColumnElement[bool] = column.is_not(None)
        return known
    if isinstance(value, OneOf):
        one_of: ColumnElement[bool] = column.in_(value.values)
        return one_of
    if isinstance(declared.kind, (Day, PartialDayKind)):
        return between(column, declared.kind, *value)
    if isinstance(value, Alone):
        value = value.key
    elif isinstance(declared.kind, Link) and issubclass(declared.kind.target, TreeRecord):
        below_unit: ColumnElement[bool] = column.in_(_at_or_below(declared.kind.target, value))
        return below_unit
    equal: ColumnElement[bool] = column == value
    return equal


def _at_or_below(tree: type[TreeRecord], key: int) -> Select[Any]:
    """A filter by unit takes in all that stands below it. A page that asks for many lists finds the unit once."""
    found: dict[Any, str | None] = g.setdefault("paths_of_filters", {})
    if (tree, key) not in found:
        found[tree, key] = db.session.execute(select(tree.path).where(tree.id == key)).scalar()
    path = found[tree, key]
    return select(tree.id).where(below(tree.path, path)) if path else select(tree.id).where(tree.id == key)


def between(column: Any, kind: Kind, since: PartialDate | None, until: PartialDate | None) -> ColumnElement[bool]:
    """A day, whole or partial, within a time."""
    if isinstance(kind, Day):
        parts = [column >= since.earliest()] if since else []
        return and_(*parts, *([column <= until.latest()] if until else []))
    low, high = search_range(since, until)
    text = type_coerce(column, String)
    inside = and_(*([text >= low] if low else []), *([text < high] if high else []))
    vaguer = vaguer_texts(since)
    return or_(inside, text.in_(vaguer)) if vaguer else inside


def _order(asked: Asked) -> list[Any]:
    names = [asked.sort] if asked.sort else list(asked.record.ordered_by or asked.record.named_by[:1])
    found = []
    for name in names:
        backwards, name = name.startswith(BACKWARDS) and not asked.sort, name.removeprefix(BACKWARDS)
        declared = asked.record.fields.get(name)
        column = sort_column(asked.record, declared) if declared else getattr(asked.record, name, None)
        if column is not None:
            found.append(column.desc() if asked.descending or backwards else column)
    return found


def bounded_count(statement: Select[Any]) -> int:
    """How many rows a statement finds, counting no further than one past `COUNT_MOST`."""
    return int(db.session.execute(bounded(statement)).scalar_one())


def bounded(statement: Select[Any]) -> Select[int]:
    """The statement that counts the rows of another one so far."""
    some = statement.order_by(None).limit(COUNT_MOST + 1).subquery()
    return select(func.count()).select_from(some)
