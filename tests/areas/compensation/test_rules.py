"""A salary event agrees with the scale of its rank."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.compensation.models import SalaryEvent
from app.areas.compensation.scales import group_of, scale
from app.records.partial_dates import PartialDate


def test_a_rank_of_each_list_has_its_scale(province):
    assert [group_of(code) for code in ("01.003", "V.07.05.15", "01.999", None)] == ["CC.A1", "VC.A1", None, None]


def test_the_scale_of_an_official_is_that_of_the_decree(province):
    a1 = scale("CC.A1", date(2026, 11, 1))
    assert list(a1.coefficients) == list(range(1, 10))
    assert (a1.coefficients[1], a1.coefficients[9], a1.months, a1.over_step_months) == (
        Decimal("2.34"),
        Decimal("4.98"),
        36,
        36,
    )
    assert scale("CC.A1", date(2004, 9, 30)) is None


@pytest.mark.parametrize(
    ("rank", "step", "coefficient"),
    [
        ("01.003", 1, "2.34"),
        ("01.003", 9, "4.98"),
        ("01.005", 12, "4.06"),
        ("01.001", 6, "8.00"),
        ("V.07.05.14", 3, "4.68"),
    ],
)
def test_a_step_with_its_coefficient_is_accepted(said, rank, step, coefficient):
    assert said(SalaryEvent, rank_code=rank, step=step, coefficient=Decimal(coefficient)).errors == {}


def test_a_step_that_the_scale_does_not_have_is_refused_naming_scale_and_steps(said):
    heard = said(SalaryEvent, step=10, coefficient=Decimal("5.31"))
    assert heard.errors == {"step": "“Civil servant A1” has the steps 1 to 9; step 10 is none of them."}


@pytest.mark.parametrize("typed", [Decimal("3.34"), None])
def test_a_wrong_or_missing_coefficient_is_refused_naming_the_right_one(said, typed):
    heard = said(SalaryEvent, step=4, coefficient=typed)
    assert heard.errors == {"coefficient": "Step 4 of “Civil servant A1” has the coefficient 3,33; enter that."}


def test_history_before_the_scales_of_2004_is_taken_as_the_file_has_it_with_a_warning(said):
    heard = said(SalaryEvent, step=2, coefficient=Decimal("2.06"), effective_from=PartialDate(2001, 5, 1))
    assert heard.errors == {}
    assert heard.warnings == {"step": "No scale of this rank is known on that day, so the step could not be checked."}


def test_pay_is_by_rank_and_step_or_by_an_agreed_amount(said):
    nothing = {"rank_code": None, "step": None, "coefficient": None}
    assert list(said(SalaryEvent, **nothing).errors) == ["rank_code"]
    assert said(SalaryEvent, **nothing, agreed_amount=6_500_000).nothing
    assert list(said(SalaryEvent, **{**nothing, "step": 3}, agreed_amount=6_500_000).errors) == ["step"]
    assert list(said(SalaryEvent, step=None, coefficient=None).errors) == ["step"]


def test_seniority_beyond_the_last_step_begins_at_the_last_step(said):
    over = {"over_step_percent": 5, "over_step_from": date(2024, 3, 1)}
    assert list(said(SalaryEvent, **over).errors) == ["over_step_percent"]
    assert said(SalaryEvent, step=9, coefficient=Decimal("4.98"), **over).nothing
    undated = said(SalaryEvent, step=9, coefficient=Decimal("4.98"), over_step_percent=5)
    assert (undated.errors, list(undated.warnings)) == ({}, ["over_step_from"])


def test_a_next_raise_counted_from_a_later_day_is_doubted(said):
    heard = said(SalaryEvent, effective_from=PartialDate(2024, 3, 1), next_count_from=date(2024, 3, 2))
    assert list(heard.warnings) == ["next_count_from"]
    assert said(SalaryEvent, effective_from=PartialDate(2024, 3, 1), next_count_from=date(2023, 3, 1)).nothing
