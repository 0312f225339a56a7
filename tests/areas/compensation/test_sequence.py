"""A salary event beside the one before, by examples of a clerk's file."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.compensation.models import SalaryEvent
from app.areas.personnel.models import Employee
from app.records.partial_dates import PartialDate
from tests.factories import planted


@pytest.fixture
def official(province):
    """An official at step 3 of A1 since 01/3/2021."""
    key = planted(Employee, staff_type_code="CC")
    since = PartialDate(2021, 3, 1)
    planted(SalaryEvent, employee_id=key, step=3, coefficient=Decimal("3.00"), effective_from=since)
    return key


@pytest.fixture
def raised(said, official):
    """`raised(field=value, …)`: what is said of his raise to step 4 on 01/3/2024."""

    def ask(**given):
        return said(SalaryEvent, **{"employee_id": official, "effective_from": PartialDate(2024, 3, 1), **given})

    return ask


def test_the_next_step_after_thirty_six_months_is_in_order(raised):
    assert raised().nothing


def test_a_raise_before_its_time_names_the_day_on_which_the_months_are_full(raised):
    early = raised(effective_from=PartialDate(2024, 2, 29))
    assert (early.errors, early.warnings) == (
        {},
        {
            "effective_from": "Counted from 01/03/2021, the 36 months of “Civil servant A1” are full on 01/03/2024; "
            "check the date."
        },
    )


def test_an_early_raise_comes_up_to_twelve_months_before(raised):
    assert raised(kind_code="NTH-TT", effective_from=PartialDate(2023, 3, 1)).nothing
    too_early = raised(kind_code="NTH-TT", effective_from=PartialDate(2023, 2, 28))
    assert "at most 12 months before" in too_early.warnings["effective_from"]


def test_a_raise_that_leaves_out_a_step_or_goes_down_is_doubted(raised):
    assert list(raised(step=5, coefficient=Decimal("3.66")).warnings) == ["step"]
    assert list(raised(kind_code="XL", step=2, coefficient=Decimal("2.67")).warnings) == ["step"]
    assert raised(kind_code="NN", rank_code="01.002", step=1, coefficient=Decimal("4.40")).nothing


def test_a_raise_stays_in_the_rank(raised):
    assert list(raised(rank_code="06.031").warnings) == ["rank_code"]


def test_two_salaries_from_one_day_are_refused_and_an_open_one_before_is_not(raised):
    assert list(raised(kind_code="XL", effective_from=PartialDate(2021, 3, 1)).errors) == ["effective_from"]
    assert raised().nothing


def test_a_rank_of_another_type_of_staff_is_doubted(raised):
    heard = raised(kind_code="CN", rank_code="V.07.05.15")
    assert list(heard.warnings) == ["rank_code"]


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ({"step": 4, "coefficient": Decimal("3.33")}, date(2027, 3, 1)),
        ({"next_count_from": date(2023, 9, 15)}, date(2026, 9, 15)),
        ({"rank_code": "01.005", "step": 2, "coefficient": Decimal("2.06")}, date(2026, 3, 1)),
        ({"step": 9, "coefficient": Decimal("4.98")}, date(2027, 3, 1)),
        ({"step": 9, "coefficient": Decimal("4.98"), "over_step_percent": 5}, date(2025, 3, 1)),
        ({"rank_code": None, "step": None, "agreed_amount": 6_000_000}, None),
    ],
)
def test_the_next_raise_is_due_when_the_months_of_the_scale_are_full(province, event, due):
    values = {"rank_code": "01.003", "step": 4, "effective_from": PartialDate(2024, 3, 1), **event}
    assert SalaryEvent.derived(values)["next_raise_on"] == due
