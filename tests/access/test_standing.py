"""What a grant gives, over which rows and for how long; and in whose name the program acts."""

from datetime import date

import pytest
import time_machine
from flask import g
from sqlalchemy import func, select

from app.access.models import Grant
from app.access.standing import NOBODY, HeldGrant, Reach, Standing, acting_as, current_standing, operator, standing_of
from app.changes import operations
from app.changes.refusals import NotAllowed, NotFound
from app.extensions import db
from tests.people import make_user
from tests.toys import Person, Pet, Region


def seen_by(world, user_id):
    with world.app.app_context():
        with operator("test"):
            standing = standing_of(user_id)
        with acting_as(standing):
            return set(db.session.scalars(select(Person.id)))


def user_with(world, name, role, unit_id=None, **terms):
    with world.as_operator():
        return make_user(name, role, unit_id, **terms)


def grant(world, user_id, role, unit_id, **terms):
    with world.as_operator():
        row = {"valid_from": date(2020, 1, 1), "document": "02/QĐ-SNV", **terms}
        db.session.add(Grant(user_id=user_id, role=role, unit_id=unit_id, **row))
        db.session.commit()


@pytest.mark.parametrize(
    ("day", "seen"),
    [("2026-05-31", set()), ("2026-06-01", {1, 2}), ("2026-06-30", {1, 2}), ("2026-07-01", set())],
)
def test_a_grant_counts_from_its_first_to_its_last_day(world, day, seen):
    user = user_with(world, "temp", "unit_hr", 2, valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 30))
    with time_machine.travel(f"{day} 05:00:00+00:00", tick=False):
        assert seen_by(world, user) == seen


def test_a_grant_ends_with_the_day_in_viet_nam(world):
    user = user_with(world, "temp", "unit_hr", 2, valid_to=date(2026, 6, 30))
    with time_machine.travel("2026-06-30 16:59:00+00:00", tick=False):
        assert seen_by(world, user) == {1, 2}
    with time_machine.travel("2026-06-30 17:01:00+00:00", tick=False):
        assert seen_by(world, user) == set()


def test_a_grant_without_a_unit_or_with_one_that_is_gone_reaches_nothing(world):
    assert seen_by(world, user_with(world, "nowhere", "unit_hr")) == set()
    assert seen_by(world, user_with(world, "gone", "unit_hr", 999)) == set()
    assert seen_by(world, user_with(world, "unknown_role", "minister", 1)) == set()


def test_an_employee_without_a_person_behind_the_login_sees_nobody(world):
    assert seen_by(world, user_with(world, "stranger", "employee")) == set()


def test_the_managing_unit_sees_whom_it_manages_and_not_whom_it_merely_uses(world):
    with world.as_("officer"):
        change = operations.submit(Region, {"managing_id": 20}, target_id=3).change
        db.session.commit()
    approve(world, change)
    managing = user_with(world, "manages_x", "unit_hr", 20, follows="managing")
    using = user_with(world, "uses_x", "unit_hr", 20)
    assert seen_by(world, managing) == {3, 4}
    assert seen_by(world, using) == {4}
    assert seen_by(world, user_with(world, "manages_b", "unit_hr", 3, follows="managing")) == set()


def approve(world, change):
    with world.as_operator():
        operations.approve(change.id)
        db.session.commit()


def test_two_roles_in_two_units_give_each_right_in_its_own_unit(world):
    user = user_with(world, "both", "unit_hr", 2)
    grant(world, user, "leader", 3)
    assert seen_by(world, user) == {1, 2, 3}
    world.users["both"] = user
    with world.as_("both") as standing:
        assert standing.reach("read", "person").using == ("/1/2/", "/1/3/")
        assert standing.reach("write", "person").using == ("/1/2/",)
        assert standing.reach("approve", "person").nothing
        operations.submit(Person, {"notes": "x"}, target_id=1)
        with pytest.raises(NotAllowed):
            operations.submit(Person, {"notes": "x"}, target_id=3)
        with pytest.raises(NotFound):
            operations.submit(Person, {"notes": "x"}, target_id=4)


def test_each_role_holds_the_rights_that_the_record_gives_it_and_no_others(world):
    expected = {
        "hr_a": (True, True, False),
        "approver_a": (True, False, True),
        "leader_a": (True, False, False),
        "officer": (True, True, True),
        "me": (True, True, False),
        "nobody": (False, False, False),
        "admin": (False, False, False),
    }
    for name, rights in expected.items():
        with world.as_(name) as standing:
            assert tuple(standing.may(right, "person") for right in ("read", "write", "approve")) == rights, name
    with world.as_("admin") as standing:
        assert standing.may_act("administer") and not standing.may_act("approve")
    with world.as_operator() as standing:
        assert not standing.may_act("administer")


def test_one_reach_includes_another_only_when_every_row_is_in_it():
    a, a1, b = (Reach(using=(path,)) for path in ("/1/2/", "/1/2/4/", "/1/3/"))
    assert Reach(everywhere=True).includes(a) and not a.includes(Reach(everywhere=True))
    assert a.includes(a1) and not a1.includes(a) and not a.includes(b)
    assert not Reach(using=("/1/2/",)).includes(Reach(using=("/1/20/",)))
    assert not a.includes(Reach(managing=("/1/2/",)))
    assert not a.includes(Reach(using=("/1/2/",), subject_id=7))
    assert Reach(subject_id=7).includes(Reach(subject_id=7)) and not Reach(subject_id=7).includes(Reach(subject_id=8))
    assert a.includes(Reach())


def test_a_row_without_a_unit_is_covered_by_no_reach_but_the_provinces():
    assert not Reach(using=("/1/",)).covers(None, None, None)
    assert not Reach(subject_id=1).covers("/1/2/", "/1/2/", None)
    assert Reach(everywhere=True).covers(None, None, None)


def test_while_a_user_is_being_looked_up_the_program_acts_as_nobody(world):
    seen = []

    class Suspicious:
        id = world.users["officer"]

        @property
        def is_authenticated(self):
            seen.append((current_standing(), db.session.scalar(select(func.count(Person.id)))))
            return True

    with world.app.test_request_context("/"):
        g.user = Suspicious()
        assert current_standing().user_id == world.users["officer"]
        assert db.session.scalar(select(func.count(Person.id))) == 4
    assert seen[0] == (NOBODY, 0)


def test_a_lookup_that_fails_leaves_nobody_and_the_next_one_works(world, monkeypatch):
    class Broken:
        id = world.users["officer"]

        @property
        def is_authenticated(self):
            raise RuntimeError("no session store")

    with world.app.test_request_context("/"):
        g.user = Broken()
        with pytest.raises(RuntimeError, match="no session store"):
            db.session.scalar(select(func.count(Person.id)))
        g.user = type("Known", (), {"id": world.users["hr_b"], "is_authenticated": True})()
        assert db.session.scalars(select(Person.id)).all() == [3]


def test_an_override_ends_with_its_block_even_when_that_fails(world):
    with world.as_("hr_a"):
        with pytest.raises(ZeroDivisionError), operator("test"):
            assert db.session.scalar(select(func.count(Person.id))) == 4
            raise ZeroDivisionError
        assert db.session.scalar(select(func.count(Person.id))) == 2


def test_an_override_in_one_request_is_unknown_to_the_next(world):
    def look(response):
        response.headers["X-Seen"] = str(db.session.scalar(select(func.count(Person.id))))
        g.standing_override = Standing(unlimited=True)
        return response

    # Past the decorator: the application may have answered other tests already.
    world.app.after_request_funcs.setdefault(None, []).append(look)
    try:
        client = world.client("hr_b")
        assert [client.get("/").headers["X-Seen"] for _turn in range(2)] == ["1", "1"]
        assert world.app.test_client().get("/").headers["X-Seen"] == "0"
        assert world.client("officer").get("/").headers["X-Seen"] == "4"
    finally:
        world.app.after_request_funcs[None].remove(look)


def test_the_reach_is_worked_out_from_the_permissions_of_the_grant_alone():
    reads = frozenset({("can_read", "person")})
    standing = Standing(1, 7, (HeldGrant("unit_hr", reads, "/1/2/"), HeldGrant("employee", frozenset(), None)))
    assert standing.reach("read", "person") == Reach(using=("/1/2/",))
    assert standing.reach("write", "person").nothing and standing.reach("read", "pet").nothing
    assert not standing.province_wide and standing.paths == ("/1/2/",)


def test_pets_follow_the_scope_of_their_person(world):
    with world.as_("hr_a"):
        assert db.session.scalars(select(Pet.name_vi).order_by(Pet.id)).all() == ["Pet1", "Pet2"]
