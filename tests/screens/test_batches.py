"""An import in the inbox, on its own page, and on the pages of its changes."""

import re

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.changes import operations
from app.changes.batches import Moved
from app.changes.loading import open_batch
from app.changes.models import Change
from app.extensions import db
from app.records.settings import Setting
from app.screens import inbox
from tests.browsing import browse, said, text_of
from tests.toys import Person, Pet

NUMBERS = [f"N{number:02}" for number in range(30)]


def numbers_in(page):
    """The persons' numbers on a page; a random token may hold the same signs among others."""
    return re.findall(r"(?<![\w.+/=-])N\d\d(?![\w.+/=-])", page.text)


@pytest.fixture
def imported(world):
    """A big import and a small one of hr_a, and a change of a pet by itself."""
    with world.as_("hr_a"):
        world.big, world.small = (open_batch("import", name, name).id for name in ("to.xlsx", "nho.xlsx"))
        for number in NUMBERS:
            values = {"number": number, "full_name": "Kim", "region_id": 2}
            operations.submit(Person, values, batch_id=world.big, note="Đợt <b>1</b>")
        for number in ("S1", "S2"):
            operations.submit(Person, {"number": number, "full_name": "Lan", "region_id": 2}, batch_id=world.small)
        operations.submit(Pet, {"name_vi": "Riêng"}, target_id=1)
        db.session.commit()
    return world


def states(world, batch):
    with world.as_operator():
        return set(db.session.scalars(select(Change.state).where(Change.batch_id == batch)))


def shown(page):
    """What a page carries of what it has shown."""
    return dict(re.findall(r'name="(upto|shown)" value="(\w+)"', page.text))


def decide(browser, batch, verb, **options):
    """Look at the page of a batch, and use a verb on all of it; the answer."""
    page = browser.get(f"/approval/batch/{batch}")
    return browser.post(f"/approval/batch/{batch}/decide", {"verb": verb, **shown(page), **options})


def first(world, batch):
    with world.as_operator():
        return db.session.scalars(select(Change.id).where(Change.batch_id == batch).order_by(Change.id)).first()


def test_many_changes_of_one_import_are_one_line_and_do_not_drown_the_others(imported):
    page = browse(imported, "approver_a").get("/approval/list/")
    assert f'href="/approval/batch/{imported.big}"' in page.text
    assert said(imported.app, "%(count)d changes", count=30) in text_of(page)
    assert "N00" not in page.text
    assert page.text.count('href="/approval/show/') == 3
    assert said(imported.app, "part of the import “%(name)s” (%(count)d rows)", name="nho.xlsx", count=2) in text_of(
        page
    )
    assert f'href="/approval/batch/{imported.small}"' in page.text


def test_what_is_not_counted_to_its_end_says_so(imported, monkeypatch):
    browser = browse(imported, "approver_a")
    assert ">33<" in browser.get("/").text
    monkeypatch.setattr(inbox, "MOST_COUNTED", 30)
    for path in ("/", "/approval/list/"):
        page = browser.get(path).text
        assert page.count(">30+<") == 2 and ">33<" not in page, path


def test_the_submitter_finds_his_import_as_one_line_too(imported):
    page = browse(imported, "hr_a").get("/approval/list/?folder=mine")
    assert f'href="/approval/batch/{imported.big}"' in page.text
    assert page.text.count('href="/approval/show/') == 3


def test_a_reader_of_another_unit_sees_nothing_of_it(imported):
    browser = browse(imported, "hr_b")
    assert "to.xlsx" not in browser.get("/approval/list/").text
    assert browser.get(f"/approval/batch/{imported.big}").status_code == 404
    answer = browser.post(f"/approval/batch/{imported.big}/decide", {"verb": "approve", "upto": "999999"})
    assert answer.status_code == 404
    assert states(imported, imported.big) == {"submitted"}


@pytest.mark.parametrize("number", ["0", "x", "99999999999", "-1"])
def test_a_batch_that_is_none_is_not_found(imported, number):
    assert browse(imported, "approver_a").get(f"/approval/batch/{number}").status_code == 404


def test_the_page_says_what_came_from_whom_and_how_far_it_is(imported):
    page = browse(imported, "approver_a").get(f"/approval/batch/{imported.big}")
    words = text_of(page)
    assert "to.xlsx" in words
    assert "Nguyễn hr_a" in words
    assert "Đợt &lt;b&gt;1" in page.text
    assert said(imported.app, "%(decided)d of %(total)d decided", decided=0, total=30) in words
    assert list(dict.fromkeys(numbers_in(page)))[:25] == NUMBERS[:25]
    assert f"/approval/batch/{imported.big}?page=2" in page.text
    second = browse(imported, "approver_a").get(f"/approval/batch/{imported.big}?page=2")
    assert list(dict.fromkeys(numbers_in(second))) == NUMBERS[25:]


def test_the_changes_are_listed_by_state(imported):
    with imported.as_("approver_a"):
        operations.approve(first(imported, imported.big))
        db.session.commit()
    browser = browse(imported, "approver_a")
    assert set(numbers_in(browser.get(f"/approval/batch/{imported.big}?state=applied"))) == {"N00"}
    assert "N00" not in numbers_in(browser.get(f"/approval/batch/{imported.big}?state=submitted"))
    assert browser.get(f"/approval/batch/{imported.big}?state=nothing").status_code == 200


def test_all_are_approved_from_the_page_and_become_official(imported):
    browser = browse(imported, "approver_a")
    answer = decide(browser, imported.big, "approve")
    assert answer.location == f"/approval/batch/{imported.big}"
    assert states(imported, imported.big) == {"applied"}
    assert states(imported, imported.small) == {"submitted"}
    after = browser.get(answer.location)
    assert "Đã duyệt 30" in text_of(after)
    assert 'value="approve"' not in after.text


def test_a_return_without_a_reason_asks_for_one(imported):
    browser = browse(imported, "approver_a")
    decide(browser, imported.small, "return", reason=" ")
    page = browser.get(f"/approval/batch/{imported.small}")
    assert said(imported.app, "Give the reason, so that it can be mended.") in text_of(page)
    assert states(imported, imported.small) == {"submitted"}


def test_a_big_batch_sends_the_approver_to_the_page_of_his_job(imported):
    with imported.as_operator():
        db.session.scalars(select(Setting).where(Setting.name == "decisions_at_once")).one().value = "5"
        db.session.commit()
    browser = browse(imported, "approver_a")
    answer = decide(browser, imported.big, "approve")
    assert re.fullmatch(r"/job/show/\d+", answer.location)
    assert browser.get(answer.location).status_code == 200
    assert browse(imported, "hr_a").get(answer.location).status_code == 404


def test_the_submitter_may_withdraw_but_not_decide_and_is_told_why(imported):
    browser = browse(imported, "hr_a")
    page = browser.get(f"/approval/batch/{imported.big}")
    assert 'value="approve"' not in page.text
    assert 'value="withdraw"' in page.text
    browser.post(f"/approval/batch/{imported.big}/decide", {"verb": "approve", "upto": "999999"})
    assert states(imported, imported.big) == {"submitted"}
    browser.post(f"/approval/batch/{imported.big}/decide", {"verb": "withdraw", "upto": "999999"})
    assert states(imported, imported.big) == {"withdrawn"}


def test_nothing_is_decided_without_the_token_of_the_page(imported):
    client = imported.client("approver_a")
    client.post(f"/approval/batch/{imported.big}/decide", data={"verb": "approve", "upto": "999999"})
    assert states(imported, imported.big) == {"submitted"}


def test_the_page_of_a_change_names_its_import_and_goes_on_with_the_others_of_it(imported):
    key = first(imported, imported.big)
    browser = browse(imported, "approver_a")
    page = browser.get(f"/approval/show/{key}")
    assert f'href="/approval/batch/{imported.big}"' in page.text
    assert "Riêng" not in page.text
    answer = browser.post(f"/approval/decide/{key}", {"verb": "approve"})
    assert answer.location == f"/approval/show/{key + 1}"


def test_the_lines_show_old_and_new_and_the_warnings_stand_apart(imported):
    with imported.as_("hr_a"):
        heavy = {"number": "N77", "full_name": "Kim", "region_id": 2, "weight": 250}
        operations.submit(Person, heavy, batch_id=imported.small)
        operations.submit(Person, {"full_name": "An <i>Đổi</i>"}, target_id=1, batch_id=imported.small)
        db.session.commit()
    browser = browse(imported, "approver_a")
    page = browser.get(f"/approval/batch/{imported.small}")
    assert "<s>An A</s> → <b>An &lt;i&gt;Đổi&lt;/i&gt;</b>" in page.text
    assert said(imported.app, "Approve %(count)d without warnings…", count=3) in text_of(page)
    assert numbers_in(browser.get(f"/approval/batch/{imported.small}?state=warned")) == ["N77"] * 2
    answer = decide(browser, imported.small, "approve")
    assert states(imported, imported.small) == {"applied", "submitted"}
    decide(browser, imported.small, "approve", with_warnings="yes")
    assert states(imported, imported.small) == {"applied"}
    assert answer.location == f"/approval/batch/{imported.small}"


def test_a_page_with_sensitive_values_leaves_a_trace_and_who_may_not_see_them_finds_none(imported):
    with imported.as_("hr_a"):
        operations.submit(Person, {"faith": "Phật giáo"}, target_id=1, batch_id=imported.small)
        db.session.commit()
    assert "Phật giáo" in browse(imported, "approver_a").get(f"/approval/batch/{imported.small}").text
    with imported.as_operator():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "read_list")).all()
        assert [(entry.user_id, entry.detail) for entry in entries] == [
            (imported.users["approver_a"], {"levels": ["sensitive"], "rows": [1]})
        ]


def test_the_page_of_another_day_decides_nothing(imported):
    browser = browse(imported, "approver_a")
    old = shown(browser.get(f"/approval/batch/{imported.big}"))
    with imported.as_("approver_a"):
        operations.approve(first(imported, imported.big))
        db.session.commit()
    browser.post(f"/approval/batch/{imported.big}/decide", {"verb": "approve", **old})
    assert states(imported, imported.big) == {"applied", "submitted"}
    page = browser.get(f"/approval/batch/{imported.big}")
    assert said(imported.app, str(Moved.message)) in text_of(page)
