"""Employees and what is declared about them."""

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee, FamilyMember, IdentityDocument
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(Employee)
def employee(given):
    return {
        "staff_number": f"TQ-{next(NUMBERS):06}",
        "full_name": "Ma Thị Bích",
        "gender_code": "2",
        "born_on": PartialDate(1987),
        "staff_type_code": "CC",
        "status_code": "DLV",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
    }


@factory(IdentityDocument)
def identity_document(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "kind_code": "HC",
        "number": f"C{next(NUMBERS):07}",
    }


@factory(FamilyMember)
def family_member(given):
    employee_id = given.get("employee_id") or planted(Employee)
    return {"employee_id": employee_id, "relation_code": "CD", "full_name": "Ma Văn Bình"}
