"""Working days: weekends and the listed holidays do not count."""

from datetime import date

import pytest

from app.access.standing import operator
from app.changes.guard import applying
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.clock import now
from app.records.working_days import HOLIDAYS, is_working_day, working_days_after, working_days_before


@pytest.fixture
def holidays(toy_app):
    """Tết 2026 from Monday 16/2 to Friday 20/2, New Year, a Saturday worked for the Monday after next, and one that somebody
    left without an end.
    """
    with toy_app.app_context(), operator("test"):
        spans = {"tet": (date(2026, 2, 16), date(2026, 2, 20)), "new": (date(2026, 1, 1), date(2026, 1, 1))}
        spans |= {"open": (date(2026, 3, 2), None), "off": (date(2026, 8, 31), date(2026, 9, 2))}
        spans["worked"] = (date(2026, 8, 22), date(2026, 8, 22))
        with applying(db.session):
            for code, (since, until) in spans.items():
                row = {"list_code": HOLIDAYS, "code": code, "name_vi": code, "valid_from": since, "valid_to": until}
                row["attributes"] = {"works": "x"} if code == "worked" else {}
                db.session.execute(CatalogueItem.__table__.insert().values(**row, recorded_at=now()))
        db.session.commit()
        toy_app.extensions["catalogues"].forget()
        yield


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2026, 11, 23), 3, date(2026, 11, 26)),  # Monday to Thursday
        (date(2026, 11, 26), 3, date(2026, 12, 1)),  # Thursday over a weekend to Tuesday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # handed in on a Saturday
        (date(2026, 2, 12), 3, date(2026, 2, 24)),  # Thursday: Friday 13/2, then Tết, Monday 23/2, Tuesday 24/2
        (date(2025, 12, 31), 1, date(2026, 1, 2)),
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 8, 21), 2, date(2026, 8, 24)),  # Friday: the Saturday is worked, then Monday
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
    ],
)
def test_so_many_working_days_after_a_day(holidays, day, number, last):
    assert working_days_after(day, number) == last


@pytest.mark.parametrize(
    ("day", "number", "first"),
    [
        (date(2026, 11, 26), 3, date(2026, 11, 23)),
        (date(2026, 12, 1), 3, date(2026, 11, 26)),
        (date(2026, 2, 24), 2, date(2026, 2, 13)),
    ],
)
def test_so_many_working_days_before_a_day(holidays, day, number, first):
    assert working_days_before(day, number) == first


def test_a_holiday_without_an_end_stops_nothing(holidays):
    assert is_working_day(date(2026, 3, 2)) and not is_working_day(date(2026, 2, 18))
