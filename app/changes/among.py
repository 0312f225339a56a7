"""One of many values: one parameter on PostgreSQL, where a thousand of them take longer to send than to look up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, any_, bindparam
from sqlalchemy.dialects.postgresql import ARRAY

from app.changes.keys import on_postgresql


def among(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Whether the column has one of these values, of which none is empty."""
    wanted = list(values)
    if on_postgresql():
        # An array is cast to the column's length, which would cut a longer text down to one that is there.
        most = getattr(column.type, "length", None)
        wanted = [value for value in wanted if not (most and isinstance(value, str) and len(value) > most)]
        return column == any_(bindparam(None, wanted, ARRAY(column.type)))
    return column.in_(wanted)
