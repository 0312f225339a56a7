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
        return column == any_(bindparam(None, wanted, ARRAY(column.type)))
    return column.in_(wanted)
