"""Code lists: read once for all, named in the reader's language, valid for a time."""

from datetime import date

import pytest
from flask_babel import force_locale

from app.changes import operations
from app.changes.loading import load, open_batch
from app.extensions import db
from app.records import catalogues as catalogues_module
from app.records.area import registry
from app.records.catalogues import CatalogueKind, catalogues
from app.records.choices import CatalogueItem, CodeList, read_items
from app.records.kinds import Choice
from app.records.problems import FieldError

GENDERS = CatalogueKind(("genders",))


def added(world, *items):
    with world.as_operator():
        load(open_batch("test", "01/QĐ"), CatalogueItem, items)
        db.session.commit()


def test_the_items_of_a_list_stand_in_its_order_with_all_they_carry(world):
    added(
        world,
        {"list_code": "ranks", "code": "02", "name_vi": "Hạng hai", "sort_order": 2},
        {
            "list_code": "ranks", "code": "09", "name_vi": "Hạng một", "name_en": "Class one", "sort_order": 1,
            "valid_from": date(2020, 1, 1), "valid_to": date(2024, 12, 31), "attributes": {"group": "A1"},
        },
    )  # fmt: skip
    with world.as_("nobody"):
        items = list(catalogues().items("ranks").values())
        assert [item.code for item in items] == ["09", "02"]
        first = items[0]
        assert (first.name_vi, first.name_en, first.attributes) == ("Hạng một", "Class one", {"group": "A1"})
        days = [date(2019, 12, 31), date(2020, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
        assert [first.valid_on(day) for day in days] == [False, True, True, False]
        assert items[1].valid_on(date(1900, 1, 1))
        with force_locale("en"):
            assert (first.name, items[1].name) == ("Class one", "Hạng hai")
        with force_locale("vi"):
            assert first.name == "Hạng một"


def test_a_code_is_taken_by_code_or_by_name_and_otherwise_refused(world):
    added(world, {"list_code": "genders", "code": "3", "name_vi": "Nữ"})
    with world.as_("hr_a"):
        assert (GENDERS.parse("1"), GENDERS.parse(1.0), GENDERS.parse(" nam "), GENDERS.parse("NAM")) == ("1",) * 4
        assert GENDERS.parse("") is GENDERS.parse(None) is None
        for wrong in ("9", "Nữ", "N"):
            with pytest.raises(FieldError, match=wrong):
                GENDERS.parse(wrong)


def test_what_stands_in_a_file_as_it_is_kept_is_known_without_the_names_of_the_others(world, monkeypatch):
    class Unasked:
        def __str__(self):
            raise AssertionError("a name was asked for")

    assert Choice((("a", Unasked()), ("b", Unasked()))).parse("b") == "b"
    with world.as_("nobody"):
        monkeypatch.setattr(registry(), "code_lists", {"genders": Unasked(), "ranks": Unasked()})
        assert CodeList().parse("ranks") == "ranks"
        monkeypatch.setattr(registry(), "code_lists", {"genders": "Giới tính", "ranks": "Ngạch"})
        assert [CodeList().parse(raw) for raw in ("giới TÍNH", "Ranks", "elsewhere")] == [
            "genders",
            "ranks",
            "elsewhere",
        ]


def test_the_first_of_several_lists_that_knows_a_code_names_it(world):
    added(
        world, {"list_code": "old", "code": "1", "name_vi": "Cũ"}, {"list_code": "old", "code": "7", "name_vi": "Bảy"}
    )
    with world.as_("hr_a"):
        both = CatalogueKind(("genders", "old"))
        assert (both.show("1"), both.show("7"), both.show("x"), both.show(None)) == ("Nam", "Bảy", "x", "")
        assert {item.name for item in both.items()} == {"Nam", "Nữ", "Cũ", "Bảy"}


def test_a_list_is_read_once_and_anew_after_a_while(world, monkeypatch):
    clock, reads = [100.0], []
    held = catalogues_module.Catalogues(lambda: reads.append(1) or read_items())
    monkeypatch.setattr(catalogues_module.time, "monotonic", lambda: clock[0])
    with world.as_("hr_a"):
        for _turn in range(3):
            assert set(held.items("genders")) == {"1", "2"}
        assert held.items("unheard_of") == {}
        clock[0] += catalogues_module.CACHE_SECONDS + 1
        held.items("genders")
    assert len(reads) == 2


def test_a_new_code_is_known_at_once_and_one_that_was_rolled_back_is_not(world):
    item = {"list_code": "genders", "name_vi": "Khác"}
    with world.as_("officer"):
        operations.submit(CatalogueItem, {**item, "code": "3"})
        assert "3" in catalogues().items("genders")
        db.session.commit()
        assert "3" in catalogues().items("genders")
        operations.submit(CatalogueItem, {**item, "code": "4"})
        assert "4" in catalogues().items("genders")
        db.session.rollback()
        assert set(catalogues().items("genders")) == {"1", "2", "3"}


def test_a_code_is_used_once_in_its_list(world):
    with world.as_("officer"):
        change = operations.submit(CatalogueItem, {"list_code": "others", "code": "1", "name_vi": "Một"}).change
        assert change.state == "applied"
        with pytest.raises(operations.Refusal) as refusal:
            operations.submit(CatalogueItem, {"list_code": "others", "code": "1", "name_vi": "Hai"})
        assert [problem.field for problem in refusal.value.problems] == ["list_code"]
