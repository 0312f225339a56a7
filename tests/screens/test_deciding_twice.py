"""A decision is taken once, however often and however quickly it is asked for."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.changes import operations
from app.changes.models import Change
from app.changes.refusals import WrongState
from app.changes.store import official
from app.extensions import db
from tests.browsing import browse, said, text_of
from tests.toys import Person

PATIENCE = 30


@pytest.fixture
def change(world):
    """A correction of person 1 that waits."""
    with world.as_("hr_a"):
        key = operations.submit(Person, {"full_name": "An Đổi"}, target_id=1).change.id
        db.session.commit()
        return key


def former_images(world):
    with world.as_operator():
        return db.session.scalar(select(func.count()).select_from(Person.past))


def test_a_double_click_on_approve_approves_once_and_says_so(world, change):
    browser = browse(world, "approver_a")

    first = browser.post(f"/approval/decide/{change}", {"verb": "approve"})
    second = browser.post(f"/approval/decide/{change}", {"verb": "approve"}, follow_redirects=True)

    assert first.status_code == 302
    assert said(world.app, WrongState.message) in text_of(second)
    with world.as_operator():
        assert official(Person, 1)["full_name"] == "An Đổi"
    assert former_images(world) == 1


def test_two_approvals_in_the_same_moment_write_one_row(world, change):
    """Both clicks wait at the door until the other is there too."""
    browsers = [browse(world, "approver_a"), browse(world, "officer")]
    for browser in browsers:
        assert browser.token
    meeting = threading.Barrier(len(browsers))

    def approve(browser):
        meeting.wait(PATIENCE)
        return browser.post(f"/approval/decide/{change}", {"verb": "approve"})

    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = list(pool.map(approve, browsers))

    assert [answer.status_code for answer in answers] == [302, 302]
    refused = [text_of(b.get("/approval/list/")).count(said(world.app, WrongState.message)) for b in browsers]
    assert sum(refused) == 1
    assert former_images(world) == 1
    with world.as_operator():
        assert db.session.get(Change, change).state == "applied"


def test_a_rejection_after_an_approval_changes_nothing(world, change):
    browser = browse(world, "approver_a")
    browser.post(f"/approval/decide/{change}", {"verb": "approve"})

    browser.post(f"/approval/decide/{change}", {"verb": "reject", "reason": "Muộn"})

    with world.as_operator():
        held = db.session.get(Change, change)
        assert (held.state, held.decision_reason) == ("applied", None)


@pytest.mark.parametrize("verb", ["", "delete", "submit", "apply", "write", "__class__", "APPROVE", "draft"])
def test_a_verb_that_is_none_decides_nothing(world, change, verb):
    answer = browse(world, "approver_a").post(f"/approval/decide/{change}", {"verb": verb}, follow_redirects=True)

    assert answer.status_code == 200
    assert 'class="alert alert-danger"' in answer.text
    with world.as_operator():
        assert db.session.get(Change, change).state == "submitted"


@pytest.mark.parametrize("verb", ["return", "reject"])
def test_a_refusal_needs_its_reason(world, change, verb):
    answer = browse(world, "approver_a").post(
        f"/approval/decide/{change}", {"verb": verb, "reason": "  "}, follow_redirects=True
    )

    assert said(world.app, "Give the reason, so that it can be mended.") in text_of(answer)
    with world.as_operator():
        assert db.session.get(Change, change).state == "submitted"


def test_an_approver_approves_what_he_was_shown_and_nothing_else(world, change):
    browse(world, "approver_a").post(f"/approval/decide/{change}", {"verb": "approve", "shown": "0" * 64})

    with world.as_operator():
        assert db.session.get(Change, change).state == "submitted"


def test_many_keys_without_sense_decide_nothing_and_hold_up_nobody(world, change):
    junk = [
        "abc",
        "-1",
        "0",
        "9" * 40,
        "²",
        "",
        "1 OR 1=1",
        "1.0",
        "999999",
        str(change),
        str(change),
        f"{change}'",
        "٣",
    ]

    answer = browse(world, "approver_a").post("/approval/decide_many", {"id": junk}, follow_redirects=True)

    assert answer.status_code == 200
    with world.as_operator():
        assert db.session.get(Change, change).state == "applied"
    assert former_images(world) == 1


def test_nobody_approves_his_own_change_by_either_way(world):
    with world.as_("officer"):
        key = operations.submit(Person, {"full_name": "Chi Đổi"}, target_id=3).change.id
        db.session.commit()
    browser = browse(world, "officer")

    browser.post(f"/approval/decide/{key}", {"verb": "approve"})
    browser.post("/approval/decide_many", {"id": [str(key)]})

    with world.as_operator():
        assert db.session.get(Change, key).state == "submitted"
