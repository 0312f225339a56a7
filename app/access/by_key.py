"""Rows by their key, and what they are called, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, select

from app.access import prepared
from app.access.scope import pickable
from app.access.standing import Standing, current_standing
from app.records.record import Record


def read_row(record: type[Record], key: int) -> dict[str, Any] | None:
    """The row as a mapping of its columns, through the wall and within pick scope."""
    standing = current_standing()
    row = prepared.execute(("row", record), lambda: _row(record, standing), key=key).mappings().first()
    return dict(row) if row else None


def _row(record: type[Record], standing: Standing) -> Select[Any]:
    columns = [
        getattr(record, column.name) for column in record.__table__.columns if column.name in record.__mapper__.columns
    ]
    return select(*columns).where(record.id == bindparam("key"), pickable(record, standing))


def titles(target: type[Record], keys: Iterable[int | None]) -> dict[int, str]:
    """What the rows of `target` with these keys are called, in one statement; those out of the reader's reach are not there.

    Units are named to anybody: a person's history may name one that the reader could not choose.
    """
    wanted = [key for key in dict.fromkeys(keys) if key is not None]
    if not wanted:
        return {}
    rows = prepared.execute(("names", target), lambda: _names(target), keys=wanted)
    return {row[0]: target.title_from(row[1:]) for row in rows}


def _names(target: type[Record]) -> Select[Any]:
    columns = [getattr(target, name) for name in ("id", *target.named_by)]
    return select(*columns).where(prepared.has_one_of_keys(columns[0]))
