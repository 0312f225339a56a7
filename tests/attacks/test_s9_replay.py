"""S9: the framework's cookie is the session itself, so a copy of it outlives logout and a new password."""

import pytest

from tests.attacks.stock import OpenPersonView
from tests.browsing import browse
from tests.people import sign_in
from tests.signing_in import OTHER, PASSWORD, account, enter, is_in, submit


def copy_of(app, client, name="session"):
    """Another browser with the same cookie."""
    thief = app.test_client()
    thief.set_cookie(name, client.get_cookie(name).value)
    return thief


def test_stock_takes_a_copied_cookie_after_logout(stock):
    app = stock(OpenPersonView)
    clerk = app.clerk(OpenPersonView=["can_list"])
    thief = copy_of(app.app, clerk)

    clerk.get("/logout/")

    assert clerk.get("/openpersonview/list/").status_code == 302
    assert thief.get("/openpersonview/list/").status_code == 200


def test_stock_takes_a_copied_cookie_after_a_new_password(stock):
    app = stock(OpenPersonView)
    clerk = app.clerk(OpenPersonView=["can_list"])
    thief = copy_of(app.app, clerk)
    with app.session():
        sm = app.appbuilder.sm
        sm.reset_password(sm.find_user(username="clerk").id, "new")

    assert thief.get("/openpersonview/list/").status_code == 200


def test_ours_refuses_a_copied_cookie_after_logout(world):
    browser = browse(world, "hr_a")
    assert browser.get("/person/list/").status_code == 200
    thief = copy_of(world.app, browser.client, "cbccvc")
    assert thief.get("/person/list/").status_code == 200

    browser.post("/logout/")

    assert thief.get("/person/list/").status_code == 302
    assert thief.get("/api/v1/person/").status_code == 401


def test_ours_signs_out_by_post_only(world):
    browser = browse(world, "hr_a")

    assert browser.get("/logout/").status_code == 405
    assert browser.client.post("/logout/").status_code == 400
    assert browser.get("/person/list/").status_code == 200
    assert browser.post("/logout/").location == "/login/"
    assert browser.get("/person/list/").status_code == 302


def test_ours_refuses_a_copied_cookie_after_a_new_password_and_keeps_the_owner(world):
    account(world.app, "hoa")
    client = world.app.test_client()
    enter(client, "hoa")
    client.get("/account/")
    thief = copy_of(world.app, client, "cbccvc")
    other = world.app.test_client()
    enter(other, "hoa")
    assert is_in(thief)

    # The copy is of the very session that changes the password: from then on it is used by both or by neither.
    submit(other, "/account/password/", old=PASSWORD, new=OTHER, again=OTHER)

    assert not is_in(thief)
    assert not is_in(client)
    assert is_in(other)


@pytest.mark.parametrize("held", [{}, {"key": ""}, {"key": "x"}, {"version": 1}])
def test_ours_takes_no_cookie_without_a_live_key(world, held):
    client = world.app.test_client()
    with client.session_transaction() as session:
        session.update({"_user_id": str(world.users["officer"]), "_fresh": True, **held})
    assert client.get("/person/list/").status_code == 302


def test_ours_signs_one_session_out_and_leaves_the_others(world):
    here, there = browse(world, "hr_a"), sign_in(world.app, world.users["hr_a"])

    here.post("/logout/")

    assert there.get("/person/list/").status_code == 200
