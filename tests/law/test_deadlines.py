"""Deadlines in hours."""

from datetime import date, time

import pytest

from app.law.deadlines import hours_after


@pytest.mark.parametrize(
    ("at", "hours", "due"),
    [
        (time(14, 30), 24, (date(2026, 9, 11), time(14, 30))),
        (time(14, 30), 72, (date(2026, 9, 13), time(14, 30))),
        (time(23, 0), 2, (date(2026, 9, 11), time(1, 0))),
        (None, 24, (date(2026, 9, 10), None)),
        (None, 72, (date(2026, 9, 12), None)),
    ],
)
def test_a_deadline_runs_from_the_hour_and_without_one_from_the_beginning_of_the_day(at, hours, due):
    assert hours_after(date(2026, 9, 10), at, hours) == due
