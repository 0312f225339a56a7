"""The kinds of value a field can hold: how each is stored, read from what people type, printed, and put into JSON or a sheet.

Every face of a record (form, list, API, sheet, difference) goes through these five verbs, so a value means the
same everywhere: `column_type`, `parse`, `show`, `dump`/`load`, `cell`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Date, Integer, Numeric, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import JSON, BigInteger, TypeDecorator, TypeEngine

from app.records import vietnamese
from app.records.names import nfc, visible
from app.records.partial_dates import PartialDate, PartialDateError
from app.records.problems import FieldError

YES = {"1", "true", "yes", "y", "x", "có", "co", "đúng", "on"}
NO = {"0", "false", "no", "n", "không", "khong", "sai", "off"}


def bytewise(length: int) -> TypeEngine[str]:
    """A text column compared byte by byte on both databases, as sort keys and codes need."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


# Dates come again and again: as many days as forty-five years of births have, each read once, in some four megabytes.
_read_stored = lru_cache(1 << 14)(PartialDate.from_iso)


class PartialDay(TypeDecorator[PartialDate]):
    """A partial date stored as `1979`, `1979-03` or `1979-03-12`, which sorts and compares rightly as text."""

    impl = bytewise(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | str | None, dialect: Dialect) -> str | None:
        return value.iso if isinstance(value, PartialDate) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> PartialDate | None:
        return None if value is None else _read_stored(value)


class Kind:
    """Text of one line; the base of every other kind."""

    control = "text"
    numeric = False
    countable = False

    def __init__(self, length: int = 250, pattern: str | None = None, pattern_help: object = None) -> None:
        self.length, self.pattern, self.pattern_help = length, pattern, pattern_help

    def column_type(self) -> TypeEngine[Any]:
        """The column's type."""
        return String(self.length)

    def parse(self, raw: object) -> Any:
        """The value meant by what was typed, read from a cell or sent as JSON; None for nothing. Raises `FieldError`."""
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        text = self.clean("" if raw is None else str(raw))
        if not text:
            return None
        if len(text) > self.length:
            raise FieldError(_("At most %(most)d characters; %(given)d were given.", most=self.length, given=len(text)))
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise FieldError(self.pattern_help or _("The value does not have the expected form."))
        return text

    def clean(self, text: str) -> str:
        return nfc(text)

    def show(self, value: Any) -> str:
        """The value as people read it in Viet Nam; an empty text for nothing known."""
        return "" if value is None else str(value)

    def dump(self, value: Any) -> Any:
        """The value as JSON."""
        return value

    def load(self, stored: Any) -> Any:
        """The value from the JSON that `dump` made."""
        return stored

    def cell(self, value: Any) -> Any:
        """The value for a cell of a sheet: number and date stay number and date."""
        return self.show(value)


class Code(Kind):
    """A code or number of identity: text compared byte by byte."""

    def column_type(self) -> TypeEngine[Any]:
        return bytewise(self.length)


class LongText(Kind):
    """Text of several lines."""

    control = "textarea"

    def __init__(self, length: int = 4000) -> None:
        super().__init__(length)

    def column_type(self) -> TypeEngine[Any]:
        return Text()

    def clean(self, text: str) -> str:
        return "\n".join(nfc(line) for line in text.replace("\r\n", "\n").strip().split("\n"))


class PersonName(Kind):
    """A person's name, sorted by given name, then middle, then family."""


class Title(Kind):
    """The name of a thing (unit, position), sorted in Vietnamese order."""


class WholeNumber(Kind):
    """A whole number between two bounds; its `unit` (%) may be typed behind it."""

    numeric = True

    def __init__(self, least: int = 0, most: int = 2_000_000_000, unit: str = "") -> None:
        super().__init__()
        self.least, self.most, self.unit = least, most, unit

    def column_type(self) -> TypeEngine[Any]:
        return Integer() if self.most <= 2_147_483_647 else BigInteger()

    def parse(self, raw: object) -> int | None:
        if raw is None or raw == "":
            return None
        try:
            number = vietnamese.parse_number(str(raw).strip().removesuffix(self.unit))
        except ValueError as error:
            raise FieldError(_("Enter a whole number, such as 1500 or 1.500.")) from error
        if number != int(number) or not self.least <= number <= self.most:
            raise FieldError(_("Enter a whole number from %(least)s to %(most)s.", least=self.least, most=self.most))
        return int(number)

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.number(value)

    def cell(self, value: Any) -> Any:
        return value


class Year(WholeNumber):
    """A calendar year, printed without a thousands mark."""

    def show(self, value: Any) -> str:
        return "" if value is None else str(value)


class Amount(WholeNumber):
    """Money in whole đồng."""

    def __init__(self) -> None:
        super().__init__(0, 9_000_000_000_000)

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.amount(value)


class DecimalNumber(Kind):
    """A decimal such as a salary coefficient, kept exactly."""

    numeric = True

    def __init__(self, digits: int = 5, scale: int = 2) -> None:
        super().__init__()
        self.digits, self.scale = digits, scale

    def column_type(self) -> TypeEngine[Any]:
        return Numeric(self.digits, self.scale)

    def parse(self, raw: object) -> Decimal | None:
        if raw is None or raw == "":
            return None
        try:
            number = Decimal(str(raw)) if isinstance(raw, (int, float, Decimal)) else self._typed(str(raw))
            exact = number.quantize(Decimal(1).scaleb(-self.scale))
        except (ValueError, InvalidOperation) as error:
            raise FieldError(_("Enter a number such as 2,34.")) from error
        if exact != number or exact < 0 or exact >= Decimal(10) ** (self.digits - self.scale):
            raise FieldError(_("Enter a number with at most %(scale)d digits after the comma.", scale=self.scale))
        return exact

    def _typed(self, text: str) -> Decimal:
        return vietnamese.parse_number(text, dot_is_decimal=True)

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.coefficient(value)

    def dump(self, value: Any) -> Any:
        return None if value is None else str(Decimal(value).quantize(Decimal(1).scaleb(-self.scale)))

    def load(self, stored: Any) -> Any:
        return None if stored is None else Decimal(stored)

    def cell(self, value: Any) -> Any:
        return value


class Flag(Kind):
    """Yes or no, or not recorded."""

    control = "select"
    countable = True

    def column_type(self) -> TypeEngine[Any]:
        return Boolean()

    def parse(self, raw: object) -> bool | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool):
            return raw
        text = str(int(raw) if isinstance(raw, float) else raw).strip().lower()
        if text in YES or text in NO:
            return text in YES
        raise FieldError(_("Enter yes or no."))

    def show(self, value: Any) -> str:
        return "" if value is None else str(_("Yes") if value else _("No"))


class Day(Kind):
    """A full calendar day; counted by its year."""

    control = "day"
    countable = True

    def column_type(self) -> TypeEngine[Any]:
        return Date()

    def parse(self, raw: object) -> date | None:
        partial = PartialDayKind().parse(raw)
        if partial is None:
            return None
        if partial.precision != "day":
            raise FieldError(_("Enter the full date as dd/mm/yyyy."))
        return partial.earliest()

    def show(self, value: Any) -> str:
        return "" if value is None else vietnamese.day(value)

    def dump(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def load(self, stored: Any) -> Any:
        return None if stored is None else date.fromisoformat(stored)

    def cell(self, value: Any) -> Any:
        return value


class PartialDayKind(Kind):
    """A day of which perhaps only the month or the year is known; counted by its year."""

    control = "partial-day"
    countable = True
    REASONS = {
        "format": _("Enter a date as dd/mm/yyyy, mm/yyyy or yyyy."),
        "year": _("The year must be from 1800 to 2200."),
        "month": _("There is no such month; enter 01 to 12."),
        "day": _("There is no such day in that month; check the day."),
    }

    def column_type(self) -> TypeEngine[Any]:
        return PartialDay()

    def parse(self, raw: object) -> PartialDate | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, PartialDate):
            return raw
        if isinstance(raw, (datetime, date)):
            return PartialDate.from_date(raw)
        text = str(int(raw)) if isinstance(raw, float) else str(raw)
        try:
            return PartialDate.parse(text)
        except PartialDateError as error:
            raise FieldError(self.REASONS[error.reason]) from error

    def show(self, value: Any) -> str:
        return "" if value is None else value.display()

    def dump(self, value: Any) -> Any:
        return None if value is None else value.iso

    def load(self, stored: Any) -> Any:
        return None if stored is None else PartialDate.from_iso(stored)


class Choice(Kind):
    """One value of a short list closed by the program itself, such as the kind of a scope.

    Where the list is not `closed`, a value that is none of it is taken as it is.
    """

    control = "select"
    countable = True
    closed = True

    def __init__(self, options: Sequence[tuple[str, object]], length: int = 40) -> None:
        super().__init__(length)
        self._options = tuple(options)

    @property
    def options(self) -> tuple[tuple[str, object], ...]:
        return self._options

    def has(self, code: str) -> bool:
        """Whether this is one of the codes, letter for letter."""
        return any(code == known for known, _label in self.options)

    def parse(self, raw: object) -> str | None:
        text = "" if raw is None else nfc(str(raw))
        if not text:
            return None
        # Files hold codes by the thousand: their names need not be translated for it.
        if self.has(text):
            return text
        for code, label in self.options:
            if text.casefold() in (code.casefold(), str(label).casefold()):
                return code
        if not self.closed:
            own: str | None = super().parse(text)
            return own
        raise FieldError(
            _("Choose one of: %(options)s.", options=", ".join(str(label) for _code, label in self.options))
        )

    def show(self, value: Any) -> str:
        return str(dict(self.options).get(value, value or ""))


class Several(Kind):
    """Some values of a short list, kept by their codes as `A|B`; the list is asked for when it is needed."""

    control = "several"
    SIGN = "|"
    SPLIT = re.compile(r"[|;\n]")

    def __init__(self, options: Callable[[], Sequence[tuple[str, object]]], length: int = 2000) -> None:
        super().__init__(length)
        self._options = options

    @property
    def options(self) -> tuple[tuple[str, object], ...]:
        return tuple(self._options())

    def column_type(self) -> TypeEngine[Any]:
        return Text()

    def codes(self, value: str | None) -> tuple[str, ...]:
        """The codes of a value, in the order of the list."""
        return tuple(value.split(self.SIGN)) if value else ()

    def parse(self, raw: object) -> str | None:
        """From codes or names, with `|`, a semicolon or a new line between them."""
        wanted = {nfc(part).casefold() for part in self.SPLIT.split(str(raw or "")) if part.strip()}
        names = {name.casefold(): code for code, label in self.options for name in (str(label), code)}
        if unknown := wanted - names.keys():
            raise FieldError(_("This is not in the list: %(names)s.", names=", ".join(sorted(unknown))))
        chosen = {names[name] for name in wanted}
        return self.SIGN.join(code for code, _label in self.options if code in chosen) or None

    def show(self, value: Any) -> str:
        labels = dict(self.options)
        return "; ".join(str(labels.get(code, code)) for code in self.codes(value))


class Attributes(Kind):
    """Further columns of a code list, kept as they came, by their names."""

    control = "attributes"

    def column_type(self) -> TypeEngine[Any]:
        return JSON(none_as_null=True)

    def parse(self, raw: object) -> dict[str, str] | None:
        if raw is None or raw == "" or raw == {}:
            return None
        if isinstance(raw, dict):
            return {visible(str(name)): visible(str(value)) for name, value in raw.items() if value not in (None, "")}
        pairs = (line.partition("=") for line in visible(str(raw)).splitlines() if line.strip())
        return {name.strip(): value.strip() for name, _sign, value in pairs}

    def show(self, value: Any) -> str:
        return "\n".join(f"{name} = {text}" for name, text in sorted((value or {}).items()))
