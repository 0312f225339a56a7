"""Many rows into one table at once: COPY on PostgreSQL, one prepared INSERT on SQLite.

PostgreSQL refuses COPY behind row-level security; there the rows go in by the INSERT as well. The operator's commands load
as the owner, for whom it is no wall.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from sqlalchemy import Connection, Table, event
from sqlalchemy.exc import DBAPIError

from app.access import second_wall
from app.extensions import db

MOST = 4  # writes that wait at a time: memory stays flat when the database is the slower one
MOMENTS = ("before_cursor_execute", "savepoint", "release_savepoint", "rollback_savepoint", "rollback", "commit")


class Aside:
    """Rows on their way to PostgreSQL while the program makes the next ones ready.

    Writes are done one after the other. Whatever else is asked of the connection waits until they are done, so that it
    sees them; what went wrong in one is raised there. On SQLite, which is this process itself, nothing is put aside.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        on_postgresql = connection.dialect.name == "postgresql"
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="copy") if on_postgresql else None
        self._under_way: list[Future[None]] = []

    def do(self, act: Callable[..., None], *given: Any) -> None:
        """Do it now, or as soon as the writes before it are done."""
        if self._pool is None:
            act(*given)
            return
        if len(self._under_way) == MOST:
            self.wait()
        self._under_way.append(self._pool.submit(act, *given))

    def wait(self, *_statement: Any) -> None:
        """Until everything is written. Raises what the first write that failed raised."""
        under_way, self._under_way = self._under_way, []
        for write in under_way:
            write.result()

    @contextlib.contextmanager
    def holding(self) -> Iterator[None]:
        """For the time of a block every other statement of the connection waits for what is under way."""
        for moment in MOMENTS:
            event.listen(self._connection, moment, self.wait)
        try:
            yield
            self.wait()
        finally:
            if self._pool is not None:
                self._pool.shutdown()
            for moment in MOMENTS:
                event.remove(self._connection, moment, self.wait)


class Writer:
    """Writes rows of the same columns, in the transaction of the session; by COPY they go aside.

    `names` are the columns in the order in which a row gives its values, `same` the values that all rows share, and
    `ready` names columns whose values come as the database has them. A value is made ready by its column's type, and
    a column that is not named stays empty.
    """

    def __init__(
        self,
        aside: Aside,
        table: Table,
        names: Sequence[str],
        same: Mapping[str, Any] | None = None,
        ready: Collection[str] = (),
    ) -> None:
        self._connection, self._aside = db.session.connection(), aside
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
        """Insert the rows. What goes wrong is raised as from any other statement of the session, here or later."""
        ready = [self._ready(row) for row in rows]
        if self._by_copy:
            self._aside.do(_copy, self._connection, f"COPY {self._target} FROM STDIN", ready)
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
