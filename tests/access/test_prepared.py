"""What is kept for a standing follows the grants at once, and never serves another reader."""

from datetime import date

import pytest
from sqlalchemy import delete, select

from app.access import prepared
from app.access.models import Grant
from app.access.standing import acting_as, operator, standing_of
from app.changes.loading import load, open_batch
from app.extensions import db
from app.records.choices import CatalogueItem
from tests.toys import Person


def persons():
    return set(prepared.execute("persons of the test", lambda: select(Person.id)).scalars())


def rows_of(client):
    """The keys of the rows in the list as it opens."""
    page = client.get("/person/list/").text
    return {key for key in range(1, 5) if f'href="/person/show/{key}"' in page}


def grant(world, name, role, unit_id):
    with world.as_operator():
        terms = {"valid_from": date(2020, 1, 1), "document": "02/QĐ-SNV"}
        db.session.add(Grant(user_id=world.users[name], role=role, unit_id=unit_id, **terms))
        db.session.commit()


def end_grants(world, name):
    with world.as_operator():
        db.session.execute(delete(Grant).where(Grant.user_id == world.users[name]))
        db.session.commit()


def test_readers_who_share_a_statement_each_get_their_own_rows(world):
    with world.app.app_context():
        found = {}
        for name in ("hr_a", "hr_b", "officer", "nobody", "hr_a", "hr_b"):
            with operator("test"):
                standing = standing_of(world.users[name])
            with acting_as(standing):
                found[name] = persons()
        with operator("test"):
            assert persons() == {1, 2, 3, 4}
        assert persons() == set()
    assert found == {"hr_a": {1, 2}, "hr_b": {3}, "officer": {1, 2, 3, 4}, "nobody": set()}
    texts = [shape for shape in world.app.extensions["prepared"] if shape[0] == "persons of the test"]
    assert len(texts) < len(found) + 2


def test_a_statement_sees_what_waits_to_be_written(world):
    with world.as_operator():
        query = lambda: select(Grant.id).where(Grant.document == "03/QĐ-SNV")  # noqa: E731
        assert prepared.execute("grants of the test", query).all() == []
        terms = {"valid_from": date(2020, 1, 1), "document": "03/QĐ-SNV"}
        db.session.add(Grant(user_id=world.users["me"], role="unit_hr", unit_id=2, **terms))
        assert len(prepared.execute("grants of the test", query).all()) == 1


@pytest.mark.parametrize("face", [rows_of, lambda c: set(c.get("/api/v1/person/").get_json().get("ids", []))])
def test_a_grant_given_or_ended_shows_with_the_next_page(world, face):
    client, other = world.client("hr_a"), world.client("hr_b")
    assert (face(client), face(other)) == ({1, 2}, {3})
    grant(world, "hr_a", "unit_hr", 3)
    assert (face(client), face(other)) == ({1, 2, 3}, {3})
    end_grants(world, "hr_a")
    assert client.get("/api/v1/person/").status_code == 403
    assert (rows_of(client), face(other)) == (set(), {3})
    assert client.get("/person/show/1").status_code != 200


def test_the_menu_follows_the_grants_at_once_and_is_each_readers_own(world):
    client, other = world.client("hr_a"), world.client("me")
    assert 'href="/person/list/"' in client.get("/").text
    assert 'href="/person/show/1"' in other.get("/").text
    assert 'href="/person/show/1"' not in client.get("/").text
    end_grants(world, "hr_a")
    assert 'href="/person/list/"' not in client.get("/").text


def test_a_new_code_stands_in_filter_and_form_with_the_next_page(world):
    client = world.client("hr_a")
    for address in ("/person/list/", "/person/edit/1"):
        assert "Khác giới" not in client.get(address).text
    with world.as_operator():
        item = {"list_code": "genders", "code": "3", "name_vi": "Khác giới"}
        load(open_batch("test", "test"), CatalogueItem, [item])
        db.session.commit()
    for address in ("/person/list/", "/person/edit/1"):
        assert "Khác giới" in client.get(address).text
