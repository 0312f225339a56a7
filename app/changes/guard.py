"""The lock on every official table: a trigger that refuses any writer but the one inside `applying()`.

PostgreSQL: a statement trigger asks for a setting that holds the number of this very transaction. SQLite: a row
trigger calls a function of the connection, which a foreign client does not even have. On both the lock falls shut
at the end of the transaction, whatever the program still believes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, scoped_session
from sqlalchemy.pool import Pool
from sqlalchemy.sql.compiler import IdentifierPreparer

from app.access.second_wall import past_the_wall
from app.records.area import Registry

MESSAGE = "official rows are written through app.changes only"
OPENED, KEPT_OPEN = "changes_opened", "changes_kept_open"
SQLITE_EVENTS = ("INSERT", "UPDATE", "DELETE")
POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION changes_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('changes.applying', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    RAISE EXCEPTION '{MESSAGE}';
  END IF;
  RETURN NULL;
END $$
"""
OPEN_POSTGRESQL = text("SELECT set_config('changes.applying', pg_current_xact_id()::text, true)")
CLOSE_POSTGRESQL = text("SELECT set_config('changes.applying', '', true)")
LOCKED_POSTGRESQL = text(
    "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE t.tgname = 'changes_guard' AND t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace"
)
LOCKED_SQLITE = text(
    "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'changes\\_guard\\_%' ESCAPE '\\' "
    f"GROUP BY tbl_name HAVING count(*) = {len(SQLITE_EVENTS)}"
)


@event.listens_for(Engine, "connect")
def _give_function(connection: Any, record: Any) -> None:
    """Every SQLite connection of the program carries the function that its triggers ask."""
    if isinstance(connection, sqlite3.Connection):
        opened, kept = record.info.setdefault(OPENED, []), record.info.setdefault(KEPT_OPEN, [])
        connection.create_function("changes_applying", 0, lambda: bool(opened or kept))


@event.listens_for(Engine, "commit")
@event.listens_for(Engine, "rollback")
def _shut(connection: Connection) -> None:
    """The end of a transaction ends every `applying()` of it, even one whose block still runs."""
    connection.info.get(OPENED, []).clear()


@event.listens_for(Pool, "reset")
def _shut_for_the_next(_connection: Any, record: Any, _state: Any) -> None:
    """Nobody gets a connection out of the pool with an open lock."""
    for name in (OPENED, KEPT_OPEN):
        record.info.get(name, []).clear()


@contextlib.contextmanager
def applying(session: Session | scoped_session[Session]) -> Iterator[None]:
    """Open the lock for this transaction of this session, and close it again."""
    with past_the_wall("official rows are written here and nowhere else"), unlocked(session.connection(), OPENED):
        yield


@contextlib.contextmanager
def unlocked(connection: Connection, until: str = KEPT_OPEN) -> Iterator[None]:
    """Open the lock of one connection. Migrations keep it open over several transactions, which SQLite needs."""
    mark = object()
    opened: list[object] = connection.info.setdefault(until, [])
    if connection.dialect.name == "postgresql":
        connection.execute(OPEN_POSTGRESQL)
    opened.append(mark)
    try:
        yield
    finally:
        if mark in opened:
            opened.remove(mark)
            if not opened and connection.dialect.name == "postgresql":
                _close(connection)


def _close(connection: Connection) -> None:
    """Shut the lock. A transaction that has failed takes no more statements, and its end shuts it."""
    with contextlib.suppress(DBAPIError):
        connection.execute(CLOSE_POSTGRESQL)


def official_tables(registry: Registry) -> list[str]:
    """The tables of every record and of its former images."""
    return [name for record in registry for name in (record.__table__.name, record.past.name)]


def install_where_present(connection: Connection, registry: Registry) -> None:
    """Put the triggers on every official table that the database has; safe to repeat."""
    present = set(inspect(connection).get_table_names())
    tables = [table for table in official_tables(registry) if table in present]
    if connection.dialect.name == "postgresql":
        connection.execute(text(POSTGRESQL_FUNCTION))
    for statement in statements(connection.dialect.name, tables, connection.dialect.identifier_preparer):
        connection.execute(text(statement))


def statements(dialect: str, tables: Iterable[str], preparer: IdentifierPreparer) -> Iterator[str]:
    """The DDL of the triggers."""
    for name in tables:
        table = preparer.quote(name)
        if dialect == "postgresql":
            yield f"DROP TRIGGER IF EXISTS changes_guard ON {table}"
            yield (
                f"CREATE TRIGGER changes_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION changes_guard()"
            )
            continue
        for verb in SQLITE_EVENTS:
            trigger = f"changes_guard_{name}_{verb.lower()}"
            yield f"DROP TRIGGER IF EXISTS {trigger}"
            yield (
                f"CREATE TRIGGER {trigger} BEFORE {verb} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{MESSAGE}') WHERE NOT changes_applying(); END"
            )


def missing(connection: Connection, registry: Registry) -> list[str]:
    """Official tables that stand without their whole lock."""
    rows = connection.execute(LOCKED_POSTGRESQL if connection.dialect.name == "postgresql" else LOCKED_SQLITE)
    locked = {row[0] for row in rows}
    return [table for table in official_tables(registry) if table not in locked]
