"""Dates of which only the year, or the month and the year, may be known.

Many files give nothing but a year of birth, and the law lives with that; nobody may fill in 01/01. The stored
text (`iso`: `1979`, `1979-03`, `1979-03-12`) sorts as text in the order of the first day it may mean, the
vaguer first.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Literal, Self

FIRST_YEAR, LAST_YEAR = 1800, 2200

Precision = Literal["year", "month", "day"]
Reason = Literal["format", "month", "day", "year"]

_SPACED_SEPARATOR = re.compile(r"\s*([/.-])\s*")
_YEAR_LAST = re.compile(r"(?:(?:(?P<day>[0-9]{1,2})[/.-])?(?P<month>[0-9]{1,2})[/.-])?(?P<year>[0-9]{4})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?")
_STORED = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


class PartialDateError(ValueError):
    """A text or figures that are no date; `reason` says which part is wrong, for the message to the clerk."""

    def __init__(self, reason: Reason, value: str) -> None:
        super().__init__(reason, value)
        self.reason = reason
        self.value = value

    def __str__(self) -> str:
        return f"{self.value!r} is no date: {self.reason}"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, in the order of the stored text: 1979 < 03/1979 < 01/03/1979."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        reason = _what_is_wrong(self.year, self.month, self.day)
        if reason:
            raise PartialDateError(reason, f"{self.year}-{self.month}-{self.day}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what a clerk types: 12/3/1979, 03/1979, 1979, with `/`, `-` or `.`, or 1979-03-12, 1979-03."""
        typed = _SPACED_SEPARATOR.sub(r"\1", text.strip())
        return cls._from_match(text, _YEAR_LAST.fullmatch(typed) or _YEAR_FIRST.fullmatch(typed))

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read the stored text, and nothing but that form."""
        return cls._from_match(text, _STORED.fullmatch(text))

    @classmethod
    def from_date(cls, day: date) -> Self:
        return cls(day.year, day.month, day.day)

    @classmethod
    def _from_match(cls, text: str, match: re.Match[str] | None) -> Self:
        if match is None:
            raise PartialDateError("format", text)
        month, day = match["month"], match["day"]
        try:
            return cls(int(match["year"]), int(month) if month else None, int(day) if day else None)
        except PartialDateError as error:
            raise PartialDateError(error.reason, text) from None

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def iso(self) -> str:
        """The text that is stored, as precise as the date is known."""
        if self.month is None:
            return f"{self.year:04}"
        return (
            f"{self.year:04}-{self.month:02}" if self.day is None else f"{self.year:04}-{self.month:02}-{self.day:02}"
        )

    def display(self) -> str:
        """What is known, as it is printed in Vietnam: 12/03/1979, 03/1979 or 1979."""
        return "/".join(reversed(self.iso.split("-")))

    def __str__(self) -> str:
        return self.display()

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        # The order of the stored text, without making it: rules compare days by the million.
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)

    def earliest(self) -> date:
        """The first day it may mean; 01/01 for a bare year, which is also the day the law retires by."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def definitely_before(self, other: "PartialDate") -> bool:
        """Whether every day this may mean lies before every day the other may mean."""
        return self.latest() < other.earliest()

    def possibly_before(self, other: "PartialDate") -> bool:
        """Whether some day this may mean lies before some day the other may mean; 1979 so before 1979."""
        return self.earliest() < other.latest()


def search_range(since: PartialDate | None, until: PartialDate | None) -> tuple[str | None, str | None]:
    """The stored texts `low <= text < high` of the dates whose first possible day lies in the period.

    Both ends count with all they may mean: 03/1979 to 05/1979 reaches from the 1st of March to the 31st of
    May. An open end is None. A date counts by its first possible day, as the law counts a bare year for
    retirement; so one known only as 1979 is found from 1979 or from 01/1979, not from 03/1979. No single
    range of texts can hold it there, for 01/1979 lies between. Those that begin earlier and may still reach
    into the period are named by `vaguer_texts`.
    """
    low = _first_text(since.earliest()) if since else None
    high = _first_text(until.latest() + timedelta(days=1)) if until else None
    return low, high


def vaguer_texts(since: PartialDate | None) -> tuple[str, ...]:
    """The bare year and bare month that begin before `since`, and so before `search_range`, yet may reach it.

    With them a search misses nobody: `text IN vaguer_texts(since) OR low <= text AND text < high`. It holds
    for a period that does not end before it begins.
    """
    if since is None:
        return ()
    first = since.earliest()
    wider = (f"{first:%Y}", f"{first:%Y-%m}")
    return tuple(text for text in wider if text < _first_text(first))


def _first_text(day: date) -> str:
    """The least stored text that begins on this day: 1979 for 01/01/1979, 1979-03 for 01/03/1979."""
    if (day.month, day.day) == (1, 1):
        return f"{day:%Y}"
    return f"{day:%Y-%m}" if day.day == 1 else day.isoformat()


def _what_is_wrong(year: int, month: int | None, day: int | None) -> Reason | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "year"
    if month is None:
        return None if day is None else "month"
    if not 1 <= month <= 12:
        return "month"
    return None if day is None or 1 <= day <= monthrange(year, month)[1] else "day"
