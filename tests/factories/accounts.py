"""Requests for access, and custodians."""

from datetime import date

from app.areas.accounts.models import AccessRequest, UnitCustodian
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from tests.factories.base import NUMBERS, factory, planted


@factory(AccessRequest)
def access_request(given):
    unit_id = given.get("unit_id") or planted(OrgUnit)
    return {
        "username": f"can.bo.{next(NUMBERS)}",
        "act": "open",
        "account_kind": "unit",
        "person_name": "Nguyễn Thị Hà",
        "role": "unit_hr",
        "target_id": unit_id,
        "valid_from": date(2026, 11, 1),
        "reason": "Cán bộ quản lý cơ sở dữ liệu mới",
        "unit_id": unit_id,
        "document_number": "12/CV-SGDĐT",
        "document_date": date(2026, 10, 30),
    }


@factory(UnitCustodian)
def unit_custodian(given):
    unit_id = given.get("unit_id") or planted(OrgUnit)
    return {
        "unit_id": unit_id,
        "employee_id": given.get("employee_id") or planted(Employee, unit_id=unit_id),
        "assigned_from": date(2026, 1, 1),
        "document_number": "05/QĐ-SGDĐT",
        "document_date": date(2025, 12, 28),
    }
