"""How figures and days are written in Vietnam: dots group thousands, the comma is the decimal sign."""

import re
from datetime import date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

_SIGNS = str.maketrans(",.", ".,")
_COEFFICIENT_PLACES = 2

_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_GROUPED_BY_COMMAS = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|,[0-9]{3}\.[0-9]+)")
_AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_WITH_COMMA = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
_WITH_DOT = re.compile(r"-?[0-9]+\.[0-9]+")


def number(value: Decimal | int, places: int | None = None) -> str:
    """1234.5 as `1.234,5`: rounded half up to so many `places`, or every digit but the end zeros."""
    exact = Decimal(value)
    shown = _without_end_zeros(exact) if places is None else _rounded(exact, places)
    return f"{shown:,f}".translate(_SIGNS)


def coefficient(value: Decimal) -> str:
    """A salary or allowance coefficient: `2,34`, `4,40`; two decimals, more only if the figure has them."""
    return number(value, max(_COEFFICIENT_PLACES, _decimals(value)))


def amount(value: int) -> str:
    """Money in whole đồng, without the word: `2.530.000`."""
    return number(value)


def percent(value: Decimal | int, places: int | None = None) -> str:
    """A figure that is in hundredths already: 12.5 as `12,5%`."""
    return number(value, places) + "%"


def day(value: date) -> str:
    """A day: `30/07/1985`."""
    return f"{value:%d/%m/%Y}"


def moment(value: datetime, zone: tzinfo) -> str:
    """A moment by the clock of a zone: `20/11/2026 15:02`; ValueError if it says no zone of its own."""
    if value.utcoffset() is None:
        raise ValueError(f"{value!r} does not say its time zone")
    return f"{value.astimezone(zone):%d/%m/%Y %H:%M}"


def parse_number(text: str, *, dot_is_decimal: bool = False) -> Decimal:
    """Read a figure as a clerk or a sheet writes it: `2,34`, `2.34`, `2.530.000`, `1.234,5`; else ValueError.

    The comma is the decimal sign, unless several of them, or a dot behind it, leave nothing but thousands
    (`2,530,000`, `1,234.5`). Dots that cut the figure into threes group thousands; one dot that
    does not (`2.34`, `0.125`, `1234.567`) can only be decimal. `1.234` may be both: it is 1234, unless
    `dot_is_decimal`, which a field that never holds thousands (a coefficient, a percentage, a score) sets.
    """
    typed = text.strip()
    if _WITH_COMMA.fullmatch(typed):
        return Decimal(typed.replace(",", "."))
    if _GROUPED.fullmatch(typed) and not (dot_is_decimal and _AMBIGUOUS.fullmatch(typed)):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if _GROUPED_BY_COMMAS.fullmatch(typed):
        return Decimal(typed.replace(",", ""))
    if _WITH_DOT.fullmatch(typed):
        return Decimal(typed)
    raise ValueError(f"{text!r} is no number")


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half up, and no minus before a figure that has become zero."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded or abs(rounded)


def _without_end_zeros(value: Decimal) -> Decimal:
    return _rounded(value, _decimals(value))


def _decimals(value: Decimal) -> int:
    """How many decimals a figure needs: 1 for 2.50, 0 for 300."""
    return len(f"{value:f}".partition(".")[2].rstrip("0"))
