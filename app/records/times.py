"""Times of events, from a day to a day, and whether two of them lie upon one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def overlaps(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two times have a day in common for sure, whatever a partial date may mean; an open end lasts."""
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    until = one.get("effective_to")
    return until is None or bool(other["effective_from"].latest() <= until.earliest())


def in_the_same_time(values: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> tuple[str, str] | None:
    """Since when another event lies in the same time, and how grave that is; None where there is none.

    An earlier event that was left open is ended by the later one, which counts from its day: that is only doubted.
    """
    if values.get("effective_from") is None:
        return None
    for row in others:
        if row.get("effective_from") is None or not overlaps(values, row):
            continue
        earlier, later = sorted((values, row), key=lambda event: event["effective_from"])
        left_open = earlier.get("effective_to") is None and earlier["effective_from"] != later["effective_from"]
        return row["effective_from"].display(), "warning" if left_open else "error"
    return None
