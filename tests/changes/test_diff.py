"""Old and new beside each other: compared by meaning, printed for people."""

import unicodedata
from decimal import Decimal

from app.access.standing import Standing
from app.changes.diff import changed, differences, dumped, loaded
from app.records.partial_dates import PartialDate
from tests.toys import Person, Pet, Posting

ALL = Standing(unlimited=True)


def test_only_a_different_meaning_is_a_difference(toy_app):
    with toy_app.app_context():
        row = {
            "effective_from": PartialDate.parse("3/2020"), "pay": Decimal("2.30"), "issuer": None, "evidence": None,
            "region_id": 2, "signer_name": "Nguyễn Ánh",
        }  # fmt: skip
        same = {
            "effective_from": PartialDate.parse("03/2020"), "pay": Decimal("2.3"), "issuer": "", "evidence": [],
            "region_id": 2, "signer_name": unicodedata.normalize("NFD", "Nguyễn Ánh"),
        }  # fmt: skip
        assert changed(Posting, row, same) == {}
        other = {
            "effective_from": PartialDate.parse("2020"),
            "pay": Decimal("2.31"),
            "region_id": 3,
            "signer_name": None,
        }
        assert changed(Posting, row, other) == other


def test_no_is_not_nothing_known(toy_app):
    with toy_app.app_context():
        assert changed(Pet, {"is_tame": None}, {"is_tame": False}) == {"is_tame": False}
        assert changed(Pet, {"is_tame": False}, {"is_tame": None}) == {"is_tame": None}
        assert changed(Person, {"weight": None}, {"weight": 0}) == {"weight": 0}


def test_values_come_back_from_json_as_they_went(toy_app):
    with toy_app.app_context():
        values = {
            "effective_from": PartialDate.parse("3/2020"), "pay": Decimal("2.30"), "evidence": [3, 1], "issuer": None,
            "region_id": 2,
        }  # fmt: skip
        assert loaded(Posting, dumped(Posting, values)) == values
        assert dumped(Posting, values)["pay"] == "2.30" and dumped(Posting, values)["effective_from"] == "2020-03"
        assert loaded(Pet, {"name_vi": "Mèo", "a_field_of_former_times": 1}) == {"name_vi": "Mèo"}


def test_links_and_codes_are_printed_by_name_in_the_order_of_the_declaration(world):
    with world.as_operator():
        lines = differences(
            Posting,
            {"region_id": 2, "pay": "2.30"},
            {"pay": "2.67", "effective_from": "2020-03", "region_id": 3, "person_id": 1},
            ALL,
        )
        assert [(line.field.name, line.old, line.new) for line in lines] == [
            ("person_id", "", "An A · E1"),
            ("region_id", "Sở A", "Sở B"),
            ("pay", "2,30", "2,67"),
            ("effective_from", "", "03/2020"),
        ]
        (line,) = differences(Person, {"gender_code": "1"}, {"gender_code": "2"}, ALL)
        assert (line.old, line.new) == ("Nam", "Nữ")


def test_a_cancellation_shows_all_that_ends(world):
    with world.as_operator():
        lines = differences(Pet, {"name_vi": "Pet1", "kind": "cat", "person_id": 1}, {}, ALL)
        assert [(line.field.name, line.old, line.new) for line in lines] == [
            ("person_id", "An A · E1", ""),
            ("name_vi", "Pet1", ""),
            ("kind", "Cat", ""),
        ]
