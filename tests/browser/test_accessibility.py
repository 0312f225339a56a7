"""No page breaks a rule of accessibility, whoever opens it, on a screen and on a phone; and none is wider than its window."""

import pytest

from tests.browser.accessibility import Sound, findings, kind_of, pages_within_reach
from tests.browser.steps import arrive

SCREEN, PHONE = (1366, 768), (390, 844)
ROLES = ["canbo", "duyet", "lanhdao", "sonoivu", "quantri", "thanhtra", "nhanvien"]
ON_A_PHONE = ["canbo", "duyet", "quantri", "nhanvien"]
# What was found to break no rule needs not be asked again for another role or record whose page is made alike.
SOUND = {SCREEN: Sound(), PHONE: Sound()}
WALKS = [*((role, SCREEN) for role in ROLES), *((role, PHONE) for role in ON_A_PHONE)]


def faults_of(page, width):
    """What is wrong with the page that is open, in words."""
    wide = ["wider than its window"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    return [*(f"{one.rule} ({one.impact}): {one.places[:3]}" for one in findings(page)), *wide]


@pytest.mark.parametrize(("role", "size"), WALKS, ids=[f"{role}-{size[0]}" for role, size in WALKS])
def test_no_page_of_a_role_breaks_a_rule(signed_in, role, size):
    seen, broken = set(), []
    with signed_in(role, *size) as page:
        for sent in pages_within_reach(page, every_record=False):
            kind = kind_of(sent.address)
            if kind in seen or SOUND[size].has(sent):
                continue
            seen.add(kind)
            page.goto(sent.address)
            faults = faults_of(page, size[0])
            if faults:
                broken.append(f"{kind}: {faults}")
            else:
                SOUND[size].add(sent)
    assert seen
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_tab_of_a_person_breaks_a_rule(signed_in, size):
    with signed_in("canbo", *size) as page:
        page.goto("/employee/list/")
        page.locator("a.name").first.click()
        arrive(page, "**/employee/show/*")
        tabs = page.locator("[role=tab]").count()
        for place in range(tabs):
            page.locator("[role=tab]").nth(place).evaluate("tab => tab.click()")
            page.wait_for_load_state("networkidle")
            assert faults_of(page, size[0]) == [], place
    assert tabs > 4


def test_the_sign_in_page_and_the_page_for_a_wrong_address_break_no_rule(signed_in, chromium, province):
    window = chromium.new_context(base_url=province.address).new_page()
    window.goto("/login/")
    assert faults_of(window, 1280) == []
    window.context.close()
    with signed_in("nhanvien") as page:
        page.goto("/approval/list/?folder=nothing")
        assert faults_of(page, 1366) == []
