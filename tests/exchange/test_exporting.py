"""Lists as files: the reader's rows, the reader's items, real types, and nothing that a spreadsheet would run."""

import csv
import io
import tempfile
import tracemalloc

import openpyxl
import pytest
from sqlalchemy import event, select

from app.access.asked import read_address
from app.access.models import AuditEntry
from app.access.search import statement
from app.access.second_wall import is_telling
from app.changes.loading import load, open_batch
from app.changes.refusals import NotAllowed
from app.exchange import exporting
from app.exchange.book import sheet_name
from app.exchange.exporting import TooManyRows, export
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.partial_dates import PartialDate
from tests.exchange.conftest import by_document, for_approval, refusal, sentences
from tests.toys import Colour, Person, Pet, Posting, Region

PERSON = ("number", "full_name", "secret_number", "faith", "region_id")
MASKED = "008•••••••0"


def written(record, columns=None, found=None, format="xlsx", **options):
    """The bytes of an export."""
    with tempfile.TemporaryFile() as to:
        done = export(record, columns, found, to, format, **options)
        db.session.commit()
        return done, to.read()


def book(record, columns=None, found=None, **options):
    done, content = written(record, columns, found, **options)
    return done, openpyxl.load_workbook(io.BytesIO(content))


def cells(record, columns=None, found=None, **options):
    return [list(row) for row in book(record, columns, found, **options)[1].active.iter_rows(values_only=True)]


def lines(record, columns=None, found=None, **options):
    content = written(record, columns, found, "csv", **options)[1]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("user", "headings", "rows"),
    [
        (
            "officer",
            5,
            [
                ("E1", "008190000002", "đạo E1"),
                ("E2", "008190000004", "đạo E2"),
                ("E3", "008190000003", "đạo E3"),
                ("E4", "008190000000", "đạo E4"),
            ],
        ),
        ("hr_a", 5, [("E1", "008190000002", "đạo E1"), ("E2", "008190000004", "đạo E2")]),
        ("hr_b", 5, [("E3", "008190000003", "đạo E3")]),
        ("me", 5, [("E1", "008190000002", "đạo E1")]),
        ("leader_a", 4, [("E1", MASKED + "2", "Sở A"), ("E2", MASKED + "4", "Phòng A1")]),
        ("unitless", 4, []),
    ],
)
def test_each_user_exports_his_rows_and_the_items_of_his_levels(world, user, headings, rows):
    with world.as_(user):
        found = cells(Person, PERSON)
        assert len(found[0]) == headings
        assert [(row[0], row[2], row[3]) for row in found[1:]] == rows
        assert [(row[0], row[2], row[3]) for row in lines(Person, PERSON)[1:]] == rows


@pytest.mark.parametrize("user", ["nobody", "admin"])
def test_who_may_not_read_a_record_exports_nothing(world, user):
    with world.as_(user), pytest.raises(NotAllowed):
        export(Person, None, None, io.BytesIO(), "xlsx")


def test_a_list_of_units_holds_those_within_reach(world):
    with world.as_("hr_a"):
        assert [row[0] for row in cells(Region, ["code"])[1:]] == ["A1", "A"]
        every_unit = select(Region.id).order_by(Region.id)
        assert [row[0] for row in cells(Region, ["code"], every_unit)[1:]] == ["A", "A1"]


def test_the_criteria_and_order_of_a_list_are_those_of_the_file(world):
    with world.as_("officer") as standing:
        asked = read_address(Person, {"region_id": "2", "sort": "number", "dir": "desc"}, standing)
        found = lines(Person, ["full_name"], statement(asked, standing))
        assert found == [["Person name"], ["Bình A1"], ["An A"]]


def test_numbers_are_numbers_and_everything_else_is_text(world, sheets):
    with world.as_operator():
        by_key = {
            "number": "0077",
            "full_name": "Đỗ Văn Số",
            "gender_code": "1",
            "born_on": PartialDate.parse("12/03/1979"),
            "weight": 61,
            "region_id": 2,
        }
        vague = {"number": "0078", "full_name": "Đỗ Văn Vơi", "born_on": PartialDate.parse("03/1979"), "region_id": 2}
        old = {"number": "0079", "full_name": "Đỗ Văn Xưa", "born_on": PartialDate.parse("01/02/1899"), "region_id": 2}
        load(open_batch("test", "test"), Person, [by_key, vague, old])
        by_document(Posting, sheets.csv(["person_id", "region_id", "pay", "valid_from"], ["0077", "A", "4,40", "2020"]))
        pet = {"person_id": 5, "name_vi": "Mun", "kind": "dog", "is_tame": True}
        load(open_batch("test", "test"), Pet, [pet])
        names = ["number", "gender_code", "born_on", "weight", "region_id", "pay"]
        sheet = book(Person, names)[1].active
        row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "0077")
        assert [cell.value for cell in row] == ["0077", "Nam", "12/03/1979", 61, "Sở A", 4.4]
        assert [cell.data_type for cell in row] == ["s", "s", "s", "n", "s", "n"]
        # A day of which perhaps the month alone is known is text, or Excel makes a whole day of what is typed there.
        assert [row[2].number_format, row[3].number_format, row[5].number_format] == ["@", "#,##0", "0.00"]
        dates = {row[0]: row[1] for row in cells(Person, ["number", "born_on"])}
        assert (dates["0078"], dates["0079"], dates["E1"]) == ("03/1979", "01/02/1899", "1990")
        texts = {row[0]: row[1:] for row in lines(Person, names)}
        assert texts["0077"] == ["Nam", "12/03/1979", "61", "Sở A", "4,40"]
        assert [
            "Đỗ Văn Số · 0077",
            "Dog",
            str(Pet.fields["is_tame"].show(True)),
        ] in lines(Pet, ["person_id", "kind", "is_tame"])


def test_the_headings_are_bold_stay_in_sight_and_filter(world):
    with world.as_("officer"):
        sheet = book(Person, ["number", "full_name"])[1].active
        assert [cell.font.bold for cell in sheet[1]] == [True, True]
        assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.title) == ("A2", "A1:B5", "Persons")
        assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width > 10


def test_texts_that_look_like_formulas_stay_texts(world, sheets):
    names = ["=1+1", "+84 27", "-5", "@cmd", '=HYPERLINK("http://x")', "plain"]
    with world.as_operator():
        rows = [{"code": str(number), "name_vi": name} for number, name in enumerate(names)]
        load(open_batch("test", "test"), Colour, rows)
        sheet = book(Colour, ["code", "name_vi"])[1].active
        found = {row[0].value: row[1] for row in sheet.iter_rows(min_row=2)}
        assert [found[str(number)].value for number in range(6)] == names
        assert {cell.data_type for cell in found.values()} == {"s"}
        assert [found[str(number)].quotePrefix for number in range(6)] == [True] * 5 + [False]
        assert all(cell.hyperlink is None for cell in found.values())
        texts = dict(lines(Colour, ["code", "name_vi"])[1:])
        assert [texts[str(number)] for number in range(6)] == [f"'{name}" for name in names[:5]] + ["plain"]
        path = sheets.bytes(written(Colour, None, None, "csv")[1], "colours.csv")
        assert by_document(Colour, path).summary == "0 new, 0 changed, 6 same, 0 refused"


def test_characters_that_no_sheet_can_hold_are_left_out_and_long_texts_cut(world):
    with world.as_operator():
        attributes = {"x": "a\x01b\ufffe" + "c" * 40_000}
        load(
            open_batch("test", "test"),
            CatalogueItem,
            [{"list_code": "l", "code": "c", "name_vi": "n", "attributes": attributes}],
        )
        found = select(CatalogueItem.id).where(CatalogueItem.list_code == "l")
        text = cells(CatalogueItem, ["attributes"], found)[1][0]
        assert text.startswith("x = abc") and len(text) == 32_767


def test_more_rows_than_excel_holds_are_refused_with_the_remedy(world, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_ROWS", 3)
    with world.as_("officer"):
        why = refusal(TooManyRows, lambda: export(Person, ["number"], None, io.BytesIO(), "xlsx"))
        assert why == "An Excel sheet holds at most 1.048.575 rows; narrow the list, or choose CSV."
        assert len(lines(Person, ["number"])) == 5


def test_an_export_is_noted_with_columns_rows_filters_and_the_hash_of_the_file(world):
    with world.as_("hr_a"):
        done, content = written(Person, ["number", "faith", "no_such"], None, "csv", filters=["Region: Sở A"])
        note = db.session.scalars(select(AuditEntry).where(AuditEntry.act == "export")).one()
        assert (note.user_id, note.record) == (world.users["hr_a"], "person")
        assert note.detail == {
            "format": "csv",
            "columns": ["number", "faith"],
            "logged": ["faith"],
            "rows": 2,
            "filters": ["Region: Sở A"],
            "sha256": exporting.hashlib.sha256(content).hexdigest(),
        }
        assert (done.rows, done.columns, done.sha256) == (2, ("number", "faith"), note.detail["sha256"])


def test_what_was_exported_with_codes_comes_back_the_same(world, sheets):
    with world.as_operator():
        by_document(
            Posting, sheets.csv(["person_id", "region_id", "pay", "valid_from"], ["E1", "A", "2,34", "03/2020"])
        )
        for record, count in ((Region, 20), (Person, 4), (Pet, 4), (Posting, 1), (CatalogueItem, 2)):
            for format in ("xlsx", "csv"):
                path = sheets.bytes(written(record, None, None, format, codes=True)[1], f"{record.name}.{format}")
                report = by_document(record, path)
                assert report.summary == f"0 new, 0 changed, {count} same, 0 refused", sentences(report)


def test_what_a_user_exported_with_names_comes_back_the_same_for_him(world, sheets):
    with world.as_("hr_a"):
        path = sheets.bytes(written(Person)[1], "people.xlsx")
        report = for_approval(Person, path)
        assert report.summary == "0 new, 0 changed, 2 same, 0 refused", sentences(report)


def test_thousands_of_rows_pass_through_a_memory_that_does_not_grow(world):
    def colours(since, until):
        return [{"code": f"c{number}", "name_vi": f"Màu số {number}"} for number in range(since, until)]

    with world.as_operator():
        load(open_batch("test", "test"), Colour, colours(0, 1000))
        db.session.commit()
        small = _peak()
        load(open_batch("test", "test"), Colour, colours(1000, 6000))
        db.session.commit()
        assert _peak() < small * 2


def _peak():
    tracemalloc.start()
    with tempfile.TemporaryFile() as to:
        export(Colour, None, None, to, "xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_links_are_named_with_one_statement_for_hundreds_of_rows(world):
    counted = []

    def heard(_connection, _cursor, text, *_rest):
        counted.append(text)

    with world.as_("officer"):
        event.listen(db.engine, "before_cursor_execute", heard)
        lines(Person, ["full_name", "region_id"])
        event.remove(db.engine, "before_cursor_execute", heard)
    assert len([text for text in counted if text.startswith("SELECT") and not is_telling(text)]) == 2


def test_a_sheet_gets_a_name_that_excel_accepts():
    assert sheet_name("Hồ sơ: [mật] / 2026?") == "Hồ sơ   mật    2026"
    assert len(sheet_name("x" * 50)) == 31
    assert sheet_name("''") == "1"
