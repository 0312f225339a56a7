"""The deadlines that an incident starts: the first notice and the report, each by the law of the day on which it was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from app.law.deadlines import hours_after
from app.records.catalogues import Item, catalogues

CLOCKS = "incident_clocks"
NOTICE, REPORT = "notice", "report"
IN_TIME, LATE = "in_time", "late"


def clock(name: str, values: Mapping[str, Any]) -> Item | None:
    """The figure of a deadline for this kind of incident on the day it was found; None where no law sets one, or where
    somebody wrote into the code list what is no number of hours.
    """
    found = values.get("found_on")
    if found is None or not values.get("kind_code"):
        return None
    item = catalogues().in_force(CLOCKS, found, clock=name, kinds=values.get("kind_code"))
    return item if item and item.attributes.get("hours", "").isdecimal() else None


def due(name: str, values: Mapping[str, Any]) -> tuple[date | None, time | None]:
    """The last day, and where the hour of finding is known the hour."""
    item = clock(name, values)
    if item is None:
        return None, None
    return hours_after(values["found_on"], hour_of(values.get("found_at")), int(item.attributes["hours"]))


def hour_of(text: str | None) -> time | None:
    """`14:30` as an hour."""
    return time.fromisoformat(text) if text else None


def in_time(name: str, values: Mapping[str, Any], told: date | None) -> bool | None:
    """Whether something told on a day was told in time; None while nothing was told or nothing is owed."""
    last, _hour = due(name, values)
    return None if last is None or told is None else told <= last


def state_of(values: Mapping[str, Any]) -> str:
    """What is still to be done about an incident."""
    if values.get("closed_on"):
        return "closed"
    if not values.get("reported_on"):
        if clock(NOTICE, values) and not values.get("noticed_on"):
            return "to_notify"
        if clock(REPORT, values):
            return "to_report"
    return "in_hand"
