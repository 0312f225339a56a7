"""The second wall and what is kept apart: whoever reads the whole province reads it unconditionally, and no plan by that."""

import pytest
from sqlalchemy import func, select, text

from app.access import policies
from app.access.standing import acting_as, operator, standing_of
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.planning.models import PlanningEntry
from app.changes import guard, operations
from app.changes.models import Change
from app.extensions import db
from app.records.area import registry
from app.records.attachments import Attachment
from app.records.clock import now
from tests.factories import planted
from tests.people import grant, make_user

pytestmark = pytest.mark.parametrize(
    "backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)


@pytest.fixture
def province(stocked_app):
    """Two agencies with a planned person each, a former image and a change of both plans, evidence on one; three users."""
    with stocked_app.app_context(), operator("test"):
        units = [planted(OrgUnit, code=f"H60.{place}", name_vi=f"Sở {place}") for place in (1, 2)]
        people = [planted(Employee, unit_id=unit) for unit in units]
        entries = [planted(PlanningEntry, employee_id=one) for one in people]
        for entry in entries:
            operations.approve(operations.submit(PlanningEntry, {"note": "mới"}, target_id=entry).change.id)
        db.session.flush()
        change = db.session.scalar(select(Change.id).where(Change.record == "planning_entry").limit(1))
        sent = {"sent_by": 1, "sent_at": now(), "mime": "application/pdf", "original_name": "quy-hoach.pdf", "size": 1}
        db.session.add(Attachment(token="t" * 43, sha256="0" * 64, change_id=change, **sent))
        users = {"officer": make_user("officer", "province_officer"), "hr": make_user("hr", "unit_hr", units[0])}
        users["both"] = make_user("both", "province_officer")
        grant("planning_officer", units[0], users["both"])
        db.session.commit()
    return stocked_app, users, entries


def standing_for(user):
    with operator("test"):
        return standing_of(user)


def seen(app, user):
    """What statements on the bare tables find for this user, and as which role of the database."""
    entry, change = PlanningEntry.__table__, Change.__table__
    counted = {
        "people": select(func.count()).select_from(Employee.__table__),
        "plans": select(func.count()).select_from(entry),
        "former plans": select(func.count()).select_from(PlanningEntry.past),
        "changes of people": select(func.count()).where(change.c.record == "employee"),
        "changes of plans": select(func.count()).where(change.c.record == "planning_entry"),
        "evidence": select(func.count()).select_from(Attachment.__table__),
    }
    with app.app_context(), acting_as(standing_for(user)):
        found = {name: db.session.scalar(statement) for name, statement in counted.items()}
        return found, db.session.scalar(text("SELECT current_user"))


def test_who_reads_the_whole_province_reads_it_without_a_condition_and_no_plan(province):
    app, users, _entries = province
    found, role = seen(app, users["officer"])
    assert role.endswith("_open")
    assert found == {
        "people": 2,
        "plans": 0,
        "former plans": 0,
        "changes of people": 2,
        "changes of plans": 0,
        "evidence": 0,
    }
    with app.app_context(), acting_as(standing_for(users["officer"])):
        conditions = db.session.scalars(
            text("EXPLAIN SELECT * FROM employee ORDER BY full_name_key, id LIMIT 25")
        ).all()
        assert not [line for line in conditions if "wall_" in line or "InitPlan" in line]


def test_who_plans_beside_that_sees_the_plans_of_his_unit(province):
    app, users, entries = province
    found, role = seen(app, users["both"])
    assert role.endswith("_open")
    assert (found["people"], found["plans"], found["former plans"], found["changes of plans"]) == (2, 1, 1, 2)
    with app.app_context(), acting_as(standing_for(users["both"])):
        assert db.session.scalars(select(PlanningEntry.__table__.c.id)).all() == entries[:1]


def test_who_reads_a_unit_keeps_the_conditions(province):
    app, users, _entries = province
    found, role = seen(app, users["hr"])
    assert not role.endswith("_open")
    assert (found["people"], found["plans"], found["changes of plans"], found["evidence"]) == (1, 0, 0, 0)


def test_what_is_kept_apart_follows_from_who_reads(province):
    app, _users, _entries = province
    with app.app_context():
        kept_apart = {record.name for record in policies.apart(registry())}
    assert kept_apart >= {"planning_round", "planning_title", "planning_entry", "planning_review"}


def test_a_change_of_what_is_kept_apart_is_hidden_though_it_belongs_to_no_unit(province):
    """The rounds of planning are of the whole province."""
    app, users, _entries = province
    asked = select(func.count()).where(Change.__table__.c.record == "planning_round")
    with app.app_context(), operator("test"):
        assert db.session.scalar(asked) > 0
    for name, expected in (("officer", False), ("hr", False), ("both", True)):
        with app.app_context(), acting_as(standing_for(users[name])):
            assert (db.session.scalar(asked) > 0) is expected, name


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET state = 'draft'",
        "DELETE FROM change",
        "UPDATE attachment SET sent_by = 2",
        "DELETE FROM attachment",
        "DELETE FROM employee",
        "UPDATE employee_past SET full_name = 'x'",
    ],
)
def test_who_reads_without_a_condition_writes_nothing_past_the_one_door(province, statement):
    app, users, _entries = province
    with app.app_context(), acting_as(standing_for(users["officer"])):
        db.session.execute(guard.OPEN_POSTGRESQL)
        assert db.session.execute(text(statement)).rowcount == 0
        db.session.rollback()
