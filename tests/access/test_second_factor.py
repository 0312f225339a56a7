"""The second factor: digits of half a minute used once, recovery codes used once, and who must have one."""

import html
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.access import second_factor
from app.access.second_factor import RecoveryCode, SecondFactor
from app.extensions import db
from app.records.secrets import SecretError
from tests.people import ask_no_second_factor
from tests.signing_in import (
    NOON,
    OTHER,
    PASSWORD,
    TOKEN,
    Telephone,
    account,
    ask_tokens,
    bearer,
    enter,
    is_in,
    login_of,
    submit,
)


@pytest.fixture
def hoa(world):
    """An account with a telephone, at noon."""
    with time_machine.travel(NOON, tick=False) as clock:
        world.clock, world.hoa = clock, account(world.app, "hoa")
        world.telephone = Telephone(world.app, world.hoa)
        yield world


def half_way(world):
    client = world.app.test_client()
    assert enter(client, "hoa").location == "/login/code/"
    return client


def give(client, code):
    return submit(client, "/login/code/", code=code)


def test_the_password_alone_does_not_sign_in(hoa):
    client = half_way(hoa)

    assert not is_in(client)
    assert give(client, hoa.telephone.code()).status_code == 302
    assert is_in(client)


@pytest.mark.parametrize(("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(hoa, off, taken):
    client = half_way(hoa)
    give(client, hoa.telephone.code(off))
    assert is_in(client) is taken


def test_a_code_opens_once_and_so_do_those_before_it(hoa):
    code, before = hoa.telephone.code(), hoa.telephone.code(-1)
    give(half_way(hoa), code)

    for replayed in (code, before):
        client = half_way(hoa)
        give(client, replayed)
        assert not is_in(client), replayed
    hoa.clock.shift(timedelta(seconds=30))
    client = half_way(hoa)
    give(client, hoa.telephone.code())
    assert is_in(client)


def test_of_two_that_bring_the_same_code_one_comes_in(hoa, monkeypatch):
    real, won = second_factor._matching_step, []

    def meanwhile(secret, code):
        step = real(secret, code)
        if not won:
            won.append(True)
            with hoa.app.app_context():
                won.append(second_factor._takes_code(hoa.hoa, code))
                db.session.commit()
        return step

    monkeypatch.setattr(second_factor, "_matching_step", meanwhile)
    client = half_way(hoa)
    give(client, hoa.telephone.code())

    assert won == [True, True]
    assert not is_in(client)


@pytest.mark.parametrize("way", [str, str.upper, lambda code: code.replace("-", " ")])
def test_a_recovery_code_opens_once(hoa, way):
    code = way(hoa.telephone.recovery[3])
    first = half_way(hoa)
    give(first, code)
    assert is_in(first)

    second = half_way(hoa)
    give(second, code)
    assert not is_in(second)
    with hoa.app.app_context():
        assert second_factor.recovery_codes_left(hoa.hoa) == 9


def test_nothing_of_secret_or_codes_can_be_read_in_the_database(hoa):
    with hoa.app.app_context():
        factor = db.session.execute(select(SecondFactor.__table__.c.secret)).scalar()
        raw = db.session.connection().exec_driver_sql("SELECT secret FROM second_factor").scalar()
        codes = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert factor == hoa.telephone.secret
    assert hoa.telephone.secret not in raw
    plain = [code.replace("-", "") for code in hoa.telephone.recovery]
    assert len(set(plain)) == len(codes) == 10
    assert not set(plain) & set(codes)


def test_the_code_must_follow_the_password_within_five_minutes(hoa):
    client = half_way(hoa)
    hoa.clock.shift(timedelta(minutes=6))

    answer = client.post("/login/code/", data={"code": hoa.telephone.code()})

    assert answer.status_code in (302, 400)
    assert not is_in(client)
    assert hoa.app.test_client().get("/login/code/").location == "/login/"


def offer_of(page):
    return page.text.partition('name="offer" value="')[2].partition('"')[0]


def test_a_factor_is_set_up_only_by_a_code_that_proves_it(world):
    with time_machine.travel(NOON, tick=False):
        user_id = account(world.app, "lan")
        client = world.app.test_client()
        enter(client, "lan")
        page = client.get("/account/second_factor/")
        token, offer = TOKEN.search(page.text).group(1), offer_of(page)
        with world.app.app_context():
            secret = second_factor.offered_secret(offer, user_id)
        assert 'src="data:image/svg+xml' in page.text
        sent = {"offer": offer, "password": PASSWORD, "csrf_token": token}
        assert "style=" not in page.text

        wrong = client.post("/account/second_factor/", data={**sent, "code": "000000"})
        assert wrong.status_code == 422
        assert offer_of(wrong) == offer
        with world.app.app_context():
            assert not second_factor.is_set_up(user_id)
        code = second_factor.pyotp.TOTP(secret).generate_otp(int(NOON.timestamp()) // 30)
        right = client.post("/account/second_factor/", data={**sent, "code": code})
        assert right.text.count("<li><code>") == 10
        assert is_in(client)
        with world.app.app_context():
            assert second_factor.is_set_up(user_id)


def test_an_offer_made_for_another_or_forged_is_refused(world):
    account(world.app, "lan")
    client = world.app.test_client()
    enter(client, "lan")
    with world.app.app_context():
        foreign = second_factor.offer(world.users["officer"])
        with pytest.raises(SecretError):
            second_factor.offered_secret(foreign, world.users["hr_a"])
    for forged in (foreign, "x", "t1:AAAA", "t1:ế", "t1:" + "A" * 64):
        assert submit(client, "/account/second_factor/", offer=forged, code="1").status_code == 400, forged


ROLES = ["administrator", "province_officer", "unit_approver", "unit_hr", "inspector", "leader"]


@pytest.mark.parametrize("role", ROLES)
def test_whoever_must_have_one_sets_it_up_before_anything_else(world, role):
    account(world.app, "lan", role, unit_id=2)
    client = world.app.test_client()
    enter(client, "lan")

    for address in ("/", "/person/list/", "/account/password/", "/account/list/"):
        assert client.get(address).location == "/account/second_factor/", address
    refused = client.get("/api/v1/person/")
    assert (refused.status_code, "hai yếu tố" in refused.json["message"]) == (403, True)
    assert ask_tokens(world.app.test_client(), "lan").status_code == 403
    assert client.get("/account/second_factor/").status_code == 200
    assert submit(client, "/account/second_factor/", code="1", offer="").status_code == 422
    assert submit(client, "/account/second_factor/").status_code == 422


def test_an_employee_need_not_and_a_setting_can_ask_nobody(world):
    account(world.app, "lan")
    account(world.app, "mai", "leader", unit_id=2)
    assert is_in_after(world, "lan")
    assert not is_in_after(world, "mai")
    with world.as_operator():
        ask_no_second_factor()
        db.session.commit()
    assert is_in_after(world, "mai")


def is_in_after(world, name):
    client = world.app.test_client()
    enter(client, name)
    return is_in(client)


def test_a_grant_that_has_ended_asks_for_nothing(world):
    account(world.app, "lan", "leader", unit_id=2)
    with world.as_operator():
        grants = select(second_factor.Grant).order_by(second_factor.Grant.id.desc())
        db.session.scalars(grants).first().valid_to = NOON.date() - timedelta(days=400)
        db.session.commit()
    assert is_in_after(world, "lan")


def test_setting_one_up_ends_the_sessions_and_tokens_that_began_without(world):
    user_id = account(world.app, "lan")
    client, program = world.app.test_client(), world.app.test_client()
    enter(client, "lan")
    token = ask_tokens(program, "lan").json["access_token"]
    assert program.get("/api/v1/person/", headers=bearer(token)).status_code == 200

    Telephone(world.app, user_id)

    assert not is_in(client)
    assert program.get("/api/v1/person/", headers=bearer(token)).status_code == 401


def test_new_codes_and_another_telephone_are_asked_for_with_password_and_code(hoa):
    client = half_way(hoa)
    give(client, hoa.telephone.code())

    def ask(what, **said):
        return submit_to(client, f"/account/{what}/", **said)

    for said in ({"password": PASSWORD}, {"password": "sai", "code": hoa.telephone.recovery[0]}, {"code": "000000"}):
        ask("second_factor/remove", **said), ask("recovery_codes", **said)
        with hoa.app.app_context():
            assert second_factor.is_set_up(hoa.hoa)
            assert second_factor.recovery_codes_left(hoa.hoa) == 10
        hoa.clock.shift(timedelta(minutes=5))

    fresh = ask("recovery_codes", password=PASSWORD, code=hoa.telephone.code())
    assert fresh.text.count("<li><code>") == 10
    assert hoa.telephone.recovery[0] not in fresh.text
    code = html.unescape(fresh.text.partition("<li><code>")[2].partition("<")[0])
    ask("second_factor/remove", password=PASSWORD, code=code)
    with hoa.app.app_context():
        assert not second_factor.is_set_up(hoa.hoa)
        assert db.session.scalars(select(RecoveryCode)).all() == []
    assert is_in(client)


def submit_to(client, address, **fields):
    """A form of one's own account."""
    token = TOKEN.search(client.get("/account/").text).group(1)
    return client.post(address, data={"csrf_token": token, **fields})


@pytest.mark.parametrize(("password", "asked"), [("nuirung8", True), (OTHER, False)])
def test_a_password_that_was_enough_beside_the_factor_does_not_outlive_it(hoa, password, asked):
    client = half_way(hoa)
    give(client, hoa.telephone.code())
    submit(client, "/account/password/", old=PASSWORD, new=password, again=password)

    submit_to(client, "/account/second_factor/remove/", password=password, code=hoa.telephone.recovery[0])

    assert (client.get("/").location == "/account/password/") is asked
    assert login_of(hoa.app, hoa.hoa).must_change is asked


def test_whoever_is_in_sets_a_factor_up_with_his_password_alone(world):
    user_id = account(world.app, "lan")
    client = world.app.test_client()
    enter(client, "lan")
    with world.app.app_context():
        offer = second_factor.offer(user_id)
        secret = second_factor.offered_secret(offer, user_id)

    def send(**said):
        code = second_factor.pyotp.TOTP(secret).now()
        return submit(client, "/account/second_factor/", offer=offer, code=code, **said)

    for said in ({}, {"password": "sai"}):
        assert send(**said).status_code == 422
    with world.app.app_context():
        assert not second_factor.is_set_up(user_id)
    assert send(password=PASSWORD).status_code == 200
    with world.app.app_context():
        assert second_factor.is_set_up(user_id)
