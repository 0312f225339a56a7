"""Pieces of pages that are kept: nothing that somebody typed, and nothing of one reader alone."""

import pytest

from app.screens.pages import Control, Filter, MenuEntry, MenuGroup
from tests.browsing import browse

OPTIONS = (("1", "Nam"), ("2", "Nữ"))


def pieces(world):
    return set(world.app.extensions["pieces"])


def test_what_was_typed_into_a_choice_is_not_kept(world):
    browser = browse(world, "hr_a")
    for address in ("/person/list/", "/person/edit/1", "/pet/add?person_id=1"):
        browser.get(address)
    before = pieces(world)
    for typed in (" " * 5000, "x" * 5000, "3"):
        sent = {"gender_code": typed, "kind": typed, "full_name": "", "number": ""}
        for address in ("/person/edit/1", "/pet/add"):
            assert browser.post(address, sent).status_code == 422
        browser.get("/person/list/", query_string={"gender_code": typed, "born_on": typed, "q": typed})
    assert [piece for piece in pieces(world) - before if len(repr(piece)) > 4000 or "3" in repr(piece)] == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, True),
        ({"options": OPTIONS}, True),
        ({"options": OPTIONS, "value": "2", "official": "Nam"}, True),
        ({"options": OPTIONS, "value": "   "}, False),
        ({"options": OPTIONS, "value": "3"}, False),
        ({"options": OPTIONS, "official": "a code that left the list"}, False),
        ({"options": OPTIONS, "errors": ["wrong"]}, False),
        ({"value": "typed"}, False),
        ({"official": "was so"}, False),
        ({"chosen": ("1", "An A")}, False),
    ],
)
def test_an_input_is_kept_while_its_look_is_one_of_few(given, kept):
    assert (Control("field", "Field", "select", **given).key is not None) == kept


def test_a_filter_that_is_set_is_not_kept():
    assert Filter("born_on", "Born on", "range", value="1990").key is None
    assert Filter("born_on", "Born on", "range").key is not None


def test_the_group_of_the_readers_own_pages_is_not_kept(world):
    assert MenuGroup("My work", [MenuEntry("My record", "/person/show/1")], own=True).key is None
    browse(world, "hr_a").get("/")
    browse(world, "me").get("/")
    assert [piece for piece in pieces(world) if "/person/show/" in repr(piece)] == []
