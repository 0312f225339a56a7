"""What is owed for training: S = F / T1 × (T1 − T2)."""

from datetime import date

import pytest

from app.law.commitment import compensation, least_commitment
from app.law.months import months_between
from app.records.clock import months_after


@pytest.mark.parametrize(
    ("cost", "committed", "served", "owed"),
    [
        (60_000_000, 72, 36, 30_000_000),
        (60_000_000, 72, 0, 60_000_000),
        (60_000_000, 72, 72, 0),
        (60_000_000, 72, 80, 0),
        (60_000_000, None, None, 60_000_000),
        (50_000_000, 36, 12, 33_333_334),
    ],
)
def test_who_leaves_early_owes_the_part_of_the_cost_not_served_for(cost, committed, served, owed):
    assert compensation(cost, committed, served) == owed


def test_two_years_of_study_bind_for_six_at_the_factor_of_2025():
    assert least_commitment(24, 3) == 72


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 7, 20), 12, date(2027, 7, 20)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_of_the_month(day, months, later):
    assert months_after(day, months) == later


def test_a_month_that_is_not_full_does_not_count():
    assert months_between(date(2024, 3, 15), date(2024, 6, 14)) == 2
