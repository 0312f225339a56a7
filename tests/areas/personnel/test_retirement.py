"""The day on which the age of retirement is reached (NĐ 135/2020/NĐ-CP)."""

from datetime import date

import pytest

from app.areas.personnel.retirement import retires_on
from app.records.partial_dates import PartialDate


@pytest.mark.parametrize(
    ("sex", "born", "day"),
    [
        ("1", (1964, 10, 5), date(2026, 4, 30)),
        ("1", (1965, 6, 30), date(2026, 12, 31)),
        ("2", (1969, 5, 1), date(2026, 5, 31)),
        ("2", (1969, 12, 31), date(2026, 12, 31)),
        ("1", (1970,), date(2032, 1, 31)),
        ("1", (1990, 2, 28), date(2052, 2, 29)),
        ("2", (1987, 7), date(2047, 7, 31)),
        ("1", (1950, 1, 1), None),
    ],
)
def test_the_age_follows_the_roadmap_and_rises_no_more_after_it(province, sex, born, day):
    assert retires_on(sex, PartialDate(*born)) == day


def test_who_is_not_known_has_no_day(province):
    assert retires_on("1", None) is None
    assert retires_on(None, PartialDate(1970)) is None
