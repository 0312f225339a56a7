"""Statements that every page asks: narrowed to a standing and compiled once, then only executed.

To put a statement together, find it among the compiled ones and read its values out again takes ten times as long
as the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Dialect,
    Executable,
    Integer,
    Result,
    Select,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.util import immutabledict

from app.access.scope import narrowed
from app.access.standing import Standing, current_standing
from app.extensions import db
from app.records.recent import Recent

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


def execute(key: Hashable | None, build: Callable[[], Select[Any]], /, **given: Any) -> Result[Any]:
    """The rows of a statement of columns, within the reach of the present standing.

    `key` says which statement it is: what `build` makes may depend on the key, the standing and the declarations alone.
    It is None for one that somebody has set himself, which is not worth keeping. What differs from one asking to the next
    is a `bindparam` of it, and stands in `given`: all of them and nothing else, or `TypeError`.
    """
    rows: Result[Any]
    if key is None:
        rows = db.session.execute(build(), given)
        return rows
    if db.session.autoflush:
        db.session.flush()
    connection, standing = db.session.connection(), current_standing()
    asked = standing.derived(
        ("prepared", key, connection.dialect), lambda: _prepare(key, build(), standing, connection)
    )
    if given.keys() != asked.wanted:
        # Left to itself, the statement would take NULL for a value that was forgotten, and `LIMIT NULL` is no limit.
        raise TypeError(f"the statement {key!r} takes {sorted(asked.wanted)} and was given {sorted(given)}")
    rows = connection.execute(asked.statement, asked.values | given)
    return rows


def stream(statement: Select[Any], size: int) -> Result[Any]:
    """The rows of a long statement of columns, within the reach of the present standing, `size` of them in memory at a time.

    They are rows of the database: the session, which would look at each of them once more, has no part in them. Raises
    `TypeError` for a statement that has to be given values.
    """
    if db.session.autoflush:
        db.session.flush()
    connection = db.session.connection()
    compiled = narrowed(statement, current_standing()).compile(connection)
    if wanted := _wanted(compiled):
        raise TypeError(f"a statement that is streamed was not given {sorted(wanted)}")
    rows: Result[Any]
    rows = connection.execute(Prepared(compiled), compiled.params, execution_options={"yield_per": size})
    return rows


def has_one_of_keys(column: Any) -> ColumnElement[bool]:
    """Whether a column has one of the parameter `keys`: a single one, so that their number leaves the text as it is."""
    if db.session.get_bind().dialect.name == "postgresql":
        found: ColumnElement[bool] = column == any_(bindparam("keys", type_=ARRAY(Integer)))
        return found
    given = func.json_each(bindparam("keys", type_=JSON())).table_valued("value")
    found = column.in_(select(given.c.value))
    return found


@dataclass(frozen=True)
class Ready:
    """A statement of one standing: compiled, with the values that are settled, and the names of those it has to be given."""

    statement: Prepared
    values: dict[str, Any]
    wanted: frozenset[str]


def _wanted(compiled: Any) -> frozenset[str]:
    """The parameters of a compiled statement that have no value of their own."""
    return frozenset(name for bind, name in compiled.bind_names.items() if bind.required)


def _prepare(key: Hashable, statement: Select[Any], standing: Standing, connection: Connection) -> Ready:
    """Standings whose statements have the same text share the compiled one."""
    compiled = narrowed(statement, standing).compile(connection)
    wanted = _wanted(compiled)
    values = {name: value for name, value in compiled.params.items() if name not in wanted}
    shared: Recent[Prepared] = current_app.extensions.setdefault("prepared", Recent(SHAPES_MOST))
    shape = (key, connection.dialect, compiled.string, *compiled.params)
    return Ready(shared.find(shape, lambda: Prepared(compiled)), values, wanted)
