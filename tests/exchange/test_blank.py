"""The sheet to fill in: what a clerk finds in it, and that the import understands all that it offers."""

import io

import openpyxl
import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.access.models import AuditEntry
from app.changes.loading import load, open_batch
from app.exchange import offers
from app.exchange.blank import EXAMPLES, FIRST, HEADINGS, fillable_fields, write_sheet
from app.exchange.offers import offers_of
from app.extensions import db
from app.records.choices import CatalogueItem
from tests.browsing import browse
from tests.exchange.conftest import for_approval, sentences
from tests.toys import Person, Pet, Region


def workbook(world, record, who="hr_a", rows=None):
    """The sheet as Excel opens it, in English."""
    with world.as_(who) as standing, world.app.test_request_context(), force_locale("en"):
        file = io.BytesIO()
        write_sheet(record, file, standing, rows)
        db.session.commit()
    return openpyxl.load_workbook(file)


def saved(book, tmp_path):
    path = tmp_path / "filled.xlsx"
    book.save(path)
    return path


def headings(book):
    return {cell.value.removesuffix(" *"): cell for cell in book.worksheets[0][HEADINGS + 1]}


def listed(book, heading):
    """What the drop-down list of a column offers."""
    sheet = book.worksheets[0]
    letter = headings(book)[heading].column_letter
    found = next(
        rule
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list" and f"{letter}{FIRST + 1}" in rule.sqref
    )
    name, _sign, place = found.formula1.partition("!")
    return [row[0].value for row in book[name.strip("'")][place.replace("$", "")]]


def test_the_headings_are_the_items_the_writer_may_fill_in_and_the_required_ones_are_marked(world):
    book = workbook(world, Person)
    found = [cell.value for cell in book.worksheets[0][HEADINGS + 1]]
    assert found == [
        "Person number *",
        "Person name *",
        "Toy gender",
        "Born",
        "Secret number",
        "Faith",
        "Blood group",
        "Weight",
        "Notes",
        "Region of the person *",
    ]
    assert book.worksheets[0].freeze_panes == f"B{FIRST + 1}"
    assert book.worksheets[0].print_title_rows == f"${HEADINGS + 1}:${HEADINGS + 1}"
    assert "Required for a new row" in headings(book)["Person number"].comment.text
    assert "mm/yyyy" in headings(book)["Born"].comment.text


def test_evidence_files_and_items_that_the_engine_works_out_are_no_columns(world):
    assert list(headings(workbook(world, Pet))) == ["Person of the row", "Pet name", "Kind of pet", "Tame"]


def test_whatever_is_no_number_is_text_to_excel_so_that_zeros_stay_and_no_day_is_made_up(world):
    sheet = workbook(world, Person).worksheets[0]
    formats = {
        heading.value.removesuffix(" *"): sheet.column_dimensions[heading.column_letter]
        for heading in sheet[HEADINGS + 1]
        if heading.column_letter in sheet.column_dimensions
    }
    assert {formats[name].number_format for name in ("Person number", "Secret number", "Born")} == {"@"}
    assert formats["Weight"].number_format == "0"


def test_the_line_of_examples_is_marked_closed_and_never_taken_in(world, tmp_path):
    book = workbook(world, Person)
    sheet = book.worksheets[0]
    examples = [cell.value for cell in sheet[EXAMPLES + 1] if cell.value]
    assert len(examples) >= 4
    assert all(text.startswith("E.g. ") for text in examples)
    closed = [rule for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
    assert [(rule.formula1, str(rule.sqref)) for rule in closed] == [("FALSE", f"A1:J{EXAMPLES + 1}")]
    sheet.cell(FIRST + 1, 1, "E9"), sheet.cell(FIRST + 1, 2, "Kim"), sheet.cell(FIRST + 1, 10, "Sở A")
    with world.as_("hr_a"):
        report = for_approval(Person, saved(book, tmp_path))
        assert (report.summary, sentences(report)) == ("1 new, 0 changed, 0 same, 0 refused", [])
        assert [row.line for row in report.rows] == [FIRST + 1]


def test_the_empty_sheet_holds_no_row(world, tmp_path):
    with world.as_("hr_a"):
        report = for_approval(Person, saved(workbook(world, Person), tmp_path))
        assert (report.rows, sentences(report)) == ([], [])


def test_lists_offer_names_choices_yes_and_no_and_the_units_within_reach(world):
    person, pet = workbook(world, Person), workbook(world, Pet)
    assert listed(person, "Toy gender") == ["Nam", "Nữ"]
    assert listed(person, "Region of the person") == ["Sở A", "Phòng A1"]
    assert (listed(pet, "Kind of pet"), listed(pet, "Tame")) == (["Cat", "Dog"], ["Yes", "No"])
    assert listed(pet, "Person of the row") == ["An A · E1", "Bình A1 · E2"]


def test_a_name_that_leaves_a_doubt_is_offered_with_its_code_and_understood(world, tmp_path):
    with world.as_operator():
        batch = open_batch("test", "test")
        load(batch, CatalogueItem, [{"list_code": "genders", "code": c, "name_vi": "Khác"} for c in ("8", "9")])
        load(batch, Region, [{"code": "A2", "name_vi": "Phòng A1", "parent_id": 2}])
        db.session.commit()
    world.app.extensions["catalogues"].forget()
    book = workbook(world, Person)
    assert listed(book, "Toy gender") == ["Nam", "Nữ", "8 · Khác", "9 · Khác"]
    assert sorted(listed(book, "Region of the person")) == ["A1 · Phòng A1", "A2 · Phòng A1", "Sở A"]
    sheet = book.worksheets[0]
    for place, text in ((1, "E9"), (2, "Kim"), (3, "9 · Khác"), (10, "A2 · Phòng A1")):
        sheet.cell(FIRST + 1, place, text)
    with world.as_("hr_a"):
        report = for_approval(Person, saved(book, tmp_path))
        assert sentences(report) == []
        assert report.rows[0].values["gender_code"] == "9"
        assert report.rows[0].values["region_id"] == db.session.scalar(select(Region.id).where(Region.code == "A2"))


def test_a_list_longer_than_excel_takes_in_one_cell_stands_on_its_own_sheet(world):
    with world.as_operator():
        items = [{"list_code": "genders", "code": f"g{n}", "name_vi": f"Giới {n}"} for n in range(700)]
        load(open_batch("test", "test"), CatalogueItem, items)
        db.session.commit()
    world.app.extensions["catalogues"].forget()
    found = listed(workbook(world, Person), "Toy gender")
    assert (len(found), found[-1]) == (702, "Giới 99")


def test_more_rows_than_can_be_chosen_from_are_not_listed(world, monkeypatch):
    monkeypatch.setattr(offers, "MOST_ROWS", 1)
    with world.as_("hr_a") as standing:
        assert set(offers_of(fillable_fields(Person, standing), standing)) == {"gender_code", "blood"}
        assert set(offers_of(fillable_fields(Pet, standing), standing)) == {"kind", "is_tame"}


def test_everything_that_a_list_offers_is_understood_as_what_it_stands_for(world, tmp_path):
    with world.as_("officer") as standing:
        fields = fillable_fields(Person, standing)
        offer = offers_of(fields, standing)["region_id"]
        book = workbook(world, Person, "officer")
        for row, text in enumerate(offer.texts):
            for place, value in ((1, f"N{row}"), (2, "Kim"), (10, text)):
                book.worksheets[0].cell(FIRST + 1 + row, place, value)
        report = for_approval(Person, saved(book, tmp_path))
        assert sentences(report) == []
        assert [row.values["region_id"] for row in report.rows] == [
            key for text in offer.texts for key, called in offer.by_value.items() if called == text
        ]
        assert len(offer.texts) == 20


def test_the_guide_explains_every_column(world):
    book = workbook(world, Person)
    guide = book["How to fill in"]
    rows = [[cell.value for cell in row] for row in guide.iter_rows(min_row=6)]
    assert [row[0] for row in rows] == [cell.value.removesuffix(" *") for cell in book.worksheets[0][HEADINGS + 1]]
    assert rows[2] == ["Toy gender", "", "Choose from the list of the cell", "Nam; Nữ", "", "Nam"]


def test_a_filled_sheet_sent_back_as_it_is_changes_nothing_and_a_corrected_cell_one_row(world, tmp_path):
    book = workbook(world, Person, rows=select(Person.id).order_by(Person.number))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[FIRST + 1]][:5] == ["E1", "An A", None, "1990", "008190000002"]
    path = saved(book, tmp_path)
    with world.as_("hr_a"):
        assert for_approval(Person, path).summary == "0 new, 0 changed, 2 same, 0 refused"
    sheet.cell(FIRST + 2, 4, "03/1991")
    with world.as_("hr_a"):
        report = for_approval(Person, saved(book, tmp_path))
        assert report.summary == "0 new, 1 changed, 1 same, 0 refused"
        assert report.rows[1].values["born_on"].iso == "1991-03"


def test_a_filled_sheet_holds_the_rows_of_the_list_within_reach_and_the_audit_log_knows_it(world):
    answer = browse(world, "hr_a").get("/import/person/sheet.xlsx?filled=1&q=an")
    rows = list(
        openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0].iter_rows(min_row=FIRST + 1, values_only=True)
    )
    assert [row[0] for row in rows] == ["E1"]
    with world.as_operator():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "import_sheet")).one()
        assert (entry.user_id, entry.record, entry.detail["rows"]) == (world.users["hr_a"], "person", 1)
        assert "An A" not in str(entry.detail)


@pytest.mark.parametrize("who", ["leader_a", "approver_a", "nobody", "admin", "me"])
def test_who_keeps_no_rows_of_others_gets_no_sheet(world, who):
    answer = browse(world, who).get("/import/person/sheet.xlsx")
    assert answer.status_code == 403
    assert b"PK" not in answer.data[:4]


def test_the_sheet_to_fill_comes_first_then_the_guide_then_the_lists(world):
    book = workbook(world, Person)
    assert [sheet.title for sheet in book.worksheets] == ["Persons", "How to fill in", "Code lists of the sheet"]
    assert {sheet.page_setup.orientation for sheet in book.worksheets} == {"landscape"}
    assert {str(sheet.page_setup.paperSize) for sheet in book.worksheets} == {"9"}
