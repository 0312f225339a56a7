"""A clock on every change that waits: until when it is to be decided, and what should have been by now."""

import re

import pytest
import time_machine

from app.changes import operations
from app.extensions import db
from tests.browsing import browse, said, text_of
from tests.toys import Person, Pet

THURSDAY, TUESDAY, WEDNESDAY = (f"2026-{day} 03:00:00+00:00" for day in ("11-26", "12-01", "12-02"))


@pytest.fixture
def handed_in(world):
    """A change of Thursday 26/11/2026, for which three working days end on Tuesday 1/12, and one of the Tuesday."""
    found = []
    for moment, record, values in ((THURSDAY, Person, {"notes": "Sớm"}), (TUESDAY, Pet, {"name_vi": "Muộn"})):
        with time_machine.travel(moment, tick=False), world.as_("hr_a"):
            found.append(operations.submit(record, values, target_id=1).change.id)
            db.session.commit()
    return found


def overdue(world, moment, who="approver_a"):
    """The changes that stand in the folder of what is overdue."""
    with time_machine.travel(moment, tick=False):
        page = browse(world, who).get("/approval/list/?folder=overdue")
    return [int(key) for key in dict.fromkeys(re.findall(r'href="/approval/show/(\d+)"', page.text))]


def test_a_change_is_overdue_when_its_last_working_day_has_passed(world, handed_in):
    assert overdue(world, TUESDAY) == []
    assert overdue(world, WEDNESDAY) == handed_in[:1]
    assert overdue(world, "2026-12-04 03:00:00+00:00") == handed_in[:1]
    assert overdue(world, "2026-12-05 03:00:00+00:00") == handed_in


def test_what_is_overdue_is_seen_by_whoever_may_decide_it_and_by_nobody_else(world, handed_in):
    assert overdue(world, WEDNESDAY, "hr_a") == []
    assert overdue(world, WEDNESDAY, "hr_b") == []


def test_the_inbox_and_the_change_say_until_when(world, handed_in):
    words = said(world.app, "to be decided by %(day)s", day="01/12/2026")
    with time_machine.travel(TUESDAY, tick=False):
        assert f'<span class="tag plain">{words}</span>' in browse(world, "approver_a").get("/approval/list/").text
    with time_machine.travel(WEDNESDAY, tick=False):
        browser = browse(world, "approver_a")
        assert f'<span class="tag late">{words}</span>' in browser.get("/approval/list/").text
        assert f'<span class="tag late">{words}</span>' in browser.get(f"/approval/show/{handed_in[0]}").text


def test_home_counts_what_should_have_been_decided(world, handed_in):
    late = said(world.app, "should have been decided by now")
    with time_machine.travel(TUESDAY, tick=False):
        assert late not in text_of(browse(world, "approver_a").get("/"))
    with time_machine.travel(WEDNESDAY, tick=False):
        home = browse(world, "approver_a").get("/")
        assert re.search(rf'href="/approval/list/\?folder=overdue"><b>1</b>{re.escape(late)}', home.text)
        assert late not in text_of(browse(world, "hr_a").get("/"))


def test_what_is_decided_has_no_clock(world, handed_in):
    with time_machine.travel(WEDNESDAY, tick=False):
        with world.as_("approver_a"):
            operations.approve(handed_in[0])
            db.session.commit()
        assert overdue(world, WEDNESDAY) == []
        page = browse(world, "approver_a").get(f"/approval/show/{handed_in[0]}").text
        assert said(world.app, "to be decided by %(day)s", day="01/12/2026") not in page
