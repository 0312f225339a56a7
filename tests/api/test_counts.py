"""Counts as JSON: the figures of the charts, for a program."""

import pytest

from app.api.counts import NOT_COUNTED
from tests.browsing import browse, said


def test_counts_say_each_value_and_the_filter_that_finds_its_rows(world):
    browser = browse(world, "officer")
    found = browser.get("/api/v1/person/_counts?by=region_id&born_on=1990&x=1").json

    assert (found["by"], found["total"], found["not_recorded"], found["ignored"]) == ("region_id", 4, 0, ["x"])
    assert found["question"] == "How many in each region?"
    assert found["result"] == [
        {"text": "Sở A", "count": 2, "kind": "value", "filter": {"region_id": "2"}},
        {"text": "Sở B", "count": 1, "kind": "value", "filter": {"region_id": "3"}},
        {"text": "Sở X", "count": 1, "kind": "value", "filter": {"region_id": "20"}},
    ]
    for line in found["result"]:
        asked = {"born_on": "1990", **line["filter"]}
        assert browser.get("/api/v1/person/", query_string=asked).json["count"] == line["count"]
    nothing = browser.get("/api/v1/person/_counts?by=gender_code").json
    assert nothing["result"] == [{"text": "chưa có", "count": 4, "kind": "unknown", "filter": {"gender_code": "-"}}]


@pytest.mark.parametrize(("name", "total"), [("officer", 4), ("hr_a", 2), ("hr_b", 1), ("me", 1), ("unitless", 0)])
def test_each_reader_counts_his_own_rows(world, name, total):
    assert browse(world, name).get("/api/v1/person/_counts?by=born_on").json["total"] == total


@pytest.mark.parametrize("name", ["nobody", "admin"])
def test_without_the_right_to_read_nothing_is_counted(world, name):
    answer = browse(world, name).get("/api/v1/person/_counts?by=born_on")
    assert answer.status_code == 403 and "total" not in answer.json


def test_a_stranger_is_told_to_sign_in(world):
    assert world.app.test_client().get("/api/v1/person/_counts?by=born_on").status_code == 401


@pytest.mark.parametrize("by", ["", "weight", "secret_number", "faith", "blood", "no_such", "id"])
def test_what_is_not_counted_for_a_reader_is_refused_in_the_same_words_whatever_it_is(world, by):
    answer = browse(world, "leader_a").get("/api/v1/person/_counts", query_string={"by": by})
    assert answer.status_code == 422
    assert [(p["field"], p["message"]) for p in answer.json["problems"]] == [("by", said(world.app, NOT_COUNTED))]


def test_a_filter_that_cannot_be_read_is_refused(world):
    answer = browse(world, "officer").get("/api/v1/person/_counts?by=gender_code&born_on=never")
    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json["problems"]] == ["born_on"]


def test_the_description_says_what_is_counted_for_its_reader(world):
    counted = {
        name: {
            field["name"]
            for field in browse(world, name).get("/api/v1/person/_info").json["fields"]
            if field["counted"]
        }
        for name in ("officer", "leader_a")
    }
    assert counted["leader_a"] == {"gender_code", "born_on", "region_id"}
    assert counted["officer"] == {*counted["leader_a"], "blood"}
