"""Code lists, settings, inspections, classes for users, incidents."""

from datetime import date, timedelta

from app.areas.administration.models import Incident, Inspection, UserClass, UserClassMember
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.records.choices import CatalogueItem
from app.records.setting_values import SettingValue
from tests.factories.base import NUMBERS, factory, planted


@factory(CatalogueItem)
def catalogue_item(_given):
    return {"list_code": "religions", "code": f"x{next(NUMBERS)}", "name_vi": "Một tôn giáo"}


@factory(Inspection)
def inspection(given):
    return {
        "kind": "inspection",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "inspected_by": "Sở Nội vụ",
        "document_number": "45/KL-SNV",
        "document_date": date(2026, 9, 15),
        "subject_code": "CN",
        "findings": "Hồ sơ cập nhật chưa đầy đủ",
    }


@factory(UserClass)
def user_class(given):
    return {
        "subject": "Tập huấn cập nhật dữ liệu",
        "form": "in_person",
        "organiser_id": given.get("organiser_id") or planted(OrgUnit),
        "held_from": date(2026, 8, 4),
        "document_number": "88/KH-SNV",
        "document_date": date(2026, 7, 20),
    }


@factory(UserClassMember)
def user_class_member(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "class_id": given.get("class_id") or planted(UserClass),
        "result": "attended",
    }


@factory(Incident)
def incident(given):
    return {
        "kind_code": "ATTT",
        "severity": "moderate",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "found_on": date(2026, 9, 10),
        "happened": "Máy trạm bị nhiễm mã độc",
    }


@factory(SettingValue)
def setting_value(_given):
    return {
        "setting": "decisions_at_once",
        "valid_from": date(2099, 1, 1) + timedelta(days=next(NUMBERS)),
        "value": "150",
        "document_number": "12/QĐ-SNV",
        "document_date": date(2026, 11, 2),
    }
