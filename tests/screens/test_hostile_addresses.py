"""Addresses that nobody types by mistake alone: never an error of the server, always a page in clear words."""

import itertools
import re
from urllib.parse import urlsplit

import pytest

from app.changes import operations
from app.extensions import db
from app.screens import policy
from tests.browsing import browse, said, text_of
from tests.toys import Person

HUGE = "9" * 40
NUMBERS = ["abc", "-1", "0", HUGE, "1e9", "1.5", "²", "٣", " 1", "1 OR 1=1", "NaN", "", "0x10", "None", "[]"]
TEXTS = [
    "'",
    '"><script>alert(1)</script>',
    "%",
    "_",
    "\\",
    "%%%",
    "*)(",
    ";DROP TABLE person;--",
    "{{7*7}}",
    "${7*7}",
    "\u202etxt",
    "\ufffd",
    "a" * 9000,
    "ê" * 3000,
    "🙂" * 300,
    "\r\nSet-Cookie: x=y",
    "../../etc/passwd",
    "..",
    "1990..",
    "..1990",
    "2000..1990",
    "31/02/2020",
    "00/00/0000",
    "99/9999",
    "9999-99-99",
    "1799",
    "2201",
]
VALUES = [*NUMBERS, *TEXTS]
KEYS = ["abc", "0", "-1", "999999999", "999999999999", HUGE, "²", "1.0", "1%20", "%20", "null", "1;2", "1'", "0x1", "١"]
SHOWN = re.compile(r"/person/show/(\d+)")


@pytest.fixture
def asked(world):
    """The toy world with one change that waits."""
    with world.as_("hr_a"):
        world.change = operations.submit(Person, {"full_name": "An Đổi"}, target_id=1).change.id
        db.session.commit()
    return world


def in_words(answer):
    """Whether an answer that is no success says what is the matter, in a page of ours."""
    return "<h1>" in answer.text and "Traceback" not in answer.text and len(text_of(answer)) > 500


def test_a_list_takes_any_query_string(asked):
    browser = browse(asked, "officer")
    own = SHOWN.findall(browser.get("/person/list/").text)

    for value in VALUES:
        without_sense = dict.fromkeys(("page", "size", "sort", "cols", "person_id", "kept", "x"), value)
        page = browser.get("/person/list/", query_string=without_sense)
        assert (page.status_code, SHOWN.findall(page.text)) == (200, own), value[:40]
        for part in ("q", "region_id", "gender_code", "born_on", "dir"):
            page = browser.get("/person/list/", query_string={part: value})
            assert page.status_code == 200, (part, value[:40])
            assert "<script>alert" not in page.text


def test_a_list_in_json_takes_any_query_string(asked):
    browser = browse(asked, "officer")
    parts = ("page", "size", "sort", "after_id", "cols", "q", "region_id", "gender_code", "born_on", "x")

    for value in VALUES:
        answer = browser.get("/api/v1/person/", query_string=dict.fromkeys(parts, value))
        if answer.status_code == 200:
            assert "x" in answer.json["ignored"], value[:40]
        else:
            assert answer.status_code == 422, value[:40]
            assert {p["field"] for p in answer.json["problems"]} <= {"region_id", "gender_code", "born_on"}


@pytest.mark.parametrize("value", ["31/02/2020", "abc", "9", "-1", "3 "])
def test_a_filter_without_sense_is_passed_over_with_a_word_and_gives_no_file(asked, value):
    browser = browse(asked, "officer")

    for name in ("gender_code", "born_on"):
        page = browser.get("/person/list/", query_string={name: value}).text
        assert SHOWN.findall(page) == ["1", "2", "3", "4"], (name, value)
        assert 'class="alert alert-warning"' in page, (name, value)
        assert browser.get("/export/person.csv", query_string={name: value}).status_code == 400, (name, value)


def test_repeated_and_foreign_parts_of_an_address_are_passed_over(asked):
    browser = browse(asked, "hr_a")
    twice = "q=An&q=Chi&page=1&page=abc&sort=full_name&sort=faith"
    foreign = "cols=x,full_name,,full_name,secret_number&region_id=&id=3&id[]=3"

    page = browser.get(f"/person/list/?{twice}&{foreign}")

    assert page.status_code == 200
    assert SHOWN.findall(page.text) == ["1"]


def test_a_filter_by_another_units_key_shows_nobody_new(asked):
    browser = browse(asked, "hr_a")

    assert set(SHOWN.findall(browser.get("/person/list/?region_id=1").text)) == {"1", "2"}
    assert SHOWN.findall(browser.get("/person/list/?region_id=3").text) == []
    assert "Chi B" not in text_of(browser.get("/pet/list/?person_id=3"))


def test_a_key_that_is_none_is_not_there(asked):
    browser = browse(asked, "officer")
    places = ["/person/show/", "/person/edit/", "/person/history/", "/approval/show/", "/job/show/", "/job/file/"]

    for place, key in itertools.product(places, KEYS):
        answer = browser.get(f"{place}{key}")
        assert answer.status_code == 404, (place, key)
        assert in_words(answer), (place, key)
    for key in KEYS:
        assert browser.get(f"/person/tab/{key}/pet/person_id").status_code == 404, key
        assert browser.post(f"/person/delete/{key}").status_code == 404, key
        assert browser.post(f"/approval/decide/{key}", {"verb": "approve"}).status_code == 404, key
        assert browser.post(f"/person/edit/{key}", {"full_name": "x"}).status_code == 404, key
        assert browser.post(f"/job/cancel/{key}").status_code == 404, key


def test_a_null_sign_is_refused_wherever_it_stands(asked):
    browser = browse(asked, "officer")
    addresses = [
        "/person/list/?q=%00",
        "/person/list/?%00=1",
        "/person/list/?gender_code=1%00",
        "/person/show/1%00",
        "/person/pick/region_id?q=a%00b",
        "/evidence/%00",
        "/%00",
        "/export/person.csv?q=%00",
        "/api/v1/person/?q=%00",
        "/approval/list/?folder=%00",
    ]

    for address in addresses:
        assert browser.get(address).status_code == 400, address
    assert browser.post("/person/add", {"full_name": "a\0b"}).status_code == 400
    assert browser.post(f"/approval/decide/{asked.change}", {"verb": "return", "reason": "\0"}).status_code == 400
    assert asked.app.test_client().get("/login/?next=%00").status_code == 400


def test_a_picker_takes_any_question_and_answers_for_links_and_code_lists_alone(asked):
    browser = browse(asked, "officer")

    for part, value in itertools.product(["q", "page"], VALUES):
        answer = browser.get("/person/pick/region_id", query_string={part: value})
        assert answer.status_code == 200, (part, value[:40])
        assert set(answer.json) == {"results", "more"}
    for name in ("number", "faith", "secret_number", "notes", "nothing", "__class__", "id", "search_text", "papers"):
        assert browser.get(f"/person/pick/{name}").status_code == 404, name
    assert [row["id"] for row in browser.get("/person/pick/gender_code?q=nu").json["results"]] == ["2"]


def test_a_tab_of_a_foreign_name_is_not_there(asked):
    browser = browse(asked, "officer")

    for path in (
        "pet/region_id",
        "person/region_id",
        "nothing/person_id",
        "change/target_id",
        "pet/id",
        "ab_user/id",
        "../pet",
    ):
        assert browser.get(f"/person/tab/1/{path}").status_code == 404, path
    for value in VALUES:
        asked_for = dict.fromkeys(("page", "sort", "q", "cols", "person_id"), value)
        answer = browser.get("/person/tab/1/pet/person_id", query_string=asked_for)
        assert answer.status_code == 200, value[:40]
        assert not re.findall(r"Pet[234]", answer.text), value[:40]


def test_the_inbox_takes_any_query_string(asked):
    browser = browse(asked, "officer")

    for value in VALUES:
        answer = browser.get("/approval/list/", query_string=dict.fromkeys(("folder", "page", "x"), value))
        assert answer.status_code == 200, value[:40]


def test_an_export_takes_any_query_string_and_no_other_name(asked):
    browser = browse(asked, "hr_a")

    for value in VALUES:
        asked_for = dict.fromkeys(("page", "sort", "q", "cols"), value)
        answer = browser.get("/export/person.csv", query_string=asked_for)
        assert answer.status_code == 200, value[:40]
        assert "Chi B" not in answer.data.decode("utf-8-sig")
        filtered = browser.get("/export/person.csv", query_string=dict.fromkeys(("region_id", "born_on"), value))
        assert filtered.status_code in (200, 400), value[:40]
        assert "Chi B" not in filtered.data.decode("utf-8-sig")
    for name in (
        "nothing.csv",
        "person.exe",
        "ab_user.csv",
        "change.csv",
        "person.",
        ".csv",
        "login.xlsx",
        "person_past.csv",
    ):
        assert browser.get(f"/export/{name}").status_code == 404, name


def test_forms_take_any_address_that_fills_them(asked):
    browser = browse(asked, "hr_a")

    for value in VALUES:
        asked_for = dict.fromkeys(("person_id", "_from", "kept", "name_vi", "x"), value)
        for path in ("/pet/add", "/pet/edit/1"):
            assert browser.get(path, query_string=asked_for).status_code == 200, (path, value[:40])
    assert "Chi B" not in text_of(browser.get("/pet/add?person_id=3")), "a name from outside one's units"


def test_a_returned_change_of_somebody_else_fills_no_form(asked):
    with asked.as_("approver_a"):
        operations.return_(asked.change, "Xem lại")
        db.session.commit()

    assert "An Đổi" in text_of(browse(asked, "hr_a").get(f"/person/edit/1?_from={asked.change}"))
    assert "An Đổi" not in text_of(browse(asked, "me").get(f"/person/edit/1?_from={asked.change}"))


def test_signing_in_takes_any_name_and_goes_to_no_other_site(asked):
    client = asked.app.test_client()
    token = client.get("/login/").text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]

    for value in ("'", HUGE, "a" * 9000, "🙂" * 300, "\u202etxt", "", "admin'--", "\r\nSet-Cookie: x=y"):
        answer = client.post("/login/", data={"username": value, "password": value, "csrf_token": token})
        assert answer.status_code == 200, value[:40]
    for target in (
        "//evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/\\evil.example",
    ):
        going = urlsplit(browse(asked, "hr_a").get("/login/", query_string={"next": target}).location)
        assert (going.scheme, going.netloc) == ("", ""), target


def test_every_wrong_address_and_method_is_answered_in_words(asked):
    browser = browse(asked, "hr_a")
    wrong = {
        "/nothing": 404,
        "/person": 404,
        "/person/list": 308,
        "/person/nothing/1": 404,
        "/colour/add": 403,
        "/person/delete/1": 405,
        "/static/nothing.js": 404,
        "/static/%2e%2e/%2e%2e/config.py": 404,
        "/login/..%2f": 404,
    }
    for address, status in wrong.items():
        answer = browser.get(address)
        assert answer.status_code == status, address
        assert status == 308 or in_words(answer), address
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        answer = browser.client.open("/person/list/", method=method, headers={"X-CSRFToken": browser.token})
        assert answer.status_code == 405, method
    title, _text = policy.MESSAGES[404]
    assert said(asked.app, title) in text_of(browser.get("/nothing"))


def test_an_error_is_told_as_json_to_whoever_asks_for_json(asked):
    browser = browse(asked, "hr_a")

    for path in ("/api/v1/nothing/", "/api/v1/person/1/x", "/api/v2/person/"):
        answer = browser.get(path)
        assert (answer.status_code, list(answer.json)) == (404, ["message"]), path
    answer = browser.get("/person/show/999", headers={"Accept": "application/json"})
    assert (answer.status_code, list(answer.json)) == (404, ["message"])


def test_every_page_carries_the_headers_that_keep_it_to_itself(asked):
    browser = browse(asked, "hr_a")

    for path in (
        "/",
        "/person/list/",
        "/person/show/1",
        "/nothing",
        "/api/v1/person/",
        "/approval/list/",
        "/export/person.csv",
    ):
        headers = browser.get(path).headers
        for name, value in policy.HEADERS.items():
            assert headers[name] == value, (path, name)
        assert headers["Cache-Control"] == "private, no-store", path
