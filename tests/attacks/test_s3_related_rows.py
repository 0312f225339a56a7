"""S3: the framework's JSON resource makes rows of other tables out of nested objects."""

import pytest
from sqlalchemy import func, select

from app.changes.models import Change
from app.extensions import db
from tests.attacks.stock import PersonApi, Unit
from tests.browsing import browse
from tests.toys import Person, Region


@pytest.mark.filterwarnings("ignore:fully NULL primary key identity")
def test_stock_resource_makes_a_row_of_another_table(stock):
    app = stock(apis=(PersonApi,))
    clerk = app.clerk(PersonApi=["can_post"])

    body = {"name": "Cường", "secret": "003", "unit": {"code": "HACK", "name": "Sở Lách"}}
    answer = clerk.post("/api/v1/stock_person/", json=body)

    assert answer.status_code == 201
    with app.session() as session:
        assert session.scalar(select(Unit.name).where(Unit.code == "HACK")) == "Sở Lách"


NEW = {"number": "E9", "full_name": "Cường", "region_id": 2}


@pytest.mark.parametrize(
    "link",
    [
        {"code": "HACK", "name_vi": "Sở Lách", "parent_id": 1},
        {"id": 2},
        [2],
        [{"code": "HACK", "name_vi": "Sở Lách"}],
        True,
        "2 OR 1=1",
        -2,
        0,
        2**40,
        2.5,
    ],
)
def test_our_resource_takes_nothing_but_a_key_for_a_link(world, link):
    answer = browse(world, "hr_a").post("/api/v1/person/", json={**NEW, "region_id": link})

    assert answer.status_code == 422
    assert [(p["field"], p["severity"]) for p in answer.json["problems"]] == [("region_id", "error")]
    with world.as_operator():
        assert db.session.scalar(select(func.count()).select_from(Region)) == 20
        assert db.session.scalar(select(Change.id).where(Change.state == "submitted")) is None


def test_our_resource_refuses_a_key_outside_pick_scope_and_one_that_is_not_there(world):
    browser = browse(world, "hr_a")

    foreign = browser.post("/api/v1/person/", json={**NEW, "region_id": 3})
    missing = browser.put("/api/v1/pet/1", json={"person_id": 999})

    assert foreign.status_code in (403, 422)
    assert missing.status_code == 422
    with world.as_operator():
        assert db.session.scalar(select(Change.id).where(Change.state == "submitted")) is None


def test_our_resource_takes_a_key_and_the_row_waits(world):
    answer = browse(world, "hr_a").post("/api/v1/person/", json=NEW)

    assert answer.status_code == 202
    with world.as_operator():
        change = db.session.get(Change, answer.json["change"])
        assert change.values == {"number": "E9", "full_name": "Cường", "region_id": 2}
        assert db.session.scalar(select(Person.id).where(Person.number == "E9")) is None
