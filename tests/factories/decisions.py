"""Decisions and contracts."""

from datetime import date

from app.areas.decisions.models import Contract, Decision
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(Decision)
def decision(given):
    return {
        "number": f"{next(NUMBERS)}/QĐ-SNV",
        "decided_on": date(2024, 3, 12),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "kind_code": "QD10",
    }


@factory(Contract)
def contract(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "contract_number": "07/2024/HĐLĐ",
        "kind_code": "HD111-HT",
        "pay_mode": "scale",
        "effective_from": PartialDate(2024, 3, 1),
    }
