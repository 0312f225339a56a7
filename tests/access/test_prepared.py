"""What is kept for a standing follows the grants at once, and never serves another reader."""

from datetime import date

import pytest
from sqlalchemy import bindparam, delete, select

from app.access import prepared
from app.access.models import Grant
from app.access.standing import acting_as, operator, standing_of
from app.changes import operations
from app.changes.loading import load, open_batch
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.recent import Recent
from tests.toys import Person, Region


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


@pytest.mark.parametrize("given", [{}, {"sise": 1}, {"size": 1, "start": 3}])
def test_a_value_that_is_forgotten_misspelt_or_unknown_stops_the_statement(world, given):
    query = lambda: select(Person.id).order_by(Person.id).limit(bindparam("size"))  # noqa: E731
    with world.as_("officer"):
        for _turn in range(2):
            with pytest.raises(TypeError, match="'limited'"):
                prepared.execute("limited", query, **given)
        assert len(prepared.execute("limited", query, size=1).all()) == 1


def test_what_is_streamed_takes_no_value_and_gives_the_rows_within_reach(world):
    with world.as_("officer"), pytest.raises(TypeError, match="'size'"):
        prepared.stream(select(Person.id).limit(bindparam("size")), 2)
    found = {}
    for user in ("officer", "hr_a", "me"):
        with world.as_(user), prepared.stream(select(Person.number).order_by(Person.number), 1) as rows:
            found[user] = [row.number for part in rows.partitions() for row in part]
    assert found["officer"] == ["E1", "E2", "E3", "E4"]
    assert set(found["me"]) < set(found["hr_a"]) < set(found["officer"])
    with world.app.app_context(), prepared.stream(select(Person.number), 1) as rows:
        assert rows.all() == []


def test_what_somebody_has_set_himself_is_not_kept(world):
    query = lambda: select(Person.id).where(Person.id == bindparam("key"))  # noqa: E731
    with world.as_("hr_a"):
        shapes = list(world.app.extensions.get("prepared", ()))
        assert [prepared.execute(None, query, key=key).scalar() for key in (1, 3)] == [1, None]
        assert list(world.app.extensions.get("prepared", ())) == shapes


def test_standings_beyond_the_most_let_go_of_the_oldest_alone(world, monkeypatch):
    recent = Recent(2)
    monkeypatch.setitem(world.app.extensions, "standings", recent)
    with world.as_operator():
        first, *others = (standing_of(world.users[name]) for name in ("hr_a", "hr_b", "officer"))
        assert others == list(recent)
        assert standing_of(world.users["officer"]) is others[1]
        assert standing_of(world.users["hr_a"]) == first


def test_a_renamed_unit_stands_over_the_next_page(world):
    client, other = world.client("hr_a"), world.client("hr_b")
    assert ["Sở A" in browser.get("/").text for browser in (client, other)] == [True, False]
    with world.as_("officer"):
        change = operations.submit(Region, {"name_vi": "Sở Mới"}, target_id=2).change
        db.session.commit()
    with world.as_operator():
        operations.approve(change.id)
        db.session.commit()
    page = client.get("/").text
    assert "Sở Mới" in page and "Sở A" not in page
