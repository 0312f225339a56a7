"""Programs at the door: tokens that are keys of a session's row, and what they open."""

import json
from datetime import timedelta

import jwt
import pytest
import time_machine
from sqlalchemy import select

from app.access.models import Grant
from app.access.sessions import UserSession
from app.changes.models import Change
from app.extensions import db
from tests.browsing import browse
from tests.people import ask_no_second_factor
from tests.signing_in import NOON, PASSWORD, Telephone, account, ask_tokens, bearer, enter


@pytest.fixture
def program(world):
    """A program of unit A's HR officer, and its pair of tokens."""
    with world.as_operator():
        ask_no_second_factor()
        db.session.commit()
    with time_machine.travel(NOON, tick=False) as clock:
        world.clock, world.hoa = clock, account(world.app, "hoa", "unit_hr", unit_id=2)
        world.client = world.app.test_client()
        answer = ask_tokens(world.client, "hoa")
        assert answer.status_code == 200
        world.tokens = answer.json
        yield world


def people(world, token=None, **headers):
    token = token or world.tokens["access_token"]
    return world.client.get("/api/v1/person/", headers={**bearer(token), **headers})


def post(world, address, token=None, client=None):
    headers = bearer(token) if token else {}
    return (client or world.client).post(f"/api/v1/security/{address}", headers=headers)


def test_a_token_opens_what_its_user_may_read_and_no_cookie_is_set(program):
    assert program.tokens["expires_in"] == 900
    assert [row["values"]["number"] for row in people(program).json["result"]] == ["E1", "E2"]
    assert program.client.get("/api/v1/person/3", headers=bearer(program.tokens["access_token"])).status_code == 404
    assert program.client.get("/api/v1/person/").status_code == 401


def test_a_token_writes_without_the_token_of_a_page(program):
    headers = bearer(program.tokens["access_token"])
    answer = program.client.put("/api/v1/person/1", json={"full_name": "An Đổi"}, headers=headers)

    assert answer.status_code == 202
    with program.as_operator():
        change = db.session.scalars(select(Change).where(Change.state == "submitted")).one()
    assert (change.entered_by, change.values["full_name"]) == (program.hoa, "An Đổi")


@pytest.mark.parametrize("header", ["Bearer x", "Bearer ", "bearer x", "Basic x", ""])
def test_a_session_in_a_cookie_still_needs_the_token_of_its_page(program, header):
    browser = browse(program, "hr_a")
    browser.client.get("/")
    headers = {"Authorization": header} if header else {}

    answer = browser.client.put("/api/v1/person/1", json={"full_name": "An Lách"}, headers=headers)

    assert answer.status_code == 400
    with program.as_operator():
        assert db.session.scalars(select(Change).where(Change.state == "submitted")).all() == []


def test_a_token_opens_no_page(program):
    headers = bearer(program.tokens["access_token"])
    for address in ("/person/list/", "/account/", "/export/person.csv", "/evidence/x"):
        assert program.client.get(address, headers=headers).status_code in (302, 404), address
    assert program.client.post("/pet/delete/1", headers=headers).status_code == 400


def test_a_refresh_token_opens_nothing_but_the_next_access_token(program):
    refresh = program.tokens["refresh_token"]
    assert people(program, refresh).status_code == 401
    program.clock.shift(timedelta(minutes=14))
    answer = post(program, "refresh", refresh)
    assert answer.status_code == 200
    program.clock.shift(timedelta(minutes=2))
    assert people(program).status_code == 401
    assert people(program, answer.json["access_token"]).status_code == 200
    assert post(program, "refresh", program.tokens["access_token"]).status_code == 401


def test_the_end_of_its_session_ends_both_tokens(program):
    assert post(program, "logout", program.tokens["refresh_token"]).status_code == 401
    answer = post(program, "logout", program.tokens["access_token"])

    assert (answer.status_code, answer.data) == (204, b"")
    assert people(program).status_code == 401
    assert post(program, "refresh", program.tokens["refresh_token"]).status_code == 401
    assert post(program, "logout", program.tokens["access_token"]).status_code == 401
    with program.app.app_context():
        assert [row.ended_why for row in db.session.scalars(select(UserSession))] == ["sign_out"]


def test_the_owner_sees_the_program_among_his_sessions_and_ends_it(program):
    browser = program.app.test_client()
    enter(browser, "hoa")
    page = browser.get("/account/").text
    assert "Phần mềm" in page
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    address = "/account/session/end/" + page.partition("/account/session/end/")[2].partition('"')[0]

    browser.post(address, data={"csrf_token": token})

    assert people(program).status_code == 401


def test_a_program_idle_for_a_quarter_of_an_hour_signs_in_anew(program):
    program.clock.shift(timedelta(minutes=16))
    assert post(program, "refresh", program.tokens["refresh_token"]).status_code == 401


@pytest.mark.parametrize("change", [{"sub": "1"}, {"key": "x"}, {"type": "refresh"}, {"key": None}, {"sub": None}])
def test_a_forged_token_is_refused(program, change):
    claims = jwt.decode(program.tokens["access_token"], options={"verify_signature": False})
    for secret in ("another-secret-that-is-long-enough", program.app.config["SECRET_KEY"]):
        forged = jwt.encode({**claims, **change}, secret, algorithm="HS256")
        assert people(program, forged).status_code == 401, secret
    unsigned = jwt.encode(claims, None, algorithm="none")
    assert people(program, unsigned).status_code == 401


@pytest.mark.parametrize(
    "sent",
    [
        {},
        [],
        "x",
        {"username": "hoa"},
        {"username": 1, "password": PASSWORD},
        {"username": "hoa", "password": ["x"]},
        {"username": "hoa", "password": PASSWORD, "code": 123456},
        {"username": "ho\0a", "password": PASSWORD},
    ],
)
def test_a_body_that_is_not_understood_is_refused_in_words(program, sent):
    answer = program.client.post("/api/v1/security/login", json=sent)
    assert (answer.status_code, bool(answer.json["message"])) == (400, True)


def test_with_a_second_factor_the_code_comes_along(program):
    telephone = Telephone(program.app, program.hoa)

    assert people(program).status_code == 401
    assert ask_tokens(program.client, "hoa").json["code_needed"] is True
    assert ask_tokens(program.client, "hoa", code="000000").status_code == 401
    code = telephone.code()
    answer = ask_tokens(program.client, "hoa", code=code)
    assert people(program, answer.json["access_token"]).status_code == 200
    assert ask_tokens(program.client, "hoa", code=code).status_code == 401


def test_a_role_that_needs_a_second_factor_stops_the_next_refresh(world):
    with time_machine.travel(NOON, tick=False):
        user_id = account(world.app, "hoa")
        world.client = world.app.test_client()
        tokens = ask_tokens(world.client, "hoa").json
        assert post(world, "refresh", tokens["refresh_token"]).status_code == 200
        with world.as_operator():
            terms = {"valid_from": NOON.date(), "document": "1"}
            db.session.add(Grant(user_id=user_id, role="unit_hr", unit_id=2, **terms))
            db.session.commit()
        assert post(world, "refresh", tokens["refresh_token"]).status_code == 403


@pytest.mark.parametrize("name", ["username", "password", "code"])
def test_half_a_character_is_not_understood_and_nothing_breaks(world, name):
    account(world.app, "hoa")
    for half in ("\\ud800", "a\\udfff", "\\u0000"):
        body = json.dumps({"username": "hoa", "password": PASSWORD, "code": "1", name: "x"}).replace('"x"', f'"{half}"')
        answer = world.app.test_client().post("/api/v1/security/login", data=body, content_type="application/json")
        assert answer.status_code == 400, half
