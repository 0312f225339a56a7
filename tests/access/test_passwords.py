"""Passwords: what a new one must be, which may not come back, and the change that is asked for first."""

import itertools
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.access import passwords, sessions
from app.access.models import Login
from app.access.passwords import PastPassword
from app.extensions import db
from app.records.problems import FieldError
from app.records.settings import Setting
from tests.browsing import browse
from tests.signing_in import OTHER, PASSWORD, Telephone, account, ask_tokens, bearer, enter, is_in, login_of, submit

GOOD = "Nam-nui-ba-song-1"


@pytest.mark.parametrize(
    ("password", "with_factor", "taken"),
    [
        (GOOD, False, True),
        ("Ngan-1234567a", False, False),
        ("khong-co-chu-hoa-1", False, False),
        ("KHONG-CHU-THUONG-1", False, False),
        ("Khong-co-chu-so-a", False, False),
        ("Khongkyhieu12345", False, False),
        ("nuirung8", True, True),
        ("nuirun8", True, False),
        ("12345678", True, False),
        ("matkhau123", True, False),
        ("P@ssw0rd", True, False),
        ("Matkhau@2026@@@", False, False),
        ("aaaaaaaaB", True, False),
        ("xyz-hoa-123", True, False),
        ("XYZ-HOA-123", True, False),
        ("Aa1-" * 51, False, False),
    ],
)
def test_what_a_password_must_be_without_and_beside_a_second_factor(world, password, with_factor, taken):
    with world.as_operator():
        if taken:
            passwords.refuse_weak(password, "hoa", with_factor=with_factor)
        else:
            with pytest.raises(FieldError):
                passwords.refuse_weak(password, "hoa", with_factor=with_factor)


def test_the_numbers_are_settings(world):
    with world.as_operator():
        db.session.add(Setting(name="password_least", valid_from=passwords.now().date(), value="20", source="test"))
        db.session.flush()
        with pytest.raises(FieldError, match="20"):
            passwords.refuse_weak(GOOD, "hoa")


def change(client, old, new, again=None):
    return submit(client, "/account/password/", old=old, new=new, again=again or new)


def test_the_last_ten_passwords_do_not_come_back_and_the_eleventh_may(world):
    user_id = account(world.app, "hoa")
    client = world.app.test_client()
    enter(client, "hoa")
    chosen = [PASSWORD, *(f"{GOOD}{number}" for number in range(1, 11))]
    for old, new in itertools.pairwise(chosen):
        assert change(client, old, new).status_code == 302, new

    for former in chosen[1:]:
        answer = change(client, chosen[-1], former)
        assert answer.status_code == 422, former
        assert "10" in answer.text
    assert change(client, chosen[-1], chosen[0]).status_code == 302
    with world.app.app_context():
        kept = db.session.scalars(select(PastPassword.password_hash).where(PastPassword.user_id == user_id)).all()
    assert len(kept) == 11
    assert not any(password in row for row in kept for password in chosen)


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [("sai", OTHER, OTHER, "old"), (PASSWORD, OTHER, "khac", "again"), (PASSWORD, "ngan", "ngan", "new")],
)
def test_a_change_that_is_not_taken_names_its_field(world, old, new, again, field):
    account(world.app, "hoa")
    client = world.app.test_client()
    enter(client, "hoa")

    answer = change(client, old, new, again)

    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert f'id="{field}-says"' in answer.text.partition('role="alert"')[0].rpartition("<div")[2]
    assert enter(world.app.test_client(), "hoa").status_code == 302


def test_the_present_password_cannot_be_guessed_from_an_open_session(world):
    account(world.app, "hoa")
    client = world.app.test_client()
    enter(client, "hoa")
    for _ in range(5):
        change(client, "sai", OTHER)

    answer = change(client, PASSWORD, OTHER)

    assert answer.status_code == 422
    assert "1 phút" in answer.text
    assert enter(world.app.test_client(), "hoa", OTHER).status_code == 200


def test_whoever_was_given_a_password_changes_it_before_anything_else(world):
    user_id = account(world.app, "hoa", must_change=True)
    client = world.app.test_client()
    enter(client, "hoa")

    for address in ("/", "/person/list/", "/job/list/", "/account/", "/account/second_factor/"):
        assert client.get(address).location == "/account/password/", address
    refused = client.get("/api/v1/person/")
    assert refused.status_code == 403
    assert "mật khẩu" in refused.json["message"]
    assert ask_tokens(world.app.test_client(), "hoa").status_code == 403
    assert change(client, PASSWORD, OTHER).status_code == 302
    assert is_in(client)
    assert login_of(world.app, user_id).must_change is False
    assert ask_tokens(world.app.test_client(), "hoa", OTHER).status_code == 200


def test_where_he_wanted_to_go_is_remembered_over_the_forced_change(world):
    account(world.app, "hoa", must_change=True)
    client = world.app.test_client()
    submit(client, "/login/?next=/job/list/", username="hoa", password=PASSWORD)

    assert change(client, PASSWORD, OTHER).location == "/job/list/"


def test_beside_a_second_factor_a_shorter_password_may_be_chosen(world):
    user_id = account(world.app, "hoa")
    telephone = Telephone(world.app, user_id)
    client = world.app.test_client()
    enter(client, "hoa")
    submit(client, "/login/code/", code=telephone.code())

    assert change(client, PASSWORD, "nuirung8").status_code == 302


def test_a_new_password_ends_the_tokens_of_programs(world):
    account(world.app, "hoa")
    program = world.app.test_client()
    token = ask_tokens(program, "hoa").json["access_token"]
    client = world.app.test_client()
    enter(client, "hoa")
    assert program.get("/api/v1/person/", headers=bearer(token)).status_code == 200

    change(client, PASSWORD, OTHER)

    assert program.get("/api/v1/person/", headers=bearer(token)).status_code == 401


def test_whoever_is_not_signed_in_is_led_to_the_door(world):
    client = world.app.test_client()
    for address in ("/account/", "/account/password/", "/account/second_factor/"):
        assert client.get(address).location == "/login/", address
    assert browse(world, "hr_a").get("/account/").status_code == 200


def meanwhile_the_administrator_resets(world, monkeypatch, user_id, place):
    """Between the judging of the old password and the writing of the new one; in a thread, as another request is."""
    real, given = getattr(passwords, place), []

    def reset():
        with world.as_operator():
            given.append(passwords.give_temporary(user_id, "12/CV-SNV"))
            db.session.commit()

    def meanwhile(*args, **named):
        if not given:
            with ThreadPoolExecutor(1) as another:
                another.submit(reset).result()
        return real(*args, **named)

    monkeypatch.setattr(passwords, place, meanwhile)
    return given


def test_a_change_that_is_under_way_does_not_beat_the_administrators_reset(world, monkeypatch):
    user_id = account(world.app, "hoa")
    intruder = world.app.test_client()
    enter(intruder, "hoa")
    given = meanwhile_the_administrator_resets(world, monkeypatch, user_id, "_refuse_former")

    answer = change(intruder, PASSWORD, OTHER)

    assert answer.status_code in (302, 422)
    assert not is_in(intruder)
    assert enter(world.app.test_client(), "hoa", OTHER).status_code == 200
    assert login_of(world.app, user_id).must_change is True
    assert enter(world.app.test_client(), "hoa", given[0]).status_code == 302


def test_versions_that_move_at_once_move_twice(world):
    user_id = account(world.app, "hoa")
    with world.as_operator():
        stale = db.session.get(Login, user_id)
        with ThreadPoolExecutor(1) as another:
            another.submit(end_elsewhere, world, user_id).result()
        assert stale.session_version == 1
        sessions.end_all(user_id, "test")
        db.session.commit()
    assert login_of(world.app, user_id).session_version == 3


def end_elsewhere(world, user_id):
    with world.as_operator():
        sessions.end_all(user_id, "test")
        db.session.commit()


def test_a_session_that_was_ended_is_not_taken_along(world):
    user_id = account(world.app, "hoa")
    enter(world.app.test_client(), "hoa")
    with world.as_operator():
        (row,) = sessions.live_of(user_id)
        sessions.end_all(user_id, "test")
        assert sessions.end_all(user_id, "test", but=row.id) is False
        db.session.commit()
