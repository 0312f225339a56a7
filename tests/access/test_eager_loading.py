"""Rows that arrive by a relationship are narrowed like rows that are asked for.

The records have no relationships of their own; those declared here exist while this module's tests run.
"""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import (
    aliased,
    contains_eager,
    foreign,
    immediateload,
    joinedload,
    relationship,
    selectinload,
    subqueryload,
)

from app.access import scope
from app.changes import operations
from app.extensions import db
from tests.toys import Colour, Person, Pet, Region

ALL, OF_HR_A = {1, 2, 3, 4}, {1, 2}


@pytest.fixture(scope="module", autouse=True)
def relationships():
    """Region.persons, Person.region, Person.pets, and Colour.regions, by which an unscoped class leads to scoped ones."""
    before = scope._reach_map()
    declared = {
        (Region, "persons"): lambda: relationship(Person, viewonly=True, order_by=Person.id),
        (Person, "region"): lambda: relationship(Region, viewonly=True),
        (Person, "pets"): lambda: relationship(Pet, viewonly=True, order_by=Pet.id),
        (Colour, "regions"): lambda: relationship(
            Region, viewonly=True, uselist=True, primaryjoin=foreign(Region.id) > Colour.id
        ),
    }
    for (cls, name), make in declared.items():
        setattr(cls, name, make())
    assert Person in scope._reach_map()["colour"] and "colour" not in before
    yield
    for cls, name in declared:
        forget(cls, name)
    scope._reach_map.cache_clear()
    assert scope._reach_map() == before


def forget(cls, name):
    """SQLAlchemy has no word for taking a relationship back."""
    del cls.__mapper__._props[name]
    type.__delattr__(cls, name)
    cls.__mapper__.class_manager.pop(name, None)
    cls.__mapper__._expire_memoizations()


def regions(*options, join=False):
    statement = select(Region).options(*options).order_by(Region.id)
    if join:
        statement = statement.join(Region.persons)
    return db.session.scalars(statement.execution_options(populate_existing=True)).unique().all()


WAYS = {
    "lazy": lambda: [],
    "joined": lambda: [joinedload(Region.persons)],
    "selectin": lambda: [selectinload(Region.persons)],
    "subquery": lambda: [subqueryload(Region.persons)],
    "immediate": lambda: [immediateload(Region.persons)],
    "nested joined": lambda: [joinedload(Region.persons).joinedload(Person.pets)],
    "nested selectin": lambda: [selectinload(Region.persons).selectinload(Person.pets)],
    "nested subquery": lambda: [subqueryload(Region.persons).subqueryload(Person.pets)],
    "joined in selectin": lambda: [selectinload(Region.persons).joinedload(Person.pets)],
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_loading_brings_the_rows_of_the_scope_alone(world, way):
    for name, seen in (("officer", ALL), ("hr_a", OF_HR_A), ("hr_b", {3}), ("me", {1}), ("nobody", set())):
        with world.as_(name):
            found = [person for region in regions(*WAYS[way]()) for person in region.persons]
            assert {person.id for person in found} == seen, name
            assert {pet.person_id for person in found for pet in person.pets} == seen, name


def test_a_join_that_fills_the_relationship_is_narrowed(world):
    with world.as_("hr_a"):
        found = regions(contains_eager(Region.persons), join=True)
        assert [(region.id, [person.id for person in region.persons]) for region in found] == [(2, [1]), (4, [2])]
        person = aliased(Person)
        statement = (
            select(Region).join(Region.persons.of_type(person)).options(contains_eager(Region.persons.of_type(person)))
        )
        found = db.session.scalars(statement.execution_options(populate_existing=True)).unique().all()
        assert {p.id for region in found for p in region.persons} == OF_HR_A


def test_an_unscoped_class_on_the_way_does_not_open_the_wall(world):
    with world.as_("officer"):
        operations.submit(Colour, {"code": "r", "name_vi": "Đỏ"})
        db.session.commit()
    chains = (
        joinedload(Colour.regions).joinedload(Region.persons),
        selectinload(Colour.regions).selectinload(Region.persons),
        selectinload(Colour.regions).joinedload(Region.persons),
        joinedload(Colour.regions).subqueryload(Region.persons),
    )
    for chain in chains:
        with world.as_("hr_a"):
            colours = db.session.scalars(select(Colour).options(chain)).unique().all()
            assert {p.id for colour in colours for region in colour.regions for p in region.persons} == OF_HR_A


def test_questions_about_related_rows_are_narrowed(world):
    with world.as_("hr_a"):
        assert db.session.scalars(select(Region.id).where(Region.persons.any()).order_by(Region.id)).all() == [2, 4]
        assert db.session.scalars(select(Region.id).where(Region.persons.any(Person.number == "E3"))).all() == []
        own = select(Pet.id).where(Pet.person_id.in_(select(Person.id).where(Person.region.has(Region.id == 3))))
        assert db.session.scalars(own).all() == []
        counted = select(func.count()).select_from(Region).join(Region.persons)
        assert db.session.scalar(counted) == 2
        assert db.session.scalar(counted.join(Person.pets)) == 2
        outer = select(func.count(Person.id)).select_from(Region).outerjoin(Region.persons)
        assert db.session.scalar(outer) == 2


def test_a_class_that_would_always_be_joined_is_refused_when_it_is_declared(world):
    Region.neighbours = relationship(Person, viewonly=True, lazy="joined")
    try:
        with world.as_("hr_a"), pytest.raises(RuntimeError, match="never implied"):
            db.session.scalars(select(Person)).all()
    finally:
        forget(Region, "neighbours")
    with world.as_("hr_a"):
        assert len(db.session.scalars(select(Person)).all()) == 2
