"""A person confirms his own record: what that leaves, and everything that is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.access.standing import acting_as, operator
from app.areas.personnel.models import FamilyMember
from app.areas.self_service.models import YearlyConfirmation
from app.changes import operations
from app.changes.content import content_of, digest_of
from app.changes.models import WAITING, Change
from app.changes.refusals import Invalid, NotAllowed
from app.extensions import db
from app.records.clock import today
from tests.factories import least, planted


def rows():
    table = YearlyConfirmation.__table__
    with operator("test"):
        return [dict(row._mapping) for row in db.session.execute(select(table).order_by(table.c.id))]


def refused(house, name, person, **given):
    with pytest.raises(Invalid) as refusal:
        house.confirm(name, person, **given)
    db.session.rollback()
    return {problem.field: str(problem.message) for problem in refusal.value.problems}


def test_ones_own_word_is_official_at_once_and_needs_no_approver(house):
    digest = digest_of(content_of(house.people["me"]))
    change = db.session.get(Change, house.confirm("me", "me"))
    assert change.state == "applied" and change.entered_by == house.users["me"]
    row = rows()[0]
    assert (row["employee_id"], row["confirmed_on"], row["digest"]) == (house.people["me"], today(), digest)
    assert row["scope_id"] == house.units["a1"]
    assert house.confirmed_on("me") == today() and house.confirmed_on("boss") is None
    with operator("test"):
        waiting = select(func.count()).select_from(Change).where(Change.state.in_(WAITING))
        assert db.session.scalar(waiting) == 0


@pytest.mark.parametrize("name", ["other", "boss", "nobody", "hr", "approver", "administrator", "officer"])
def test_nobody_else_confirms_whatever_his_role(house, name):
    with pytest.raises(NotAllowed):
        house.confirm(name, "me")
    db.session.rollback()
    assert rows() == []


def test_a_confirmation_is_given_today_for_its_year_and_of_what_is_official(house):
    assert "not for another day" in refused(house, "me", "me", confirmed_on=today() - timedelta(days=1))["confirmed_on"]
    assert "not for another day" in refused(house, "me", "me", confirmed_on=today() + timedelta(days=1))["confirmed_on"]
    assert list(refused(house, "me", "me", confirmed_year=today().year - 1)) == ["confirmed_year"]
    assert "read it again" in refused(house, "me", "me", digest="a" * 64)["digest"]
    assert rows() == []


def test_the_same_content_is_confirmed_once_and_an_approved_change_makes_another(house):
    before = digest_of(content_of(house.people["me"]))
    house.confirm("me", "me")
    assert "has not changed since" in refused(house, "me", "me")["confirmed_on"]
    house.change("me", phone="0912 345 678")
    after = digest_of(content_of(house.people["me"]))
    assert after != before
    house.confirm("me", "me")
    assert [row["digest"] for row in rows()] == [before, after]


def test_rows_about_the_person_are_part_of_what_he_confirms(house):
    key = house.people["me"]
    first = digest_of(content_of(key))
    with operator("test"):
        relative = planted(FamilyMember, employee_id=key)
        second = digest_of(content_of(key))
        planted(FamilyMember, employee_id=house.people["other"])
        assert digest_of(content_of(key)) == second != first
        operations.approve(operations.submit(FamilyMember, {}, target_id=relative, verb="cancel").change.id)
    assert digest_of(content_of(key)) == first


def test_a_confirmation_stays_as_it_was_given(house):
    key = db.session.get(Change, house.confirm("me", "me")).target_id
    for given, verb in (({"confirmed_year": today().year + 1}, "amend"), ({}, "cancel")):
        with acting_as(house.standing("me")), pytest.raises(NotAllowed):
            operations.submit(YearlyConfirmation, given, target_id=key, verb=verb)
        db.session.rollback()
    assert [row["id"] for row in rows()] == [key] and house.confirmed_on("me") == today()


def test_a_campaign_is_answered_while_it_is_open_by_those_whom_it_concerns(house):
    day = timedelta(days=1)
    coming = house.campaign("a", starts_on=today() + day)
    over = house.campaign("a", ends_on=today() - day)
    for other in (coming, over):
        assert "The campaign is open from" in refused(house, "me", "me", campaign_id=other)["campaign_id"]
    for other in (house.campaign("b"), house.campaign("a", staff_types="VC|CB")):
        assert "for other people" in refused(house, "me", "me", campaign_id=other)["campaign_id"]
    mine = house.campaign("a", staff_types="CC")
    house.confirm("me", "me", campaign_id=mine)
    assert [row["campaign_id"] for row in rows()] == [mine]
    assert "confirmed_on" in refused(house, "me", "me", campaign_id=mine)


def test_a_campaign_that_begins_later_asks_once_more(house):
    before = today() - timedelta(days=5)
    with operator("test"):
        digest = digest_of(content_of(house.people["me"]))
        given = least(YearlyConfirmation, employee_id=house.people["me"])
        planted(
            YearlyConfirmation, **{**given, "confirmed_on": before, "confirmed_year": before.year, "digest": digest}
        )
        db.session.commit()
    if before.year == today().year:
        assert "confirmed_on" in refused(house, "me", "me")
    house.confirm("me", "me", campaign_id=house.campaign("a"))
    assert len(rows()) == 2
