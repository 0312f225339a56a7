"""Which column of a sheet is which item, whatever it is called there."""

import unicodedata
from dataclasses import replace

import pytest
from flask_babel import get_locale

from app.access.standing import Standing
from app.exchange.headings import headings_of
from app.exchange.places import letters
from app.exchange.sheet import Line, Sheet
from app.records.choices import CatalogueItem
from tests.exchange.conftest import sentences as read
from tests.toys import Colour, Person, Pet


class InTwoLanguages:
    """A label as the catalogue of translations gives it."""

    def __init__(self, **texts):
        self.texts = texts

    def __str__(self):
        return self.texts[str(get_locale())]


@pytest.fixture
def find(world):
    def call(record, *rows, standing=None, given=()):
        lines = [Line(number, list(row)) for number, row in enumerate(rows, start=1) if row]
        with world.as_operator() as operator:
            return headings_of(record, Sheet("x.csv", "", lines), standing or operator, given)

    return call


def sentences(world, headings):
    with world.app.app_context():
        return read(headings)


def names(headings):
    return {place: declared.name for place, declared in headings.fields.items()}


@pytest.mark.parametrize(
    "heading",
    [
        "Màu gọi là",
        "MÀU GỌI LÀ",
        "  mau goi  la ",
        unicodedata.normalize("NFD", "Màu gọi là"),
        "Colour is called",
        "name_vi",
        "NAME VI",
        "tên",
    ],
)
def test_a_column_is_known_by_either_language_its_name_or_an_alias(find, monkeypatch, heading):
    label = InTwoLanguages(vi="Màu gọi là", en="Colour is called")
    monkeypatch.setitem(Colour.fields, "name_vi", replace(Colour.fields["name_vi"], label=label, aliases=("Tên",)))
    assert names(find(Colour, ["Colour code", heading])) == {0: "code", 1: "name_vi"}


def test_titles_above_and_columns_without_a_heading_are_passed_over(world, find):
    found = find(
        Colour, ["DANH SÁCH MÀU"], ["Kèm theo Công văn số 1"], ["", "Colour code", None, "Colour name"], ["1", "c"]
    )
    assert (found.line, names(found)) == (3, {1: "code", 3: "name_vi"})


def test_what_looks_like_a_row_above_the_headings_is_told_not_silently_left_out(world, find):
    head = ["Person number", "Person name", "Region of the person"]
    found = find(Person, ["VD: E1", "VD: An", "VD: Sở A"], ["E1", "An", "Sở A"], head)
    assert sentences(world, found) == [
        "Line 2: The line stands above the headings and is not taken; move it below them if it is a row."
    ]
    assert found.findings[0].severity == "warning"


def test_an_unknown_column_is_named_with_the_ones_that_are_known(world, find):
    found = find(Colour, ["Colour code", "Colour name", "Sở thích"])
    assert sentences(world, found) == [
        "Line 1, column “Sở thích”: There is no such item; delete the column, or name it as one of: Colour code; Colour name."
    ]


def test_columns_that_a_record_does_not_take_are_passed_over(world, find, monkeypatch):
    monkeypatch.setattr(Colour, "not_imported", ("so_thich",))
    assert sentences(world, find(Colour, ["Colour code", "Colour name", "Sở thích"])) == []


def test_a_code_list_gathers_further_columns_under_their_own_names(world, find):
    found = find(CatalogueItem, ["code", "name_vi", "salary_group", "Nhóm"], given=("list_code",))
    assert found.rest == {2: "salary_group", 3: "Nhóm"}
    assert sentences(world, found) == []


def test_the_same_item_in_two_columns_is_refused(world, find):
    found = find(Colour, ["Colour code", "Colour name", "NAME_VI"])
    assert sentences(world, found) == [
        "Line 1, column “Colour name”: The same item stands in several columns (B “Colour name”, C “NAME_VI”); leave one of them."
    ]


def test_a_missing_key_is_refused_unless_its_value_is_given_elsewhere(world, find):
    missing = "Line 1, column “Colour code”: The column is missing; add it, because rows are recognised by it."
    assert sentences(world, find(Colour, ["Colour name"])) == [missing]
    assert sentences(world, find(Colour, ["Colour name"], given=("code",))) == []


def test_what_nobody_types_and_files_are_not_taken_and_said_so(world, find):
    found = find(Person, ["Person number", "Pay"])
    assert names(found) == {0: "number"}
    assert sentences(world, found) == ["Line 1, column “Pay”: The column is not taken: the system works it out itself."]
    assert "evidence files" in sentences(world, find(Pet, ["Person of the row", "Papers"]))[0]


def test_items_that_the_writer_does_not_see_in_full_are_not_taken(world, find):
    with world.as_("leader_a") as leader:
        standing = leader
    found = find(Person, ["Person number", "Secret number", "Faith"], standing=standing)
    assert names(found) == {0: "number"}
    assert [finding.severity for finding in found.findings] == ["warning", "warning"]
    with world.as_("hr_a") as hr:
        assert isinstance(hr, Standing)
    assert names(find(Person, ["Person number", "Secret number", "Faith"], standing=hr)) == {
        0: "number",
        1: "secret_number",
        2: "faith",
    }


def test_columns_are_lettered_as_excel_letters_them():
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_an_old_workbook_whose_errors_cannot_be_told_warns_of_it(world):
    sheet = Sheet("x.xls", "", [Line(1, ["Colour code", "Colour name"])], errors_told=False)
    with world.as_operator() as operator:
        found = headings_of(Colour, sheet, operator, ())
    assert [(finding.severity, finding.line) for finding in found.findings] == [("warning", 1)]
    assert "counts as empty" in sentences(world, found)[0]
