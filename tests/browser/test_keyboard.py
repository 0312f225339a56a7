"""By the keyboard alone: each page is walked with Tab, one sees where one is, and the daily work needs no mouse."""

import re

import pytest

from tests.browser.accessibility import Sound, kind_of, makeup_of, pages_within_reach
from tests.browser.steps import arrive
from tests.browser.test_main_job import one_without_a_post

MOST_STEPS = 400
# A page made like one that was walked to its end is not walked again.
SOUND = Sound()

# What a reader can act on: drawn, not disabled, and not one of a group through which the arrows go.
ACTIVE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((one) =>
  one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.type !== "hidden"
  && one.tabIndex >= 0 && !one.closest("[aria-hidden=true]")
  && !(one.closest("details:not([open])") && !one.matches("details > summary")))"""
MARK = f"""() => {{ ({ACTIVE})().forEach((one, place) => one.setAttribute("data-step", place)); return ({ACTIVE})().length; }}"""
HERE = """() => {
  const one = document.activeElement;
  const styles = [one, one.closest(".ts-control") ?? one].map((part) => getComputedStyle(part));
  const outlined = styles.some(
    (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
  return [one.dataset.step ?? "", outlined, one.outerHTML.slice(0, 120)];
}"""


# Each place that Tab comes to is noted where it happens: to ask after every key takes thrice as long.
WATCH = f"""() => {{
  window.walked = new Set();
  document.addEventListener("focusin", () => {{
    const [step, outlined] = ({HERE})();
    if (step && outlined) walked.add(step);
  }});
}}"""
BETWEEN = 25


def faults_of(page):
    """What Tab does not reach, and where one does not see that one is there."""
    count = page.evaluate(MARK)
    page.evaluate(WATCH)
    for _part in range(0, min(count * 2 + 20, MOST_STEPS), BETWEEN):
        press(page, *["Tab"] * BETWEEN)
        if page.evaluate("walked.size") == count:
            return []
    page.reload()
    return faults_step_by_step(page)


def faults_step_by_step(page):
    """The same, asked after every key, so that what is wrong can be named, and what is shown a moment later is seen."""
    count = page.evaluate(MARK)
    reached, unseen = set(), []
    for _step in range(min(count * 2 + 20, MOST_STEPS)):
        page.keyboard.press("Tab")
        step, outlined, what = page.evaluate(HERE)
        if step and step not in reached and not outlined:
            unseen.append(what)
        reached.add(step)
        if len(reached - {""}) == count:
            break
    missed = [place for place in range(count) if str(place) not in reached]
    names = [page.locator(f"[data-step='{place}']").evaluate("one => one.outerHTML.slice(0, 120)") for place in missed]
    return [*(f"not reached: {name}" for name in names), *(f"not seen: {what}" for what in unseen)]


@pytest.mark.parametrize("role", ["canbo", "duyet", "quantri", "nhanvien"])
def test_tab_reaches_everything_that_a_page_offers_and_shows_where_one_is(signed_in, role):
    found = {}
    with signed_in(role) as page:
        for address in pages_within_reach(page, every_record=False):
            makeup = makeup_of(page)
            if kind_of(address) not in found:
                found[kind_of(address)] = [] if SOUND.has(makeup) else faults_of(page)
                if not found[kind_of(address)]:
                    SOUND.add(makeup)
    broken = {kind: faults for kind, faults in found.items() if faults}
    assert len(found) >= 2
    assert not broken, "\n".join(f"{kind}: {faults[:4]}" for kind, faults in broken.items())


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def focus_by_tab(page, selector):
    """Walk on with Tab until the element is reached."""
    for _step in range(MOST_STEPS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def test_a_person_is_found_corrected_and_approved_without_a_mouse(signed_in):
    with signed_in("canbo") as officer:
        name, address = one_without_a_post(officer, 2)
        press(officer, "Control+K")
        officer.keyboard.type(name)
        press(officer, "Enter")
        arrive(officer, "**/employee/list/?q=*")
        focus_by_tab(officer, f'a.name[href="{address}"]')
        press(officer, "Enter")
        arrive(officer, f"**{address}")
        focus_by_tab(officer, "[role=tab][aria-selected=true]")
        press(officer, "ArrowRight", "Enter")
        assert officer.locator("[role=tab][aria-selected=true]").get_attribute("id") != "tab-details"
        officer.goto(address)
        focus_by_tab(officer, "main .head a.btn-primary")
        press(officer, "Enter")
        arrive(officer, "**/employee/edit/*")
        focus_by_tab(officer, '[name="other_names"]')
        officer.keyboard.type("Tư")
        press(officer, "Enter")
        assert officer.evaluate("document.activeElement.name") == "gender_code"
        press(officer, "Control+Enter")
        arrive(officer, f"**{address}")
    with signed_in("duyet") as approver:
        focus_by_tab(approver, 'main a[href^="/approval/list/"]')
        press(approver, "Enter")
        arrive(approver, "**/approval/list/**")
        waiting = approver.locator("main .changes a", has_text=name).first.get_attribute("href")
        focus_by_tab(approver, f'main .changes a[href="{waiting}"]')
        press(approver, "Enter")
        arrive(approver, "**/approval/show/*")
        press(approver, "t")
        assert approver.evaluate("document.activeElement.name") == "reason"
        press(approver, "Escape")
        approver.goto(approver.url)
        press(approver, "d")
        approver.wait_for_selector(".alert-success")


def test_filters_columns_and_the_account_menu_open_and_close_by_key(signed_in):
    with signed_in("canbo") as page:
        page.goto("/employee/list/")
        focus_by_tab(page, ".filters > summary")
        press(page, "Enter")
        focus_by_tab(page, "#flt-gender_code")
        press(page, "ArrowDown")
        focus_by_tab(page, ".filters [type=submit]")
        press(page, "Enter")
        arrive(page, re.compile(r"gender_code=\d"))
        focus_by_tab(page, "details:has(.ticks) > summary")
        press(page, "Enter")
        assert page.locator(".ticks").is_visible()
        press(page, "Escape")
        assert not page.locator(".ticks").is_visible()
        press(page, "Shift+Tab")
        focus_by_tab(page, "tbody a.name")
