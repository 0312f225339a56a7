"""A half-filled form whose session has ended: its fields wait, sealed, for the one who typed them."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from sqlalchemy import select

from app.access.accounts import open_account
from app.extensions import db
from app.records.secrets import key_ring
from app.screens.kept_forms import BYTES_MOST, FORMS_MOST, PLACE, KeptForm
from tests.browsing import browse
from tests.people import ask_no_second_factor
from tests.screens.test_forms import inputs, waiting

PASSWORD = "Mot-mat-khau-2026"
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TYPED = {"full_name": "An Nửa Chừng", "notes": "một\nhai", "born_on": "31/02/2020"}


def kept(world):
    with world.as_operator():
        return db.session.scalars(select(KeptForm)).all()


@pytest.fixture
def ended(world):
    """A form of the unit's HR officer, sent after his session ended; where the product sends him then."""
    fields = inputs(browse(world, "hr_a").get("/person/edit/1"))
    answer = world.app.test_client().post("/person/edit/1", data={**fields, **TYPED})
    assert answer.status_code == 302
    assert urlsplit(answer.location).path == "/login/"
    return answer.location


def back_address(world, location):
    """Where signing in leads from there."""
    return browse(world, "hr_a").get(location).location


def test_the_fields_come_back_once_after_signing_in(world, ended):
    browser, address = browse(world, "hr_a"), back_address(world, ended)

    first, second = browser.get(address), browser.get(address)

    assert {name: inputs(first)[name] for name in TYPED} == TYPED
    assert "data-dirty" in first.text
    assert inputs(second)["full_name"] == "An A"
    assert kept(world) == []
    assert waiting(world) == []


def test_what_came_back_can_be_mended_and_sent(world, ended):
    browser = browse(world, "hr_a")
    fields = inputs(browser.get(back_address(world, ended)))

    answer = browser.post("/person/edit/1", {**fields, "born_on": "1991"})

    assert answer.status_code == 302
    assert [change.values for change in waiting(world)] == [
        {"full_name": "An Nửa Chừng", "born_on": "1991", "notes": "một\nhai"}
    ]


@pytest.mark.parametrize("other", ["officer", "me", "hr_b", "approver_a"])
def test_nobody_else_gets_them_and_they_stay_for_their_owner(world, ended, other):
    address = back_address(world, ended)

    answer = browse(world, other).get(address)

    assert "An Nửa Chừng" not in answer.text
    assert len(kept(world)) == 1
    assert inputs(browse(world, "hr_a").get(address))["full_name"] == "An Nửa Chừng"


def test_they_come_back_on_their_own_page_alone(world, ended):
    key = back_address(world, ended).partition("kept=")[2]

    assert "An Nửa Chừng" not in browse(world, "hr_a").get(f"/person/edit/2?kept={key}").text
    assert "An Nửa Chừng" not in browse(world, "hr_a").get(f"/person/add?kept={key}").text


def test_they_wait_half_an_hour_and_no_longer(world):
    with time_machine.travel(MORNING, tick=False) as clock:
        fields = inputs(browse(world, "hr_a").get("/person/edit/1"))
        addresses = [
            back_address(world, world.app.test_client().post("/person/edit/1", data={**fields, **TYPED}).location)
            for _ in range(2)
        ]
        clock.shift(timedelta(minutes=29))
        assert inputs(browse(world, "hr_a").get(addresses[0]))["full_name"] == "An Nửa Chừng"
        clock.shift(timedelta(minutes=2))
        assert inputs(browse(world, "hr_a").get(addresses[1]))["full_name"] == "An A"


def test_they_are_sealed_and_their_key_is_not_in_the_database(world, ended):
    row = kept(world)[0]
    key = back_address(world, ended).partition("kept=")[2]

    assert row.user_id == world.users["hr_a"]
    assert "Nửa" not in row.fields and "008190000002" not in row.fields
    assert row.fields.startswith("t1:")
    assert key not in (row.key_hash, row.fields)


def test_a_form_older_than_the_session_comes_back_too(world):
    """He signed out and in again in another window: the token of the open form is no longer his."""
    fields = inputs(browse(world, "hr_a").get("/person/edit/1"))
    browser = browse(world, "hr_a")

    answer = browser.client.post("/person/edit/1", data={**fields, **TYPED, "csrf_token": "x"}, follow_redirects=True)

    assert {name: inputs(answer)[name] for name in TYPED} == TYPED
    assert kept(world) == []


def test_a_form_that_names_nobody_or_is_forged_is_not_kept(world):
    client = world.app.test_client()

    for who in ("", "1", "MQ.forged-signature", "\u0131"):
        answer = client.post("/person/edit/1", data={**TYPED, "_who": who})
        assert answer.status_code == 400, who
    assert kept(world) == []


def test_a_form_opened_longer_ago_than_a_session_lasts_is_not_kept(world):
    with time_machine.travel(MORNING, tick=False) as clock:
        fields = inputs(browse(world, "hr_a").get("/person/edit/1"))
        clock.shift(timedelta(hours=11, minutes=59))
        assert world.app.test_client().post("/person/edit/1", data={**fields, **TYPED}).status_code == 302
        clock.shift(timedelta(minutes=2))
        assert world.app.test_client().post("/person/edit/1", data={**fields, **TYPED}).status_code == 400
    assert len(kept(world)) == 1


def test_of_one_user_the_latest_few_forms_are_kept(world):
    theirs = {name: inputs(browse(world, name).get("/person/edit/1")) for name in ("hr_a", "officer")}
    for name, number in [("officer", 0), *(("hr_a", turn) for turn in range(FORMS_MOST + 2))]:
        world.app.test_client().post("/person/edit/1", data={**theirs[name], "full_name": f"An {number}"})

    forms = sorted(kept(world), key=lambda form: form.id)
    assert [form.user_id for form in forms] == [world.users["officer"]] + [world.users["hr_a"]] * FORMS_MOST
    with world.as_operator():
        typed = [json.loads(key_ring().open(form.fields, PLACE))["full_name"][0] for form in forms]
    assert typed == ["An 0", *(f"An {turn}" for turn in range(2, FORMS_MOST + 2))]


def test_what_is_longer_than_anybody_types_is_not_kept(world):
    fields = inputs(browse(world, "hr_a").get("/person/edit/1"))
    for length, status in ((BYTES_MOST + 1, 400), (BYTES_MOST // 2, 302)):
        data = {**fields, "notes": "x" * length}
        assert world.app.test_client().post("/person/edit/1", data=data).status_code == status
    assert len(kept(world)) == 1


def test_what_is_no_form_is_not_kept(world):
    client = world.app.test_client()

    assert client.post("/person/delete/1").status_code == 400
    assert client.post("/approval/decide_many", data={"id": "1"}).status_code == 400
    assert client.put("/api/v1/person/1", json=TYPED).status_code == 401
    assert kept(world) == []


def test_a_session_of_fifteen_idle_minutes_ends_and_the_form_survives_it(world):
    """The whole way, by password: sign in, open a form, fall asleep, send, sign in, find it again."""
    with world.as_operator():
        ask_no_second_factor()
        terms = {"unit_id": 2, "valid_from": date(2020, 1, 1), "must_change": False}
        open_account("nguyen.thi.hoa", "Nguyễn Thị Hoa", PASSWORD, "unit_hr", "12/QĐ-SNV", **terms)
        db.session.commit()
    client = world.app.test_client()
    with time_machine.travel(MORNING, tick=False) as clock:
        enter(client, "/login/")
        fields = inputs(client.get("/person/edit/1"))
        clock.shift(timedelta(minutes=16))
        gone = client.post("/person/edit/1", data={**fields, **TYPED})
        assert urlsplit(gone.location).path == "/login/"
        target = enter(client, gone.location)
        assert inputs(client.get(target))["full_name"] == "An Nửa Chừng"


def enter(client, address):
    """Sign in by the form at this address; where it leads."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text).group(1)
    answer = client.post(address, data={"username": "nguyen.thi.hoa", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 302, answer.text
    return answer.location
