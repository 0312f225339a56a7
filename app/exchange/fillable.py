"""A workbook for people to fill in: columns that keep what is typed, and drop-down lists on a sheet of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from typing import IO, Any, Self

import xlsxwriter
from flask_babel import gettext
from xlsxwriter.worksheet import Worksheet

from app.exchange.book import DAY, HEADING_ROOM, WIDEST_HEADING, column_width, sheet_name
from app.exchange.cells import looks_like_formula
from app.exchange.explaining import hint_of
from app.exchange.headings import REQUIRED_MARK
from app.exchange.offers import Offer
from app.jobs.results import work_folder
from app.records.field import Field
from app.records.kinds import DecimalNumber, LongText

A4 = 9
LAST_ROW = 100_000
MOST_HINT = 255
MOST_TITLE = 32
OPTIONS = {"strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
COMMENT = {"x_scale": 2, "y_scale": 1.5, "font_size": 9}


class Fillable:
    """The workbook: sheets are added in the order in which people see them, the lists last.

    With `in_order` the cells of each sheet are written line after line, and what is written stands in memory no longer.
    """

    def __init__(self, to: IO[bytes], *, in_order: bool = False) -> None:
        self.book = xlsxwriter.Workbook(to, {**OPTIONS, "constant_memory": in_order, "tmpdir": str(work_folder())})
        self.text = self.book.add_format({"num_format": "@"})
        self.wrapped = self.book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.quoted = self.book.add_format({"num_format": "@", "quote_prefix": True})
        self.day = self.book.add_format({"num_format": DAY})
        self.title = self.book.add_format({"bold": True, "font_size": 12})
        self.sample = self.book.add_format({"italic": True, "font_color": "#6b7785", "bg_color": "#f1f3f6"})
        self.wrong = self.book.add_format(
            {"num_format": "@", "bg_color": "#fdc9c4", "border": 1, "border_color": "#b42318"}
        )
        self.doubtful = self.book.add_format({"num_format": "@", "bg_color": "#ffedb8"})
        self.wrong_day = self.book.add_format({"num_format": DAY, "bg_color": "#fdc9c4"})
        frame = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#fbeeee"}
        self.heading = self.book.add_format({**frame, "bg_color": "#edf1f5"})
        self.required = self.book.add_format({**frame, "font_color": "#9b1c1c"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.book.close()

    def add_sheet(self, name: str) -> Worksheet:
        """A sheet that prints on A4 across, with its headings on every page."""
        sheet = self.book.add_worksheet(sheet_name(name))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P/&N")
        return sheet

    def set_column(self, sheet: Worksheet, place: int, declared: Field) -> None:
        """Width and format: whatever is no number is text to Excel, so that no zero is lost and no day is made up."""
        kind = declared.kind
        shape = self.text
        if isinstance(kind, DecimalNumber):
            shape = self.book.add_format({"num_format": "0." + "0" * kind.scale if kind.scale else "0"})
        elif kind.numeric:
            shape = self.book.add_format({"num_format": "0"})
        elif isinstance(kind, LongText):
            shape = self.wrapped
        room = min(len(str(declared.label)) + HEADING_ROOM, WIDEST_HEADING)
        sheet.set_column(place, place, max(room, column_width(kind)), shape)

    def write_heading(self, sheet: Worksheet, row: int, place: int, declared: Field, offer: Offer | None) -> None:
        """The label, marked when it is required, with what goes into the column as a comment."""
        label = f"{declared.label}{REQUIRED_MARK if declared.required else ''}"
        sheet.write_string(row, place, label, self.required if declared.required else self.heading)
        sheet.write_comment(row, place, hint_of(declared, offer), COMMENT)

    def write(self, sheet: Worksheet, row: int, place: int, value: Any, shape: Any = None) -> None:
        """One cell as it came: a text stays a text, even one that looks like a formula."""
        if value is None or value == "":
            if shape:
                sheet.write_blank(row, place, None, shape)
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value, shape)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, self.wrong_day if shape else self.day)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, place, value, shape)
        elif hasattr(value, "as_integer_ratio"):
            sheet.write_number(row, place, float(value), shape)
        else:
            text = str(value)
            sheet.write_string(row, place, text, shape or (self.quoted if looks_like_formula(text) else self.text))

    def add_lists(
        self, sheet: Worksheet, first_row: int, columns: Mapping[int, Field], offers: Mapping[str, Offer]
    ) -> None:
        """Drop-down lists in the columns, and the sheet on which they stand."""
        wanted = {
            offers[declared.name].source: offers[declared.name]
            for declared in columns.values()
            if declared.name in offers
        }
        if not wanted:
            return
        name = gettext("Code lists of the sheet")
        lists = self.add_sheet(name)
        lists.freeze_panes(1, 0)
        ranges = {}
        for column, (source, offer) in enumerate(wanted.items()):
            titles = [str(d.label) for d in columns.values() if d.name in offers and offers[d.name].source == source]
            lists.write_string(0, column, ", ".join(dict.fromkeys(titles)), self.heading)
            lists.set_column(column, column, WIDEST_HEADING, self.text)
            letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
            ranges[source] = f"='{name}'!{letter}$2:{letter}${len(offer.texts) + 1}"
        for row, texts in enumerate(zip_longest(*(offer.texts for offer in wanted.values())), start=1):
            for column, text in enumerate(texts):
                if text is not None:
                    lists.write_string(row, column, text, self.text)
        for place, declared in columns.items():
            if declared.name in offers:
                source = ranges[offers[declared.name].source]
                sheet.data_validation(first_row, place, LAST_ROW, place, _choice(declared, source))

    def add_hints(
        self, sheet: Worksheet, first_row: int, columns: Mapping[int, Field], offers: Mapping[str, Offer]
    ) -> None:
        """What to write, shown when a cell of a column without a list is chosen."""
        for place, declared in columns.items():
            if declared.name not in offers and (
                declared.kind.control in ("day", "partial-day") or declared.kind.numeric
            ):
                hint = {
                    "input_title": str(declared.label)[:MOST_TITLE],
                    "input_message": hint_of(declared, None)[:MOST_HINT],
                }
                sheet.data_validation(first_row, place, LAST_ROW, place, {"validate": "any", **hint})


def _choice(declared: Field, source: str) -> dict[str, Any]:
    """A list that warns of another value but lets it stand: codes are understood as well."""
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": str(declared.label)[:MOST_TITLE],
        "error_message": gettext("This value is not in the list. Keep it only if it is a code or name of that list."),
    }
