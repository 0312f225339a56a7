"""Days counted from today, and filters by anything but a value."""

from datetime import date

import pytest

from app.access import relative_days
from app.access.relative_days import relative_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 30)),
        ("today+45d", date(2027, 1, 14)),
        ("today+3m", date(2027, 2, 28)),
        ("today-1y", date(2025, 11, 30)),
        ("today+12345d", None),
        ("tomorrow", None),
        ("30/11/2026", None),
    ],
)
def test_a_day_is_counted_from_today(monkeypatch, text, day):
    monkeypatch.setattr(relative_days, "today", lambda: date(2026, 11, 30))
    assert relative_day(text) == day
