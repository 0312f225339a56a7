"""The door: one judgement for everybody, locks that grow, nothing told about who exists."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.access import authentication, passwords, tries
from app.access.models import AuditEntry
from app.access.tries import SignInTries
from app.extensions import db
from app.records.settings import Setting
from tests.browsing import text_of
from tests.signing_in import NOON, PASSWORD, Telephone, account, ask_tokens, enter, is_in, login_of

WRONG = "khong-dung"


@pytest.fixture
def hoa(world):
    """An account with a password, at noon."""
    world.hoa = account(world.app, "hoa")
    with time_machine.travel(NOON, tick=False) as clock:
        world.clock = clock
        yield world


def messages(answer):
    return text_of(answer).partition('role="alert">')[2].partition("</div>")[0]


def fail(world, times, name="hoa", **environ):
    client = world.app.test_client()
    client.environ_base.update(environ)
    return [enter(client, name, WRONG) for _ in range(times)][-1]


def test_whoever_is_right_comes_in_and_it_is_noted(hoa):
    client = hoa.app.test_client()

    assert enter(client, " HOA ").status_code == 302
    assert is_in(client)
    assert login_of(hoa.app, hoa.hoa).signed_in_at == NOON
    with hoa.app.app_context():
        noted = db.session.execute(select(AuditEntry.act, AuditEntry.user_id, AuditEntry.succeeded)).all()
    assert noted[-1] == ("sign_in", hoa.hoa, True)


@pytest.mark.parametrize("name", ["hoa", "khong.ai.ca", "hoa'--", "x" * 200, " "])
def test_known_and_unknown_names_are_answered_alike_after_one_check(hoa, name, monkeypatch):
    checks = []
    real = authentication.check_password_hash
    monkeypatch.setattr(authentication, "check_password_hash", lambda *a: checks.append(a) or real(*a))
    client = hoa.app.test_client()
    told = [ask_tokens(client, name, WRONG) for _ in range(6)]

    assert [answer.status_code for answer in told] == [401] * 5 + [429]
    assert len({answer.json["message"] for answer in told[:5]}) == 1
    assert told[0].json["message"].startswith("Tên đăng nhập hoặc mật khẩu không đúng.")
    assert "1 phút" in told[5].json["message"]
    assert told[5].headers["Retry-After"] == "60"
    assert len(checks) == 5
    assert {hash_.split("$")[0] for hash_, _typed in checks} == {"scrypt:32768:8:1"}


def test_an_inactive_account_is_answered_like_a_wrong_password(hoa):
    with hoa.as_operator():
        db.session.get(authentication.User, hoa.hoa).active = False
        db.session.commit()

    right, wrong = (enter(hoa.app.test_client(), "hoa", password) for password in (PASSWORD, WRONG))

    assert messages(right) == messages(wrong) != ""
    assert right.status_code == wrong.status_code == 200


@pytest.mark.parametrize("name", ["hoa", "khong.ai.ca"])
def test_the_lock_grows_with_every_further_try_up_to_its_ceiling(hoa, name):
    waits = []
    for _ in range(13):
        answer = fail(hoa, 5 if not waits else 1, name)
        locked = fail(hoa, 1, name)
        assert (answer.status_code, locked.status_code) == (200, 429)
        with hoa.app.app_context():
            until = db.session.get(SignInTries, key(hoa, name)).locked_until
        waits.append((until - authentication.now()) // timedelta(minutes=1))
        hoa.clock.move_to(until)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720, 720, 720]


def key(world, name):
    with world.app.app_context():
        return tries.account_key(name).hash


def test_a_locked_account_does_not_open_to_the_right_password_and_opens_after_the_lock(hoa):
    fail(hoa, 5)
    client = hoa.app.test_client()

    assert enter(client, "hoa").status_code == 429
    assert not is_in(client)
    hoa.clock.shift(timedelta(seconds=61))
    assert enter(client, "hoa").status_code == 302
    assert is_in(client)
    with hoa.app.app_context():
        assert db.session.get(SignInTries, tries.account_key("hoa").hash) is None


def test_another_account_is_not_locked_with_it(hoa):
    account(hoa.app, "lan")
    fail(hoa, 6)

    client = hoa.app.test_client()
    assert enter(client, "lan").status_code == 302
    assert is_in(client)


def test_an_address_is_locked_for_all_names_and_others_are_not(hoa):
    with hoa.as_operator():
        db.session.add(Setting(name="sign_in_tries_of_address", valid_from=NOON.date(), value="6", source="test"))
        db.session.commit()
    for number in range(6):
        fail(hoa, 1, f"ten.{number}", REMOTE_ADDR="10.0.0.7")

    here, there = hoa.app.test_client(), hoa.app.test_client()
    here.environ_base["REMOTE_ADDR"], there.environ_base["REMOTE_ADDR"] = "10.0.0.7", "10.0.0.8"

    assert enter(here, "hoa").status_code == 429
    assert enter(there, "hoa").status_code == 302
    assert (is_in(here), is_in(there)) == (False, True)


def test_what_a_caller_says_of_his_address_counts_for_nothing_without_a_proxy(hoa):
    client = hoa.app.test_client()
    for number in range(5):
        client.post(
            "/api/v1/security/login",
            json={"username": f"n{number}", "password": WRONG},
            headers={"X-Forwarded-For": f"10.9.9.{number}"},
        )
    with hoa.app.app_context():
        counted = db.session.get(SignInTries, tries.address_key("127.0.0.1").hash)
    assert counted.tries == 5


def test_success_is_no_way_to_guess_on_from_the_same_address(hoa):
    fail(hoa, 3)
    enter(hoa.app.test_client(), "hoa")

    with hoa.app.app_context():
        assert db.session.get(SignInTries, tries.address_key("127.0.0.1").hash).tries == 3


def test_counting_begins_anew_after_a_long_silence(hoa):
    fail(hoa, 4)
    hoa.clock.shift(timedelta(hours=13))

    assert fail(hoa, 4).status_code == 200
    client = hoa.app.test_client()
    assert enter(client, "hoa").status_code == 302
    assert is_in(client)


def test_a_try_is_counted_before_it_is_judged(hoa, monkeypatch):
    """However many come at once, the sixth finds the lock that the fifth made."""
    seen = []

    def slow(*_args):
        with hoa.app.app_context():
            seen.append(db.session.get(SignInTries, tries.account_key("hoa").hash).tries)
        return False

    monkeypatch.setattr(authentication, "check_password_hash", slow)
    fail(hoa, 7)

    assert seen == [1, 2, 3, 4, 5]


def test_two_that_count_in_the_same_moment_count_as_two(hoa, monkeypatch):
    fail(hoa, 1)
    real, raced = tries._lock_after, []

    def meanwhile(count, kind):
        if not raced and kind == "account":
            raced.append(count)
            with hoa.app.test_request_context():
                tries._count_one(tries.account_key("hoa"))
        return real(count, kind)

    monkeypatch.setattr(tries, "_lock_after", meanwhile)
    fail(hoa, 1)

    with hoa.app.app_context():
        assert db.session.get(SignInTries, tries.account_key("hoa").hash).tries == 3


def test_wrong_codes_lock_as_wrong_passwords_do(hoa):
    telephone = Telephone(hoa.app, hoa.hoa)
    client = hoa.app.test_client()
    told = [ask_tokens(client, "hoa", code="000000").status_code for _ in range(5)]
    assert told == [401] * 5
    assert ask_tokens(client, "hoa", code=telephone.code()).status_code == 429


def test_a_right_password_between_them_takes_no_wrong_code_back(hoa):
    Telephone(hoa.app, hoa.hoa)
    client = hoa.app.test_client()
    told = []
    for _ in range(6):
        told.append(ask_tokens(client, "hoa").status_code)
        told.append(ask_tokens(client, "hoa", code="000000").status_code)
    assert told[:10] == [401] * 10
    assert told[10:] == [429, 429]


def test_neither_names_nor_addresses_stand_in_the_table_of_tries(hoa):
    fail(hoa, 1)
    with hoa.app.app_context():
        stored = [tuple(row) for row in db.session.execute(select(SignInTries.__table__))]
    assert len(stored) == 2
    assert not any(word in str(value) for row in stored for value in row for word in ("hoa", "127.0.0.1"))
    assert passwords.as_hashed("a\u0301") == "\u00e1"
