"""An Excel workbook of one sheet, written row by row: what stands on the disk no longer stands in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
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

MOST_ROWS = 1_048_575
MOST_NAME = 31
DAY = "dd/mm/yyyy"
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
    """The sheet of a list: bold headings that stay in sight, a filter on each, widths that fit what is in the columns."""

    def __init__(self, to: IO[bytes], name: str, fields: Sequence[Field]) -> None:
        self.fields = fields
        self.book = xlsxwriter.Workbook(to, OPTIONS)
        self.sheet = self.book.add_worksheet(sheet_name(name))
        self.day = self.book.add_format({"num_format": DAY})
        # As text to Excel itself: it neither runs nor recalculates the cell when someone edits it.
        self.text = self.book.add_format({"num_format": "@"})
        self.quoted = self.book.add_format({"num_format": "@", "quote_prefix": True})
        self.formats = [self._format(field) for field in fields]
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
        if isinstance(cell, str):
            style = self.quoted if looks_like_formula(cell) else self.formats[place] if self._is_code(place) else None
            self.sheet.write_string(self.rows, place, cell, style)
        elif isinstance(cell, date):
            self.sheet.write_datetime(self.rows, place, cell, self.day)
        else:
            self.sheet.write_number(self.rows, place, cell, self.formats[place])

    def _is_code(self, place: int) -> bool:
        return isinstance(self.fields[place].kind, Code)

    def _headings(self) -> None:
        bold = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.sheet.freeze_panes(1, 0)
        for place, field in enumerate(self.fields):
            label = str(field.label)
            room = min(len(label) + HEADING_ROOM, WIDEST_HEADING)
            self.sheet.set_column(place, place, max(room, column_width(field.kind)))
            self.sheet.write_string(0, place, label, bold)

    def _format(self, field: Field) -> Any:
        kind = field.kind
        if isinstance(kind, DecimalNumber):
            return self.book.add_format({"num_format": "0." + "0" * kind.scale if kind.scale else "0"})
        if isinstance(kind, WholeNumber):
            return self.book.add_format({"num_format": "0" if isinstance(kind, Year) else "#,##0"})
        return self.text if isinstance(kind, Code) else None


def sheet_name(text: str) -> str:
    """A name that Excel accepts: at most 31 characters, none of `[]:*?/\\`, no apostrophe at an end."""
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:MOST_NAME].strip(" '") or "1"


def column_width(kind: Kind) -> int:
    """How wide a column of such values is, in characters."""
    return next((WIDTHS[base] for base in type(kind).__mro__ if base in WIDTHS), USUAL_WIDTH)
