"""An Excel workbook of one sheet, written row by row: what stands on the disk no longer stands in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import xlsxwriter

from app.exchange.cells import looks_like_formula
from app.records.field import Field
from app.records.kinds import (
    Amount,
    Code,
    Day,
    DecimalNumber,
    Flag,
    Kind,
    LongText,
    PartialDayKind,
    PersonName,
    Title,
    WholeNumber,
    Year,
)
from app.records.links import Link

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575
MOST_NAME = 31
DAY, TEXT = "dd/mm/yyyy", "@"
WIDTHS: dict[type[Kind], int] = {
    Day: 12,
    PartialDayKind: 12,
    Flag: 9,
    Amount: 14,
    WholeNumber: 10,
    DecimalNumber: 10,
    Code: 18,
    LongText: 50,
    PersonName: 28,
    Title: 40,
    Link: 36,
}
USUAL_WIDTH, HEADING_ROOM, WIDEST_HEADING = 22, 4, 40
OPTIONS = {
    "constant_memory": True,
    "strings_to_urls": False,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
}


class Book:
    """The sheet of a list: bold headings that stay in sight, a filter on each, widths that fit what is in the columns.

    `folder` holds what is not in memory any more and not in `to` yet.
    """

    def __init__(self, to: IO[bytes], name: str, fields: Sequence[Field], folder: Path) -> None:
        self.fields = fields
        self.book = xlsxwriter.Workbook(to, {**OPTIONS, "tmpdir": str(folder)})
        self.sheet = self.book.add_worksheet(sheet_name(name))
        # As text to Excel itself: it neither runs nor recalculates the cell when someone edits it.
        self.text = self.book.add_format({"num_format": TEXT})
        self.quoted = self.book.add_format({"num_format": TEXT, "quote_prefix": True})
        made: dict[str | None, Any] = {None: self.text}
        for field in fields:
            shown = number_format(field.kind)
            if shown not in made:
                made[shown] = self.book.add_format({"num_format": shown})
        self.formats = [made[number_format(field.kind)] for field in fields]
        self.rows = 0
        self._headings()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.sheet.autofilter(0, 0, self.rows, max(len(self.fields) - 1, 0))
        self.book.close()

    def add(self, cells: Sequence[Any]) -> None:
        """The next row."""
        self.rows += 1
        for place, cell in enumerate(cells):
            if cell is not None:
                self._write(place, cell)

    def _write(self, place: int, cell: Any) -> None:
        style = self.formats[place]
        if isinstance(cell, str):
            self.sheet.write_string(self.rows, place, cell, self.quoted if looks_like_formula(cell) else style)
        elif isinstance(cell, date):
            self.sheet.write_datetime(self.rows, place, cell, style)
        else:
            self.sheet.write_number(self.rows, place, cell, style)

    def _headings(self) -> None:
        bold = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.sheet.freeze_panes(1, 0)
        for place, field in enumerate(self.fields):
            self.sheet.set_column(place, place, heading_width(field))
            self.sheet.write_string(0, place, str(field.label), bold)


def number_format(kind: Kind) -> str | None:
    """How Excel shows the numbers or dates of a column; None for a column of text."""
    if isinstance(kind, DecimalNumber):
        return "0." + "0" * kind.scale if kind.scale else "0"
    if isinstance(kind, WholeNumber):
        return "0" if isinstance(kind, Year) else "#,##0"
    return DAY if isinstance(kind, Day) else None


def heading_width(field: Field) -> int:
    """How wide a column is, in characters: its values fit, and its heading unless that is very long."""
    return max(min(len(str(field.label)) + HEADING_ROOM, WIDEST_HEADING), column_width(field.kind))


def sheet_name(text: str) -> str:
    """A name that Excel accepts: at most 31 characters, none of `[]:*?/\\`, no apostrophe at an end."""
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:MOST_NAME].strip(" '") or "1"


def column_width(kind: Kind) -> int:
    """How wide a column of such values is, in characters."""
    return next((WIDTHS[base] for base in type(kind).__mro__ if base in WIDTHS), USUAL_WIDTH)
