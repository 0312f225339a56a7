"""A row of a filled sheet is known by its sign, whatever else of it is corrected; a sign that is none of ours is refused."""

import pytest
from sqlalchemy import select

from app.changes.loading import load, open_batch
from app.changes.models import Batch
from app.changes.operations import approve, submit
from app.exchange.blank import FIRST, HEADINGS
from app.exchange.row_keys import row_key
from app.extensions import db
from tests.exchange.conftest import for_approval, sentences
from tests.exchange.test_blank import saved, workbook
from tests.toys import Person, Pet

SIGN = "Row in the record"
NEXT_LINE = "the sign of the next line"


@pytest.fixture
def pets(world):
    """Two pets of person 1, one of a person of another unit: their keys by name."""
    with world.as_operator():
        rows = [{"name_vi": name, "person_id": owner} for name, owner in (("Mun", 1), ("Vàng", 1), ("Xa", 3))]
        load(open_batch("test", "test"), Pet, rows)
        db.session.commit()
        return dict(db.session.execute(select(Pet.name_vi, Pet.id)).all())


def book_of(world, who="hr_a"):
    return workbook(world, Pet, who, rows=select(Pet.id).where(Pet.name_vi.in_(("Mun", "Vàng"))).order_by(Pet.name_vi))


def column(sheet, heading):
    return next(cell.column for cell in sheet[HEADINGS + 1] if (cell.value or "").removesuffix(" *") == heading)


def taken(world, book, tmp_path, record=Pet):
    path = saved(book, tmp_path)
    with world.as_("hr_a"):
        return for_approval(record, path)


def test_the_column_stands_in_filled_sheets_alone_and_the_guide_explains_it(world, pets):
    assert [cell.value for cell in workbook(world, Pet).worksheets[0][HEADINGS + 1]][-1] != SIGN
    book = book_of(world)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[HEADINGS + 1]][-1] == SIGN
    assert sheet.cell(FIRST + 1, column(sheet, SIGN)).value.startswith(f"d{pets['Mun']}-")
    assert SIGN in [row[0].value for row in book["How to fill in"].iter_rows()]


def test_a_corrected_row_without_key_is_the_same_row(world, pets, tmp_path):
    book = book_of(world)
    sheet = book.worksheets[0]
    sheet.cell(FIRST + 1, column(sheet, "Pet name"), "Mun Đen")
    sheet.append([None] * (column(sheet, "Person of the row") - 1) + [sheet.cell(FIRST + 1, 1).value, "Mới"])
    report = taken(world, book, tmp_path)
    assert sentences(report) == []
    assert report.summary == "1 new, 1 changed, 1 same, 0 refused"
    assert report.rows[0].target_id == pets["Mun"]


def test_a_corrected_key_does_not_make_another_row(world, tmp_path):
    book = workbook(world, Person, rows=select(Person.id).order_by(Person.number))
    sheet = book.worksheets[0]
    sheet.cell(FIRST + 1, column(sheet, "Person number"), "E77")
    report = taken(world, book, tmp_path, Person)
    assert report.summary == "0 new, 1 changed, 1 same, 0 refused"
    assert report.rows[0].values["number"] == "E77"


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("d1-0-0000000000", "This is not the sign that the system wrote for the row"),
        ("7", "This is not the sign"),
        (lambda pets: row_key(Pet, pets["Mun"], 1).replace("-1-", "-2-"), "This is not the sign"),
        ("d1-", "This is not the sign"),
        ("d-", "This is not the sign"),
        ("xóa", "This is not the sign"),
        (lambda pets: row_key(Pet, pets["Xa"], 1), "The row is no longer there, or it is outside your scope"),
        (lambda pets: row_key(Pet, 999, 1), "The row is no longer there"),
        (lambda pets: row_key(Person, pets["Mun"], 1), "This is not the sign"),
        (NEXT_LINE, "is the same official row already"),
    ],
)
def test_a_sign_that_is_altered_foreign_gone_or_repeated_is_a_fault_of_its_cell(world, pets, tmp_path, sign, words):
    book = book_of(world)
    sheet = book.worksheets[0]
    place = column(sheet, SIGN)
    with world.app.app_context():
        written = sheet.cell(FIRST + 2, place).value if sign is NEXT_LINE else sign
        sheet.cell(FIRST + 1, place, written(pets) if callable(written) else written)
    report = taken(world, book, tmp_path)
    [finding] = [finding for finding in report.findings if finding.severity == "error"]
    assert words in sentences(report)[0]
    assert (finding.column, report.places[finding.column]) == (SIGN, place - 1)
    assert report.count("refused") == 1


def test_a_sign_stays_with_its_person(world, pets, tmp_path):
    with world.as_operator():
        load(open_batch("test", "test"), Person, [{"number": "E5", "full_name": "Năm", "region_id": 2}])
        db.session.commit()
    book = book_of(world)
    sheet = book.worksheets[0]
    sheet.cell(FIRST + 1, column(sheet, "Person of the row"), "E5")
    report = taken(world, book, tmp_path)
    assert "This sign belongs to a row of another person" in sentences(report)[0]
    assert report.summary == "0 new, 0 changed, 1 same, 1 refused"


def test_a_sheet_older_than_its_row_does_not_put_old_values_back(world, pets, tmp_path):
    book = book_of(world)
    sheet = book.worksheets[0]
    sheet.cell(FIRST + 2, column(sheet, "Pet name"), "Vàng Hoe")
    with world.as_operator():
        batch = open_batch("test", "test")
        for name in ("Mun", "Vàng"):
            submitted = submit(Pet, {"name_vi": f"{name} mới"}, target_id=pets[name], batch_id=batch.id)
            approve(submitted.change.id)
        db.session.commit()
    report = taken(world, book, tmp_path)
    assert report.summary == "0 new, 0 changed, 0 same, 2 refused"
    assert [finding.column for finding in report.findings] == [SIGN, SIGN]
    assert "The row has changed since this sheet was fetched" in sentences(report)[0]
    assert "fetch the sheet anew" in sentences(report)[0]

    fresh = workbook(world, Pet, "hr_a", rows=select(Pet.id).where(Pet.name_vi.endswith(" mới")).order_by(Pet.name_vi))
    sheet = fresh.worksheets[0]
    sheet.cell(FIRST + 1, column(sheet, "Pet name"), "Mun Đen")
    assert taken(world, fresh, tmp_path).summary == "0 new, 1 changed, 1 same, 0 refused"


def test_a_line_of_an_older_sheet_that_says_what_is_official_is_no_fault(world, pets, tmp_path):
    book = book_of(world)
    sheet = book.worksheets[0]
    sheet.cell(FIRST + 1, column(sheet, "Pet name"), "Mun mới")
    with world.as_operator():
        approve(submit(Pet, {"name_vi": "Mun mới"}, target_id=pets["Mun"]).change.id)
        db.session.commit()
    report = taken(world, book, tmp_path)
    assert (report.summary, sentences(report)) == ("0 new, 0 changed, 2 same, 0 refused", [])


def test_two_lines_that_say_the_same_are_one_row(world, pets, tmp_path):
    book = workbook(world, Pet)
    sheet = book.worksheets[0]
    for _ in range(2):
        sheet.append(["E1", "Mới"])
    report = taken(world, book, tmp_path)
    assert sentences(report) == ["Line 5: Line 4 says the same; leave one of the two lines."]


def test_a_sheet_that_says_nothing_new_makes_no_batch(world, pets, tmp_path):
    report = taken(world, book_of(world), tmp_path)
    assert report.summary == "0 new, 0 changed, 2 same, 0 refused"
    with world.as_operator():
        assert db.session.scalar(select(Batch.id).where(Batch.kind == "import")) is None
