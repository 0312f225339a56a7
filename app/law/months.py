"""Months as the law counts them: by the calendar (Bộ luật Dân sự 2015 Điều 146, 147)."""

from __future__ import annotations

from datetime import date


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
