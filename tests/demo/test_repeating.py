"""The same seed gives the same province; other people are never mixed with it."""

import pytest
from sqlalchemy import func, select

from app.access.standing import operator
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes.models import Batch
from app.changes.refusals import NotAllowed
from app.demo.planting import HoldsPeople, NotPrepared, holds_people, plant
from app.extensions import db
from app.records.area import registry
from tests.factories import code_lists, planted

PEOPLE = 100


def content():
    """Every row of every record as people would read it, without the moments of writing."""
    return {
        record.name: [
            tuple(str(row[name]) for name in ("id", *record.fields))
            for row in db.session.execute(select(record.__table__).order_by(record.__table__.c.id)).mappings()
        ]
        for record in registry()
    }


@pytest.mark.parametrize("tree", ["2025", "2023"])
def test_the_same_seed_gives_the_same_content_and_another_seed_another(product_bench, tree):
    found = []
    for seed in (3, 3, 4):
        app = product_bench.fresh()
        with app.app_context(), operator("test"):
            code_lists()
            plant(PEOPLE, seed, tree)
            found.append(content())
            db.session.rollback()
    first, again, other = found
    assert first == again
    assert len(first["employee"]) == PEOPLE
    names = {name: [row[2] for row in rows["employee"]] for name, rows in (("first", first), ("other", other))}
    assert names["first"] != names["other"]
    assert first["org_unit"] == other["org_unit"]


def test_a_person_does_not_depend_on_how_many_others_there_are(prepared):
    plant(PEOPLE, 3)
    first = db.session.execute(select(Employee.__table__.c.full_name).order_by(Employee.__table__.c.id)).first()
    db.session.rollback()
    plant(PEOPLE * 2, 3)
    again = db.session.execute(select(Employee.__table__.c.full_name).order_by(Employee.__table__.c.id)).first()
    assert first == again


def test_a_database_with_other_people_is_refused_and_stays_as_it_is(prepared):
    planted(Employee)
    db.session.commit()
    assert holds_people()
    with pytest.raises(HoldsPeople):
        plant(PEOPLE, 3)
    counted = [db.session.execute(select(func.count()).select_from(r.__table__)).scalar() for r in (Employee, OrgUnit)]
    assert counted == [1, 1]
    assert db.session.execute(select(Batch.id).where(Batch.kind == "demo")).first() is None


def test_without_code_lists_nothing_is_planted(product_app):
    with product_app.app_context(), operator("test"):
        with pytest.raises(NotPrepared):
            plant(PEOPLE, 3)
        assert not holds_people()


def test_nobody_but_the_operator_plants(product_app):
    with product_app.app_context():
        with operator("test"):
            code_lists()
            db.session.commit()
        with pytest.raises(NotAllowed):
            plant(PEOPLE, 3)


def test_units_on_record_are_taken_and_not_made_again(prepared):
    plant(PEOPLE, 3)
    made = db.session.execute(select(func.count()).select_from(OrgUnit.__table__)).scalar()
    db.session.rollback()
    unit = planted(OrgUnit, code="H60.03", name_vi="Sở Nội vụ")
    plant(PEOPLE, 3)
    units = OrgUnit.__table__
    assert db.session.execute(select(func.count()).select_from(units)).scalar() == made
    serving = select(func.count()).select_from(Employee.__table__).where(Employee.__table__.c.unit_id == unit)
    assert db.session.execute(serving).scalar() == 4
