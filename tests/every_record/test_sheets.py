"""Every record of the product: the sheet that it offers is understood as it is given, row by row and list by list."""

import io

import openpyxl
import pytest

from app.access.standing import operator
from app.areas import AREAS
from app.exchange.blank import FIRST, HEADINGS, fillable_fields, write_sheet
from app.exchange.cells import cell_of
from app.exchange.checking import check
from app.exchange.headings import headings_of
from app.exchange.linking import key_texts
from app.exchange.offers import offers_of
from app.exchange.sheet import read
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.kinds import Day, PartialDayKind
from app.records.links import Files, Link
from tests.factories import least

# What comes of an act has no form, and no sheet either.
RECORDS = [record for area in AREAS for record in area.records if record.by_form]


def text_of(declared, value, offers):
    """A value as a clerk would enter it: out of the list where there is one."""
    if declared.name in offers and value in offers[declared.name].by_value:
        return offers[declared.name].by_value[value]
    if isinstance(declared.kind, Link):
        return key_texts(declared.kind.target, [value])[value]
    if isinstance(declared.kind, (Day, PartialDayKind)):
        return declared.show(value)
    return cell_of(declared, value, codes=True)


def sheet_of(record, standing):
    file = io.BytesIO()
    write_sheet(record, file, standing)
    return openpyxl.load_workbook(file)


def kept(book, tmp_path, name):
    path = tmp_path / f"{name}.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_the_sheet_filled_with_the_least_valid_row_is_accepted(officer, record, tmp_path):
    fields = fillable_fields(record, officer)
    with operator("test data"):
        row = least(record)
        db.session.commit()
    offers = offers_of(fields, officer)
    book = sheet_of(record, officer)
    for place, declared in enumerate(fields, start=1):
        value = row.get(declared.name)
        if value is not None and not isinstance(declared.kind, Files):
            book.worksheets[0].cell(FIRST + 1, place, text_of(declared, value, offers))
    outcome = check(record, read(kept(book, tmp_path, record.name)))
    assert [fault for fault in outcome.faults if fault.severity == "error"] == []
    assert outcome.counts == {"new": 1, "changed": 0, "same": 0, "refused": 0}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_the_empty_sheet_brings_nothing_in_and_every_column_is_known(officer, record, tmp_path):
    sheet = read(kept(sheet_of(record, officer), tmp_path, record.name))
    found = headings_of(record, sheet, officer, ())
    assert found.line == HEADINGS + 1
    assert [declared.name for declared in found.fields.values()] == [d.name for d in fillable_fields(record, officer)]
    assert found.findings == []
    assert [line.number for line in sheet.lines if line.number > found.line] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_every_name_that_a_code_list_offers_means_its_own_code(officer, record):
    fields = fillable_fields(record, officer)
    offers = offers_of(fields, officer)
    for declared in fields:
        if isinstance(declared.kind, CatalogueKind):
            for code, text in offers[declared.name].by_value.items():
                head = text.partition(" · ")[0]
                meant = head if declared.kind.item(head) else declared.parse(text)
                assert meant == code, (declared.name, text)
