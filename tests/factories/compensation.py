"""Salaries."""

from decimal import Decimal

from app.areas.compensation.models import SalaryEvent
from app.areas.personnel.models import Employee
from app.records.partial_dates import PartialDate
from tests.factories.base import factory, planted


@factory(SalaryEvent)
def salary_event(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "kind_code": "NTX",
        "rank_code": "01.003",
        "step": 4,
        "coefficient": Decimal("3.33"),
        "effective_from": PartialDate(2024, 3, 1),
    }
