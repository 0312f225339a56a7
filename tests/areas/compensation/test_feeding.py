"""A salary event says rank, step and coefficient of an employee."""

from decimal import Decimal

from app.areas.compensation.models import SalaryEvent
from app.areas.personnel.models import Employee
from app.changes import operations
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import least, planted


def paid(person):
    row = official(Employee, person)
    return row["rank_code"], row["salary_step"], row["salary_coefficient"]


def test_an_approved_raise_is_what_the_employee_earns(province):
    person = planted(Employee)
    first = {"step": 4, "coefficient": Decimal("3.33"), "effective_from": PartialDate(2021, 3, 1)}
    planted(SalaryEvent, employee_id=person, **first)
    assert paid(person) == ("01.003", 4, Decimal("3.33"))

    row = least(SalaryEvent, employee_id=person, step=5, coefficient=Decimal("3.66"))
    change = operations.submit(SalaryEvent, row).change
    assert paid(person) == ("01.003", 4, Decimal("3.33"))
    operations.approve(change.id)
    assert paid(person) == ("01.003", 5, Decimal("3.66"))
    assert official(SalaryEvent, change.target_id)["salary_group"] == "CC.A1"


def test_a_raise_of_the_future_is_not_earned_before_its_day(province):
    person = planted(Employee)
    planted(SalaryEvent, employee_id=person)
    planted(
        SalaryEvent, employee_id=person, step=5, coefficient=Decimal("3.66"), effective_from=PartialDate(2090, 1, 1)
    )
    assert paid(person) == ("01.003", 4, Decimal("3.33"))


def test_an_agreed_salary_has_neither_rank_nor_step(province):
    person = planted(Employee)
    agreed = {"rank_code": None, "step": None, "coefficient": None, "agreed_amount": 6_500_000}
    planted(SalaryEvent, employee_id=person, **agreed)
    assert paid(person) == (None, None, None)
