"""Two sessions at the same moment, on real connections: one wins, the other is told."""

import threading
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.access.standing import operator
from app.changes import operations
from app.changes.models import Change
from app.changes.refusals import Busy, Clash, Invalid, Refusal, Stale, WrongState
from app.changes.store import official
from app.changes.transactions import whole
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.people import make_user
from tests.toys import Colour, Person, Pet, Posting, Region

PERSON = {"number": "E9", "full_name": "Em Chín", "region_id": 2}


def submitted(world, name, record, values, **terms):
    with world.as_(name):
        change = operations.submit(record, values, **terms).change
        db.session.commit()
        return change.id


def at_once(world, *acts):
    """Run each act in a thread of its own as some user; the answers: what it gave, or the refusal."""
    together = threading.Barrier(len(acts))
    answers = [None] * len(acts)

    def run(position, name, act):
        with world.as_(name):
            together.wait(timeout=20)
            try:
                answers[position] = act()
                db.session.commit()
            except Refusal as refusal:
                db.session.rollback()
                answers[position] = refusal

    threads = [threading.Thread(target=run, args=(i, *act)) for i, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return answers


def refusals(answers):
    return [type(answer) for answer in answers if isinstance(answer, Exception)]


@pytest.mark.parametrize("other", ["approve", "reject", "return_", "withdraw"])
def test_of_two_decisions_on_one_change_exactly_one_counts(world, other):
    name, use = {
        "approve": ("officer", lambda key: operations.approve(key)),
        "reject": ("officer", lambda key: operations.reject(key, "không")),
        "return_": ("officer", lambda key: operations.return_(key, "không")),
        "withdraw": ("hr_a", lambda key: operations.withdraw(key)),
    }[other]
    for turn in range(3):
        key = submitted(world, "hr_a", Person, {"notes": f"lần {turn}"}, target_id=1)
        first, second = partial(operations.approve, key), partial(use, key)
        answers = at_once(world, ("approver_a", first), (name, second))
        assert refusals(answers) == [WrongState]
        with world.as_operator():
            state = db.session.get(Change, key).state
            images = db.session.scalar(select(func.count()).where(Person.past.c.superseded_by == key))
            assert images == (1 if state == "applied" else 0)
            assert (official(Person, 1)["notes"] == f"lần {turn}") is (state == "applied")


def test_of_two_changes_of_one_field_the_second_to_come_is_refused(world):
    keys = [submitted(world, "hr_a", Person, {"notes": text}, target_id=1) for text in ("một", "hai")]
    answers = at_once(
        world, ("approver_a", lambda: operations.approve(keys[0])), ("officer", lambda: operations.approve(keys[1]))
    )
    assert refusals(answers) == [Stale]
    with world.as_operator():
        states = [db.session.get(Change, key).state for key in keys]
        assert sorted(states) == ["applied", "submitted"]
        assert official(Person, 1)["notes"] == ("một", "hai")[states.index("applied")]
        assert db.session.scalar(select(func.count()).select_from(Person.past)) == 1


def test_two_changes_of_different_fields_of_one_row_lose_nothing(world):
    keys = [submitted(world, "hr_a", Person, values, target_id=1) for values in ({"notes": "một"}, {"weight": 60})]
    answers = at_once(
        world, ("approver_a", lambda: operations.approve(keys[0])), ("officer", lambda: operations.approve(keys[1]))
    )
    assert refusals(answers) == []
    with world.as_operator():
        row = official(Person, 1)
        assert (row["notes"], row["weight"]) == ("một", 60)
        assert db.session.scalar(select(func.count()).select_from(Person.past)) == 2


def test_of_two_new_rows_with_one_number_one_becomes_official(world):
    number = {"secret_number": "008190000099"}
    keys = [
        submitted(world, "hr_a", Person, {**PERSON, **number}),
        submitted(world, "hr_b", Person, {**PERSON, **number, "number": "E10", "region_id": 3}),
    ]
    answers = at_once(world, *(("officer", lambda key=key: operations.approve(key)) for key in keys))
    (kind,) = refusals(answers)
    assert kind in (Clash, Invalid)
    with world.as_operator():
        assert db.session.scalar(select(func.count(Person.id))) == 5
        assert sorted(db.session.get(Change, key).state for key in keys) == ["applied", "submitted"]


def test_of_two_rows_that_are_official_at_once_one_is_refused_in_words(world):
    act = ("officer", lambda: operations.submit(Colour, {"code": "r", "name_vi": "Đỏ"}))
    (kind,) = refusals(at_once(world, act, act))
    assert kind in (Clash, Invalid)
    with world.as_operator():
        assert db.session.scalar(select(func.count(Colour.id))) == 1
        assert db.session.scalar(select(func.count()).where(Change.record == "colour")) == 1


def test_a_row_that_comes_while_its_person_goes_does_not_stay_behind(world):
    with world.as_operator():
        world.users["second_officer"] = make_user("second_officer", "province_officer")
    for turn, unit in enumerate((3, 2, 3, 2)):
        values = {"person_id": 1, "region_id": unit, "effective_from": PartialDate.parse(f"{2001 + turn}")}
        posting = submitted(world, "officer", Posting, values)
        pet = submitted(world, "officer", Pet, {"person_id": 1, "name_vi": f"Vẹt {turn}"})
        acts = (("second_officer", lambda key=key: operations.approve(key)) for key in (posting, pet))
        assert refusals(at_once(world, *acts)) == []
        with world.as_operator():
            pets = select(Pet.scope_id).where(Pet.person_id == 1).distinct()
            assert db.session.scalars(pets).all() == [unit] == [official(Person, 1)["scope_id"]]


@pytest.mark.parametrize("moves", [((2, 20), (20, 2)), ((2, 5), (3, 4))])
def test_of_two_units_moved_below_one_another_one_stays(world, moves):
    """Below one another, or each below a unit that stands below the other."""
    keys = [submitted(world, "officer", Region, {"parent_id": parent}, target_id=unit) for unit, parent in moves]
    with world.as_operator():
        world.users["second_officer"] = make_user("second_officer", "province_officer")
    answers = at_once(world, *(("second_officer", lambda key=key: operations.approve(key)) for key in keys))
    assert len(refusals(answers)) == 1
    with world.as_operator():
        parents = dict(db.session.execute(select(Region.id, Region.parent_id)).all())
        for unit, path in db.session.execute(select(Region.id, Region.path)):
            above = [unit]
            while parents[above[0]]:
                assert parents[above[0]] not in above
                above.insert(0, parents[above[0]])
            assert path == "".join(f"/{key}" for key in above) + "/"


@pytest.mark.parametrize(("sqlstate", "kind"), [("40P01", Busy), ("55P03", Busy), ("08006", OperationalError)])
def test_who_has_to_give_way_is_told_to_try_again(world, sqlstate, kind):
    class Broken(Exception):
        pass

    Broken.sqlstate = sqlstate
    with world.as_("hr_a"):
        with pytest.raises(kind), whole():
            operations.submit(Person, {"notes": "một"}, target_id=1)
            raise OperationalError("UPDATE person", None, Broken())
        db.session.commit()
        assert db.session.scalar(select(func.count()).where(Change.state == "submitted")) == 0


def test_who_waits_too_long_for_the_one_writer_is_told_to_try_again(world):
    with world.as_("hr_a"), db.engine.connect() as other:
        if db.engine.dialect.name == "sqlite":
            other.exec_driver_sql("BEGIN IMMEDIATE")
            db.session.connection().exec_driver_sql("PRAGMA busy_timeout=0")
        else:
            with operator("test"):
                other.execute(select(Person.__table__).where(Person.__table__.c.id == 1).with_for_update())
            db.session.connection().exec_driver_sql("SET lock_timeout = '10ms'")
        with pytest.raises(Busy, match="being written at this moment; try again"):
            operations.submit(Person, {"notes": "một"}, target_id=1)
        other.rollback()
        if db.engine.dialect.name == "sqlite":
            db.session.connection().exec_driver_sql("PRAGMA busy_timeout=15000")
        db.session.rollback()
