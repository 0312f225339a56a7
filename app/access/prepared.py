"""Statements that every page asks: narrowed to a standing and compiled once, then only executed.

To put a statement together, find it among the compiled ones and read its values out again takes ten times as long
as the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from flask import current_app
from sqlalchemy import Connection, CursorResult, Dialect, Executable, Result, Select
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.util import immutabledict

from app.access.scope import narrowed
from app.access.standing import Standing, current_standing
from app.extensions import db

SHAPES_MOST = 2000


class Prepared(Executable, ClauseElement):
    """A compiled statement as the connection takes it: there is nothing left to compile.

    The one place that leans on the inside of SQLAlchemy, which from 2.1 on executes no compiled statement by itself.
    """

    _execution_options = immutabledict({"_result_disable_adapt_to_context": True})

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled

    def _compile_w_cache(self, dialect: Dialect, **_given: Any) -> Any:
        return self._compiled, None, None, dialect.CACHE_HIT


def execute(key: Hashable, build: Callable[[], Select[Any]], /, **given: Any) -> CursorResult[Any]:
    """The rows of a statement of columns, within the reach of the present standing.

    `key` says which statement it is: what `build` makes may depend on the key, the standing and the declarations alone.
    What differs from one asking to the next is a `bindparam` of it, and stands in `given`.
    """
    if db.session.autoflush:
        db.session.flush()
    connection, standing = db.session.connection(), current_standing()
    statement, values = standing.kept(
        ("prepared", key, connection.dialect), lambda: _prepare(key, build(), standing, connection)
    )
    rows: CursorResult[Any] = connection.execute(statement, values | given)
    return rows


def put_together(_key: Hashable, build: Callable[[], Select[Any]], /, **given: Any) -> Result[Any]:
    """The same of a statement that is not worth keeping, as somebody has set it himself."""
    rows: Result[Any] = db.session.execute(build(), given)
    return rows


def _prepare(
    key: Hashable, statement: Select[Any], standing: Standing, connection: Connection
) -> tuple[Prepared, dict[str, Any]]:
    """The compiled statement, and the values of this standing in it. Standings with the same text share the former."""
    compiled = narrowed(statement, standing).compile(connection)
    values = dict(compiled.params)
    shared: dict[Hashable, Prepared] = current_app.extensions.setdefault("prepared", {})
    if len(shared) > SHAPES_MOST:
        shared.clear()
    return shared.setdefault((key, connection.dialect, compiled.string, *values), Prepared(compiled)), values
