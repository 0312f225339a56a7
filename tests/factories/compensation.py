"""Salaries and allowances."""

from decimal import Decimal

from app.areas.compensation.allowances import AllowanceEvent
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


@factory(AllowanceEvent)
def allowance_event(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "allowance_code": "PCTNCV",
        "coefficient": Decimal("0.20"),
        "effective_from": PartialDate(2024, 3, 1),
    }
