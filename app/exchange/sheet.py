"""A sheet as people send it: Excel, OpenDocument or CSV, read into numbered lines of raw cells."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _

from app.exchange.cells import without_guard
from app.exchange.limits import MEGABYTE, Unreadable, most_bytes, most_cells, most_lines
from app.exchange.survey import ERRORS, IS_ERROR
from app.exchange.workbook import read_workbook

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
DELIMITERS = ",;\t"
EMPTY = _("The file is empty; its first sheet must have a line of headings and lines of data.")


@dataclass(frozen=True)
class Line:
    """One line of the sheet that is not empty; `number` is the one that Excel or an editor shows."""

    number: int
    cells: list[Any]


@dataclass(frozen=True)
class Sheet:
    """The first visible sheet of a file. `faults` holds, by line and place, the cells that Excel itself shows as wrong.

    Of an old workbook those cannot be told: they come as empty cells.
    """

    name: str
    sha256: str
    lines: list[Line]
    faults: Mapping[tuple[int, int], Any] = field(default_factory=dict)
    errors_told: bool = True

    @property
    def cells(self) -> int:
        """How many cells there are, the empty ones between others among them."""
        return sum(len(line.cells) for line in self.lines)


def read(path: Path, name: str = "") -> Sheet:
    """Read the file at `path`; `name` is what its sender called it. Raises `Unreadable`."""
    _refuse_size(path)
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    faults: Mapping[tuple[int, int], Any] = {}
    errors_told = True
    rows: Iterable[tuple[int, list[Any]]]
    if head.startswith((ZIP, OLE)):
        book = read_workbook(path)
        rows, faults, errors_told = book.rows, book.faults, book.errors_told
    elif Path(name or path.name).suffix.lower() in TEXT_ENDINGS:
        rows = _text_rows(_decoded(path.read_bytes()))
    else:
        raise Unreadable(
            _("The file is neither a workbook (.xlsx, .xls, .ods) nor a CSV file; save it as one of these.")
        )
    lines = [Line(number, cells) for number, cells in rows if any(not _is_blank(cell) for cell in cells)]
    if not lines:
        raise Unreadable(EMPTY)
    return Sheet(name or path.name, sha256, lines, {**faults, **_errors_in_words(lines)}, errors_told)


def _errors_in_words(lines: Iterable[Line]) -> dict[tuple[int, int], Any]:
    """Errors that were saved as text, as in CSV and OpenDocument."""
    return {
        (line.number, place): IS_ERROR
        for line in lines
        if not ERRORS.isdisjoint(line.cells)
        for place, cell in enumerate(line.cells)
        if cell in ERRORS
    }


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _refuse_size(path: Path) -> None:
    size, most = path.stat().st_size, most_bytes()
    if size == 0:
        raise Unreadable(EMPTY)
    if size > most:
        raise Unreadable(_("The file is larger than %(most)d MB; split it into several files.", most=most // MEGABYTE))


def _refuse_lines(count: int) -> None:
    most = most_lines()
    if count > most:
        raise Unreadable(
            _("The sheet has more than %(most)d lines; delete empty lines below the data or split the file.", most=most)
        )


def _decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or else in the Windows code page of Vietnam."""
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1258"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("The letters of the file cannot be read; save it in Excel as “CSV UTF-8” and send it again."))


def _text_rows(text: str) -> Iterator[tuple[int, list[Any]]]:
    """The rows of a CSV text, each with the number of the line it begins on."""
    delimiter = _delimiter(text)
    # Before a line is read: all those cells could stand in one.
    if text.count(delimiter) > most_cells():
        raise Unreadable(_("The sheet has more than %(most)d cells; split it into several files.", most=most_cells()))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for count, row in enumerate(reader, start=1):
            _refuse_lines(count)
            yield begins, [without_guard(cell) for cell in row]
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(
            _("From line %(line)d on the file cannot be read: its quotation marks do not match.", line=begins)
        ) from error


def _delimiter(text: str) -> str:
    """The sign that cuts the first line into most cells; signs between quotation marks do not count."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
