"""A sheet as people send it: Excel, OpenDocument or CSV, read into numbered lines of raw cells."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from app.changes.refusals import Refusal
from app.exchange.cells import without_guard
from app.exchange.workbook_faults import faults_of

MEGABYTE = 1 << 20
MOST_BYTES = 50 * MEGABYTE
MOST_UNPACKED_BYTES = 1024 * MEGABYTE
MOST_LINES = 200_000
MOST_CELLS = 10_000_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
DELIMITERS = ",;\t"


class Unreadable(Refusal):
    """A file that is no sheet, or more than can be taken at once; the message says what to do."""

    message = _("The file cannot be read; save it as Excel (.xlsx) or CSV UTF-8 and send it again.")


@dataclass(frozen=True)
class Line:
    """One line of the sheet that is not empty; `number` is the one that Excel or an editor shows."""

    number: int
    cells: list[Any]


@dataclass(frozen=True)
class Sheet:
    """The first visible sheet of a file. `faults` holds, by line and place, the cells that Excel itself shows as wrong."""

    name: str
    sha256: str
    lines: list[Line]
    faults: Mapping[tuple[int, int], Any] = field(default_factory=dict)


def read(path: Path, name: str = "") -> Sheet:
    """Read the file at `path`; `name` is what its sender called it. Raises `Unreadable`."""
    _refuse_size(path)
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    faults: Mapping[tuple[int, int], Any] = {}
    if head.startswith((ZIP, OLE)):
        rows, faults = _workbook(path)
    elif Path(name or path.name).suffix.lower() in TEXT_ENDINGS:
        rows = list(_text_rows(_decoded(path.read_bytes())))
    else:
        raise Unreadable(
            _("The file is neither a workbook (.xlsx, .xls, .ods) nor a CSV file; save it as one of these.")
        )
    lines = [Line(number, cells) for number, cells in rows if any(not _is_blank(cell) for cell in cells)]
    if not lines:
        raise Unreadable(_("The file is empty; its first sheet must have a line of headings and lines of data."))
    return Sheet(name or path.name, sha256, lines, faults)


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _limit(name: str, otherwise: int) -> int:
    return int(current_app.config.get(name, otherwise))


def _refuse_size(path: Path) -> None:
    size, most = path.stat().st_size, _limit("IMPORT_MOST_BYTES", MOST_BYTES)
    if size == 0:
        raise Unreadable(_("The file is empty; its first sheet must have a line of headings and lines of data."))
    if size > most:
        raise Unreadable(_("The file is larger than %(most)d MB; split it into several files.", most=most // MEGABYTE))


def _refuse_lines(count: int) -> None:
    most = _limit("IMPORT_MOST_ROWS", MOST_LINES)
    if count > most:
        raise Unreadable(
            _("The sheet has more than %(most)d lines; delete empty lines below the data or split the file.", most=most)
        )


def _workbook(path: Path) -> tuple[list[tuple[int, list[Any]]], Mapping[tuple[int, int], Any]]:
    """The rows of the first visible sheet that holds anything, and its faulty cells."""
    try:
        _refuse_bomb(path)
        with CalamineWorkbook.from_path(path) as workbook:
            sheet = _first_sheet(workbook)
            if sheet is None:
                return [], {}
            rows = sheet.to_python(skip_empty_area=False)
            faults = faults_of(path, sheet.name)
    except PasswordError as error:
        raise Unreadable(_("The workbook is locked with a password; save a copy without one and send that.")) from error
    except (CalamineError, zipfile.BadZipFile, OSError, KeyError, ValueError) as error:
        raise Unreadable(
            _("The workbook is damaged or locked; open it in Excel, save a copy as .xlsx and send that.")
        ) from error
    return list(enumerate(rows, start=1)), faults


def _first_sheet(workbook: CalamineWorkbook) -> CalamineSheet | None:
    for index, about in enumerate(workbook.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = workbook.get_sheet_by_index(index)
        if sheet.end is not None:
            _refuse_lines(sheet.end[0] + 1)
            if (sheet.end[0] + 1) * (sheet.end[1] + 1) > MOST_CELLS:
                raise Unreadable(_("The sheet is too wide; delete the columns that are not data and send it again."))
            return sheet
    return None


def _refuse_bomb(path: Path) -> None:
    """A small archive may unpack to more than the memory of the server."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise Unreadable(_("The workbook is too large when unpacked; split it into several files."))


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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
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
