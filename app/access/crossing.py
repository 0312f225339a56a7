"""Counts by two things at once: by age and a code, by month and the kind of event. One statement for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, extract, func, literal, type_coerce

from app.access.asked import Asked
from app.access.search import statement
from app.access.standing import Standing
from app.extensions import db
from app.records.field import Field
from app.records.kinds import Day
from app.records.record import Record

Crossed = dict[tuple[Any, Any], int]


def by_year_and(asked: Asked, standing: Standing, day: Field, by: Field) -> Crossed:
    """Rows by the year of a day (None where it is unknown) and the value of another field."""
    year, value = _part(asked.record, day, 4), getattr(asked.record, by.name)
    found = statement(asked, standing).order_by(None)
    grouped = found.with_only_columns(year.label("year"), value.label("value"), func.count()).group_by(year, value)
    return {(int(row[0]) if row[0] is not None else None, row[1]): row[2] for row in db.session.execute(grouped)}


def by_month(asked: Asked, standing: Standing, day: Field) -> dict[str, int]:
    """Rows by the month of a day, `2026-11`; those of which only the year is known by that, `2026`.

    Such a row may belong to any month of its year, and the list of each finds it.
    """
    found = statement(asked, standing).order_by(None)
    if isinstance(day.kind, Day):
        column = getattr(asked.record, day.name)
        parts = extract("year", column), extract("month", column)
        rows: Sequence[Any] = db.session.execute(found.with_only_columns(*parts, func.count()).group_by(*parts)).all()
        return {f"{int(row[0])}-{int(row[1]):02}": row[2] for row in rows if row[0] is not None}
    month = _part(asked.record, day, 7)
    rows = db.session.execute(found.with_only_columns(month.label("month"), func.count()).group_by(month)).all()
    return {row[0]: row[1] for row in rows if row[0] is not None}


def _part(record: type[Record], day: Field, length: int) -> Any:
    """The beginning of a day as text; the figures stand in the statement itself (see `counting`)."""
    column = getattr(record, day.name)
    if isinstance(day.kind, Day):
        return extract("year", column)
    first, size = (literal(figure, literal_execute=True) for figure in (1, length))
    return func.substr(type_coerce(column, String), first, size)
