"""The charts of a list as a page: what is drawn, where each bar leads, and who may open it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from app.changes.loading import load, open_batch
from app.extensions import db
from app.screens import charting
from tests.browsing import browse, text_of
from tests.screens.test_hostile_addresses import NUMBERS, TEXTS
from tests.toys import Person, Region

LINE = re.compile(
    r'<tr data-count="(\d+)" class="(\w+)"><th scope="row">(?:<a href="([^"]+)">)?([^<]+)(?:</a>)?</th>'
    r'<td class="num">([^<]+)</td><td class="num">([^<]+)</td></tr>'
)
SHOWN = re.compile(r"/person/show/(\d+)")


def lines(answer):
    """Every line of every table: count, tone, address, text, and both figures as they are printed."""
    assert answer.status_code == 200, answer.text
    found = LINE.findall(text_of(answer))
    assert len(found) == answer.text.count("<tr data-count")
    return found


def by_text(answer):
    return {text: (int(count), address) for count, _tone, address, text, *_figures in lines(answer)}


def test_each_counted_field_asks_its_question_over_a_table_of_links(world):
    page = browse(world, "officer").get("/person/charts/")

    headings = re.findall(r"<h2 id=\"asks-(\w+)\">([^<]+)</h2>", page.text)
    assert headings == [
        ("gender_code", "How many men and women?"),
        ("born_on", "Born when?"),
        ("region_id", "How many in each region?"),
        ("blood", "Which blood groups?"),
    ]
    found = by_text(page)
    assert found["Sở A"] == (2, "/person/list/?region_id=2")
    assert found["Sở X"] == (1, "/person/list/?region_id=20")
    assert found["1990"] == (4, "/person/list/?born_on=1990")
    assert found["chưa có"] == (4, "/person/list/?blood=-")
    assert "Tổng cộng 4; 4 chưa có" in text_of(page)
    assert page.text.count("vendor/echarts/") == 1


def test_a_bar_leads_to_its_rows_among_those_found_already(world):
    browser = browse(world, "officer")
    page = browser.get("/person/charts/?q=e1&born_on=1990..&sort=number&dir=desc&cols=number")

    count, address = by_text(page)["Sở A"]
    parts = parse_qs(urlsplit(address).query)
    assert parts == {
        "q": ["e1"], "born_on": ["1990.."], "sort": ["number"], "dir": ["desc"], "cols": ["full_name,number"],
        "region_id": ["2"],
    }  # fmt: skip
    assert count == 1
    assert SHOWN.findall(browser.get(address).text) == ["1"]
    for count, _tone, address, *_rest in lines(page):
        assert len(set(SHOWN.findall(browser.get(address).text))) == int(count), address


def test_the_list_leads_to_its_charts_with_what_is_set_and_the_charts_lead_back(world):
    browser = browse(world, "officer")
    listed = browser.get("/person/list/?q=e&region_id=2&sort=number")

    link = re.search(r'href="(/person/charts/[^"]*)" data-carry', text_of(listed)).group(1)
    assert link == "/person/charts/?q=e&region_id=2&sort=number&dir=asc"
    page = browser.get(link)
    assert 'href="/person/list/?q=e&region_id=2&sort=number&dir=asc"' in text_of(page)
    assert "Region of the person: <b>Sở A</b>" in page.text
    assert 'href="/person/charts/?q=e&sort=number&dir=asc"' in text_of(page)
    assert 'href="/person/charts/?region_id=2&sort=number&dir=asc"' in text_of(page)


@pytest.mark.parametrize("name", ["nobody", "admin"])
def test_without_the_right_to_read_there_is_no_chart(world, name):
    for address in ("/person/charts/", "/person/charts/?chart=gender_code", "/pet/charts/"):
        answer = browse(world, name).get(address)
        assert answer.status_code == 403, address
        assert "data-count" not in answer.text


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("officer", {"Sở A": 2, "Sở B": 1, "Sở X": 1}),
        ("hr_a", {"Sở A (không kể đơn vị trực thuộc)": 1, "Phòng A1": 1}),
        ("hr_b", {"Sở B (không kể đơn vị trực thuộc)": 1}),
        ("leader_a", {"Sở A (không kể đơn vị trực thuộc)": 1, "Phòng A1": 1}),
        ("me", {"Sở A": 1}),
        ("unitless", {}),
    ],
)
def test_each_reader_finds_his_own_figures(world, name, units):
    found = by_text(browse(world, name).get("/person/charts/?chart=region_id"))
    assert {text: count for text, (count, _address) in found.items()} == units


def test_a_field_that_is_not_shown_to_a_reader_has_no_chart(world):
    assert "Which blood groups?" in browse(world, "hr_a").get("/person/charts/").text
    for address in ("/person/charts/", "/person/charts/?chart=blood", "/person/charts/?blood=o"):
        page = browse(world, "leader_a").get(address)
        assert page.status_code == 200
        assert "Which blood groups?" not in page.text and "Group O" not in page.text, address


def test_a_record_without_charts_offers_none(world):
    browser = browse(world, "officer")
    assert "/colour/charts/" not in browser.get("/colour/list/").text
    page = browser.get("/colour/charts/")
    assert page.status_code == 200
    assert "Danh sách này không có trường nào được thống kê." in text_of(page)
    assert "vendor/echarts/" not in page.text


def test_rows_without_a_value_are_found_by_the_filter_that_the_panel_offers(world):
    browser = browse(world, "officer")
    with world.as_operator():
        born = {"number": "P1", "full_name": "Lê Một", "region_id": 2, "gender_code": "1"}
        load(open_batch("test", "test"), Person, [born])
        db.session.commit()

    listed = browser.get("/person/list/")
    assert listed.text.count('value="-"') == 3  # gender, birth, blood group: a person is never without a region
    page = browser.get("/person/list/?born_on=-")
    assert set(SHOWN.findall(page.text)) == {"5"}
    assert "Born: <b>chưa có</b>" in page.text
    assert set(SHOWN.findall(browser.get("/person/list/?gender_code=-").text)) == {"1", "2", "3", "4"}
    assert '<option value="-" selected>Chưa có</option>' in browser.get("/person/list/?gender_code=-").text
    assert browser.get("/api/v1/person/?gender_code=-").json["ids"] == [1, 2, 3, 4]
    assert "P1" in browser.get("/export/person.csv?born_on=-").text


def test_several_codes_and_any_value_at_all_are_filters_that_the_panel_keeps(world):
    browser = browse(world, "officer")
    with world.as_operator():
        born = {"full_name": "Lê Một", "region_id": 2, "gender_code": "1"}
        load(
            open_batch("test", "test"), Person, [{**born, "number": "P1"}, {**born, "number": "P2", "gender_code": "2"}]
        )
        db.session.commit()

    both = browser.get("/person/list/?gender_code=1%7C2")
    assert set(SHOWN.findall(both.text)) == {"5", "6"}
    assert "Toy gender: <b>Nam, Nữ</b>" in both.text
    assert '<option value="1|2" selected>Nam, Nữ</option>' in both.text
    recorded = browser.get("/person/list/?gender_code=*")
    assert set(SHOWN.findall(recorded.text)) == {"5", "6"}
    assert "Toy gender: <b>có dữ liệu</b>" in recorded.text
    assert browser.get("/api/v1/person/?gender_code=1%7C2").json["ids"] == [5, 6]
    for senseless in ("1|", "|", "1|9", "|".join(["1"] * 51)):
        assert browser.get("/export/person.csv", query_string={"gender_code": senseless}).status_code == 400, senseless
    assert browser.get("/export/person.csv?region_id=2%7C3").status_code == 400


def test_a_unit_without_those_below_is_a_filter_in_words(world):
    page = browse(world, "officer").get("/person/list/?region_id=%3D2")
    assert set(SHOWN.findall(page.text)) == {"1"}
    assert "Region of the person: <b>Sở A (không kể đơn vị trực thuộc)</b>" in text_of(page)


def test_what_is_left_of_many_values_leads_to_the_whole_table(world, monkeypatch):
    monkeypatch.setattr("app.access.counting.MOST_BARS", 2)
    browser = browse(world, "officer")

    found = by_text(browser.get("/person/charts/?q=e"))
    assert found["1 giá trị khác"] == (1, "/person/charts/?q=e&chart=region_id")
    whole = browser.get(found["1 giá trị khác"][1])
    assert len(lines(whole)) == 3
    assert "How many men and women?" not in whole.text
    assert 'href="/person/charts/?q=e"' in text_of(whole)


def test_a_table_too_long_to_be_drawn_stands_alone(world, monkeypatch):
    browser = browse(world, "officer")
    assert 'class="drawn"' in browser.get("/person/charts/?chart=region_id").text
    monkeypatch.setattr(charting, "MOST_YEARS", 0)
    page = browser.get("/person/charts/?chart=region_id")
    assert 'class="drawn"' not in page.text and len(lines(page)) == 3


def test_figures_are_written_as_in_vietnam(world):
    with world.as_operator():
        people = [
            {"number": f"N{number}", "full_name": "Lê Đông", "region_id": 3, "gender_code": "2"}
            for number in range(1230)
        ]
        load(open_batch("test", "test"), Person, people)
        db.session.commit()
    page = browse(world, "officer").get("/person/charts/")
    by = {text: figures for *_rest, text, figures, _share in lines(page)}
    assert by["Nữ"] == "1.230"
    shares = {text: share for *_rest, text, _figures, share in lines(page)}
    assert shares["Nữ"] == "99,7%"
    assert "1.234 bản ghi trong phạm vi" in text_of(page)


def test_a_name_that_looks_like_a_script_is_only_a_name(world):
    evil = '</script><script>alert("1")</script>{b|x}\'"&'
    with world.as_operator():
        load(open_batch("test", "test"), Region, [{"id": 90, "code": "EV", "name_vi": evil, "parent_id": 1}])
        load(open_batch("test", "test"), Person, [{"number": "P1", "full_name": "Lê Một", "region_id": 90}])
        db.session.commit()
    page = browse(world, "officer").get("/person/charts/?region_id=90")
    assert "alert(" in page.text
    assert "<script>alert" not in page.text and "</script><script>" not in page.text


@pytest.mark.parametrize("part", ["q", "region_id", "gender_code", "born_on", "chart", "page", "cols", "x"])
def test_charts_take_any_query_string(world, part):
    browser = browse(world, "officer")
    for value in [*NUMBERS, *TEXTS, "-", "=", "=2", "=-", "==2", "=999999999999", "=²", "--", "-2"]:
        page = browser.get("/person/charts/", query_string={part: value})
        found = lines(page)
        listed = browser.get("/person/list/", query_string={part: value})
        assert "<script>alert" not in page.text
        wanted = len(set(SHOWN.findall(listed.text))) if part != "page" else 4
        totals = [
            sum(int(count) for count in re.findall(r'data-count="(\d+)"', section))
            for section in page.text.split("<section")[1:]
        ]
        assert set(totals) == {wanted}, (part, value[:40], found)
