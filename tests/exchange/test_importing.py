"""Rows of a sheet become official rows or changes, or are refused with line, column and reason."""

import datetime
import unicodedata
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select

from app.access.models import AuditEntry
from app.changes.loading import load, open_batch
from app.changes.models import Batch, Change
from app.changes.operations import approve
from app.changes.refusals import NotAllowed, Refusal
from app.changes.store import official
from app.exchange.outcome import outcome_of
from app.exchange.sheet import read
from app.exchange.ways import ByDocument
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.problems import Problem
from tests.exchange.conftest import by_document, for_approval, refusal, sentences
from tests.toys import Colour, Person, Pet, Posting, Region

PERSON = ["Person number", "Person name", "Region of the person"]


def rows(record, *columns):
    table = record.__table__
    return [tuple(row) for row in db.session.execute(select(*(table.c[name] for name in columns)).order_by(table.c.id))]


def count(record):
    return db.session.scalar(select(func.count()).select_from(record.__table__))


def test_new_changed_and_same_rows_are_told_apart_by_the_key(world, sheets):
    path = sheets.csv(
        [*PERSON, "Notes"], ["E1", "An Mới", "Sở A", ""], ["E2", "Bình A1", "Phòng A1", ""], ["E9", "Kim", "Sở B", "x"]
    )
    with world.as_operator():
        report = by_document(Person, path)
        assert (report.summary, sentences(report)) == ("1 new, 1 changed, 1 same, 0 refused", [])
        assert official(Person, 1)["full_name"] == "An Mới"
        assert official(Person, 5)["notes"] == "x"
        changes = (
            db.session.execute(select(Change).join(Batch, Batch.id == Change.batch_id).where(Batch.kind == "migration"))
            .scalars()
            .all()
        )
        assert [(change.verb, change.state, change.target_id) for change in changes] == [
            ("create", "applied", 5),
            ("amend", "applied", 1),
        ]
        again = by_document(Person, path)
        assert again.summary == "0 new, 0 changed, 3 same, 0 refused"


def test_a_first_of_the_month_that_excel_may_have_made_up_is_asked_about(world, sheets):
    head = ["Person number", "Born"]
    path = sheets.xlsx(head, ["E1", datetime.date(1979, 3, 1)], ["E2", datetime.date(1979, 3, 2)], ["E3", "01/03/1979"])
    with world.as_operator():
        report = by_document(Person, path)
        assert report.summary == "0 new, 3 changed, 0 same, 0 refused"
        told = [(finding.line, finding.column, finding.severity) for finding in report.findings]
        assert told == [(2, "Born", "warning")]
        assert "Taken as the day 01/03/1979" in sentences(report)[0]
        assert "type 03/1979" in sentences(report)[0]
        assert official(Person, 1)["born_on"].iso == "1979-03-01"


def test_an_empty_cell_leaves_the_official_value_as_it_is(world, sheets):
    with world.as_operator():
        report = by_document(
            Person, sheets.csv(["Person number", "Born", "Faith"], ["E1", "", ""], ["E2", "03/1991", ""])
        )
        assert report.summary == "0 new, 1 changed, 1 same, 0 refused"
        assert (official(Person, 1)["born_on"].iso, official(Person, 2)["born_on"].iso) == ("1990", "1991-03")
        assert official(Person, 1)["faith"] == "đạo E1"


def test_a_dry_run_counts_the_same_and_writes_nothing(world, sheets):
    path = sheets.csv(PERSON, ["E1", "An Mới", "Sở A"], ["E9", "Kim", "Sở B"])
    with world.as_operator():
        before = count(Change), count(Batch), count(AuditEntry)
        report = by_document(Person, path, dry_run=True)
        assert report.summary == "1 new, 1 changed, 0 same, 0 refused"
    with world.as_operator():
        assert official(Person, 1)["full_name"] == "An A"
        assert count(Person) == 4
        assert (count(Change), count(Batch), count(AuditEntry)) == before


def test_one_refused_row_keeps_all_out_unless_partial_was_asked(world, sheets):
    path = sheets.csv([*PERSON, "Born"], ["E8", "Kim", "Sở B", "31/02/1990"], ["E9", "Lan", "Sở B", "28/02/1990"])
    reason = ["Line 2, column “Born”: There is no such day in that month; check the day."]
    with world.as_operator():
        report = by_document(Person, path)
        assert (report.summary, sentences(report)) == ("1 new, 0 changed, 0 same, 1 refused", reason)
        assert count(Person) == 4
        partly = by_document(Person, path, partial=True)
        assert (partly.summary, sentences(partly)) == ("1 new, 0 changed, 0 same, 1 refused", reason)
        assert rows(Person, "number")[4:] == [("E9",)]


def test_every_fault_of_a_sheet_is_told_with_line_column_and_reason(world, sheets, monkeypatch):
    monkeypatch.setitem(world.app.extensions["registry"].code_lists, "genders", "Genders of toys")
    path = sheets.csv(
        [*PERSON, "Toy gender", "Secret number", "Weight"],
        ["E7", "Kim", "Sở Z", "3", "12345", "nặng"],
        ["E8", "", "Sở B", "Nữ", "", "400"],
        ["E9", "Lan", "Sở B", "1", "008190000002", ""],
        ["E9", "Lan", "Sở B", "1", "", ""],
        ["", "Mai", "Sở B", "1", "", ""],
    )
    with world.as_operator():
        report = by_document(Person, path)
        assert sentences(report) == [
            "Line 2, column “Toy gender”: “3” is not in the code list “Genders of toys”; write a code or a name of that list.",
            "Line 2, column “Secret number”: The value does not have the expected form.",
            "Line 2, column “Weight”: Enter a whole number, such as 1500 or 1.500.",
            "Line 2, column “Region of the person”: “Sở Z” is not among “Regions”, or it is outside your scope.",
            "Line 3, column “Person name”: This item is required.",
            "Line 4, column “Secret number”: Already in the database; please contact the Department of Home Affairs.",
            "Line 5, column “Person number”: The same value stands in line 4 already; leave one of the two lines.",
            "Line 6, column “Person number”: This item is required.",
        ]
        assert report.summary == "0 new, 0 changed, 0 same, 5 refused"
        assert count(Person) == 4


def test_a_person_named_without_his_number_is_refused_with_the_way_to_write_him(world, sheets):
    rows = ["Mun", "An A"], ["Vàng", "Chi B"], ["Mực", "Ai Đó"]
    with world.as_("hr_a"):
        report = for_approval(Pet, sheets.csv(["Pet name", "Person of the row"], *rows))
    assert sentences(report) == [
        "Line 2, column “Person of the row”: “An A” alone does not say which of “Persons” is meant; "
        "write it whole, for example: An A · E1.",
        "Line 3, column “Person of the row”: “Chi B” is not among “Persons”, or it is outside your scope.",
        "Line 4, column “Person of the row”: “Ai Đó” is not among “Persons”, or it is outside your scope.",
    ]


def test_a_finding_says_whose_row_it_is(world, sheets):
    path = sheets.csv([*PERSON, "Weight"], ["E9", "Lan", "Sở A", "nặng"])
    pets = sheets.csv(["Pet name", "Person of the row"], ["Mun", "Ai Đó"], name="pets.csv")
    with world.as_("hr_a"):
        people, animals = for_approval(Person, path), for_approval(Pet, pets)
        assert [fault.who for fault in outcome_of(people, read(path)).faults] == ["Lan · E9"]
        assert [fault.who for fault in outcome_of(animals, read(pets)).faults] == ["Ai Đó"]


def test_the_rules_of_a_record_refuse_a_new_row(world, sheets):
    with world.as_operator():
        report = by_document(Person, sheets.csv([*PERSON, "Weight"], ["E9", "Lan", "Sở B", "400"]))
        assert sentences(report) == ["Line 2, column “Weight”: Nobody weighs that much."]
        assert count(Person) == 4


def test_a_missing_column_is_told_once_and_only_new_rows_need_it(world, sheets):
    head = ["Person number", "Person name"]
    with world.as_operator():
        report = by_document(Person, sheets.csv(head, ["E1", "An Mới"], ["E8", "Kim"], ["E9", "Lan"]), partial=True)
        assert sentences(report) == [
            "Line 3, column “Region of the person”: The column is missing; new rows cannot be without it."
        ]
        assert report.summary == "0 new, 1 changed, 0 same, 2 refused"
        assert official(Person, 1)["full_name"] == "An Mới"


def test_faulty_headings_refuse_every_row_even_a_partial_import(world, sheets):
    with world.as_operator():
        report = by_document(Colour, sheets.csv(["Colour code", "Colour name", "Hue"], ["x", "Lục", "1"]), partial=True)
        assert report.summary == "0 new, 0 changed, 0 same, 1 refused"
        assert len(sentences(report)) == 1
        assert count(Colour) == 0


def test_text_of_another_unicode_form_and_stray_spaces_are_mended(world, sheets):
    name = unicodedata.normalize("NFD", "  Lục   bảo ")
    with world.as_operator():
        by_document(Colour, sheets.csv(["Colour code", "Colour name"], [" x ", name]))
        assert rows(Colour, "code", "name_vi") == [("x", "Lục bảo")]


def test_cells_that_excel_turned_into_figures_or_dates_are_understood_or_refused(world, sheets):
    path = sheets.xlsx(
        [*PERSON, "Secret number", "Weight", "Born"],
        [1001, "Kim", "B", 8190000009, 61.0, datetime.date(1990, 3, 12)],
        [1002.0, "Lan", "B", 190000000123, 1.234, datetime.datetime(1991, 1, 2)],
        [datetime.date(2020, 12, 1), "Mai", "B", None, None, 1979],
        [1004, "Nga", "B", 100000000008, 62, "03/1979"],
    )
    with world.as_operator():
        report = by_document(Person, path, partial=True)
        assert sentences(report) == [
            "Line 2, column “Secret number”: The value does not have the expected form.",
            "Line 3, column “Weight”: Enter a whole number from 1 to 1000.",
            "Line 4, column “Person number”: Excel took the cell for a date or time; "
            "format the column as text and type the value again.",
        ]
        assert rows(Person, "number", "secret_number", "weight")[4:] == [("1004", "100000000008", 62)]


def test_cells_with_an_excel_error_are_refused_not_taken_for_empty(world, sheets):
    path = sheets.xlsx([*PERSON, "Notes"], ["E1", "An A", "Sở A", "#N/A"], ["E2", "=UPPER(B2)", "Phòng A1", None])
    with world.as_operator():
        report = by_document(Person, path)
        assert [sentence.split(":")[0] for sentence in sentences(report)] == [
            "Line 2, column “Notes”",
            "Line 3, column “Person name”",
        ]
        assert report.summary == "0 new, 0 changed, 0 same, 2 refused"


def test_parents_may_stand_below_their_children_in_the_sheet(world, sheets):
    path = sheets.csv(
        ["Region code", "Region name", "Parent region"], ["C3", "Tổ", "C2"], ["C2", "Đội", "C1"], ["C1", "Ban", "B"]
    )
    with world.as_operator():
        report = by_document(Region, path)
        assert (report.summary, sentences(report)) == ("3 new, 0 changed, 0 same, 0 refused", [])
        paths = dict(rows(Region, "code", "path"))
        assert (
            paths["C3"].startswith(paths["C2"])
            and paths["C2"].startswith(paths["C1"])
            and paths["C1"].startswith(paths["B"])
        )


def test_children_of_a_refused_parent_and_circles_are_refused(world, sheets):
    path = sheets.csv(
        ["Region code", "Region name", "Parent region"],
        ["C1", "", "B"],
        ["C2", "Đội", "C1"],
        ["D1", "Vòng", "D2"],
        ["D2", "Tròn", "D1"],
    )
    with world.as_operator():
        report = by_document(Region, path)
        assert sentences(report) == [
            "Line 2, column “Region name”: This item is required.",
            "Line 3, column “Parent region”: It points at line 2, which is refused.",
            "Line 4, column “Parent region”: The lines of the sheet point at each other in a circle.",
            "Line 5, column “Parent region”: The lines of the sheet point at each other in a circle.",
        ]


def test_a_name_that_several_rows_bear_asks_for_the_key(world, sheets):
    with world.as_operator():
        load(open_batch("test", "test"), Region, [{"code": "A9", "name_vi": "Sở A", "parent_id": 1}])
        report = by_document(Person, sheets.csv(PERSON, ["E9", "Kim", "Sở A"], ["E8", "Lan", "A9"]))
        assert sentences(report) == [
            "Line 2, column “Region of the person”: Several rows of “Regions” are called “Sở A”; write it as: Region code."
        ]


def test_a_row_about_a_person_finds_him_by_his_number_or_title(world, sheets):
    head = ["Person of the row", "Pet name", "Kind of pet", "Tame"]
    path = sheets.csv(head, ["E1", "Mun", "Dog", "có"], ["Chi B · E3", "Vện", "cat", "không"])
    with world.as_operator():
        assert by_document(Pet, path).summary == "2 new, 0 changed, 0 same, 0 refused"
        assert rows(Pet, "person_id", "name_vi", "kind", "is_tame", "scope_id")[4:] == [
            (1, "Mun", "dog", True, 2),
            (3, "Vện", "cat", False, 3),
        ]
        assert by_document(Pet, path).summary == "0 new, 0 changed, 2 same, 0 refused"


def test_events_loaded_by_a_document_feed_what_is_true_today(world, sheets):
    path = sheets.csv(
        ["Person of the row", "Region of the posting", "Pay of the posting", "valid_from"],
        ["E1", "Sở B", "2,34", "2020"],
    )
    with world.as_operator():
        assert by_document(Posting, path).summary == "1 new, 0 changed, 0 same, 0 refused"
        person = official(Person, 1)
        assert (person["region_id"], str(person["pay"]), person["scope_id"]) == (3, "2.34", 3)


def test_an_item_given_once_is_not_changed_by_a_sheet(world, sheets):
    with world.as_operator():
        report = by_document(Person, sheets.csv(PERSON, ["E1", "An A", "Sở B"]))
        assert sentences(report) == [
            "Line 2, column “Region of the person”: The item of an existing row is not changed by a sheet; leave the cell empty."
        ]


def test_rows_handed_in_by_a_user_wait_in_one_batch_and_become_official_when_approved(world, sheets):
    path = sheets.csv(
        [*PERSON, "Faith"],
        ["E1", "An Mới", "Sở A", "đạo khác"],
        ["E2", "Bình A1", "Phòng A1", ""],
        ["E9", "Kim", "Phòng A1", ""],
    )
    with world.as_("hr_a"):
        report = for_approval(Person, path)
        assert (report.summary, sentences(report)) == ("1 new, 1 changed, 1 same, 0 refused", [])
        assert official(Person, 1)["full_name"] == "An A"
        batch = db.session.scalars(select(Batch).where(Batch.kind == "import")).one()
        assert (batch.made_by, batch.file_name) == (world.users["hr_a"], "sheet.csv")
        changes = db.session.scalars(select(Change).where(Change.batch_id == batch.id).order_by(Change.id)).all()
        assert [(change.verb, change.state, change.entered_by) for change in changes] == [
            ("amend", "submitted", world.users["hr_a"]),
            ("create", "submitted", world.users["hr_a"]),
        ]
        waiting = [change.id for change in changes]
        note = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "import")).one()
        assert (note.user_id, note.record, note.detail["new"], note.detail["changed"]) == (
            world.users["hr_a"],
            "person",
            1,
            1,
        )
    with world.as_("approver_a"):
        for change_id in waiting:
            approve(change_id)
        db.session.commit()
        assert official(Person, 1)["full_name"] == "An Mới"
    with world.as_operator():
        assert rows(Person, "number", "region_id")[4:] == [("E9", 4)]


def test_what_rules_look_at_is_fetched_once_for_many_new_rows_and_finds_the_same(world, sheets, monkeypatch):
    def rule(candidate):
        if candidate.linked("person_id")["number"] == "E2":
            yield Problem("No pets here.", "person_id")
        if candidate.has_like("person_id", "name_vi"):
            yield Problem("Already there.", "name_vi")

    monkeypatch.setattr(Pet, "rules", (rule,))
    with world.as_operator():
        load(open_batch("test", "test"), Pet, [{"person_id": 1, "name_vi": "Mun", "kind": "dog"}])
        db.session.commit()
    path = sheets.csv(
        ["Person of the row", "Pet name", "Kind of pet"],
        *[["E1", f"Vàng {number}", "dog"] for number in range(8)],
        ["E1", "Mun", "cat"],
        ["E2", "Vện", "dog"],
    )
    with world.as_("hr_a"), statements() as heard:
        report = for_approval(Pet, path, dry_run=True)
        assert sentences(report) == [
            "Line 10, column “Pet name”: Already there.",
            "Line 11, column “Person of the row”: No pets here.",
        ]
    assert sum("person.full_name_key" in text for text in heard) == 1
    assert sum(text.startswith("SELECT pet.id, pet.person_id, pet.name_vi") for text in heard) == 1


def test_a_row_takes_the_same_few_statements_however_long_the_sheet_is(world, sheets):
    def counted(many):
        path = sheets.csv(PERSON, *[[f"N{number}", "Kim", "Phòng A1"] for number in range(many)])
        with world.as_("hr_a"), statements() as heard:
            assert for_approval(Person, path, dry_run=True).is_clean
        return len(heard)

    assert counted(20) - counted(10) <= 8 * 10


@contextmanager
def statements():
    """The SQL of the block."""
    heard = []

    def hear(_connection, _cursor, text, *_rest):
        heard.append(text)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def test_a_user_can_neither_reach_rows_nor_units_outside_his_scope(world, sheets):
    path = sheets.csv(PERSON, ["E8", "Kim", "Sở B"], ["E3", "Chi Đổi", "Sở A"])
    with world.as_("hr_a"):
        report = for_approval(Person, path)
        assert sentences(report) == [
            "Line 2, column “Region of the person”: “Sở B” is not among “Regions”, or it is outside your scope.",
            "Line 3, column “Person number”: Already in the database; please contact the Department of Home Affairs.",
        ]
    with world.as_operator():
        assert official(Person, 3)["full_name"] == "Chi B"
        assert count(Change) == db.session.scalar(select(func.count()).where(Change.__table__.c.state == "applied"))


def test_a_child_of_a_row_that_waits_for_approval_comes_in_later(world, sheets):
    path = sheets.csv(["Region code", "Region name", "Parent region"], ["C1", "Ban", "B"], ["C2", "Đội", "C1"])
    with world.as_("officer"):
        report = for_approval(Region, path)
        assert sentences(report) == [
            "Line 3, column “Parent region”: It points at line 2, which has to be approved first; import this line after that."
        ]
        assert report.summary == "1 new, 0 changed, 0 same, 1 refused"


def test_a_record_without_approval_is_official_at_once(world, sheets):
    path = sheets.csv(["Colour code", "Colour name"], ["do", "Đỏ"], ["xanh", "Xanh"])
    with world.as_("officer"):
        assert for_approval(Colour, path).summary == "2 new, 0 changed, 0 same, 0 refused"
        assert rows(Colour, "code", "name_vi") == [("do", "Đỏ"), ("xanh", "Xanh")]
        assert for_approval(Colour, path).summary == "0 new, 0 changed, 2 same, 0 refused"


@pytest.mark.parametrize("user", ["leader_a", "nobody", "unitless", "admin", "hr_a"])
def test_who_may_not_write_a_record_imports_nothing(world, sheets, user):
    path = sheets.csv(["Colour code", "Colour name"], ["do", "Đỏ"])
    with world.as_(user), pytest.raises(NotAllowed):
        for_approval(Colour, path)
    with world.as_operator():
        assert count(Colour) == 0


def test_only_the_operator_makes_rows_official_by_a_document_and_only_by_a_named_one(world, sheets):
    path = sheets.csv(["Colour code", "Colour name"], ["do", "Đỏ"])
    with world.as_("officer"), pytest.raises(NotAllowed):
        by_document(Colour, path)
    with world.as_operator():
        assert count(Colour) == 0
        assert refusal(Refusal, lambda: ByDocument("  ")) == "Name the document that allows the migration."


def test_defaults_fill_empty_cells_and_further_columns_of_a_code_list_are_kept(world, sheets):
    path = sheets.csv(
        ["code", "name_vi", "group_code", "steps", "valid_from"],
        ["A1", "Loại A1", "A", "9", ""],
        ["A2", "Loại A2", "", "", "2010-01-01"],
    )
    defaults = {"list_code": "groups", "valid_from": "01/10/2004"}
    with world.as_operator():
        assert by_document(CatalogueItem, path, defaults=defaults).summary == "2 new, 0 changed, 0 same, 0 refused"
        assert rows(CatalogueItem, "list_code", "code", "attributes", "valid_from")[2:] == [
            ("groups", "A1", {"group_code": "A", "steps": "9"}, datetime.date(2004, 10, 1)),
            ("groups", "A2", None, datetime.date(2010, 1, 1)),
        ]
        more = sheets.csv(["code", "steps", "months"], ["A1", "", "36"])
        assert (
            by_document(CatalogueItem, more, defaults={"list_code": "groups"}).summary
            == "0 new, 1 changed, 0 same, 0 refused"
        )
        assert rows(CatalogueItem, "attributes")[2] == ({"group_code": "A", "steps": "9", "months": "36"},)
        assert "no_such" in refusal(Refusal, lambda: by_document(CatalogueItem, path, defaults={"no_such": "1"}))
        assert "no such day" in refusal(
            Refusal,
            lambda: by_document(CatalogueItem, path, defaults={"valid_from": "31/02/2004", "list_code": "groups"}),
        )


def test_progress_is_told_up_to_the_number_of_rows_written(world, sheets):
    heard = []
    path = sheets.csv(["Colour code", "Colour name"], ["do", "Đỏ"], ["xanh", "Xanh"])
    with world.as_("officer"):
        for_approval(Colour, path, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]
