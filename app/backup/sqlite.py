"""An SQLite database copied by its own backup interface, and put in place again."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Engine

from app.backup.crypt import Damaged
from app.backup.snapshot import Snapshot
from app.jobs.run import Refused

KIND = "sqlite"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"


@contextlib.contextmanager
def snapshot(engine: Engine, work: Path) -> Iterator[Snapshot]:
    """A copy in the folder `work`, which the caller clears away. Under WAL nobody has to wait for it."""
    copy = work / "database.sqlite"
    with contextlib.closing(engine.raw_connection()) as source, contextlib.closing(sqlite3.connect(copy)) as target:
        driver: Any = source.driver_connection
        driver.backup(target)
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        counts = _counts(connection)
        migration = _migration(connection)
        evidence = [row[0] for row in connection.execute("SELECT DISTINCT sha256 FROM attachment")]
    yield Snapshot(
        KIND, sqlite3.sqlite_version, migration, counts, evidence, lambda: copy.open("rb"), copy.stat().st_size
    )


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    tables = [name for (name,) in connection.execute(TABLES)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def _migration(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


class Place:
    """Where an SQLite database is to stand: its file, which may not be there yet."""

    kind = KIND

    def __init__(self, engine: Engine, work: Path) -> None:
        self._engine, self._copy = engine, work / "database.sqlite"
        self._file = Path(engine.url.database or "")
        self.own_files = [Path(f"{self._file}{suffix}") for suffix in ("", "-wal", "-shm")]
        self._written: IO[bytes] | None = None

    def what_is_there(self) -> str:
        """The file, when there is a table in it."""
        if not self._file.exists() or self._file.stat().st_size == 0:
            return ""
        with contextlib.closing(sqlite3.connect(self._file)) as connection:
            return str(self._file) if connection.execute(TABLES).fetchone() else ""

    def refuse_unless_fit(self, server: str, roles: list[str]) -> None:
        """Any SQLite of this program reads what another one wrote."""

    def write(self, piece: bytes) -> None:
        """The next piece of the copy, beside the place where it will stand."""
        if self._written is None:
            self._written = os.fdopen(os.open(self._copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._written.write(piece)

    def finish(self) -> dict[str, int]:
        """Look the copy over; the answer is how many rows each table holds."""
        self.close()
        try:
            with contextlib.closing(sqlite3.connect(self._copy)) as connection:
                found = [row[0] for row in connection.execute("PRAGMA quick_check")]
                counts = _counts(connection)
        except sqlite3.DatabaseError as error:
            raise Damaged from error
        if found != ["ok"]:
            raise Refused(_("The database in the backup is not sound: %(fault)s.", fault=found[0]))
        return counts

    def settle(self) -> None:
        """Put the copy in place, where nobody holds a file of before."""
        self._engine.dispose()
        for path in self.own_files:
            path.unlink(missing_ok=True)
        os.replace(self._copy, self._file)

    def close(self) -> None:
        """Let go of the file."""
        if self._written is not None:
            self._written.close()
            self._written = None
