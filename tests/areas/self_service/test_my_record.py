"""The page of one's own record: what it asks, what it tells, and whom it serves."""

import re

import pytest
from sqlalchemy import event

from app.access.second_wall import is_telling
from app.areas.personnel.models import Employee, IdentityDocument
from app.changes import operations
from app.changes.models import Change
from app.extensions import db
from app.records.clock import today
from app.records.vietnamese import day
from tests.browsing import text_of
from tests.factories import least

STATEMENTS = 14


def asked(page):
    """The addresses of the forms that the page asks for at its head."""
    head = re.search(r'aria-labelledby="missing".*?</section>', page.text, re.S)
    return re.findall(r'href="([^"]+)"', head.group()) if head else []


def confirm(browser):
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', browser.get("/my_record/").text).group(1)
    return browser.post("/my_record/confirm", {"digest": digest}, follow_redirects=True)


def test_only_what_is_missing_is_asked_each_with_its_own_form(pages):
    me, browser = pages.people["me"], pages.browser("me")
    first = asked(browser.get("/my_record/"))
    assert f"/employee/edit/{me}?_only=phone" in first
    assert f"/identity_document/add?employee_id={me}" in first
    assert not [link for link in first if "full_name" in link or "born_on" in link]
    pages.change("me", phone="0912 345 678")
    assert asked(browser.get("/my_record/")) == [link for link in first if "phone" not in link]


def test_a_short_form_proposes_the_one_item_and_the_page_then_says_that_it_waits(pages):
    me, browser = pages.people["me"], pages.browser("me")
    form = browser.get(f"/employee/edit/{me}?_only=phone").text
    assert 'name="phone"' in form and 'name="full_name"' not in form
    answer = browser.post(f"/employee/edit/{me}", {"_only": "phone", "phone": "0912345678", "_seen": seen(form)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/my_record/")
    page = browser.get("/my_record/")
    assert f"/employee/edit/{me}?_only=phone" not in asked(page)
    assert "đã đề nghị, đang chờ duyệt" in page.text


def seen(form):
    return re.search(r'name="_seen" value="(\d*)"', form).group(1)


def test_what_came_back_stands_first_with_its_reason_and_the_way_to_mend_it(pages):
    browser = pages.browser("me")
    with pages.acting("me"):
        back = operations.submit(Employee, {"phone": "0912 345 678"}, target_id=pages.people["me"]).change.id
        values = least(IdentityDocument, employee_id=pages.people["me"])
        waits = operations.submit(IdentityDocument, values).change.id
    with pages.acting("hr"):
        operations.return_(back, "Số điện thoại đã đổi")
    page = browser.get("/my_record/").text
    assert page.index(f"/approval/show/{back}") < page.index(f"/approval/show/{waits}")
    assert "Số điện thoại đã đổi" in page
    assert f"/employee/edit/{pages.people['me']}?_from={back}" in page


def test_the_button_confirms_what_was_shown_and_what_changed_since_is_told(pages):
    browser = pages.browser("me")
    key = pages.campaign("a", name_vi="Rà soát hồ sơ", field_groups="employee.identity|family_member")
    page = browser.get("/my_record/")
    assert "Rà soát hồ sơ" in page.text and 'href="#g-family_member"' in page.text
    shown = re.search(r'name="digest" value="([0-9a-f]{64})"', page.text).group(1)
    pages.change("me", phone="0912 345 678")
    stale = browser.post("/my_record/confirm", {"digest": shown}, follow_redirects=True)
    assert "Hồ sơ đã thay đổi từ khi mở trang" in text_of(stale)
    assert pages.confirmed_on("me") is None
    done = confirm(browser)
    assert f"Bạn đã xác nhận hồ sơ ngày {day(today())}" in text_of(done)
    assert pages.confirmed_on("me") == today()
    assert "đã xong" in text_of(done)
    assert f'/update_campaign/show/{key}"' not in done.text
    pages.change("me", phone="0987 654 321")
    later = browser.get("/my_record/")
    assert "Từ đó đến nay có thay đổi" in text_of(later) and f"/employee/history/{pages.people['me']}" in later.text


def test_the_first_page_says_where_the_own_record_stands(pages):
    browser = pages.browser("me")
    home = browser.get("/").text
    assert 'href="/my_record/"' in home and "/approval/list/?folder=mine" in home
    assert "chưa xác nhận" in browser.get("/my_record/part").text
    confirm(browser)
    assert f"đã xác nhận ngày {day(today())}" in browser.get("/my_record/part").text


@pytest.mark.parametrize("name", ["hr", "approver", "administrator", "officer", "nobody"])
def test_whoever_has_no_personal_account_has_no_such_page(pages, name):
    browser = pages.browser(name)
    assert browser.get("/my_record/").status_code == 404
    assert browser.post("/my_record/confirm", {"digest": "a" * 64}).status_code == 404
    assert browser.get("/my_record/part").text.strip() == ""


def test_the_page_holds_ones_own_rows_alone_and_is_cheap(pages):
    pages.campaign("a")
    pages.campaign("root")
    browser = pages.browser("me")
    page = browser.get("/my_record/")
    assert "Lò Văn Dũng" not in page.text and "Hoàng Văn Cường" not in page.text
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        if not is_telling(statement):
            statements.append(statement)

    with pages.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        browser.get("/my_record/")
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(statements) <= STATEMENTS, [" ".join(one.split())[:150] for one in statements]


def test_there_is_no_form_for_a_confirmation(pages):
    change = pages.confirm("me", "me")
    with pages.acting():
        key = db.session.get(Change, change).target_id
    browser = pages.browser("me")
    for address in ("add", f"edit/{key}"):
        assert browser.get(f"/yearly_confirmation/{address}").status_code == 404
    assert browser.post(f"/yearly_confirmation/delete/{key}").status_code == 404
    shown = browser.get(f"/yearly_confirmation/show/{key}")
    assert shown.status_code == 200 and f"/yearly_confirmation/edit/{key}" not in shown.text
    assert "/yearly_confirmation/add" not in browser.get("/yearly_confirmation/list/").text
