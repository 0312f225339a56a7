"""No page breaks a rule of accessibility, whoever opens it, on a screen and on a phone; and none is wider than its window."""

from collections import defaultdict

import pytest

from tests.browser.accessibility import Sound, findings, kind_of, makeup_of, pages_within_reach
from tests.browser.steps import arrive

SCREEN, PHONE = (1366, 768), (390, 844)
ROLES = ["canbo", "duyet", "lanhdao", "sonoivu", "quantri", "thanhtra", "nhanvien"]
ON_A_PHONE = ["canbo", "duyet", "quantri", "nhanvien"]
# What was found to break no rule needs not be asked again for another role or record whose page is made alike.
SOUND: defaultdict[int, Sound] = defaultdict(Sound)
WALKS = [*((role, SCREEN) for role in ROLES), *((role, PHONE) for role in ON_A_PHONE)]


def faults_of(page, width):
    """What is wrong with the page that is open, in words."""
    wide = ["wider than its window"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    makeup = makeup_of(page)
    found = [] if SOUND[width].has(makeup) else findings(page)
    if not found:
        SOUND[width].add(makeup)
    return [*(f"{one.rule} ({one.impact}): {one.places[:3]}" for one in found), *wide]


@pytest.mark.parametrize(("role", "size"), WALKS, ids=[f"{role}-{size[0]}" for role, size in WALKS])
def test_no_page_of_a_role_breaks_a_rule(signed_in, role, size):
    found = {}
    with signed_in(role, *size) as page:
        for address in pages_within_reach(page, every_record=False):
            if kind_of(address) not in found:
                found[kind_of(address)] = faults_of(page, size[0])
    broken = {kind: faults for kind, faults in found.items() if faults}
    assert len(found) >= 2
    assert not broken, "\n".join(f"{kind}: {faults}" for kind, faults in broken.items())


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
