"""The lock on every official table: a trigger that refuses any writer but the one inside `applying()`.

PostgreSQL: a statement trigger asks for a setting that holds the number of this very transaction. SQLite: a row
trigger calls a function of the connection, which a foreign client does not even have.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, scoped_session

from app.records.area import Registry

MESSAGE = "official rows are written through app.changes only"
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


@event.listens_for(Engine, "connect")
def _give_function(connection: Any, record: Any) -> None:
    """Every SQLite connection of the program carries the function that its triggers ask."""
    if isinstance(connection, sqlite3.Connection):
        held = record.info.setdefault("applying", [0])
        connection.create_function("changes_applying", 0, lambda: held[0])


@contextlib.contextmanager
def applying(session: Session | scoped_session[Session]) -> Iterator[None]:
    """Open the lock for this transaction of this session, and close it again."""
    connection = session.connection()
    with unlocked(connection):
        yield


@contextlib.contextmanager
def unlocked(connection: Connection) -> Iterator[None]:
    """Open the lock of one connection; used by `applying` and by migrations."""
    if connection.dialect.name == "sqlite":
        held = connection.info.setdefault("applying", [0])
        held[0] += 1
        try:
            yield
        finally:
            held[0] -= 1
        return
    connection.execute(OPEN_POSTGRESQL)
    yield
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
    for statement in statements(connection.dialect.name, tables):
        connection.execute(text(statement))


def statements(dialect: str, tables: Iterable[str]) -> Iterator[str]:
    """The DDL of the triggers."""
    for table in tables:
        if dialect == "postgresql":
            yield f"DROP TRIGGER IF EXISTS changes_guard ON {table}"
            yield (
                f"CREATE TRIGGER changes_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION changes_guard()"
            )
            continue
        for verb in SQLITE_EVENTS:
            name = f"changes_guard_{table}_{verb.lower()}"
            yield f"DROP TRIGGER IF EXISTS {name}"
            yield (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN "
                f"SELECT RAISE(ABORT, '{MESSAGE}') WHERE NOT changes_applying(); END"
            )


def missing(connection: Connection, registry: Registry) -> list[str]:
    """Official tables that stand without their lock."""
    if connection.dialect.name == "postgresql":
        rows = connection.execute(text("SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'changes_guard'"))
    else:
        rows = connection.execute(
            text("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'changes_guard_%_delete'")
        )
    locked = {row[0] for row in rows}
    return [table for table in official_tables(registry) if table not in locked]
