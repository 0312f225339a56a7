"""The PostgreSQL of the tests: copies hold their template's rows, touch no others, and end with the run."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine

from tests.databases import Server

pytestmark = pytest.mark.postgresql

ROOT = Path(__file__).resolve().parent.parent


def rows(url: str, statement: str = "SELECT name FROM unit ORDER BY name") -> list[str]:
    with create_engine(url, poolclass=NullPool).begin() as connection:
        result = connection.exec_driver_sql(statement)
        return [row[0] for row in result] if result.returns_rows else []


def build(url: str) -> None:
    rows(url, "CREATE TABLE unit (name text)")
    rows(url, "INSERT INTO unit VALUES ('Sở Nội vụ'), ('Sở Y tế')")


def build_guarded(url: str) -> None:
    for statement in (
        "CREATE TABLE unit (id serial PRIMARY KEY, name text)",
        "INSERT INTO unit (name) VALUES ('Sở Nội vụ'), ('Sở Y tế')",
        "CREATE TABLE part (unit_id int REFERENCES unit, name text)",
        "INSERT INTO part VALUES (1, 'Văn phòng')",
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$",
        "CREATE TRIGGER refuse BEFORE DELETE OR INSERT ON part EXECUTE FUNCTION refuse()",
    ):
        rows(url, statement)


@pytest.fixture
def copy_of_units(postgresql_server: Server, worker_id: str) -> Iterator[Callable[[str], str]]:
    """A function that gives the URL of a copy of a database of two units."""
    template = postgresql_server.template("units", build)
    made: list[str] = []

    def copy(name: str) -> str:
        made.append(f"{name}_{worker_id}")
        return postgresql_server.create_database(made[-1], template)

    yield copy
    for name in made:
        postgresql_server.drop_database(name)


def test_a_copy_holds_the_rows_of_its_template(copy_of_units: Callable[[str], str]) -> None:
    assert rows(copy_of_units("one")) == ["Sở Nội vụ", "Sở Y tế"]


def test_what_one_copy_writes_another_never_sees(copy_of_units: Callable[[str], str]) -> None:
    first, second = copy_of_units("first"), copy_of_units("second")
    rows(first, "DELETE FROM unit WHERE name = 'Sở Y tế'")
    assert rows(first) == ["Sở Nội vụ"]
    assert rows(second) == ["Sở Nội vụ", "Sở Y tế"]


def test_what_was_written_is_put_back(postgresql_server: Server, worker_id: str) -> None:
    """Rows, sequences, and what only a superuser could have: a row behind a trigger that refuses everybody."""
    name = f"put_back_{worker_id}"
    template = postgresql_server.template("guarded", build_guarded)
    try:
        postgresql_server.untouched(name, template)
        url = postgresql_server.url(name)
        made = rows(url, "SELECT oid::text FROM pg_database WHERE datname = current_database()")
        rows(url, "INSERT INTO unit (name) VALUES ('Sở X') RETURNING name")
        rows(url, "DELETE FROM unit WHERE name = 'Sở Y tế'")
        rows(url, "UPDATE part SET name = 'khác'")
        postgresql_server.untouched(name, template)
        assert rows(url) == ["Sở Nội vụ", "Sở Y tế"]
        assert rows(url, "SELECT name FROM part") == ["Văn phòng"]
        assert rows(url, "INSERT INTO unit (name) VALUES ('Sở Z') RETURNING id::text") == ["3"]
        assert rows(url, "SELECT oid::text FROM pg_database WHERE datname = current_database()") == made
    finally:
        postgresql_server.drop_database(name)


@pytest.mark.parametrize(
    "altered",
    [
        "ALTER TABLE unit ADD COLUMN code text",
        "CREATE INDEX ON unit (name)",
        "DROP TABLE part",
        "TRUNCATE part",
        "GRANT SELECT ON unit TO PUBLIC",
        "ALTER TABLE unit ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON unit USING (true)",
        "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE part DISABLE TRIGGER ALL",
    ],
)
def test_where_more_than_rows_was_altered_the_copy_is_made_anew(
    postgresql_server: Server, worker_id: str, altered: str
) -> None:
    name = f"altered_{worker_id}"
    template = postgresql_server.template("guarded", build_guarded)
    try:
        postgresql_server.untouched(name, template)
        url = postgresql_server.url(name)
        made = "SELECT oid::text FROM pg_database WHERE datname = current_database()"
        before = rows(url, made)
        rows(postgresql_server.superuser_url(name), altered)
        postgresql_server.untouched(name, template)
        assert rows(url, made) != before
        assert rows(url, "SELECT name FROM part") == ["Văn phòng"]
    finally:
        postgresql_server.drop_database(name)


def test_a_template_is_filled_once_in_a_run(postgresql_server: Server) -> None:
    postgresql_server.template("units", build)

    def build_again(url: str) -> None:
        pytest.fail("filled twice")

    assert postgresql_server.template("units", build_again) == "units"


def test_a_template_that_failed_is_not_left_half_filled(postgresql_server: Server, worker_id: str) -> None:
    def fail(url: str) -> None:
        raise ValueError("half filled")

    with pytest.raises(ValueError, match="half filled"):
        postgresql_server.template(f"broken_{worker_id}", fail)
    assert f"broken_{worker_id}" not in postgresql_server.databases()


def test_a_dropped_database_is_gone_although_somebody_is_connected(postgresql_server: Server, worker_id: str) -> None:
    name = f"dropped_{worker_id}"
    engine = create_engine(postgresql_server.create_database(name), poolclass=NullPool)
    with engine.connect() as connection:
        postgresql_server.drop_database(name)
        connection.invalidate()
    assert name not in postgresql_server.databases()


def test_vietnamese_capitals_have_small_letters(copy_of_units: Callable[[str], str]) -> None:
    assert rows(copy_of_units("letters"), "SELECT lower('NGUYỄN ĐỨC ƯỚC')") == ["nguyễn đức ước"]


def is_alive(pid: int) -> bool:
    """Whether the process works; one that ended and was not yet collected has an empty command line."""
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and command.read_bytes() != b""


ENDLESS_RUN = """
import sys
from tests.databases import Run
run = Run()
run.server()
print(run.folder, flush=True)
sys.stdin.read()
"""


def test_the_server_of_a_run_that_was_killed_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    run = subprocess.Popen(
        [sys.executable, "-c", ENDLESS_RUN],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        postmaster = int((folder / "data/postmaster.pid").read_text().splitlines()[0])
        with (folder / "serving").open("w") as serving:
            run.kill()
            fcntl.flock(serving, fcntl.LOCK_EX)
    assert not folder.exists()
    assert not is_alive(postmaster)
