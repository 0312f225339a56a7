"""What is measured inside the program, each in a process of its own: SQL statements of pages, a large file out, a file in."""

from __future__ import annotations

import csv
import io
import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import xlsxwriter
from flask.testing import FlaskClient
from rustpy_xlsxwriter import write_worksheet
from sqlalchemy import event

import config
from app import create_app
from app.access.owner import as_owner
from app.access.standing import acting_as, operator, standing_of
from app.areas.personnel.models import Employee, FamilyMember
from app.exchange.exporting import export, exportable, rows_of
from app.exchange.importing import bring_in
from app.exchange.sheet import read
from app.exchange.ways import ByDocument
from app.extensions import db
from tools.bench.client import fields_of

Result = TypeVar("Result")

COLUMNS = 20
PIECE = 1000
SYLLABLES = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga")


@dataclass(frozen=True)
class Worked:
    """Seconds of the product and of the floor, megabytes at most before and after, rows done; a remark on the floor."""

    seconds: float
    floor: float
    before: int
    after: int
    rows: int
    remark: str = ""


def apart(act: Callable[..., Result], *given: Any) -> Result:
    """Do something in a process that has done nothing else."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(act, *given).result()


@contextmanager
def _application(environ: Mapping[str, str]) -> Iterator[Any]:
    app = create_app(config.load({**environ, "LOG_LEVEL": "WARNING"}))
    with app.app_context():
        yield app


def count_statements(
    environ: Mapping[str, str], password: str, username: str, paths: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """Status and number of SQL statements of each address, asked once before to be warm."""
    app = create_app(config.load({**environ, "LOG_LEVEL": "WARNING"}))
    seen: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    # Outside of that context: what a request remembers must not outlive it.
    client = app.test_client()
    _sign_in(client, username, password)
    found = {}
    for path in paths:
        client.get(path)
        seen.clear()
        found[path] = (client.get(path).status_code, len(seen))
    return found


def _sign_in(client: FlaskClient, username: str, password: str) -> None:
    token = fields_of(client.get("/login/").data, "csrf_token")["csrf_token"]
    client.post("/login/", data={"username": username, "password": password, "csrf_token": token})


def excel(environ: Mapping[str, str], user_id: int) -> Worked:
    """Every person in twenty columns, as the job writes it; and the same cells by its writer with nothing around it."""
    with _application(environ), acting_as(standing_of(user_id)) as standing, tempfile.TemporaryFile() as cells:
        names = [field.name for field in exportable(Employee, None, standing)][:COLUMNS]
        fields = exportable(Employee, names, standing)
        _keep(rows_of(Employee, fields, None, standing), cells)
        before = _peak()
        with tempfile.TemporaryFile() as file:
            begun = time.perf_counter()
            done = export(Employee, names, None, file, "xlsx")
            seconds = time.perf_counter() - begun
        after = _peak()
        db.session.rollback()
        bare, formatting = (_seconds(writer, _kept(cells)) for writer in (_bare_long_sheet, _bare_sheet))
        return Worked(seconds, bare, before, after, done.rows, f"xlsxwriter alone {formatting:.1f} s")


def _keep(rows: Iterator[Sequence[Any]], file: Any) -> None:
    piece: list[Sequence[Any]] = []
    for row in rows:
        piece.append(row)
        if len(piece) == PIECE:
            pickle.dump(piece, file)
            piece = []
    pickle.dump(piece, file)


def _kept(file: Any) -> Iterator[Sequence[Any]]:
    file.seek(0)
    while True:
        try:
            yield from pickle.load(file)
        except EOFError:
            return


def _seconds(writer: Callable[[Iterator[Sequence[Any]], Path], None], rows: Iterator[Sequence[Any]]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        writer(rows, Path(folder) / "sheet.xlsx")
        return time.perf_counter() - begun


def _bare_long_sheet(rows: Iterator[Sequence[Any]], path: Path) -> None:
    """By the writer of long lists, which knows columns by their headings."""
    headings = [f"Column {number}" for number in range(COLUMNS)]
    write_worksheet((dict(zip(headings, cells, strict=True)) for cells in rows), path)


def _bare_sheet(rows: Iterator[Sequence[Any]], path: Path) -> None:
    """By the writer of formatted sheets."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for number, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif cell is not None:
                sheet.write_number(number, place, cell)
    book.close()


def bring_in_file(environ: Mapping[str, str], people: Sequence[int], rows: int) -> Worked:
    """A file of relatives taken in by the operator and taken back; and the same by reading and inserting alone."""
    with (
        _application(environ),
        as_owner(),
        operator("the bench brings a file in"),
        tempfile.TemporaryDirectory() as folder,
    ):
        path = Path(folder) / "relatives.csv"
        path.write_text(_relatives(people, rows), encoding="utf-8-sig")
        before = _peak()
        begun = time.perf_counter()
        report = bring_in(FamilyMember, read(path), ByDocument("bench"), dry_run=True)
        seconds = time.perf_counter() - begun
        if not report.is_clean:
            raise RuntimeError(report.findings[0].sentence)
        begun = time.perf_counter()
        _bare_insert(path)
        return Worked(seconds, time.perf_counter() - begun, before, _peak(), rows)


def _relatives(people: Sequence[int], rows: int) -> str:
    """As an officer's sheet has them: persons by their number, relations by their code."""
    held = Employee.__table__
    numbers = [db.session.scalar(db.select(held.c.staff_number).where(held.c.id == key)) for key in people]
    fields = [FamilyMember.fields[name] for name in ("employee_id", "relation_code", "full_name", "born_on")]
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([str(field.label) for field in fields])
    for number in range(rows):
        name = (
            f"Nguyễn {' '.join(SYLLABLES[int(digit)] for digit in f'{number:04}')}"  # no two alike, or they are refused
        )
        writer.writerow([numbers[number % len(numbers)], "EM", name, 1990 + number % 20])
    return file.getvalue()


def _bare_insert(path: Path) -> None:
    """Read, find the persons, insert both rows, take back."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))[1:]
    held, family = Employee.__table__, FamilyMember.__table__
    numbers = {line[0] for line in lines}
    keys = dict(
        db.session.execute(db.select(held.c.staff_number, held.c.id).where(held.c.staff_number.in_(numbers))).all()
    )
    mark = "%s" if db.engine.dialect.name == "postgresql" else "?"
    last = db.session.scalar(db.select(db.func.max(family.c.id))) or 0
    rows = [
        (last + place, keys[number], relation, name, born, "2026-01-01 00:00:00")
        for place, (number, relation, name, born) in enumerate(lines, start=1)
    ]
    columns = "id, employee_id, relation_code, full_name, born_on, recorded_at"
    connection = db.session.connection()
    with _unlocked(connection):
        connection.exec_driver_sql(f"INSERT INTO family_member ({columns}) VALUES ({', '.join([mark] * 6)})", rows)
    db.session.rollback()


@contextmanager
def _unlocked(connection: Any) -> Iterator[None]:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT set_config('changes.applying', pg_current_xact_id()::text, true)")
    else:
        connection.connection.dbapi_connection.create_function("changes_applying", 0, lambda: True)
    yield


def _peak() -> int:
    """Megabytes of this process at most, until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 1 << 20)
