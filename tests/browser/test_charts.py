"""A leader's question: from a filtered list to its charts, from a bar to the people that it counts, with mouse and keys."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import arrive

FILTERED = "/employee/list/?gender_code=2"


def drawn(page, number):
    """A chart, and the lines of the table that it is drawn from: (text, count, address)."""
    section = page.locator("section.chart").nth(number)
    lines = [
        (
            row.locator("th").inner_text(),
            int(row.get_attribute("data-count")),
            row.locator("a").get_attribute("href"),
        )
        for row in section.locator("tbody tr").all()
    ]
    return section, lines


def count_of(page):
    return int(page.locator("#count").inner_text().split()[0].replace(".", ""))


def with_question(page, words):
    sections = page.locator("section.chart h2").all_inner_texts()
    return next(number for number, question in enumerate(sections) if words in question)


def open_charts(page):
    page.goto(FILTERED)
    found = count_of(page)
    page.locator(".head .acts").get_by_role("link", name="Biểu đồ").click()
    arrive(page, "**/employee/charts/?gender_code=2")
    expect(page.locator(".drawn svg").first).to_be_visible()
    return found


def test_many_small_values_together_stand_below_the_bars_and_not_among_them(signed_in):
    with signed_in("canbo") as page:
        page.goto("/employee/charts/")
        section, lines = drawn(page, with_question(page, "cơ quan, đơn vị"))
        rest, count, address = lines[-1]
        assert "giá trị khác" in rest and count > max(count for _text, count, _address in lines[:-1])
        expect(section.locator(".drawn svg path[fill='#4f7cac']")).to_have_count(len(lines) - 1)
        below = section.locator(".sub a")
        expect(below).to_contain_text(f"{rest}: {count} ")
        assert below.get_attribute("href").endswith(address)
        assert rest not in section.locator(".drawn").inner_text()


def test_a_click_on_a_bar_opens_exactly_its_people_among_those_of_the_list(signed_in):
    with signed_in("sonoivu") as page:
        found = open_charts(page)
        expect(page.locator(".set")).to_contain_text("Nữ")
        section, lines = drawn(page, with_question(page, "cơ quan, đơn vị"))
        assert sum(count for _text, count, _address in lines) == found
        box = section.locator(".drawn")
        box.scroll_into_view_if_needed()
        bars = box.locator("svg path[fill='#4f7cac']")
        expect(bars.nth(1)).to_be_visible()
        page.wait_for_timeout(400)
        bars.nth(1).click(force=True)
        arrive(page, "**/employee/list/?*")
        text, count, address = lines[1]
        assert page.url.endswith(address)
        assert "gender_code=2" in page.url and "unit_id=" in page.url
        assert count_of(page) == count
        expect(page.locator(".bar .chip", has_text=text)).to_be_visible()


def test_the_table_says_the_same_and_is_used_by_keyboard(signed_in):
    with signed_in("sonoivu") as page:
        open_charts(page)
        section, lines = drawn(page, with_question(page, "ngạch/CDNN"))
        missing = next(line for line in lines if line[0] == "chưa có")
        link = section.get_by_role("link", name="chưa có")
        section.locator("tbody a").first.focus()
        for _line in lines[1:]:
            page.keyboard.press("Tab")
        expect(link).to_be_focused()
        page.keyboard.press("Enter")
        arrive(page, "**rank_code=-*")
        assert count_of(page) == missing[1]
        expect(page.locator(".bar .chip", has_text="chưa có")).to_be_visible()
        assert page.locator(".drawn").count() == 0


def test_what_is_not_recorded_is_asked_for_in_the_filter_panel(signed_in):
    with signed_in("sonoivu") as page:
        page.goto("/employee/list/")
        everybody = count_of(page)
        page.locator(".filters > summary").click()
        page.get_by_role("checkbox", name="Ngạch/CDNN: Chưa có").check()
        page.locator(".filters button[type=submit]").click()
        arrive(page, re.compile(r"rank_code=-$"))
        assert 0 < count_of(page) < everybody
        expect(page.locator(".bar .chip", has_text="chưa có")).to_be_visible()
        page.locator(".filters > summary").click()
        expect(page.get_by_role("checkbox", name="Ngạch/CDNN: Chưa có")).to_be_checked()


@pytest.mark.parametrize("role", ["lanhdao", "canbo"])
def test_on_a_phone_chart_and_table_change_places_and_nothing_is_wider_than_the_screen(signed_in, role):
    with signed_in(role, width=390, height=844) as page:
        for address in ("/employee/charts/", "/decision/charts/", "/assignment/charts/"):
            page.goto(address)
            expect(page.locator(".drawn svg").first).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
            expect(page.locator(".counts").first).to_be_hidden()
            page.get_by_role("button", name="Dạng bảng").click()
            expect(page.locator(".counts").first).to_be_visible()
            expect(page.locator(".drawn").first).to_be_hidden()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_without_a_script_the_tables_stand_alone(signed_in, chromium, province):
    with signed_in("sonoivu") as page:
        cookies = page.context.cookies()
    context = chromium.new_context(base_url=province.address, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/employee/charts/")
    assert page.locator(".counts").count() >= 7
    assert page.locator(".drawn:visible").count() == 0
    assert page.locator("[data-show]:visible").count() == 0
    context.close()


def test_the_charts_follow_the_width_of_the_window_and_the_paper(signed_in):
    with signed_in("sonoivu") as page:
        page.goto("/employee/charts/")
        svg = page.locator(".drawn svg").first
        expect(svg).to_be_visible()
        wide = svg.bounding_box()["width"]
        page.set_viewport_size({"width": 1000, "height": 768})
        page.wait_for_function(
            "wide => document.querySelector('.drawn svg').getBoundingClientRect().width < wide", arg=wide
        )
        assert page.pdf().startswith(b"%PDF")
