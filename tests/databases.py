"""The real PostgreSQL of the tests, as a pytest plugin: one server for a run, shared by all its processes.

It is the server of TEST_DATABASE_URL (PostgreSQL 13 or later), else one of the run's own, started when the
first test asks for it and stopped at the end of the run, however the run ended. Databases carry the run's
name and are dropped with it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from sqlalchemy import NullPool, create_engine, make_url

from tests.putting_back import Untouched

KEEPER = Path(__file__).with_name("postgresql_keeper.py")
MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3  # bytes free, for a run to be kept in memory


# Ordinary ones, as an installation has them: superusers pass every wall.
OWNER, WEB = "cbccvc_test_owner", "cbccvc_test_web"
PASSWORD = "not-a-secret"
ROLES = {
    OWNER: f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'",
    WEB: f"CREATE ROLE {WEB} LOGIN NOINHERIT PASSWORD '{PASSWORD}'",
    f"{WEB}_open": f"CREATE ROLE {WEB}_open NOLOGIN",
    f"{WEB}_wide": f"CREATE ROLE {WEB}_wide NOLOGIN",
}


class Server:
    """A PostgreSQL server, of which a run sees only the databases that it made. Their owner is an ordinary role."""

    def __init__(self, address: str, run: Run) -> None:
        self._address = make_url(address).set(drivername="postgresql+psycopg")
        self._prefix = f"cbccvc_test_{run.folder.name.removeprefix(Run.PREFIX)}_"
        self._locks = run.folder
        # Quicker where nothing has to reach the disk (26 ms against 53), slower elsewhere.
        self._copies: dict[str, Untouched] = {}
        self._strategy = "" if _given_address() else " STRATEGY FILE_COPY"

    def url(self, name: str, role: str = OWNER) -> str:
        """Where SQLAlchemy finds the database, as its owner."""
        address = self._address.set(database=self._prefix + name, username=role, password=PASSWORD)
        return address.render_as_string(hide_password=False)

    def web_url(self, name: str) -> str:
        """The same as the role that serves, behind the second wall."""
        return self.url(name, WEB)

    def superuser_url(self, name: str) -> str:
        """The same as whoever made the server, whom nothing stops."""
        return self._address.set(database=self._prefix + name).render_as_string(hide_password=False)

    def make_roles(self) -> None:
        """Make the owner and the web role, which outlive the run on a server that was given."""
        known = {name for (name,) in self._execute("SELECT rolname FROM pg_roles")}
        for role, statement in ROLES.items():
            if role not in known:
                self._execute(statement)
        self._execute(f"GRANT {WEB}_open, {WEB}_wide TO {WEB}")

    def create_database(self, name: str, template: str | None = None) -> str:
        """Make an empty database, or copy a template to which nobody is connected; answer its URL."""
        copied = f' TEMPLATE "{self._prefix}{template}"{self._strategy}' if template else ""
        self._execute(f'CREATE DATABASE "{self._prefix}{name}" OWNER {OWNER}{copied}')
        return self.url(name)

    def untouched(self, name: str, template: str) -> None:
        """Have the copy of a template as it was made: what was written to it is put back, else it is made anew."""
        known = self._copies.get(name)
        if known is not None and known.put_back():
            return
        self.drop_database(name)
        self.create_database(name, template)
        # It takes a superuser, and PostgreSQL 15: of a server that was given nobody knows that.
        if not _given_address():
            self._copies[name] = Untouched(self.superuser_url(name).replace("+psycopg", "", 1))

    def drop_database(self, name: str) -> None:
        """Drop it if it is there, cutting off whoever is connected."""
        self._copies.pop(name, None)
        self._execute(f'DROP DATABASE IF EXISTS "{self._prefix}{name}" WITH (FORCE)')

    def template(self, name: str, build: Callable[[str], None], base: str | None = None) -> str:
        """Make a database to copy from, filled by `build` from its URL: once in a run. It begins as `base`, or empty."""
        with locked(self._locks / f"template-{name}"):
            if name not in self.databases():
                url = self.create_database(name, base)
                try:
                    build(url)
                except BaseException:
                    self.drop_database(name)
                    raise
        return name

    def databases(self) -> list[str]:
        """The names of the run's databases."""
        rows = self._execute(f"SELECT datname FROM pg_database WHERE starts_with(datname, '{self._prefix}')")
        return sorted(name.removeprefix(self._prefix) for (name,) in rows)

    def _execute(self, statement: str) -> list[Any]:
        engine = create_engine(self._address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            result = connection.exec_driver_sql(statement)
            return list(result) if result.returns_rows else []


class Run:
    """One test run: a folder for its processes, in memory if there is room, and a lock while it goes on."""

    PREFIX = "cbccvc-test-"

    def __init__(self, folder: Path | None = None) -> None:
        """Join the run of this folder, or begin a new one."""
        self.is_own = folder is None
        self.folder = folder or self._begin()
        self._keeper: subprocess.Popen[str] | None = None

    def _begin(self) -> Path:
        parent = _parent_of_runs()
        _clear_away_dead_runs(parent)
        folder = Path(tempfile.mkdtemp(prefix=self.PREFIX, dir=parent))
        # Locked before it gets its name: another run must not take this one for dead.
        unnamed = folder / "beginning"
        self._lock = unnamed.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        unnamed.rename(folder / "running")
        return folder

    def server(self) -> Server:
        """The server, started if nobody in the run has asked before."""
        server = Server(_given_address() or self._own_address(), self)
        with locked(self.folder / "making-roles"):
            server.make_roles()
        return server

    def end(self) -> None:
        """For the process that began the run: leave nothing behind."""
        given = _given_address()
        if given:
            server = Server(given, self)
            for name in server.databases():
                server.drop_database(name)
        # Opened first: the keeper removes the folder as soon as the run's lock is free.
        with (self.folder / "serving").open("w") as serving:
            self._lock.close()
            fcntl.flock(serving, fcntl.LOCK_EX)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _own_address(self) -> str:
        noted = self.folder / "address"
        with locked(self.folder / "starting"):
            if not noted.exists():
                noted.write_text(self._start_keeper())
        return noted.read_text()

    def _start_keeper(self) -> str:
        """Start the server, in a process that lives as long as the run; answer its address."""
        log = self.folder / "keeper.log"
        with log.open("w") as errors:
            self._keeper = subprocess.Popen(
                [sys.executable, str(KEEPER), str(self.folder)],
                # lower() of Vietnamese capitals and the order of rows depend on the locale.
                env=os.environ | {"LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                text=True,
            )
        with _output_of(self._keeper) as output:
            address = output.readline().strip()
        if not address:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        return address


@contextmanager
def postgresql() -> Iterator[Server]:
    """A server for a script, for as long as the block lasts."""
    run = Run()
    try:
        yield run.server()
    finally:
        run.end()


RUN = pytest.StashKey[Run]()


def pytest_configure(config: pytest.Config) -> None:
    joined = getattr(config, "workerinput", {}).get("test_run")
    config.stash[RUN] = Run(Path(joined) if joined else None)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker process of pytest-xdist which run it belongs to."""
    node.workerinput["test_run"] = str(node.config.stash[RUN].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    run = config.stash.get(RUN, None)
    if run is not None and run.is_own:
        run.end()


@pytest.fixture(scope="session")
def run_folder(pytestconfig: pytest.Config) -> Path:
    """Where the run's processes may share files, such as SQLite databases; it is gone after the run."""
    return pytestconfig.stash[RUN].folder


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig: pytest.Config) -> Server:
    return pytestconfig.stash[RUN].server()


def _given_address() -> str | None:
    return os.environ.get("TEST_DATABASE_URL")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process of a run at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _parent_of_runs() -> Path:
    """Memory, where it is large: databases are copied there fifty times faster than on a busy disk."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else Path(tempfile.gettempdir())


def _clear_away_dead_runs(parent: Path) -> None:
    """Remove what runs left that were killed."""
    for running in parent.glob(f"{Run.PREFIX}*/running"):
        if _is_free(running) and _is_free(running.with_name("serving")):
            shutil.rmtree(running.parent, ignore_errors=True)


def _is_free(path: Path) -> bool:
    """Whether no process holds the lock on this file; another user's file is not ours to judge."""
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return path.name == "serving"
    except OSError:
        return False
    return True


def _output_of(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout
