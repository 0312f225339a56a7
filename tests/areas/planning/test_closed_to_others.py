"""Planning is open to planning officers alone, on every face, within their units, and every reading leaves a trace."""

import re
from datetime import date

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.access.models import AuditEntry
from app.access.standing import acting_as, operator, standing_of
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.planning.models import PlanningEntry, PlanningReview, PlanningTitle
from app.changes import operations
from app.changes.models import Change
from app.changes.refusals import NotAllowed, NotFound, Refusal
from app.extensions import db
from tests.browsing import Browser
from tests.factories import planted
from tests.people import grant, make_user

OTHERS = ("province_officer", "unit_hr", "unit_approver", "leader", "inspector", "employee", "administrator")
TITLE = "Giám đốc Sở Bí Mật"


@pytest.fixture
def planning(stocked_app):
    """Two agencies, each with a planned person; a user of every role, and a planner of the first agency."""
    with stocked_app.app_context(), operator("test"):
        units = [planted(OrgUnit, code=f"H60.{place}", name_vi=f"Sở {place}") for place in (1, 2)]
        people = [planted(Employee, unit_id=unit) for unit in units]
        titles = [planted(PlanningTitle, unit_id=unit, title_vi=TITLE) for unit in units]
        entries = [
            planted(PlanningEntry, employee_id=one, title_id=title) for one, title in zip(people, titles, strict=True)
        ]
        review = planted(PlanningReview, unit_id=units[0])
        db.session.commit()
        users = {role: make_user(role, role, units[0], people[0]) for role in OTHERS}
        users["planner"] = make_user("planner", "unit_hr", units[0])
        grant("planning_officer", units[0], users["planner"])
        users["planner_2"] = make_user("planner_2", "unit_approver", units[0])
        grant("planning_officer", units[0], users["planner_2"])
        db.session.commit()
    rows = {"planning_entry": entries[0], "planning_title": titles[0], "planning_review": review, "planning_round": 1}
    return {"people": people, "entries": entries, "rows": rows, "users": users}


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_finds_it_on_any_face(stocked_app, planning, role):
    browser = Browser(stocked_app, planning["users"][role])
    for name, key in planning["rows"].items():
        closed = (
            *(
                f"/{name}/{page}"
                for page in ("list/", "charts/", "add", f"show/{key}", f"edit/{key}", f"history/{key}")
            ),
            f"/export/{name}.xlsx",
            f"/export/{name}.csv",
            f"/import/{name}/",
            f"/import/{name}/sheet.xlsx",
            f"/api/v1/{name}/",
            f"/api/v1/{name}/{key}",
            f"/api/v1/{name}/_counts?by=unit_id",
            f"/employee/tab/{planning['people'][0]}/{name}/employee_id",
        )
        for address in closed:
            assert browser.get(address).status_code in (401, 403, 404), address
        assert f"/{name}/" not in browser.get("/").text
        assert f"/api/v1/{name}/" not in browser.get("/api/v1/openapi.json").text
    for address in (
        f"/employee/show/{planning['people'][0]}",
        "/employee/list/?q=Bí+Mật",
        "/approval/list/",
        "/api/v1/",
    ):
        page = browser.get(address).text
        assert not [word for word in (TITLE, *planning["rows"]) if re.search(rf"\b{word}\b", page)], address


def test_a_planner_sees_it_on_the_page_of_the_person_within_his_units_and_leaves_a_trace(stocked_app, planning):
    browser = Browser(stocked_app, planning["users"]["planner"])
    assert "planning_entry" in browser.get(f"/employee/show/{planning['people'][0]}").text
    assert TITLE in browser.get(f"/employee/tab/{planning['people'][0]}/planning_entry/employee_id").text
    assert browser.get(f"/planning_entry/show/{planning['entries'][0]}").status_code == 200
    assert browser.get(f"/planning_entry/show/{planning['entries'][1]}").status_code == 404
    listed = browser.get("/api/v1/planning_entry/").json
    assert listed["ids"] == [planning["entries"][0]]
    assert browser.get("/planning_entry/charts/").text.count('<section class="card chart"') == 9
    with stocked_app.app_context():
        seen = {
            entry.act for entry in db.session.scalars(select(AuditEntry).where(AuditEntry.record == "planning_entry"))
        }
    assert {"read", "count"} <= seen


def test_what_waits_is_seen_and_decided_by_planners_alone(stocked_app, planning):
    users, key = planning["users"], planning["entries"][0]
    with stocked_app.app_context():
        with acting_as(standing_of(users["planner"])):
            values = {"status": "approved", "approved_on": date(2026, 3, 20)}
            change_id = operations.submit(PlanningEntry, values, target_id=key).change.id
            db.session.commit()
        for role in OTHERS:
            with acting_as(standing_of(users[role])):
                assert db.session.scalars(select(Change.id).where(Change.record == "planning_entry")).all() == [], role
                with pytest.raises((NotAllowed, NotFound)):
                    operations.submit(PlanningEntry, {"note": "x"}, target_id=key)
                db.session.rollback()
        with acting_as(standing_of(users["planner_2"])):
            operations.approve(change_id)
            db.session.commit()
            assert db.session.scalars(select(PlanningEntry.status).where(PlanningEntry.id == key)).all() == ["approved"]


def test_a_person_who_is_planned_is_not_cancelled_and_the_reason_is_not_told(stocked_app, planning):
    with stocked_app.app_context():
        with operator("test"):
            other = planted(Employee)
            planted(PlanningEntry, employee_id=other)
            db.session.commit()
        users = planning["users"]
        with acting_as(standing_of(users["province_officer"])), pytest.raises(Refusal) as refused:
            operations.submit(Employee, {}, target_id=other, verb="cancel")
        with force_locale("en"):
            assert "not open to you" in str(refused.value.message)
