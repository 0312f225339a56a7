"""Every page that a role's menu offers: it opens, in Vietnamese, with nothing asked of another host."""

import re

import pytest
from playwright.sync_api import expect

from app.records.names import search_text
from tests.browser.accessibility import menu_addresses
from tests.browser.steps import arrive

ROLES = ["canbo", "duyet", "lanhdao", "sonoivu", "quantri", "thanhtra", "nhanvien"]
ENGLISH = re.compile(
    r"\b(the|and|not recorded|add|edit|delete|search|list|show|save|field|required|waiting|approve|record|employee)\b",
    re.IGNORECASE,
)


# What has been drawn for one role is read for the others as it is sent: their pages differ in what stands on them.
DRAWN: set[str] = set()
WORDS_SENT = """(sent) => {
  const page = new DOMParser().parseFromString(sent, "text/html");
  page.querySelectorAll("script, style").forEach((one) => one.remove());
  return page.body.textContent;
}"""


def words_of(page, address):
    """What a page says, as it is drawn; or as it is sent, where another role's was drawn and nothing is fetched into it."""
    if address in DRAWN:
        answer = page.request.get(address, max_redirects=0)
        assert answer.status == 200, address
        if "data-part" not in answer.text():
            return page.evaluate(WORDS_SENT, answer.text())
    answer = page.goto(address)
    assert answer.status == 200, address
    DRAWN.add(address)
    return page.locator("body").inner_text()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_the_menu_opens_in_vietnamese(signed_in, role):
    with signed_in(role) as page:
        for address in menu_addresses(page):
            words = words_of(page, address)
            assert len(words) > 100, address
            assert ENGLISH.findall(words) == [], address


def test_a_person_page_its_tabs_and_its_form_are_in_vietnamese(signed_in):
    with signed_in("sonoivu") as page:
        page.goto("/employee/list/")
        page.locator("a.name").first.click()
        arrive(page, "**/employee/show/*")
        for tab in page.locator("[role=tab]").all():
            if not tab.is_visible():
                page.locator(".more > summary").click()
            tab.click()
            page.wait_for_load_state("networkidle")
            assert ENGLISH.findall(page.locator("main").inner_text()) == []
        page.goto(page.url.split("#")[0].replace("show", "edit"))
        assert ENGLISH.findall(page.locator("main").inner_text()) == []


def test_on_a_phone_the_menu_is_behind_a_button_and_nothing_is_wider_than_the_screen(signed_in):
    with signed_in("canbo", width=390, height=844) as page:
        assert not page.locator("nav.side").is_visible()
        page.locator("button[data-menu]").click()
        assert page.locator("nav.side").is_visible()
        for address in ("/employee/list/", "/approval/list/", "/org_unit/list/"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_a_list_is_searched_as_one_types_and_keeps_its_filter_in_the_address(signed_in):
    with signed_in("sonoivu") as page:
        page.goto("/employee/list/?size=200")
        everybody = page.locator("tbody tr").count()
        page.locator("#q").press_sequentially("nguyen thi")
        arrive(page, re.compile(r"q=nguyen"))
        expect(page.locator("tbody tr")).not_to_have_count(everybody)
        expect(page.locator("a.name").first).to_contain_text("Nguyễn")
        names = [link.inner_text() for link in page.locator("a.name").all()]
        assert names
        assert all({"nguyen", "thi"} <= set(re.findall(r"nguyen|thi", search_text(name))) for name in names)


def test_what_was_typed_comes_back_with_the_message_at_the_field(signed_in):
    with signed_in("canbo") as page:
        page.goto("/employee/list/")
        page.locator("a.name").first.click()
        arrive(page, "**/employee/show/*")
        page.goto(page.url.split("#")[0].replace("show", "edit"))
        page.fill('[name="born_on"]', "31/02/1990")
        page.fill('[name="other_names"]', "Bé Năm")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".is-invalid, [aria-invalid=true]")
        assert page.input_value('[name="born_on"]') == "31/02/1990"
        assert page.input_value('[name="other_names"]') == "Bé Năm"
        assert "không có ngày" in page.locator("main").inner_text().lower()
