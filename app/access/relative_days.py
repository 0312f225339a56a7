"""Days named by their distance from today, so that an address kept for later still means the next three months."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.records.clock import months_after, today

TODAY = "today"
_DISTANCE = re.compile(r"today(?:(?P<sign>[+-])(?P<number>[0-9]{1,4})(?P<unit>[dmy]))?")


def relative_day(text: str) -> date | None:
    """`today`, `today+45d`, `today-3m`, `today+1y` as a day; None for any other text."""
    found = _DISTANCE.fullmatch(text)
    if found is None:
        return None
    if found["sign"] is None:
        return today()
    number = int(found["sign"] + found["number"])
    if found["unit"] == "d":
        return today() + timedelta(days=number)
    return months_after(today(), number * (12 if found["unit"] == "y" else 1))
