"""One value in one cell: what a field puts into a sheet, and what it takes from one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from flask_babel import lazy_gettext as _

from app.records import vietnamese
from app.records.area import registry
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import Day, DecimalNumber, Flag, Kind, PartialDayKind, WholeNumber
from app.records.problems import FieldError

# A text that begins so is run as a formula when a spreadsheet opens it (OWASP: CSV injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_CHARACTERS = 32_767
FIRST_EXCEL_YEAR = 1900
EXCEL_DIGITS = 15
BETWEEN = " · "
WHEN = (date, time, timedelta)
# More than any code list has codes; of dates those that come often. A column remembers about a megabyte.
MOST_REMEMBERED = 5_000
_PLAIN = frozenset((str, type(None)))


def cell_of(field: Field, value: Any, *, codes: bool = False) -> Any:
    """The value for a sheet: number and date stay number and date, everything else is text; None for nothing.

    A day of which perhaps only the month is known is text: Excel would make a whole day of it when it is edited. With
    `codes` a value of a code list is its code, which can be read in again without doubt.
    """
    cell = value if codes and isinstance(field.kind, CatalogueKind) else field.kind.cell(value)
    if isinstance(cell, date) and cell.year < FIRST_EXCEL_YEAR:
        cell = vietnamese.day(cell)
    return clean(cell) if isinstance(cell, str) else cell


def cells_by(field: Field, *, codes: bool) -> Callable[[Sequence[Any]], list[Any]]:
    """`cell_of` for a column of values: they come in thousands, so what most of them have in common is asked once.

    A kind whose values are their own cells hands them over as they are. What is counted has few values, and their cells are
    remembered.
    """
    kind, cell = field.kind, type(field.kind).cell
    if cell is Kind.cell and type(kind).show is Kind.show:
        return _texts
    if cell is Day.cell:
        return _days
    if cell in (WholeNumber.cell, DecimalNumber.cell):
        return list
    plain = partial(cell_of, field, codes=codes)
    if not kind.countable:
        return lambda values: [None if value is None else plain(value) for value in values]
    remembered = _Remembered(plain)
    return lambda values: list(map(remembered.__getitem__, values))


class _Remembered(dict[Any, Any]):
    """The cells of values that come again and again. When they are too many after all, it begins anew."""

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__({None: None})
        self.work_out = work_out

    def __missing__(self, value: Any) -> Any:
        if len(self) > MOST_REMEMBERED:
            self.clear()
            self[None] = None
        return self.setdefault(value, self.work_out(value))


def _days(values: Sequence[date | None]) -> list[Any]:
    """Days that Excel knows stay what they are; the few before are written out."""
    return [vietnamese.day(day) if day and day.year < FIRST_EXCEL_YEAR else day for day in values]


def _texts(values: Sequence[Any]) -> list[str | None]:
    """`clean` for a column: nothing has to be cleaned where nothing in all of its texts is odd."""
    if all(map(_PLAIN.__contains__, map(type, values))):
        given = list(filter(None, values))
        if "".join(given).isprintable() and len(max(given, key=len, default="")) <= MOST_CHARACTERS:
            return [value or None for value in values]
    return [None if value is None else clean(str(value)) for value in values]


def clean(text: str) -> str | None:
    """A text that a sheet can hold: without control characters, not longer than a cell; None for an empty one."""
    if text.isprintable() and len(text) <= MOST_CHARACTERS:
        return text or None
    return FORBIDDEN.sub("", text)[:MOST_CHARACTERS] or None


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(FORMULA_SIGNS)


def plain_text(cell: Any) -> str:
    """A cell of a CSV file: dates as dd/mm/yyyy, the decimal comma, and no text that could run as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return vietnamese.day(cell)
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",")
    return GUARD + cell if isinstance(cell, str) and looks_like_formula(cell) else str(cell)


def without_guard(text: str) -> str:
    """What stood in a cell before `plain_text` made it safe."""
    return text[1:] if text.startswith(GUARD) and looks_like_formula(text[1:]) else text


def value_of(field: Field, raw: Any) -> Any:
    """The value that a cell means; None for an empty cell. Raises `FieldError` with a sentence for the clerk."""
    if isinstance(raw, str) and not raw.strip():
        return None
    dated = isinstance(field.kind, (Day, PartialDayKind))
    if isinstance(raw, datetime) and dated:
        raw = raw.date()
    if isinstance(raw, WHEN) and not (dated and isinstance(raw, date)):
        raise FieldError(
            _("Excel took the cell for a date or time; format the column as text and type the value again.")
        )
    if isinstance(raw, bool) and not isinstance(field.kind, Flag):
        raise FieldError(
            _("Excel took the cell for true or false; format the column as text and type the value again.")
        )
    if isinstance(raw, float):
        raw = _figure(raw, field.kind.numeric)
    if isinstance(field.kind, CatalogueKind):
        return _code(field.kind, raw)
    return field.parse(raw)


def doubt_about(field: Field, raw: Any) -> Any:
    """What to ask about a cell that is read without a fault; None for nothing."""
    if isinstance(field.kind, PartialDayKind) and isinstance(raw, date) and raw.day == 1:
        return _(
            "Taken as the day %(day)s. Excel makes such a day of a month typed alone; if only the month is known, format "
            "the cell as text and type %(month)s.",
            day=vietnamese.day(raw),
            month=f"{raw:%m/%Y}",
        )
    return None


def _figure(raw: float, numeric: bool) -> Any:
    """A figure without the noise of binary fractions; a decimal one as the fields of numbers read it, with a comma."""
    exact = float(f"{raw:.{EXCEL_DIGITS}g}")
    if exact.is_integer():
        return int(exact)
    return f"{Decimal(str(exact)):f}".replace(".", ",") if numeric else exact


def _code(kind: CatalogueKind, raw: Any) -> str | None:
    try:
        return kind.parse(raw)
    except FieldError as error:
        code = str(raw).partition(BETWEEN)[0].strip()
        if BETWEEN in str(raw) and kind.item(code):
            return code
        named = registry().code_lists
        lists = ", ".join(f"“{named.get(code_list, code_list)}”" for code_list in kind.lists)
        raise FieldError(
            _(
                "“%(value)s” is not in the code list %(lists)s; write a code or a name of that list.",
                value=str(raw)[:60],
                lists=lists,
            )
        ) from error
