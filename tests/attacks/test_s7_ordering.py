"""S7: the framework sorts by any column, so that the order tells what a hidden column holds."""

import re

import pytest

from tests.attacks.stock import OpenPersonView
from tests.browsing import browse

SHOWN = re.compile(r"/person/show/(\d+)")


def test_stock_list_sorts_by_a_column_that_is_not_shown(stock):
    clerk = stock(OpenPersonView).clerk(OpenPersonView=["can_list"])

    page = clerk.get("/openpersonview/list/?_oc_OpenPersonView=note&_od_OpenPersonView=asc").text

    assert page.index("Bình") < page.index("An<")
    assert "note" not in page.replace("_oc_OpenPersonView=note", "")


NOT_TO_SORT_BY = [
    "secret_number",
    "secret_number_index",
    "faith",
    "notes.id",
    "region_id",
    "scope_id",
    "change_id",
    "recorded_at",
    "search_text",
    "path",
    "__class__",
    "full_name desc",
    "full_name;DROP TABLE person",
    "",
]


@pytest.mark.parametrize("name", ["officer", "leader_a", "hr_a"])
def test_our_list_keeps_its_own_order_when_asked_for_a_column_it_does_not_sort_by(world, name):
    browser = browse(world, name)
    own = SHOWN.findall(browser.get("/person/list/").text)

    for column in NOT_TO_SORT_BY:
        asked = {"sort": column, "dir": "asc"}
        page = browser.get("/person/list/", query_string=asked)
        assert (page.status_code, SHOWN.findall(page.text)) == (200, own), column
        answer = browser.get("/api/v1/person/", query_string=asked).json
        assert answer["ids"] == [int(key) for key in own], column
        assert answer["ignored"] == (["sort"] if column else []), column


def test_our_list_sorts_by_an_open_column_in_both_directions(world):
    browser = browse(world, "officer")

    assert SHOWN.findall(browser.get("/person/list/?sort=number&dir=desc").text) == ["4", "3", "2", "1"]
    assert browser.get("/api/v1/person/?sort=number&dir=desc").json["ids"] == [4, 3, 2, 1]


def test_no_heading_offers_to_sort_by_a_number_of_identity(world):
    page = browse(world, "officer").get("/person/list/").text

    assert "sort=born_on" in page
    assert "sort=secret_number" not in page


def test_a_masked_number_is_not_found_by_typing_it_in(world):
    """Who sees `008•••••••02` could otherwise try out the seven digits that he does not see."""
    number = "008190000002"

    assert browse(world, "hr_a").get(f"/api/v1/person/?q={number}").json["ids"] == [1]
    assert browse(world, "leader_a").get(f"/api/v1/person/?q={number}").json["ids"] == []
    assert SHOWN.findall(browse(world, "leader_a").get(f"/person/list/?q={number}").text) == []
