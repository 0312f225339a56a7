"""S8: the framework resets the password of whoever `?pk=` names, and one's own without the old one."""

import pytest
from flask_appbuilder.security.sqla.models import User
from werkzeug.security import check_password_hash

from app.extensions import db
from tests.browsing import browse
from tests.signing_in import OTHER, PASSWORD, account, enter, submit

NEW = {"password": "taken-over", "conf_password": "taken-over"}


def password_is(app, username, password):
    return check_password_hash(app.appbuilder.sm.find_user(username=username).password, password)


def test_stock_resets_the_password_of_any_account_by_its_key(stock):
    app = stock()
    clerk = app.clerk(ResetPasswordView=["can_this_form_post", "can_this_form_get"])
    with app.session():
        other = app.appbuilder.sm.add_user(
            "boss", "B", "B", "b@x.example", app.appbuilder.sm.find_role("Public"), "pw2"
        )
        key = other.id

    clerk.post(f"/resetpassword/form?pk={key}", data=NEW)

    with app.session():
        assert password_is(app, "boss", "taken-over")


def test_stock_changes_ones_own_password_without_asking_the_old_one(stock):
    app = stock()
    clerk = app.clerk(ResetMyPasswordView=["can_this_form_post", "can_this_form_get"])

    clerk.post("/resetmypassword/form", data=NEW)

    with app.session():
        assert password_is(app, "clerk", "taken-over")


def test_ours_has_no_such_pages(world):
    rules = [rule.rule for rule in world.app.url_map.iter_rules()]
    assert [rule for rule in rules if "reset" in rule or rule.startswith("/users")] == []
    for path in ("/resetpassword/form?pk=1", "/resetmypassword/form", "/users/list/", "/roles/list/"):
        assert browse(world, "admin").get(path).status_code == 404, path


@pytest.mark.parametrize("extra", [{"pk": "1"}, {"username": "officer"}, {"user_id": "2"}])
def test_ours_changes_the_present_users_password_whatever_is_named(world, extra):
    key = account(world.app, "hoa")
    client = world.app.test_client()
    enter(client, "hoa")
    before = hashes(world)

    submit(client, "/account/password/?pk=1", old=PASSWORD, new=OTHER, again=OTHER, **extra)

    after = hashes(world)
    assert {user for user in after if after[user] != before[user]} == {key}


def test_ours_asks_for_the_old_password(world):
    account(world.app, "hoa")
    client = world.app.test_client()
    enter(client, "hoa")

    for old in ("", "sai", OTHER):
        assert submit(client, "/account/password/", old=old, new=OTHER, again=OTHER).status_code == 422, old
    assert enter(world.app.test_client(), "hoa").status_code == 302


def test_ours_gives_another_a_password_of_chance_that_no_one_but_an_administrator_asks_for(world):
    key = account(world.app, "hoa")
    for name in ("officer", "hr_a", "me", "leader_a"):
        answer = browse(world, name).post(f"/account/act/{key}", {"act": "temporary", "password": "chosen"})
        assert answer.status_code == 403, name
    assert enter(world.app.test_client(), "hoa").status_code == 302
    world.users["quantri"] = account(world.app, "quantri", "administrator")
    sent = {
        "act": "temporary",
        "document_number": "1",
        "document_date": "24/11/2026",
        "new": "chosen",
        "password": PASSWORD,
    }
    page = browse(world, "quantri").post(f"/account/act/{key}", sent)
    assert page.status_code == 200
    for client, password in ((world.app.test_client(), "chosen"), (world.app.test_client(), PASSWORD)):
        assert enter(client, "hoa", password).status_code == 200


def hashes(world):
    with world.app.app_context():
        return {user.id: user.password for user in db.session.query(User)}
