"""Units, posts and quota."""

from datetime import date

from app.areas.organization.models import HeadcountQuota, JobPosition, OrgUnit, Position
from tests.factories.base import NUMBERS, factory, planted


@factory(OrgUnit)
def org_unit(_given):
    return {
        "code": f"H60.{next(NUMBERS):03}",
        "valid_from": date(2020, 1, 1),
        "name_vi": "Sở Thử nghiệm",
        "kind_code": "CQHC",
    }


@factory(Position)
def position(_given):
    return {"code": f"P{next(NUMBERS):03}", "name_vi": "Chuyên viên"}


@factory(JobPosition)
def job_position(_given):
    return {"code": f"VT{next(NUMBERS):03}", "name_vi": "Tổ chức cán bộ"}


@factory(HeadcountQuota)
def headcount_quota(given):
    return {"unit_id": given.get("unit_id") or planted(OrgUnit), "quota_year": 2026, "civil_servants": 40}
