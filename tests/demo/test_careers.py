"""Salaries as NĐ 204/2004/NĐ-CP leads them: worked examples."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.compensation.scales import Scale
from app.demo.careers import Career, Ladder, Rung, months_after, months_between
from app.records.catalogues import Item

TODAY = date(2026, 11, 1)


def steps(first, increment, count, months):
    values = {n: Decimal(first) + Decimal(increment) * (n - 1) for n in range(1, count + 1)}
    return Scale(Item("salary_groups", first, first, "", None, None), values, months, months)


SCALES = {
    "01.003": steps("2.34", "0.33", 9, 36),
    "01.002": steps("4.40", "0.34", 8, 36),
    "01.005": steps("1.86", "0.20", 12, 24),
    "old": steps("2.34", "0.33", 9, 36),
}
OFFICIAL = Ladder("official", "Chuyên viên", 12, ((Rung("01.003", date.min),), (Rung("01.002", date.min),)))
CLERK = Ladder("clerk", "Nhân viên", 6, ((Rung("01.005", date.min),),))
RECODED = Ladder("teacher", "Giáo viên", 12, ((Rung("old", date.min), Rung("01.003", date(2015, 11, 3))),))


def career(recruited, ladder=OFFICIAL, staff_type="CC", **given):
    return Career(ladder, staff_type, recruited, TODAY, SCALES.__getitem__, **given)


def told(events):
    return [(event.kind, event.on.isoformat(), event.step, str(event.coefficient)) for event in events]


def test_an_official_of_2010_reached_step_six_in_2026():
    assert told(career(date(2010, 3, 1)).events) == [
        ("TS85", "2010-03-01", 1, "2.34"),
        ("XL", "2011-03-01", 1, "2.34"),
        ("NTX", "2014-03-01", 2, "2.67"),
        ("NTX", "2017-03-01", 3, "3.00"),
        ("NTX", "2020-03-01", 4, "3.33"),
        ("NTX", "2023-03-01", 5, "3.66"),
        ("NTX", "2026-03-01", 6, "3.99"),
    ]


def test_a_clerk_rises_every_24_months():
    assert told(career(date(2020, 4, 1), CLERK).events)[1:] == [
        ("XL", "2020-10-01", 1, "1.86"),
        ("NTX", "2022-10-01", 2, "2.06"),
        ("NTX", "2024-10-01", 3, "2.26"),
        ("NTX", "2026-10-01", 4, "2.46"),
    ]


def test_who_served_before_the_scales_of_2004_was_placed_anew_by_the_time_served():
    events = career(date(1996, 9, 1)).events
    assert told(events[:2]) == [("CX", "2004-10-01", 3, "3.00"), ("NTX", "2006-09-01", 4, "3.33")]
    assert events[0].counted == date(2003, 9, 1)


def test_after_the_last_step_seniority_begins_at_five_and_grows_by_one_a_year():
    events = career(date(1990, 10, 1)).events
    beyond = [(event.on.isoformat(), event.step, event.over) for event in events if event.over]
    assert beyond[:3] == [("2018-10-01", 9, 5), ("2019-10-01", 9, 6), ("2020-10-01", 9, 7)]
    assert beyond[-1] == ("2026-10-01", 9, 13)


def test_probation_at_eighty_five_per_cent_ended_for_officials_in_july_2025():
    before, after = career(date(2025, 6, 15)), career(date(2025, 7, 1))
    assert told(before.events) == [("TS85", "2025-06-15", 1, "2.34"), ("XL", "2026-06-15", 1, "2.34")]
    assert before.events[0].percent == 85
    assert told(after.events) == [("XL", "2025-07-01", 1, "2.34")]
    teacher = career(date(2026, 3, 1), staff_type="VC")
    assert (told(teacher.events), teacher.on_probation) == ([("TS85", "2026-03-01", 1, "2.34")], True)


def test_a_promotion_gives_the_next_higher_coefficient_and_counts_anew_when_the_gain_is_a_whole_step():
    (event,) = (e for e in career(date(2010, 3, 1), promoted_on=date(2026, 5, 1)).events if e.kind == "NN")
    assert (event.rank, event.step, event.coefficient, event.counted) == (
        "01.002",
        1,
        Decimal("4.40"),
        date(2026, 5, 1),
    )


def test_a_promotion_with_a_smaller_gain_keeps_the_day_from_which_the_old_step_counted():
    events = career(date(2004, 11, 1), promoted_on=date(2024, 5, 1)).events
    (event,) = (e for e in events if e.kind == "NN")
    assert (event.step, event.coefficient, event.counted) == (1, Decimal("4.40"), date(2023, 11, 1))
    assert told(events)[-1] == ("NTX", "2026-11-01", 2, "4.74")


def test_a_new_code_for_the_same_work_changes_neither_step_nor_counting():
    events = career(date(2012, 9, 1), RECODED, "VC").events
    (event,) = (e for e in events if e.kind == "CX")
    assert (event.on, event.rank, event.step, event.counted) == (
        date(2015, 11, 3),
        "01.003",
        1,
        date(2013, 9, 1),
    )
    assert told(events)[3] == ("NTX", "2016-09-01", 2, "2.67")


def test_an_early_raise_comes_six_months_before_its_time_and_is_counted_from_there():
    events = career(date(2010, 3, 1), early_at_step=3).events
    assert told(events)[3:5] == [("NTH-TT", "2016-09-01", 3, "3.00"), ("NTX", "2019-09-01", 4, "3.33")]


def test_no_two_events_happen_on_one_day():
    events = career(date(2011, 11, 3), RECODED, "VC").events
    days = [event.on for event in events]
    assert len(days) == len(set(days))
    assert ("NTX", "2015-11-03", 2, "2.67") in told(events)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 28)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 3, 15), -3, date(2023, 12, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert months_after(day, months) == later


def test_a_month_that_is_not_full_does_not_count():
    assert months_between(date(2024, 3, 15), date(2024, 6, 14)) == 2
    assert months_between(date(2024, 3, 15), date(2024, 6, 15)) == 3
