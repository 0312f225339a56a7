"""Rounds, titles, planned persons and reviews."""

from datetime import date

from sqlalchemy import select

from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee
from app.areas.planning.models import PlanningEntry, PlanningReview, PlanningRound, PlanningTitle
from app.extensions import db
from tests.factories.base import NUMBERS, factory, planted


@factory(PlanningRound)
def planning_round(_given):
    return {
        "code": f"2025-2030/{next(NUMBERS)}",
        "title_vi": "Quy hoạch nhiệm kỳ 2025 - 2030",
        "term_code": "2025-2030",
        "starts_on": date(2025, 10, 15),
        "ends_on": date(2030, 10, 14),
        "approver_level_code": "BTVTU",
    }


@factory(PlanningTitle)
def planning_title(given):
    return {
        "code": f"GD-{next(NUMBERS)}",
        "title_vi": "Giám đốc Sở Thử nghiệm",
        "round_id": given.get("round_id") or planted(PlanningRound),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "position_id": given.get("position_id")
        or planted(Position, name_vi="Giám đốc Sở", is_leader=True, sort_order=1),
        "level_code": "BTVTU",
    }


@factory(PlanningEntry)
def planning_entry(given):
    place = {"unit_id": given["unit_id"]} if given.get("unit_id") else {}
    title = given.get("title_id") or planted(PlanningTitle, **place)
    columns = PlanningTitle.__table__.c
    unit, term = db.session.execute(select(columns.unit_id, columns.round_id).where(columns.id == title)).one()
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "title_id": title,
        "unit_id": unit,
        "round_id": term,
        "status": "added",
        "added_on": date(2026, 3, 2),
        "source": "in_place",
    }


@factory(PlanningReview)
def planning_review(given):
    return {
        "round_id": given.get("round_id") or planted(PlanningRound),
        "unit_id": given.get("unit_id") or planted(OrgUnit),
        "review_year": 2026,
        "reviewed_on": date(2026, 3, 10),
    }
