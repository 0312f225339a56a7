"""What a migration needs of guard and wall: both opened while it runs, and set again on the tables it leaves behind."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table

from app.access import policies
from app.changes import guard
from app.jobs import queue
from app.records.area import Registry


class MigrationHooks:
    """Handed to `migrations/env.py`, so that no migration imports anything of ours."""

    def __init__(self, registry: Registry, web_role: str | None = None) -> None:
        self.registry, self.web_role = registry, web_role

    def is_ours(self, table: Any, _name: str | None) -> bool:
        """Whether a table belongs to this application's records or to the engine."""
        record = table.info.get("record") if isinstance(table, Table) else None
        return record is None or record in self.registry.records

    @contextlib.contextmanager
    def around(self, connection: Connection) -> Iterator[None]:
        """Migrations may write official tables, and alter what a policy names; when they are done all is set again."""
        if self.web_role:
            policies.take_down(connection)
        with guard.unlocked(connection):
            yield
        self.install(connection)

    def install(self, connection: Connection) -> None:
        """Lock every official table that exists and, where there is a web role, put it behind the second wall."""
        guard.install_where_present(connection, self.registry)
        if self.web_role:
            policies.install_where_present(connection, self.registry, self.web_role)
            queue.make_tables(connection, self.web_role)
