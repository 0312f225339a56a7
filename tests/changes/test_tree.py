"""The tree by which rights are given: a unit takes all below it along, and nothing else moves."""

import pytest
from sqlalchemy import select

from app.changes import operations
from app.changes.refusals import Refusal
from app.extensions import db
from tests.toys import Person, Region


def moved(world, unit, parent):
    with world.as_("officer"):
        key = operations.submit(Region, {"parent_id": parent}, target_id=unit).change.id
        db.session.commit()
    with world.as_operator():
        operations.approve(key)
        db.session.commit()


def paths(world):
    with world.as_operator():
        return dict(db.session.execute(select(Region.id, Region.path)).all())


def changes_of_rows(world):
    with world.as_operator():
        return dict(db.session.execute(select(Person.id, Person.change_id)).all())


def test_a_unit_takes_all_below_it_along_and_its_neighbours_stay(world):
    before, rows = paths(world), changes_of_rows(world)
    moved(world, 2, 20)
    assert paths(world) == before | {2: "/1/20/2/", 4: "/1/20/2/4/"}
    assert changes_of_rows(world) == rows
    moved(world, 20, None)
    assert paths(world) == before | {20: "/20/", 2: "/20/2/", 4: "/20/2/4/"}
    moved(world, 2, 1)
    moved(world, 20, 1)
    assert paths(world) == before


def test_rights_follow_the_tree_without_a_row_being_touched(world):
    moved(world, 2, 3)
    with world.as_("hr_b"):
        assert db.session.scalars(select(Person.id).order_by(Person.id)).all() == [1, 2, 3]
    with world.as_("hr_a"):
        assert db.session.scalars(select(Person.id).order_by(Person.id)).all() == [1, 2]


@pytest.mark.parametrize("parent", [2, 4])
def test_a_unit_does_not_stand_below_itself(world, parent):
    before = paths(world)
    with pytest.raises(Refusal, match="A unit cannot stand below itself; choose another parent"):
        moved(world, 2, parent)
    assert paths(world) == before


def test_a_new_unit_stands_below_its_parent_and_its_history_is_seen_there(world):
    with world.as_("officer"):
        key = operations.submit(Region, {"code": "A2", "name_vi": "Phòng A2", "parent_id": 2}).change.id
        db.session.commit()
    with world.as_operator():
        change = operations.approve(key)
        db.session.commit()
        assert paths(world)[change.target_id] == f"/1/2/{change.target_id}/"
        assert (change.scope_id, change.managing_id) == (change.target_id, change.target_id)
