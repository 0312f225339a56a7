"""Rows become a file: Excel or CSV of any list, with the reader's rows and the reader's levels, in memory that does not grow."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select

from app.access.asked import Asked
from app.access.audit import note
from app.access.levels import shown_fields
from app.access.roles import LEVELS
from app.access.search import statement as list_statement
from app.access.standing import Standing, current_standing
from app.changes.refusals import NotAllowed, Refusal
from app.exchange.book import MOST_ROWS, Book
from app.exchange.cells import plain_text
from app.exchange.columns import CHUNK, Columns
from app.exchange.long_book import can_hold, write_long_book
from app.jobs.results import work_folder
from app.records.field import Field
from app.records.record import Record

FORMATS = ("xlsx", "csv")
PIECE = 1 << 20
# Held in memory before the writer is chosen; a list up to here costs a fifth of a second, and keeps a format for each cell.
FEW_ROWS = 1000
BYTE_ORDER_MARK = "\ufeff"


class TooManyRows(Refusal):
    """More rows than a sheet of Excel can hold."""

    message = _("An Excel sheet holds at most 1.048.575 rows; narrow the list, or choose CSV.")


@dataclass(frozen=True)
class Exported:
    """What a file holds: the fields of its columns, how many rows, and the SHA-256 that the audit log knows it by."""

    columns: tuple[str, ...]
    rows: int
    sha256: str


def export(
    record: type[Record],
    columns: Sequence[str] | None,
    statement: Select[Any] | None,
    to: IO[bytes],
    format: str,
    *,
    filters: Sequence[str] = (),
    codes: bool = False,
) -> Exported:
    """Write rows of a record into `to` (open for writing and reading, such as a temporary file), and note it.

    `columns` are names of fields (None: all); those absent for the reader are left out, masked values are masked.
    `statement` selects the record with the list's criteria and order (None: all rows within reach); `filters` are the
    same criteria in words, for the audit log. `codes` writes codes and keys instead of names, to be read in again.
    The caller commits before the file is handed over. Raises `NotAllowed`, `TooManyRows`.
    """
    standing = current_standing()
    fields = exportable(record, columns, standing)
    with closing(rows_of(record, fields, statement, standing, codes=codes)) as rows:
        return write(record, fields, rows, to, format, filters)


def write(
    record: type[Record],
    fields: Sequence[Field],
    rows: Iterable[Sequence[Any]],
    to: IO[bytes],
    format: str,
    filters: Sequence[str] = (),
) -> Exported:
    """Write cells that `rows_of` gave into a file, and note the export."""
    count = _write_xlsx(record, fields, rows, to) if format == "xlsx" else _write_csv(fields, rows, to)
    done = Exported(tuple(declared.name for declared in fields), count, _sha256(to))
    _note(record, fields, done, format, filters)
    return done


def _sha256(file: IO[bytes]) -> str:
    """The hash of a whole file, which is left standing at its beginning."""
    digest = hashlib.sha256()
    file.seek(0)
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def exportable(record: type[Record], columns: Sequence[str] | None, standing: Standing) -> list[Field]:
    """The fields of the columns asked for that this reader may see, in the order asked. Raises `NotAllowed`."""
    if not standing.may("read", record.name):
        raise NotAllowed
    shown = {declared.name: declared for declared in shown_fields(record, standing)}
    return [shown[name] for name in dict.fromkeys(shown if columns is None else columns) if name in shown]


def csv_pieces(fields: Sequence[Field], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """A CSV file in pieces: UTF-8 with the mark by which Excel knows it, headings, then a line for each row."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    held.write(BYTE_ORDER_MARK)
    writer.writerow([str(declared.label) for declared in fields])
    for number, cells in enumerate(rows, start=1):
        writer.writerow([plain_text(cell) for cell in cells])
        if number % CHUNK == 0:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def rows_of(
    record: type[Record],
    fields: Sequence[Field],
    statement: Select[Any] | None,
    standing: Standing,
    *,
    codes: bool = False,
) -> Generator[Sequence[Any]]:
    """The cells of each row, a few hundred rows in memory at a time; closed, it lets the database's rows go."""
    chosen = list_statement(Asked(record), standing) if statement is None else statement
    return Columns(record, fields, standing, codes=codes).rows(chosen)


def _write_xlsx(record: type[Record], fields: Sequence[Field], rows: Iterable[Sequence[Any]], to: IO[bytes]) -> int:
    counted = _Counted(rows, MOST_ROWS)
    each = iter(counted)
    first = list(islice(each, FEW_ROWS))
    if len(first) < FEW_ROWS or not can_hold(fields):
        with Book(to, str(record.plural), fields, work_folder()) as book:
            for cells in chain(first, each):
                book.add(cells)
    else:
        write_long_book(to, str(record.plural), fields, work_folder(), chain(first, each))
    return counted.count


def _write_csv(fields: Sequence[Field], rows: Iterable[Sequence[Any]], to: IO[bytes]) -> int:
    counted = _Counted(rows)
    for piece in csv_pieces(fields, counted):
        to.write(piece)
    return counted.count


class _Counted:
    """Rows that are counted while they pass. Raises `TooManyRows` at the first beyond `most`."""

    def __init__(self, rows: Iterable[Sequence[Any]], most: int | None = None) -> None:
        self.rows, self.most, self.count = rows, most, 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for cells in self.rows:
            if self.count == self.most:
                raise TooManyRows
            self.count += 1
            yield cells


def _note(record: type[Record], fields: Sequence[Field], done: Exported, format: str, filters: Sequence[str]) -> None:
    """The audit log names the columns, those that leave a trace when read apart, and never a value of a row."""
    logged = [declared.name for declared in fields if LEVELS[declared.level].logged]
    detail = {
        "format": format,
        "columns": list(done.columns),
        "logged": logged,
        "rows": done.rows,
        "filters": list(filters),
        "sha256": done.sha256,
    }
    note("export", record=record.name, detail=detail)
