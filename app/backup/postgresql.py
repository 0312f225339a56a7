"""A PostgreSQL database copied by pg_dump as the role that owns it, and filled again by pg_restore.

Passwords go to these programs by the environment, never by the command line. huey's tables stay out: the queue is
made anew, and the rows of jobs say what is to be done.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from flask_babel import lazy_gettext as _
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, inspect, text

from app.backup.snapshot import Snapshot
from app.jobs.run import Refused

KIND = "postgresql"
DUMP = ("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-comments", "--exclude-schema=huey")
RESTORE = ("pg_restore", "--no-owner", "--no-privileges", "--no-comments", "--exit-on-error", "--single-transaction")
LONGEST_FAULT = 300
ROLES = text("SELECT DISTINCT unnest(roles)::text AS role FROM pg_policies WHERE schemaname = current_schema()")
EVIDENCE = text("SELECT DISTINCT sha256 FROM attachment")
THERE = text(
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm') LIMIT 1"
)


@contextlib.contextmanager
def snapshot(engine: Engine) -> Iterator[Snapshot]:
    """The database as one transaction sees it, which is held open for as long as the block lasts."""
    with engine.connect() as plain:
        connection = plain.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        server = _server(connection)
        _refuse_older("pg_dump", _major(server))
        name = connection.scalar(text("SELECT pg_export_snapshot()"))
        evidence = connection.execute(EVIDENCE, execution_options={"yield_per": 1000}).scalars()
        yield Snapshot(
            kind=KIND,
            server=server,
            migration=str(connection.scalar(text("SELECT version_num FROM alembic_version"))),
            counts=_counts(connection),
            evidence=evidence,
            open=lambda: _dump(engine, str(name)),
            roles=sorted(set(connection.scalars(ROLES)) - {"public"}),
        )


@contextlib.contextmanager
def _dump(engine: Engine, snapshot_name: str) -> Iterator[IO[bytes]]:
    """What pg_dump says, as it says it. Raises `Refused` when it fails, at the end of the block."""
    with tempfile.TemporaryFile() as errors:
        command = [*DUMP, f"--snapshot={snapshot_name}", f"--dbname={_address(engine)}"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=_environment(engine)) as process:
            assert process.stdout is not None
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
        _refuse_failed("pg_dump", process.returncode, errors)


class Place:
    """Where a PostgreSQL database is to stand: an empty one of the owner."""

    kind = KIND
    own_files: Sequence[Path] = ()

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (as long as the program runs beside us)
        self._process: subprocess.Popen[bytes] | None = None

    def what_is_there(self) -> str:
        """A table of the database, when it has one."""
        with self._engine.connect() as connection:
            return str(connection.scalar(THERE) or "")

    def refuse_unless_fit(self, server: str, roles: list[str]) -> None:
        """Raises `Refused` when server or program are older than what made the backup, or a role is missing."""
        with self._engine.connect() as connection:
            own = _server(connection)
            known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
        if _major(own) < _major(server):
            message = _("The backup comes from PostgreSQL %(server)s; this server is %(own)s.", server=server, own=own)
            raise Refused(message)
        _refuse_older("pg_restore", _major(server))
        if lacking := [role for role in roles if role not in known]:
            raise Refused(
                _(
                    "The rules of the database name roles that this server does not have: %(roles)s. Make them first, as in "
                    "README, “Installing for real”.",
                    roles=", ".join(lacking),
                )
            )

    def write(self, piece: bytes) -> None:
        """The next piece, handed on to pg_restore."""
        if self._process is None:
            command = [*RESTORE, f"--dbname={_address(self._engine)}"]
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env=_environment(self._engine),
            )
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(piece)
        except BrokenPipeError:
            _refuse_failed("pg_restore", self._process.wait(), self._errors)
            raise

    def finish(self) -> dict[str, int]:
        """Let pg_restore end; the answer is how many rows each table holds."""
        if self._process is not None:
            assert self._process.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            _refuse_failed("pg_restore", self._process.wait(), self._errors)
        with self._engine.connect() as connection:
            return _counts(connection)

    def settle(self) -> None:
        """It stands since pg_restore ended."""

    def close(self) -> None:
        """End what still runs: in one transaction, so that nothing is left of it."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._errors.close()


def _counts(connection: Connection) -> dict[str, int]:
    quote = connection.dialect.identifier_preparer.quote
    tables = sorted(inspect(connection).get_table_names())
    return {name: connection.scalar(text(f"SELECT count(*) FROM {quote(name)}")) or 0 for name in tables}


def _server(connection: Connection) -> str:
    return str(connection.scalar(text("SHOW server_version"))).split(" ")[0]


def _major(version: str) -> int:
    return int(version.split(".")[0])


def _refuse_older(program: str, server: int) -> None:
    """Raises `Refused` when a program is missing, or older than a server of this first number."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        message = _(
            "%(program)s is not on the PATH; install the client programs of PostgreSQL %(server)d or later.",
            program=program,
            server=server,
        )
        raise Refused(message) from error
    found = re.search(r"\) (\d+)", said)
    own = int(found[1]) if found else 0
    if own < server:
        message = _(
            "%(program)s on the PATH is of version %(own)d, older than the PostgreSQL %(server)d of the data; install the client "
            "programs of PostgreSQL %(server)d or later and put them first on the PATH.",
            program=program,
            own=own,
            server=server,
        )
        raise Refused(message)


def _address(engine: Engine) -> str:
    """Where the database is, without its password."""
    given = {**engine.url.translate_connect_args(username="user", database="dbname"), **engine.url.query}
    return make_conninfo("", **{name: value for name, value in given.items() if name != "password"})


def _environment(engine: Engine) -> dict[str, str]:
    password = engine.url.password
    return {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}


def _refuse_failed(program: str, code: int, errors: IO[bytes]) -> None:
    """Raises `Refused` with the first fault that a program named; further lines may quote rows."""
    if code == 0:
        return
    errors.seek(0)
    lines = errors.read(1 << 16).decode(errors="replace").splitlines()
    fault = next((line for line in lines if "error" in line), f"exit code {code}")[:LONGEST_FAULT]
    raise Refused(_("%(program)s failed: %(fault)s", program=program, fault=fault))
