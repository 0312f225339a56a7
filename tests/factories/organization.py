"""Units, posts and quota."""

from datetime import date

from app.areas.organization.job_quotas import JobPositionQuota
from app.areas.organization.models import HeadcountQuota, JobPosition, OrgUnit, Position
from app.areas.organization.succession import UnitSuccession
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


@factory(JobPositionQuota)
def job_position_quota(given):
    return {
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "job_position_id": given.get("job_position_id") or planted(JobPosition),
        "quota_year": 2026,
        "grade_3": 4,
    }


@factory(UnitSuccession)
def unit_succession(given):
    ended = {"valid_from": date(2004, 1, 1), "valid_to": date(2025, 6, 30)}
    return {
        "predecessor_id": given.get("predecessor_id") or planted(OrgUnit, name_vi="Sở Cũ", **ended),
        "successor_id": given.get("successor_id") or planted(OrgUnit, name_vi="Sở Mới", valid_from=date(2025, 7, 1)),
        "kind": "merge",
        "effective_on": date(2025, 7, 1),
    }
