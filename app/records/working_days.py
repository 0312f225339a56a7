"""Working days: Monday to Friday without the public holidays, which stand with their days in the code list of that name.

An item with the attribute `works` is no holiday but days at a weekend that are worked in exchange.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from app.records.catalogues import Item, catalogues

HOLIDAYS = "public_holidays"
SATURDAY = 5
JUNE = 6
FURTHEST = 1_000  # days ahead or back that are looked at: a list of holidays without an end ends nothing


def is_working_day(day: date) -> bool:
    """Whether offices work on a day, by the week and the list of public holidays."""
    said = [bool(item.attributes.get("works")) for item in _listed() if item.valid_on(day)]
    return all(said) if said else day.weekday() < SATURDAY


def are_holidays_known(year: int) -> bool:
    """Whether the holidays of a year are listed, in both of its halves: the first of January alone is soon entered."""
    days = (item.valid_from for item in _listed() if not item.attributes.get("works"))
    return {day.month > JUNE for day in days if day and day.year == year} == {True, False}


def _listed() -> list[Item]:
    return [item for item in catalogues().items(HOLIDAYS).values() if item.valid_from and item.valid_to]


def working_days_after(day: date, number: int) -> date:
    """The last of so many working days that follow a day: three after a Thursday end on the Tuesday."""
    return _the_last(day, number, 1)


def working_days_before(day: date, number: int) -> date:
    """The first of so many working days that lie before a day."""
    return _the_last(day, number, -1)


def _the_last(day: date, number: int, step: int) -> date:
    return next(islice(_working_days(day, step), number - 1, None), day + timedelta(step * FURTHEST))


def _working_days(day: date, step: int) -> Iterator[date]:
    """The working days beyond a day, in one direction."""
    for distance in range(1, FURTHEST):
        beyond = day + timedelta(step * distance)
        if is_working_day(beyond):
            yield beyond
