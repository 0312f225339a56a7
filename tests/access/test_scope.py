"""Which rows each kind of user sees, by every way of reading that people write by hand."""

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session, aliased

from app.access.scope import below, scoped_classes
from app.access.standing import Standing, acting_as, current_standing, operator
from app.changes import operations
from app.changes.guard import applying
from app.changes.models import Change
from app.extensions import db
from app.records.attachments import Attachment
from app.records.clock import now
from tests.toys import Person, Pet, Region

SEEN = {
    "hr_a": {1, 2},
    "approver_a": {1, 2},
    "leader_a": {1, 2},
    "hr_b": {3},
    "officer": {1, 2, 3, 4},
    "me": {1},
    "nobody": set(),
    "unitless": set(),
    "admin": set(),
}


def keys(statement):
    return set(db.session.scalars(statement))


@pytest.mark.parametrize("name", SEEN)
def test_each_user_sees_exactly_the_persons_and_pets_of_his_scope(world, name):
    with world.as_(name):
        assert keys(select(Person.id)) == SEEN[name]
        assert {person.id for person in db.session.scalars(select(Person))} == SEEN[name]
        assert keys(select(Pet.person_id)) == SEEN[name]


@pytest.mark.parametrize("name", SEEN)
def test_each_user_sees_exactly_the_changes_of_the_rows_he_may_read(world, name):
    with world.as_(name):
        about = select(Change.target_id).where(Change.record == "person")
        assert keys(about) == SEEN[name]
        assert keys(select(Change.subject_id).where(Change.record == "pet")) == SEEN[name]


def test_the_history_of_open_records_is_open_to_their_readers_and_that_of_units_to_those_within(world):
    codes, units = (select(func.count()).where(Change.record == name) for name in ("catalogue_item", "region"))
    expected = {"hr_a": (2, 2), "officer": (2, 20), "me": (2, 0), "nobody": (0, 0), "unitless": (2, 0), "admin": (0, 0)}
    for name, counts in expected.items():
        with world.as_(name):
            assert (db.session.scalar(codes), db.session.scalar(units)) == counts, name


def test_a_change_is_seen_by_whoever_entered_it(world):
    with world.as_("officer"):
        change = operations.submit(Person, {"full_name": "Chi Mới"}, target_id=3).change
        db.session.commit()
    for name, sees in (("officer", True), ("hr_b", True), ("hr_a", False), ("me", False), ("nobody", False)):
        with world.as_(name):
            assert (db.session.scalar(select(Change.id).where(Change.id == change.id)) is not None) is sees, name


def test_a_standing_without_a_user_sees_by_its_grants_alone_not_what_the_operator_entered(world):
    with world.as_("hr_a") as hr, acting_as(Standing(None, None, hr.grants)):
        assert keys(select(Change.target_id).where(Change.record == "person")) == {1, 2}


def test_without_a_user_nothing_is_seen_not_even_what_the_operator_entered(world):
    with world.app.app_context():
        assert current_standing().grants == ()
        for cls in (Person, Pet, Change, Attachment):
            assert db.session.scalar(select(func.count()).select_from(cls)) == 0, cls


def test_without_an_application_context_nothing_is_seen(world):
    with world.app.app_context():
        engine = db.engine
    with Session(engine) as session:
        assert session.scalar(select(func.count(Person.id))) == 0
        assert session.scalars(select(Pet.name_vi)).all() == []


def test_every_way_of_reading_is_narrowed(world):
    with world.as_("hr_a"):
        s = db.session
        assert s.scalar(select(func.count()).select_from(Person)) == 2
        assert s.query(Person).count() == 2
        assert s.scalar(select(func.count(Person.id))) == 2
        assert s.query(func.max(Person.id)).scalar() == 2
        assert s.get(Person, 3) is None
        assert s.query(Person).filter(Person.id == 3).first() is None
        assert s.execute(select(Person.full_name).where(Person.number == "E3")).first() is None
        assert s.scalar(select(func.count(aliased(Person).id))) == 2
        assert s.scalar(select(func.count(aliased(Pet, flat=True).id))) == 2
        assert s.scalar(select(func.count()).select_from(select(Person.id).subquery())) == 2
        assert s.scalar(select(func.count()).select_from(select(Person.id).cte())) == 2
        assert len(s.execute(select(Person.id).union_all(select(Person.id))).all()) == 4
        assert keys(select(aliased(Person, select(Person).subquery()).id)) == {1, 2}


def test_joins_and_subqueries_are_narrowed(world):
    with world.as_("hr_a"):
        s = db.session
        joined = select(func.count()).select_from(Region).join(Person, Person.region_id == Region.id)
        assert s.scalar(joined) == 2
        assert s.scalar(select(func.count()).select_from(Region).outerjoin(Person, Person.region_id == 3)) == 20
        lives = select(Person.id).where(Person.region_id == Region.id)
        assert keys(select(Region.id).where(lives.exists())) == {2, 4}
        assert keys(select(Region.id).where(Region.id.in_(select(Person.region_id)))) == {2, 4}
        counted = select(func.count(Person.id)).where(Person.region_id == Region.id).scalar_subquery()
        assert dict(s.execute(select(Region.id, counted).where(Region.id < 5)).all()) == {1: 0, 2: 1, 3: 0, 4: 1}
        pets = select(Pet.name_vi).join(Person, Person.id == Pet.person_id).order_by(Pet.id)
        assert s.scalars(pets).all() == ["Pet1", "Pet2"]
        outer = aliased(Person)
        assert s.scalar(select(func.count()).select_from(Pet).join(outer, outer.id == Pet.person_id)) == 2
        everybody = select(outer.full_name).select_from(Person).join(outer, outer.id > Person.id)
        assert s.scalars(everybody).all() == ["Bình A1"]
        assert s.scalars(everybody.where(Person.id == 1, outer.id == 3)).all() == []
        owner = aliased(Person)
        left = select(Pet.name_vi, owner.full_name).outerjoin(owner, owner.id == Pet.person_id + 1).order_by(Pet.id)
        assert s.execute(left).all() == [("Pet1", "Bình A1"), ("Pet2", None)]


def test_bulk_updates_reach_only_the_rows_of_the_scope_even_where_they_are_allowed(world):
    quiet = {"execution_options": {"synchronize_session": False}}
    with world.as_("hr_a"), applying(db.session):
        assert db.session.execute(update(Person).values(notes="x"), **quiet).rowcount == 2
        assert db.session.query(Pet).update({"kind": "dog"}) == 2
        assert db.session.execute(delete(Pet), **quiet).rowcount == 2
        db.session.rollback()


def test_a_statement_of_ones_own_cannot_fill_scoped_objects(world):
    with world.as_("hr_a"):
        for own in (text("SELECT * FROM person"), select(Person.__table__)):
            with pytest.raises(RuntimeError, match="Person past the wall"):
                db.session.scalars(select(Person).from_statement(own)).all()
        assert db.session.scalars(select(Region).from_statement(text("SELECT * FROM region"))).first() is not None
    with world.as_operator():
        assert len(db.session.scalars(select(Person).from_statement(select(Person.__table__))).all()) == 4


def test_a_path_is_no_prefix_of_its_neighbour(world):
    with world.as_operator():
        found = select(Region.id).where(below(Region.path, "/1/2/"))
        assert keys(found) == {2, 4}
        assert db.session.scalar(select(Region.path).where(Region.id == 20)) == "/1/20/"


def test_a_row_loaded_in_another_name_is_not_found_in_memory(world):
    with world.as_("hr_a"):
        with operator("test"):
            stranger = db.session.get(Person, 3)
        assert stranger.full_name == "Chi B"
        assert db.session.get(Person, 3) is None
        with acting_as(current_standing()):
            own = db.session.get(Person, 1)
        assert own.full_name == "An A" and db.session.get(Person, 1) is not own


def test_a_loaded_row_is_refreshed_whatever_the_standing(world):
    with world.as_operator():
        person = db.session.get(Person, 3)
        db.session.expire(person)
        assert person.full_name == "Chi B"


def test_the_engines_own_tables_are_behind_the_wall(toy_app):
    with toy_app.app_context():
        assert {Change, Attachment, Person, Pet} <= set(scoped_classes())
        assert Region not in scoped_classes()


def test_evidence_is_seen_by_its_sender_until_a_change_carries_it_and_then_by_readers_of_the_row(world):
    with world.as_("officer") as officer:
        db.session.add(
            Attachment(
                token="t" * 43, sha256="0" * 64, size=1, mime="application/pdf", original_name="giấy.pdf",
                sent_by=officer.user_id, sent_at=now(),
            )
        )  # fmt: skip
        db.session.commit()
    assert readers(world) == {"officer"}
    with world.as_("officer"):
        operations.submit(Pet, {"papers": [1]}, target_id=3)
        db.session.commit()
    assert readers(world) == {"officer", "hr_b"}


def readers(world):
    found = set()
    for name in SEEN:
        with world.as_(name):
            seen = keys(select(Attachment.id)) | keys(select(aliased(Attachment).id))
            found |= {name} if seen else set()
    return found
