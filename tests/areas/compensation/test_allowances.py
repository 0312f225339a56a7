"""Allowances, and the page on which they are added up."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.compensation.allowances import AllowanceEvent
from app.areas.compensation.models import SalaryEvent
from app.areas.compensation.pay_page import pay_page
from app.areas.personnel.models import Employee
from app.records.partial_dates import PartialDate
from tests.factories import planted


def allowance(**values):
    return {"coefficient": None, **values}


def test_the_value_is_the_one_by_which_the_list_reckons(said):
    service = {"allowance_code": "PCCVU"}
    assert list(said(AllowanceEvent, **allowance(**service)).errors) == ["percent"]
    assert said(AllowanceEvent, **allowance(**service, percent=Decimal(25))).errors == {}
    both = said(AllowanceEvent, **allowance(**service, percent=Decimal(25), amount=1_000_000))
    assert list(both.errors) == ["amount"]
    assert list(said(AllowanceEvent, **allowance(allowance_code="PCKHAC")).errors) == ["amount"]


def test_what_belongs_to_the_salary_event_is_sent_there(said):
    heard = said(AllowanceEvent, **allowance(allowance_code="PCVK", percent=Decimal(5)))
    assert heard.errors == {
        "allowance_code": "“Over-frame seniority allowance” is entered with the salary event; enter it there."
    }


def test_an_unusual_value_is_doubted_naming_the_usual_ones(said):
    heard = said(AllowanceEvent, **{**allowance(allowance_code="PCLD"), "coefficient": Decimal("0.30")})
    assert heard.warnings == {
        "coefficient": "“Mobility allowance” is usually one of 0,20, 0,40, 0,60; check the value with the decision."
    }


def test_leading_has_the_coefficient_of_its_post(said):
    chair = {"allowance_code": "PCCV", "effective_from": PartialDate(2026, 2, 1)}
    assert list(said(AllowanceEvent, **chair, coefficient=Decimal("0.60")).warnings) == ["leading_code"]
    wrong = said(AllowanceEvent, **chair, leading_code="T-HDND-CT", coefficient=Decimal("1.00"))
    assert "1,25" in wrong.warnings["coefficient"]
    assert list(said(AllowanceEvent, leading_code="T-HDND-CT").errors) == ["leading_code"]


def test_public_service_is_not_for_public_employees_and_nothing_is_granted_twice(said):
    teacher = planted(Employee, staff_type_code="VC")
    service = allowance(allowance_code="PCCVU", percent=Decimal(25))
    assert list(said(AllowanceEvent, employee_id=teacher, **service).warnings) == ["allowance_code"]
    planted(AllowanceEvent, employee_id=teacher)
    assert list(said(AllowanceEvent, employee_id=teacher).errors) == ["effective_from"]
    later = said(AllowanceEvent, employee_id=teacher, effective_from=PartialDate(2025, 1, 1))
    assert (later.errors, list(later.warnings)) == ({}, ["effective_from"])


@pytest.fixture
def paid(province):
    key = planted(Employee, staff_type_code="CC")
    planted(SalaryEvent, employee_id=key)
    planted(AllowanceEvent, employee_id=key, **allowance(allowance_code="PCCVU", percent=Decimal(25)))
    return key


def test_a_month_is_worked_out_with_the_base_salary_of_that_month(paid):
    june, july = (pay_page(paid, "", date(2026, month, 1)) for month in (6, 7))
    assert [(line.reckoning, line.amount) for line in june.lines] == [
        ("2.340.000 × 3,33", "7.792.200"),
        ("7.792.200 × 25%", "1.948.050"),
    ]
    assert (june.total, july.total) == ("9.740.250", "10.531.125")


def test_before_the_first_event_nothing_is_worked_out_and_the_reason_is_said(paid):
    assert pay_page(paid, "", date(2024, 2, 1)).lines == []
    assert "No salary event" in str(pay_page(paid, "", date(2024, 2, 1)).why_not)
    assert pay_page(paid, "", date(2024, 3, 1)).lines
