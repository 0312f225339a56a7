"""What is counted of wrong tries: per name, per name where it is known, per address, per open session; never of right ones."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.access import authentication, tries
from app.access.models import AuditEntry
from app.access.tries import SignInTries
from app.extensions import db
from app.records.settings import Setting
from tests.browsing import browse
from tests.people import ask_no_second_factor
from tests.signing_in import NOON, OTHER, PASSWORD, account, ask_tokens, enter, is_in, submit

HOME, STRANGE = "10.0.0.7", "203.0.113.9"


@pytest.fixture
def office(world):
    """Two accounts behind one address, which is locked after three wrong tries; at noon."""
    with world.as_operator():
        ask_no_second_factor()
        db.session.add(Setting(name="sign_in_tries_of_address", valid_from=NOON.date(), value="3", source="test"))
        db.session.commit()
    world.hoa, world.lan = account(world.app, "hoa"), account(world.app, "lan")
    with time_machine.travel(NOON, tick=False) as clock:
        world.clock = clock
        yield world


def at(world, address=HOME):
    client = world.app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def counted(world, key):
    with world.app.app_context():
        return db.session.get(SignInTries, key().hash)


def entries(world, *acts):
    with world.app.app_context():
        return db.session.scalars(select(AuditEntry).where(AuditEntry.act.in_(acts)).order_by(AuditEntry.id)).all()


def overlapping(world, monkeypatch, *names):
    """While the first is judged, the next one comes in whole; and so on."""
    real, waiting = authentication.check_password_hash, list(names)

    def meanwhile(*given):
        if waiting:
            name = waiting.pop(0)
            with ThreadPoolExecutor(1) as another:
                assert another.submit(lambda: enter(at(world), name).status_code).result() == 302
        return real(*given)

    monkeypatch.setattr(authentication, "check_password_hash", meanwhile)
    answer = enter(at(world), "hoa")
    monkeypatch.setattr(authentication, "check_password_hash", real)
    return answer


def test_right_tries_that_overlap_leave_nothing_counted(office, monkeypatch):
    enter(at(office), "hoa", "sai")
    for _ in range(4):
        assert overlapping(office, monkeypatch, "lan").status_code == 302

    assert counted(office, lambda: tries.address_key(HOME)).tries == 1


def test_the_lock_that_right_tries_alone_led_to_goes_with_them(office, monkeypatch):
    enter(at(office), "hoa", "sai")

    assert overlapping(office, monkeypatch, "lan").status_code == 302

    row = counted(office, lambda: tries.address_key(HOME))
    assert (row.tries, row.locked_until) == (1, None)
    assert enter(at(office), "lan").status_code == 302


def test_a_right_try_after_a_lock_makes_no_new_one(office):
    for _ in range(3):
        enter(at(office), "hoa", "sai")
    office.clock.shift(timedelta(minutes=2))

    assert [enter(at(office), name).status_code for name in ("hoa", "lan", "hoa")] == [302] * 3


def test_right_tries_do_not_keep_the_count_alive(office):
    for _ in range(2):
        enter(at(office), "hoa", "sai")
    for _ in range(3):
        office.clock.shift(timedelta(minutes=6))
        assert enter(at(office), "lan").status_code == 302
    for _ in range(2):
        enter(at(office), "hoa", "sai")

    assert counted(office, lambda: tries.address_key(HOME)).tries == 2
    assert enter(at(office), "lan").status_code == 302


def test_what_is_mistyped_all_day_behind_one_address_does_not_add_up(office):
    for _ in range(6):
        assert enter(at(office), "lan", "sai").status_code == 200
        assert enter(at(office), "lan").status_code == 302
        office.clock.shift(timedelta(minutes=10))


def test_strangers_elsewhere_do_not_lock_an_account_where_it_is_known(office):
    enter(at(office), "hoa")
    for _ in range(3):
        ask_tokens(at(office, STRANGE), "hoa", "sai")
    office.clock.shift(timedelta(minutes=2))
    for _ in range(3):
        ask_tokens(at(office, "203.0.113.10"), "hoa", "sai")

    assert enter(at(office, "203.0.113.11"), "hoa").status_code == 429
    assert enter(at(office), "hoa").status_code == 302


def test_an_address_is_known_for_thirty_days(office):
    enter(at(office), "hoa")
    for days, kind in ((29, tries.KNOWN), (2, tries.ACCOUNT)):
        office.clock.shift(timedelta(days=days))
        with office.app.test_request_context(environ_base={"REMOTE_ADDR": HOME}):
            user = db.session.get(authentication.User, office.hoa)
            assert authentication._keys("hoa", user)[0].kind == kind


def test_guesses_at_a_known_address_lock_the_account_there_and_the_administrator_unlocks_it(office):
    with office.as_operator():
        db.session.add(
            Setting(name="sign_in_tries_of_address", valid_from=NOON.date() - timedelta(1), value="9", source="t")
        )
        db.session.query(Setting).filter(Setting.value == "3").delete()
        db.session.commit()
    enter(at(office), "hoa")
    for _ in range(5):
        enter(at(office), "hoa", "sai")
    assert enter(at(office), "hoa").status_code == 429

    admin = browse(office, "admin")
    assert 'value="unlock"' in admin.get("/account/list/?q=hoa").text
    admin.post(f"/account/act/{office.hoa}", {"act": "unlock"})

    assert enter(at(office), "hoa").status_code == 302


def change(client, old):
    return submit(client, "/account/password/", old=old, new=OTHER, again=OTHER)


def test_strangers_at_the_door_keep_nobody_from_his_own_password(office):
    client = at(office)
    enter(client, "hoa")
    for number in range(7):
        enter(at(office, f"203.0.113.{number}"), "hoa", "sai")
        enter(at(office), f"ten.{number}", "sai")

    assert change(client, PASSWORD).status_code == 302


def test_a_wrong_password_in_an_open_session_is_noted_as_what_it_is(office):
    client = at(office)
    enter(client, "hoa")
    change(client, "sai")

    (entry,) = entries(office, "confirm_password")
    assert (entry.user_id, entry.succeeded, entry.detail) == (office.hoa, False, {"why": "password", "address": HOME})


def test_a_lock_is_noted_once_with_whom_and_from_where(office):
    for _ in range(9):
        enter(at(office), "hoa", "sai")

    wrong = entries(office, "sign_in")
    assert [(one.user_id, one.detail["why"], one.detail["address"]) for one in wrong] == [
        (office.hoa, "password", HOME)
    ] * 3
    (lock,) = entries(office, "lock_address", "lock_account")
    assert (lock.act, lock.user_id, lock.detail["address"]) == ("lock_address", office.hoa, HOME)


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("10.0.0.7", "10.0.0.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:10.0.0.7", "10.0.0.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix", "unix"),
    ],
)
def test_what_counts_as_one_address(address, counts_as):
    assert tries.network(address) == counts_as


def test_a_caller_does_not_escape_within_his_network(office):
    told = [enter(at(office, f"2001:db8:1:2::{n}"), f"ten.{n}", "sai").status_code for n in range(4)]
    assert told == [200, 200, 200, 429]
    assert enter(at(office, "2001:db8:1:3::1"), "hoa").status_code == 302


def test_the_administrator_sees_a_locked_address_and_unlocks_it(office):
    admin = browse(office, "admin")
    assert HOME not in admin.get("/account/list/").text
    for number in range(3):
        enter(at(office), f"ten.{number}", "sai")
    assert enter(at(office), "hoa").status_code == 429
    assert HOME in admin.get("/account/list/").text

    for name in ("officer", "me"):
        assert browse(office, name).post("/account/unlock_address", {"address": HOME}).status_code == 403
    assert admin.post("/account/unlock_address", {"address": HOME}).status_code == 302

    client = at(office)
    assert enter(client, "hoa").status_code == 302
    assert is_in(client)
    assert admin.get("/account/list/").status_code == 200
    assert HOME not in admin.get("/account/list/").text
    (entry,) = entries(office, "unlock_address")
    assert (entry.user_id, entry.detail) == (office.users["admin"], {"address": HOME})
