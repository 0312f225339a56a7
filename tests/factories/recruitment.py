"""Plans, rounds, posts and applicants."""

from datetime import date

from app.areas.organization.models import OrgUnit
from app.areas.recruitment.models import Applicant, RecruitmentPlan, RecruitmentPost, RecruitmentRound
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(RecruitmentPlan)
def recruitment_plan(given):
    return {
        "number": f"{next(NUMBERS)}/KH-SNV",
        "decided_on": date(2026, 1, 15),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "plan_year": 2026,
    }


@factory(RecruitmentRound)
def recruitment_round(given):
    return {
        "number": f"CC-2026-{next(NUMBERS)}",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "staff_type_code": "CC",
        "method_code": "TT",
        "state": "announced",
        "notice_date": date(2026, 3, 2),
    }


@factory(RecruitmentPost)
def recruitment_post(given):
    return {
        "round_id": given.get("round_id") or planted(RecruitmentRound),
        "code": f"CV-{next(NUMBERS):02}",
        "post_title": "Chuyên viên tổ chức cán bộ",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "vacancies": 1,
    }


@factory(Applicant)
def applicant(given):
    place = {"unit_id": given["unit_id"]} if given.get("unit_id") else {}
    post = given.get("post_id") or planted(RecruitmentPost, **place)
    return {
        "post_id": post,
        "unit_id": given.get("unit_id") or official(RecruitmentPost, post)["unit_id"],
        "candidate_no": f"{next(NUMBERS):04}",
        "full_name": "Hoàng Thị Nở",
        "gender_code": "2",
        "born_on": PartialDate(2002, 5, 14),
        "outcome": "pending",
    }
