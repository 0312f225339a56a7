"""A secret number stands nowhere in the clear: not in the row, not in its past, not in a waiting or finished change."""

import pytest
from sqlalchemy import inspect, select, text

from app.changes import operations
from app.changes.diff import loaded
from app.changes.models import Change
from app.changes.store import official
from app.extensions import db
from tests.toys import Person

OLD, NEW, OTHER = "008190000002", "008190000077", "008190000088"


def everything_stored():
    """Every value of every column of every table, as text."""
    found = []
    with db.engines.get("owner", db.engine).connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                found += [str(value) for value in row]
    return "\n".join(found)


def test_a_secret_is_sealed_on_its_whole_way(world):
    with world.as_("hr_a"):
        change = operations.submit(Person, {"secret_number": NEW, "notes": "in the clear"}, target_id=1).change.id
        new = operations.submit(
            Person, {"number": "E9", "full_name": "Em Chín", "region_id": 2, "secret_number": OTHER}
        ).change.id
        db.session.commit()
        stored = everything_stored()
        assert "in the clear" in stored and not [number for number in (OLD, NEW, OTHER) if number in stored]
    with world.as_("approver_a"):
        for key in (change, new):
            operations.approve(key)
        db.session.commit()
        assert official(Person, 1)["secret_number"] == NEW
        assert db.session.scalars(select(Person.past.c.secret_number)).all() == [OLD]
        stored = everything_stored()
        assert not [number for number in (OLD, NEW, OTHER) if number in stored]
    with world.as_("hr_a"):
        held = db.session.get(Change, change)
        assert loaded(Person, held.values)["secret_number"] == NEW and loaded(Person, held.base)["secret_number"] == OLD
        assert held.values["secret_number"].startswith("t1:") and held.base["secret_number"].startswith("t1:")


def test_a_sealed_value_of_a_change_cannot_be_put_into_another_field(world):
    with world.as_("hr_a"):
        change = operations.submit(Person, {"secret_number": NEW}, target_id=1).change
        sealed = change.values["secret_number"]
        assert world.app.extensions["key_ring"].open(sealed, "person.secret_number") == NEW
        with pytest.raises(RuntimeError, match="cannot be opened"):
            world.app.extensions["key_ring"].open(sealed, "person.notes")


def test_the_same_number_is_sealed_differently_each_time_but_indexed_alike(world):
    with world.as_operator():
        table = Person.__table__
        raw = text("SELECT secret_number FROM person WHERE id = 1")
        before = db.session.execute(raw).scalar()
        index = official(Person, 1)["secret_number_index"]
    with world.as_("officer"):
        for number in (NEW, OLD):
            key = operations.submit(Person, {"secret_number": number}, target_id=1).change.id
            db.session.commit()
            with world.as_operator():
                operations.approve(key)
                db.session.commit()
        assert db.session.execute(raw).scalar() != before
        assert db.session.scalar(select(table.c.secret_number_index).where(table.c.id == 1)) == index
