"""Sessions as rows: a cookie opens nothing once its row has ended, has been idle, or belongs to a former password."""

import time
from datetime import timedelta

import pytest
import time_machine
from flask import request
from sqlalchemy import event, func, select, update
from sqlalchemy.exc import TimeoutError

import config
from app import create_app
from app.access import authentication, passwords, sessions, tries
from app.access.models import AuditEntry, Grant
from app.access.sessions import UserSession
from app.extensions import db
from app.jobs.functions import nightly_functions
from tests.browsing import browse
from tests.people import sign_in
from tests.signing_in import NOON, OTHER, PASSWORD, account, enter, is_in, submit


def rows(app):
    with app.app_context():
        return db.session.scalars(select(UserSession).order_by(UserSession.id)).all()


def test_a_session_is_a_row_whose_key_the_database_does_not_know(world):
    account(world.app, "hoa")
    client = world.app.test_client()
    enter(client, "hoa")

    (row,) = rows(world.app)
    with client.session_transaction() as cookie:
        assert row.key_hash == sessions.hash_of(cookie["key"]) != cookie["key"]
    assert (row.kind, row.address, row.second_factor) == ("form", "127.0.0.1", False)
    assert is_in(client)


def test_each_signing_in_begins_a_session_of_its_own(world):
    account(world.app, "hoa")
    client = world.app.test_client()
    with client.session_transaction() as cookie:
        cookie["key"] = "planted-by-somebody-else"
    enter(client, "hoa")
    enter(world.app.test_client(), "hoa")

    first, second = rows(world.app)
    assert first.key_hash != second.key_hash
    assert sessions.hash_of("planted-by-somebody-else") not in (first.key_hash, second.key_hash)


def test_an_idle_session_ends_and_one_in_use_does_not(world):
    with time_machine.travel(NOON, tick=False) as clock:
        busy, idle = (sign_in(world.app, world.users["hr_a"]) for _ in range(2))
        for _ in range(3):
            clock.shift(timedelta(minutes=10))
            assert is_in(busy)
        assert not is_in(idle)
        clock.shift(timedelta(minutes=16))
        assert not is_in(busy)


def test_a_session_ends_after_a_day_of_work_however_busy(world):
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(world.app, world.users["hr_a"])
        for _ in range(6 * 12 - 1):
            clock.shift(timedelta(minutes=10))
            assert is_in(client)
        clock.shift(timedelta(minutes=10))
        assert not is_in(client)


def test_use_is_noted_at_most_once_a_minute_and_a_session_costs_one_statement(world):
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(world.app, world.users["hr_a"])
        client.get("/job/list/")
        said = []
        with world.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", lambda _c, _k, statement, *_rest: said.append(statement))
        clock.shift(timedelta(seconds=50))
        client.get("/job/list/")
        assert sum("user_session" in statement for statement in said) == 1, said
        clock.shift(timedelta(seconds=20))
        client.get("/job/list/")
        client.get("/job/list/")
        assert sum(statement.startswith("UPDATE user_session") for statement in said) == 1


@pytest.mark.parametrize("what", [{"active": False}, None])
def test_an_inactive_account_and_a_former_version_open_nothing(world, what):
    client = sign_in(world.app, world.users["hr_a"])
    with world.as_operator():
        if what:
            db.session.execute(update(authentication.User).values(**what))
        else:
            db.session.execute(update(authentication.Login).values(session_version=2))
        db.session.commit()
    assert not is_in(client)


def test_a_key_opens_no_account_but_its_own(world):
    client = sign_in(world.app, world.users["hr_a"])
    for other in (str(world.users["officer"]), "²", "x", "-1"):
        with client.session_transaction() as cookie:
            cookie["_user_id"] = other
        assert not is_in(client), other


def test_a_new_password_ends_every_other_session(world):
    account(world.app, "hoa")
    here, elsewhere = world.app.test_client(), world.app.test_client()
    enter(here, "hoa"), enter(elsewhere, "hoa")

    assert submit(here, "/account/password/", old=PASSWORD, new=OTHER, again=OTHER).status_code == 302

    assert is_in(here)
    assert not is_in(elsewhere)


def test_one_ends_ones_own_session_and_nobody_elses(world):
    mine, other = browse(world, "hr_a"), sign_in(world.app, world.users["hr_a"])
    foreign = sign_in(world.app, world.users["officer"])
    page = mine.get("/account/")
    keys = [row.id for row in rows(world.app)]

    assert page.text.count("/account/session/end/") == 1
    assert mine.post(f"/account/session/end/{keys[2]}").status_code == 404
    assert is_in(foreign)
    assert mine.post(f"/account/session/end/{keys[1]}").status_code == 302
    assert not is_in(other)
    assert mine.post(f"/account/session/end/{keys[1]}").status_code == 404
    with world.app.app_context():
        ended = select(func.count()).select_from(AuditEntry).where(AuditEntry.act == "end_session")
        assert db.session.scalar(ended) == 1


def test_the_night_clears_what_ended_long_ago(world):
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(world.app, world.users["hr_a"])
        enter(world.app.test_client(), "nobody.here", "x")
        clock.shift(timedelta(days=20))
        sign_in(world.app, world.users["hr_a"])
        with world.as_operator():
            assert (sessions.clear_old(), tries.clear_old()) == (0, 2)
        clock.shift(timedelta(days=15))
        with world.as_operator():
            assert sessions.clear_old() == 1
            db.session.commit()
    assert len(rows(world.app)) == 1
    assert "clear_old_sessions" in [function.name for function in nightly_functions()]


def test_a_password_changed_while_the_old_one_is_judged_ends_what_begins_on_it(world, monkeypatch):
    key = account(world.app, "hoa")
    real = authentication.check_password_hash

    def meanwhile(*given):
        with world.as_operator():
            passwords.give_temporary(key, "12/CV-SNV")
            db.session.commit()
        return real(*given)

    client = world.app.test_client()
    monkeypatch.setattr(authentication, "check_password_hash", meanwhile)
    assert enter(client, "hoa").status_code == 302

    assert client.get("/account/").location == "/login/"


@pytest.mark.parametrize(("proxies", "address"), [("0", "127.0.0.1"), ("1", "10.0.0.2"), ("2", "10.0.0.1")])
def test_the_callers_address_is_that_of_the_last_proxy_that_is_not_ours(tmp_path, proxies, address):
    app = create_app(config.load({"INSTANCE_PATH": str(tmp_path), "TRUSTED_PROXIES": proxies}))
    app.before_request(lambda: f"{request.remote_addr} {request.host}")
    said = {"X-Forwarded-For": "10.0.0.1, 10.0.0.2", "X-Forwarded-Host": "evil.example"}

    assert app.test_client().get("/login/", headers=said).text == f"{address} localhost"


def test_a_number_of_proxies_that_is_none_stops_the_start(tmp_path):
    with pytest.raises(config.ConfigurationError, match="TRUSTED_PROXIES"):
        config.load({"INSTANCE_PATH": str(tmp_path), "TRUSTED_PROXIES": "10.0.0.1"})


def without_factor(world, name):
    """A browser whose session began without a second factor."""
    client = sign_in(world.app, world.users[name])
    with world.as_operator():
        db.session.execute(update(UserSession).values(second_factor=False))
        db.session.commit()
    return client


def test_a_session_does_not_go_on_without_the_factor_that_a_new_grant_asks_for(world):
    with time_machine.travel(NOON, tick=False) as clock:
        client = without_factor(world, "me")
        assert is_in(client)
        with world.as_operator():
            terms = {"valid_from": NOON.date(), "document": "12/QĐ-SNV"}
            db.session.add(Grant(user_id=world.users["me"], role="leader", unit_id=2, **terms))
            db.session.commit()
        clock.shift(timedelta(seconds=61))

        assert client.get("/person/list/").location == "/account/second_factor/"
        assert client.get("/account/").location == "/account/second_factor/"
    (row,) = rows(world.app)
    assert row.needs_factor


def test_a_page_waits_only_a_moment_for_the_note_of_its_use(world):
    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(world.app, world.users["me"])
        clock.shift(timedelta(seconds=61))
        with world.app.app_context(), db.engine.connect() as busy:
            busy.execute(update(UserSession).values(agent="x"))
            begun = time.perf_counter()
            assert is_in(client)
            assert time.perf_counter() - begun < 5
            busy.rollback()
        assert rows(world.app)[0].seen_at == NOON
        assert is_in(client)
        assert rows(world.app)[0].seen_at > NOON


def test_a_page_comes_when_no_second_connection_is_free(world, monkeypatch):
    def full(*_args):
        raise TimeoutError("QueuePool limit")

    with time_machine.travel(NOON, tick=False) as clock:
        client = sign_in(world.app, world.users["me"])
        clock.shift(timedelta(seconds=61))
        monkeypatch.setattr(sessions, "_in_a_hurry", full)
        assert is_in(client)


def test_there_are_two_connections_for_each_thread(tmp_path):
    options = config.load({"INSTANCE_PATH": str(tmp_path), "WEB_THREADS": "16"})["SQLALCHEMY_ENGINE_OPTIONS"]
    assert (options["pool_size"], options["hide_parameters"]) == (32, True)
