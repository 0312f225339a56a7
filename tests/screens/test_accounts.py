"""The accounts, for the administrator alone; what he does there is done by POST, noted, and never to himself."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.access import authentication, second_factor
from app.access.models import AuditEntry
from app.extensions import db
from app.screens.account_pages import CodesPage, FactorPage, TemporaryPage
from tests.browsing import browse, text_of
from tests.people import ask_no_second_factor
from tests.signing_in import NOON, OTHER, PASSWORD, Telephone, account, ask_tokens, enter, is_in, login_of, submit


@pytest.fixture
def hoa(world):
    """An account beside those of the toy world."""
    with world.as_operator():
        ask_no_second_factor()
        db.session.commit()
    world.hoa = account(world.app, "nguyen.thi.hoa", "leader", unit_id=2)
    world.users["quantri"] = account(world.app, "quantri", "administrator")
    world.admin = browse(world, "quantri")
    return world


REQUEST = {"document_number": "12/CV-SNV", "document_date": "24/11/2026", "password": PASSWORD}


def act(world, verb, user_id=None, browser=None, **said):
    sent = {"act": verb, **(REQUEST if verb in ("temporary", "take_factor") else {}), **said}
    return (browser or world.admin).post(f"/account/act/{user_id or world.hoa}", sent)


def noted(world):
    with world.app.app_context():
        rows = db.session.execute(select(AuditEntry.act, AuditEntry.row_id, AuditEntry.user_id))
        return [tuple(row) for row in rows]


@pytest.mark.parametrize("name", ["hr_a", "officer", "approver_a", "leader_a", "me", "nobody"])
def test_nobody_but_the_administrator_sees_or_touches_the_accounts(hoa, name):
    browser = browse(hoa, name)

    assert browser.get("/account/list/").status_code == 403
    for verb in ("unlock", "temporary", "take_factor", "deactivate", "activate"):
        assert act(hoa, verb, browser=browser).status_code == 403
    assert "/account/list/" not in browser.get("/").text
    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").status_code == 302


def test_the_list_says_who_has_what(hoa):
    Telephone(hoa.app, hoa.hoa)
    page = hoa.admin.get("/account/list/")
    row = text_of(page).partition(f'id="account-{hoa.hoa}"')[2].partition("</tr>")[0]

    assert 'href="/account/list/"' in hoa.admin.get("/").text
    for words in ("nguyen.thi.hoa", "Nguyễn Thị Hoa", "Lãnh đạo", "chưa lần nào", "không khóa", "Đã thiết lập"):
        assert words in row, words


@pytest.mark.parametrize(
    ("words", "found"),
    [("nguyen thi hoa", True), ("Thị Hoa", True), ("thi.hoa", True), ("%", False), ("_", False), ("officer", False)],
)
def test_accounts_are_found_by_user_name_and_name(hoa, words, found):
    page = hoa.admin.get("/account/list/", query_string={"q": words}).text
    assert (f'id="account-{hoa.hoa}"' in page) is found
    if words == "officer":
        assert page.count('id="account-') == 1


def test_the_list_is_bounded_and_turns_its_pages(hoa):
    for number in range(3):
        account(hoa.app, f"a{number:03}")
    with hoa.as_operator():
        db.session.execute(
            authentication.User.__table__.insert(),
            [
                {"first_name": "x", "last_name": "y", "username": f"b{n:03}", "email": f"b{n}@x", "active": True}
                for n in range(60)
            ],
        )
        keys = db.session.scalars(select(authentication.User.id).where(authentication.User.username.like("b%"))).all()
        db.session.execute(
            authentication.Login.__table__.insert(), [{"user_id": key, "session_version": 1} for key in keys]
        )
        db.session.commit()

    pages = [hoa.admin.get(f"/account/list/?page={number}").text for number in (1, 2, 3)]

    assert [page.count('id="account-') for page in pages] == [50, 24, 0]
    for wrong in ("0", "x", "-1", "99999999999", "²"):
        assert hoa.admin.get(f"/account/list/?page={wrong}").status_code == 200, wrong


def test_unlocking(hoa):
    for _ in range(5):
        enter(hoa.app.test_client(), "nguyen.thi.hoa", "sai")
    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").status_code == 429
    assert 'value="unlock"' in hoa.admin.get("/account/list/?q=hoa").text

    assert act(hoa, "unlock").status_code == 302

    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").status_code == 302
    assert ("unlock_account", hoa.hoa, hoa.users["quantri"]) in noted(hoa)
    assert 'value="unlock"' not in hoa.admin.get("/account/list/?q=hoa").text


def test_a_temporary_password_is_shown_once_ends_everything_and_must_be_changed(hoa):
    before = hoa.app.test_client()
    enter(before, "nguyen.thi.hoa")

    page = act(hoa, "temporary")
    password = html.unescape(re.search(r'id="temporary">([^<]+)<', page.text).group(1))

    assert password not in text_of(hoa.admin.get("/account/list/"))
    assert not is_in(before)
    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").status_code == 200
    client = hoa.app.test_client()
    enter(client, "nguyen.thi.hoa", password)
    assert client.get("/").location == "/account/password/"
    assert submit(client, "/account/password/", old=password, new=PASSWORD, again=PASSWORD).status_code == 422
    assert submit(client, "/account/password/", old=password, new=OTHER, again=OTHER).status_code == 302
    assert ("give_temporary_password", hoa.hoa, hoa.users["quantri"]) in noted(hoa)


def test_taking_the_second_factor_away(hoa):
    telephone = Telephone(hoa.app, hoa.hoa)
    client = hoa.app.test_client()
    enter(client, "nguyen.thi.hoa")
    submit(client, "/login/code/", code=telephone.code())
    assert is_in(client)

    act(hoa, "take_factor")

    assert not is_in(client)
    with hoa.app.app_context():
        assert not second_factor.is_set_up(hoa.hoa)
    client = hoa.app.test_client()
    assert enter(client, "nguyen.thi.hoa").location == "/"
    assert client.get("/").location == "/account/password/"
    assert ("take_away_second_factor", hoa.hoa, hoa.users["quantri"]) in noted(hoa)


def test_deactivating_ends_what_is_open_and_activating_lets_in_again(hoa):
    client = hoa.app.test_client()
    enter(client, "nguyen.thi.hoa")

    act(hoa, "deactivate")
    assert not is_in(client)
    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").status_code == 200
    page = hoa.admin.get("/account/list/?q=hoa").text
    assert 'value="activate"' in page
    assert 'value="temporary"' not in page

    act(hoa, "activate")
    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").status_code == 302
    assert not is_in(client)
    assert {entry[0] for entry in noted(hoa)} >= {"deactivate_account", "activate_account"}


def test_an_administrator_does_none_of_it_to_himself(hoa):
    own = hoa.users["quantri"]
    row = hoa.admin.get("/account/list/?q=quantri").text.partition(f'id="account-{own}"')[2].partition("</tr>")[0]

    assert "<form" not in row
    for verb in ("unlock", "temporary", "take_factor", "deactivate", "activate"):
        assert act(hoa, verb, own).status_code == 403
    assert login_of(hoa.app, own).session_version == 1
    assert hoa.admin.get("/account/list/").status_code == 200


@pytest.mark.parametrize(("verb", "key", "status"), [("x", None, 400), ("unlock", "9999", 404), ("unlock", "x", 404)])
def test_what_is_not_there_is_refused(hoa, verb, key, status):
    assert act(hoa, verb, key).status_code == status


def test_no_act_is_done_by_get_or_without_the_token_of_the_page(hoa):
    for verb in ("unlock", "deactivate"):
        assert hoa.admin.get(f"/account/act/{hoa.hoa}?act={verb}").status_code == 405
        assert hoa.admin.client.post(f"/account/act/{hoa.hoa}", data={"act": verb}).status_code == 400
    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").status_code == 302


@pytest.mark.parametrize("verb", ["temporary", "take_factor"])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"password": ""}, "Mật khẩu hiện tại"),
        ({"password": "sai"}, "Mật khẩu hiện tại"),
        ({"document_number": " "}, "văn bản đề nghị"),
        ({"document_date": "11/2026"}, "văn bản đề nghị"),
        ({"document_date": "31/02/2026"}, "văn bản đề nghị"),
    ],
)
def test_what_would_open_an_account_wants_the_administrators_password_and_the_written_request(hoa, verb, wrong, said):
    Telephone(hoa.app, hoa.hoa)

    answer = act(hoa, verb, **wrong)

    assert answer.status_code == 302
    assert said in hoa.admin.get("/account/list/").text
    with hoa.app.app_context():
        assert second_factor.is_set_up(hoa.hoa)
    assert enter(hoa.app.test_client(), "nguyen.thi.hoa").location == "/login/code/"
    assert not {"give_temporary_password", "take_away_second_factor"} & {entry[0] for entry in noted(hoa)}


def test_the_written_request_stands_in_the_log(hoa):
    act(hoa, "temporary")
    with hoa.app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "give_temporary_password")).one()
    assert entry.detail == {"document": "12/CV-SNV, 24/11/2026"}


def temporary(world):
    return html.unescape(re.search(r'id="temporary">([^<]+)<', act(world, "temporary").text).group(1))


def test_a_temporary_password_ends_after_three_days(hoa):
    with time_machine.travel(NOON, tick=False) as clock:
        hoa.admin = browse(hoa, "quantri")
        password = temporary(hoa)
        clock.shift(timedelta(hours=71))
        assert enter(hoa.app.test_client(), "nguyen.thi.hoa", password).status_code == 302
        clock.shift(timedelta(hours=1))
        late = enter(hoa.app.test_client(), "nguyen.thi.hoa", password)
        assert (late.status_code, "hết hạn" in late.text) == (200, True)
        assert ask_tokens(hoa.app.test_client(), "nguyen.thi.hoa", password).status_code == 401


def test_a_password_of_ones_own_does_not_end(hoa):
    with time_machine.travel(NOON, tick=False) as clock:
        hoa.admin = browse(hoa, "quantri")
        password, client = temporary(hoa), hoa.app.test_client()
        enter(client, "nguyen.thi.hoa", password)
        submit(client, "/account/password/", old=password, new=OTHER, again=OTHER)
        clock.shift(timedelta(days=100))
        assert enter(hoa.app.test_client(), "nguyen.thi.hoa", OTHER).status_code == 302


def test_its_owner_is_told_at_his_next_sign_in_what_was_done_by_whom_and_when(hoa):
    Telephone(hoa.app, hoa.hoa)
    act(hoa, "take_factor")
    password, client = temporary(hoa), hoa.app.test_client()
    enter(client, "nguyen.thi.hoa", password)

    page = client.get("/account/password/").text
    for words in ("được cấp mật khẩu tạm thời lúc", "yếu tố của tài khoản đã bị gỡ", "Nguyễn Thị Hoa", "12/CV-SNV"):
        assert words in page, words
    submit(client, "/account/password/", old=password, new=OTHER, again=OTHER)
    again = hoa.app.test_client()
    enter(again, "nguyen.thi.hoa", OTHER)
    assert "được cấp mật khẩu tạm thời lúc" not in again.get("/job/list/").text
    assert "đã được cấp mật khẩu tạm thời" in again.get("/account/").text


def test_what_is_shown_once_does_not_stand_in_a_log():
    pages = (
        TemporaryPage("hoa", "Hoa", "bi-mat", "12:00"),
        CodesPage(["bi-mat"], "hoa", "x", "12:00", "/"),
        FactorPage(False, "bi-mat", "bi-mat", "bi-mat", {}),
    )
    assert not any("bi-mat" in repr(page) for page in pages)
