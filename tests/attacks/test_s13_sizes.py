"""S13: the framework gives a page of any size that is asked for."""

import pytest

from app.changes.loading import load, open_batch
from app.extensions import db
from tests.attacks.stock import OpenPersonView, Person
from tests.browsing import browse
from tests.toys import Region

MANY = 260


def test_stock_list_gives_as_many_rows_as_are_asked_for(stock):
    app = stock(OpenPersonView)
    with app.session() as session:
        session.add_all([Person(name=f"Người {number}", secret="0") for number in range(MANY)])
        session.commit()
    clerk = app.clerk(OpenPersonView=["can_list"])

    page = clerk.get("/openpersonview/list/?psize_OpenPersonView=20000").text

    assert page.count("Người") == MANY


@pytest.fixture
def crowded(world):
    """The toy world with a few hundred more regions."""
    with world.as_operator():
        regions = [{"code": f"N{number:03}", "name_vi": f"Tổ {number:03}", "parent_id": 1} for number in range(MANY)]
        load(open_batch("test", "test"), Region, regions)
        db.session.commit()
    return world


SIZES = {"200": 200, "100": 100, "50": 50}
WITHOUT_SENSE = ["20000", "201", "0", "-5", "abc", "1e3", "９９", "9" * 40, ""]


def test_our_list_gives_two_hundred_rows_at_most(crowded):
    browser = browse(crowded, "officer")

    for size, rows in {**SIZES, **dict.fromkeys(WITHOUT_SENSE, 25)}.items():
        asked = {"size": size}
        assert browser.get("/region/list/", query_string=asked).text.count('href="/region/show/') == rows, size
        assert len(browser.get("/api/v1/region/", query_string=asked).json["ids"]) == rows, size


def test_our_picker_gives_twenty_choices_and_says_that_there_are_more(crowded):
    answer = browse(crowded, "officer").get("/person/pick/region_id?q=to&size=20000").json

    assert len(answer["results"]) == 20
    assert answer["more"] is True


def test_our_resource_is_read_to_its_end_by_key(crowded):
    browser, found, address = browse(crowded, "officer"), [], "/api/v1/region/?after_id=0&size=100"
    while address:
        answer = browser.get(address).json
        found += answer["ids"]
        address = answer["next"]

    assert found == sorted(found)
    assert len(found) == len(set(found)) == MANY + 20


def test_our_resource_is_read_to_its_end_by_page(crowded):
    browser, found, address = browse(crowded, "officer"), [], "/api/v1/region/?sort=code&size=100"
    while address:
        answer = browser.get(address).json
        found += [row["values"]["code"] for row in answer["result"]]
        address = answer["next"]

    assert found == sorted(found)
    assert len(found) == MANY + 20
