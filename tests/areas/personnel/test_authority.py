"""The record of a unit's head is approved one level up."""

from __future__ import annotations

import pytest

from app.access import rights
from app.access.standing import acting_as, standing_of
from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.authority import competent, leads_his_unit
from app.areas.personnel.models import Employee
from app.changes.models import Change
from app.changes.places import place
from app.extensions import db
from tests.factories import planted
from tests.people import make_user


class Office:
    """Tỉnh / Sở / Phòng, and a school that the Sở manages: heads, deputies and clerks, approvers at every level."""

    def __init__(self) -> None:
        self.province = planted(OrgUnit, code="H60")
        self.department = planted(OrgUnit, code="H60.11", parent_id=self.province)
        self.division = planted(OrgUnit, code="H60.11.01", parent_id=self.department)
        self.school = planted(OrgUnit, code="H60.99", parent_id=self.province, managing_unit_id=self.department)
        posts = {"director": (11, True), "deputy": (12, True), "head": (21, True), "clerk": (78, False)}
        self.posts = {
            name: planted(Position, sort_order=order, is_leader=leads) for name, (order, leads) in posts.items()
        }
        self.users = {
            "province": make_user("p", "unit_approver", self.province),
            "department": make_user("d", "unit_approver", self.department),
            "division": make_user("v", "unit_approver", self.division),
            "managing": make_user("m", "unit_approver", self.department, follows="managing"),
            "officer": make_user("o", "province_officer"),
        }

    def employ(self, post: str, unit: int) -> int:
        """Somebody who holds a position in a unit."""
        return planted(Employee, unit_id=unit, position_id=self.posts[post])

    def may(self, user: str, person: int) -> bool:
        """Whether the approver is competent for a change of this person's record."""
        row = db.session.execute(Employee.__table__.select().where(Employee.__table__.c.id == person)).one()
        where = place(row.scope_id, row.managing_id, person)
        change = Change(record="employee", subject_id=person)
        standing = standing_of(self.users[user])
        with acting_as(standing):
            return competent(standing, change, where)


@pytest.fixture
def office(province):
    rights.plant(province.extensions["registry"])
    return Office()


def test_who_has_no_leading_position_is_within_his_units_competence(office):
    office.employ("head", office.division)
    clerk = office.employ("clerk", office.division)
    assert not leads_his_unit(clerk)
    assert [office.may(user, clerk) for user in ("division", "department", "province")] == [True, True, True]


def test_the_head_of_a_division_is_not_approved_in_his_division(office):
    head = office.employ("head", office.division)
    assert leads_his_unit(head)
    assert [office.may(user, head) for user in ("division", "department", "province")] == [False, True, True]


def test_the_director_is_approved_above_his_department_and_his_deputy_within_it(office):
    director, deputy = office.employ("director", office.department), office.employ("deputy", office.department)
    assert (leads_his_unit(director), leads_his_unit(deputy)) == (True, False)
    users = ("department", "managing", "province", "officer")
    assert [office.may(user, director) for user in users] == [False, False, True, True]
    assert office.may("department", deputy)


def test_where_the_heads_post_is_empty_the_first_deputy_counts_as_head(office):
    deputy = office.employ("deputy", office.department)
    assert leads_his_unit(deputy)
    assert not office.may("department", deputy)


def test_the_head_of_the_province_is_approved_by_home_affairs_alone(office):
    chair = office.employ("director", office.province)
    assert [office.may(user, chair) for user in ("province", "officer")] == [False, True]


def test_a_unit_that_manages_a_school_stands_above_its_head(office):
    headmaster = office.employ("director", office.school)
    assert [office.may(user, headmaster) for user in ("managing", "department", "province")] == [True, False, True]


def test_a_row_about_nobody_is_not_held_up(office):
    standing = standing_of(office.users["division"])
    assert competent(standing, Change(record="headcount_quota", subject_id=None), place(office.division, None, None))
