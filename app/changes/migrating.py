"""What a migration needs of the guard: the locks opened while it runs, and set again on the tables it leaves behind."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table

from app.changes import guard
from app.records.area import Registry


class MigrationHooks:
    """Handed to `migrations/env.py`, so that no migration imports anything of ours."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def is_ours(self, table: Any, _name: str | None) -> bool:
        """Whether a table belongs to this application's records or to the engine."""
        record = table.info.get("record") if isinstance(table, Table) else None
        return record is None or record in self.registry.records

    @contextlib.contextmanager
    def around(self, connection: Connection) -> Iterator[None]:
        """Migrations may write official tables; when they are done every official table that exists is locked."""
        with guard.unlocked(connection):
            yield
        guard.install_where_present(connection, self.registry)
