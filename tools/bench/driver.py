"""The bare driver of either database: a connection for each thread, statements with `:names`, rows as mappings."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.rows import dict_row

NAMED = re.compile(r"(?<!:):([a-z_]+)")


class Driver:
    """Statements as sent by hand. `address` is the URL of PostgreSQL, or the path of the SQLite file."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.on_postgresql = address.startswith("postgresql")
        self._held = threading.local()

    def rows(self, statement: str, **values: Any) -> list[Mapping[str, Any]]:
        """The rows that a statement gives."""
        return list(map(dict, self._execute(statement, values).fetchall()))

    def write(self, *statements: tuple[str, Mapping[str, Any]]) -> None:
        """Statements of one transaction, past the lock on official tables, which asks for no more than this."""
        if self.on_postgresql:
            self._execute("SELECT set_config('changes.applying', pg_current_xact_id()::text, true)", {})
        for statement, values in statements:
            self._execute(statement, values)
        self._connection().commit()

    def _execute(self, statement: str, values: Mapping[str, Any]) -> Any:
        connection = self._connection()
        if self.on_postgresql:
            return connection.execute(NAMED.sub(r"%(\1)s", statement), values)
        return connection.execute(statement, values)

    def end(self) -> None:
        """A page that was read holds nothing up."""
        self._connection().rollback()

    def _connection(self) -> Any:
        held = getattr(self._held, "connection", None)
        if held is None:
            held = self._held.connection = self._connect()
        return held

    def _connect(self) -> Any:
        if self.on_postgresql:
            return psycopg.connect(self.address, row_factory=dict_row)
        connection = sqlite3.connect(self.address, timeout=15)
        connection.row_factory = sqlite3.Row
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("changes_applying", 0, lambda: True)
        return connection
