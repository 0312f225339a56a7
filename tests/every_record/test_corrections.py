"""Every record of the product: a row corrected in a filled sheet is the same row, and a sheet sent twice comes in once."""

import io

import openpyxl
import pytest
from flask_babel import force_locale
from sqlalchemy import select

from app.access.standing import operator
from app.areas import AREAS
from app.changes import operations
from app.changes.loading import load, open_batch
from app.exchange.blank import FIRST, fillable_fields, write_sheet
from app.exchange.checking import check
from app.exchange.importing import bring_in
from app.exchange.sheet import read
from app.exchange.ways import ForApproval
from app.extensions import db
from app.records.kinds import Kind, LongText, Title, WholeNumber
from tests.factories import least

RECORDS = [record for area in AREAS for record in area.records if record.approval]
WITHOUT_KEY = [record for record in RECORDS if not record.key_fields()]


def planted(record):
    """The least valid row, official; its key."""
    with operator("test data"):
        row = least(record)
        load(open_batch("test", "test"), record, [row])
        db.session.commit()
        table = record.__table__
        return db.session.scalars(select(table.c.id).order_by(table.c.id.desc())).first()


def filled(record, standing, key):
    file = io.BytesIO()
    write_sheet(record, file, standing, select(record.id).where(record.id == key))
    return openpyxl.load_workbook(file)


def kept(book, tmp_path, name):
    path = tmp_path / f"{name}.xlsx"
    book.save(path)
    return read(path)


def other_text(record, standing):
    """The place of an item that may be corrected, and what to write there: free text where there is some, else a number."""
    fields = fillable_fields(record, standing)
    for kind, written in ((LongText, "Sửa lại"), (Kind, "Sửa lại"), (Title, "Sửa lại"), (WholeNumber, 7)):
        for place, field in enumerate(fields, 1):
            if type(field.kind) is kind:
                return place, written
    raise LookupError(record.name)


def take_away(record, key):
    """Cancel the row, so that a like one is not refused for standing beside it."""
    with operator("test data"):
        operations.approve(operations.submit(record, {}, target_id=key, verb="cancel").change.id)
        db.session.commit()


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_a_cell_corrected_in_a_filled_sheet_corrects_the_row_and_adds_none(officer, record, tmp_path):
    key = planted(record)
    book = filled(record, officer, key)
    sheet = book.worksheets[0]
    assert check(record, kept(book, tmp_path, "as_it_is")).counts == {"new": 0, "changed": 0, "same": 1, "refused": 0}
    sheet.cell(FIRST + 1, *other_text(record, officer))
    report = bring_in(record, kept(book, tmp_path, "corrected"), ForApproval(), dry_run=True)
    assert [finding.sentence for finding in report.findings if finding.severity == "error"] == []
    assert report.summary == "0 new, 1 changed, 0 same, 0 refused"
    assert report.rows[0].target_id == key


@pytest.mark.parametrize("record", WITHOUT_KEY, ids=lambda record: record.name)
def test_a_sheet_without_keys_that_is_sent_again_while_its_rows_wait_is_refused(officer, record, tmp_path):
    key = planted(record)
    book = filled(record, officer, key)
    take_away(record, key)
    sheet = book.worksheets[0]
    sheet.cell(FIRST + 1, *other_text(record, officer))
    sheet.cell(FIRST + 1, len(fillable_fields(record, officer)) + 1).value = None
    sent = kept(book, tmp_path, "again")
    assert bring_in(record, sent, ForApproval()).summary == "1 new, 0 changed, 0 same, 0 refused"
    again = bring_in(record, sent, ForApproval())
    assert again.summary == "0 new, 0 changed, 0 same, 1 refused"
    with force_locale("en"):
        reasons = [str(finding.reason) for finding in again.findings if finding.severity == "error"]
    assert len(reasons) == 1
    assert "The same new row already waits for approval: it came with the sheet “again.xlsx”" in reasons[0]
