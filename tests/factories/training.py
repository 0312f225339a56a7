"""Qualifications, courses, plans and dispatches."""

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.training.models import Qualification, TrainingDispatch, TrainingPlan, TrainingRecord
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(Qualification)
def qualification(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "level_code": "30",
        "major": "Quản lý công",
        "institution": "Học viện Hành chính Quốc gia",
        "issued_on": PartialDate(2009, 7),
    }


@factory(TrainingRecord)
def training_record(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "kind_code": "VTVL",
        "course": "Bồi dưỡng công tác văn thư, lưu trữ",
        "institution": "Trường Chính trị tỉnh",
        "outcome": "attending",
    }


@factory(TrainingDispatch)
def training_dispatch(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "kind_code": "VTVL",
        "course": "Bồi dưỡng công tác văn thư, lưu trữ",
        "state": "studying",
        "effective_from": PartialDate(2024, 3, 1),
    }


@factory(TrainingPlan)
def training_plan(given):
    return {
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "plan_year": 2026,
        "kind_code": "QLNN",
        "course": f"Lớp chuyên viên khóa {next(NUMBERS)}",
    }
