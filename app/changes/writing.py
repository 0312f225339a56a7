"""Many rows into one table at once: COPY on PostgreSQL, one prepared INSERT on SQLite.

PostgreSQL refuses COPY behind row-level security; there the rows go in by the INSERT as well. The operator's commands load
as the owner, for whom it is no wall.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError

from app.access import second_wall
from app.extensions import db


class Writer:
    """Writes rows of the same columns, in the transaction of the session.

    `names` are the columns in the order in which a row gives its values, `same` the values that all rows share, and
    `ready` names columns whose values come as the database has them. A value is made ready by its column's type, and
    a column that is not named stays empty.
    """

    def __init__(
        self, table: Table, names: Sequence[str], same: Mapping[str, Any] | None = None, ready: Collection[str] = ()
    ) -> None:
        self._connection = db.session.connection()
        self._same = tuple(self._bound(table, name, value) for name, value in (same or {}).items())
        binders = ((place, self._binder(table, name)) for place, name in enumerate(names) if name not in ready)
        self._binders = [(place, bind) for place, bind in binders if bind]
        quote = self._connection.dialect.identifier_preparer.quote
        columns = [quote(name) for name in (*names, *(same or {}))]
        self._target = f"{quote(table.name)} ({', '.join(columns)})"
        on_postgresql = self._connection.dialect.name == "postgresql"
        self._by_copy = on_postgresql and not second_wall.stands(self._connection)
        self._places = ", ".join(["%s" if on_postgresql else "?"] * len(columns))

    def write(self, rows: Iterable[Iterable[Any]]) -> None:
        """Insert the rows. Raises what any other statement of the session would raise."""
        ready = [self._ready(row) for row in rows]
        if self._by_copy:
            _copy(self._connection, f"COPY {self._target} FROM STDIN", ready)
        elif ready:
            self._connection.exec_driver_sql(f"INSERT INTO {self._target} VALUES ({self._places})", ready)

    def _ready(self, row: Iterable[Any]) -> tuple[Any, ...]:
        values = list(row)
        for place, bind in self._binders:
            if values[place] is not None:
                values[place] = bind(values[place])
        return (*values, *self._same)

    def _binder(self, table: Table, name: str) -> Any:
        dialect = self._connection.dialect
        return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)

    def _bound(self, table: Table, name: str, value: Any) -> Any:
        bind = self._binder(table, name)
        return bind(value) if bind and value is not None else value


def _copy(connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """COPY is no statement of SQLAlchemy; its errors are given the form that those of all others have."""
    driver = connection.dialect.loaded_dbapi
    try:
        with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[attr-defined]
            for row in rows:
                copy.write_row(row)
    except driver.Error as error:
        told = DBAPIError.instance(
            statement, None, error, driver.Error, hide_parameters=True, dialect=connection.dialect
        )
        raise told from error
