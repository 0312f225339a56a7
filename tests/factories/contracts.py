"""Receptions, contracts and probation."""

from datetime import date

from app.areas.contracts.models import Contract, ContractAnnex, Probation, Reception
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(Reception)
def reception(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "kind_code": "TD-CC",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "effective_from": PartialDate(2024, 3, 1),
    }


@factory(Contract)
def contract(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "contract_number": f"{next(NUMBERS):02}/2024/HĐLĐ",
        "kind_code": "HD111-HT",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "pay_mode": "agreed",
        "agreed_amount": 6_500_000,
        "effective_from": PartialDate(2024, 3, 1),
    }


@factory(ContractAnnex)
def contract_annex(given):
    person = given.get("employee_id") or planted(Employee)
    return {
        "employee_id": person,
        "contract_id": given.get("contract_id") or planted(Contract, employee_id=person),
        "annex_number": f"{next(NUMBERS):02}/PLHĐ",
        "subject": "pay",
        "effective_from": date(2024, 9, 1),
    }


@factory(Probation)
def probation(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "state": "running",
        "effective_from": PartialDate(2024, 3, 1),
    }
