"""Deadlines in hours, as the law sets them for incidents."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta


def hours_after(day: date, at: time | None, hours: int) -> tuple[date, time | None]:
    """The last day, and on it the hour, for what is due so many hours after something was found.

    Of a day without an hour the deadline runs from its beginning: the last day then counts to its end (no hour).
    """
    due = datetime.combine(day, at or time.min) + timedelta(hours=hours)
    if at is not None:
        return due.date(), due.time()
    return (due - timedelta(seconds=1)).date(), None
