"""Files as people send them become numbered lines, or a refusal that says what to do."""

import datetime
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from app.exchange import workbook
from app.exchange.limits import Unreadable
from app.exchange.sheet import read
from app.exchange.survey import IS_ERROR, NOT_WORKED_OUT
from tests.exchange.conftest import refusal as why_refused

pytestmark = pytest.mark.usefixtures("reading")

DATED = (
    '<table:table-cell office:value-type="date" office:date-value="2020-03-12"><text:p>x</text:p></table:table-cell>'
)


def rows(path):
    return [(line.number, line.cells) for line in read(path).lines]


def refusal(path):
    return why_refused(Unreadable, lambda: read(path))


def test_an_excel_sheet_keeps_its_types_and_line_numbers_and_loses_empty_lines(sheets):
    path = sheets.xlsx(["Mã", None, "Ngày"], [1, "x", datetime.date(2020, 3, 12)], [None, " "], [], [2.5, True])
    found = rows(path)
    assert found[0] == (1, ["Mã", "", "Ngày"])
    assert found[1] == (2, [1.0, "x", datetime.date(2020, 3, 12)])
    assert found[2] == (5, [2.5, True, ""])
    assert len(found) == 3


def test_the_first_sheet_that_is_not_hidden_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["hidden"])
    book.active.sheet_state = "hidden"
    book.create_sheet("empty")
    book.create_sheet("seen").append(["seen"])
    book.save(tmp_path / "three.xlsx")
    assert rows(tmp_path / "three.xlsx") == [(1, ["seen"])]


def test_old_excel_and_open_document_are_read(sheets):
    assert rows(Path(__file__).with_name("colours.xls")) == [
        (1, ["Colour code", "Colour name"]),
        (2, ["do", "Đỏ"]),
        (3, ["xanh", "Xanh lam"]),
    ]
    named = '<table:table-cell office:value-type="string"><text:p>Mã</text:p></table:table-cell>'
    path = sheets.ods("".join(f"<table:table-row>{cell}</table:table-row>" for cell in (named, DATED)))
    assert rows(path) == [(1, ["Mã"]), (2, [datetime.date(2020, 3, 12)])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_whatever_its_encoding_and_delimiter(sheets, encoding, delimiter):
    text = f'Mã{delimiter}"Họ, tên; đệm"\r\n01{delimiter}Đỗ Thị Hường\r\n'
    found = rows(sheets.bytes(text.encode(encoding), "sheet.csv"))
    assert found == [(1, ["Mã", "Họ, tên; đệm"]), (2, ["01", "Đỗ Thị Hường"])]


def test_csv_in_the_old_windows_code_page_is_read(sheets):
    text = "Mã,Tên\nA,Nguyễn Ánh\n"
    marks = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    spelt = ""
    for letter in text:  # in this code page the tone stands behind its letter
        apart = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in apart if mark in marks)
        spelt += unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in marks)) + tones
    found = rows(sheets.bytes(spelt.encode("cp1258"), "cu.csv"))
    assert unicodedata.normalize("NFC", found[1][1][1]) == "Nguyễn Ánh"


def test_a_line_number_is_where_the_row_begins_even_when_cells_span_lines(sheets):
    found = rows(sheets.bytes(b'a,b\n"one\ntwo",x\ny,z\n', "sheet.csv"))
    assert found == [(1, ["a", "b"]), (2, ["one\ntwo", "x"]), (4, ["y", "z"])]


def test_the_guard_that_an_export_puts_before_a_formula_is_taken_off_again(sheets):
    found = rows(sheets.bytes(b"a\n'=1+1\n'+84 27\n'quoted'\n", "sheet.csv"))
    assert [cells for _number, cells in found[1:]] == [["=1+1"], ["+84 27"], ["'quoted'"]]


def test_cells_that_excel_shows_as_wrong_are_known_by_line_and_column(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["a", "b", "c"])
    book.active.append(["x", "#N/A", "=1+1"])
    book.save(tmp_path / "faults.xlsx")
    assert read(tmp_path / "faults.xlsx").faults == {(2, 1): IS_ERROR, (2, 2): NOT_WORKED_OUT}


def test_the_stored_result_of_a_formula_is_its_value(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "formula.xlsx") as book:
        made = book.add_worksheet()
        made.write_string(0, 0, "Mã")
        made.write_formula(1, 0, '="H60"&".05"', None, "H60.05")
    found = read(tmp_path / "formula.xlsx")
    assert ([line.cells for line in found.lines], found.faults) == ([["Mã"], ["H60.05"]], {})


@pytest.mark.parametrize(
    ("content", "name", "remedy"),
    [
        (b"", "x.xlsx", "empty"),
        (b"%PDF-1.7 whatever", "x.pdf", "neither a workbook"),
        (b"plain words", "x.xlsx", "neither a workbook"),
        (b"PK\x03\x04 torn in two", "x.xlsx", "damaged or locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "x.xls", "damaged or locked"),
        (b'a,b\n"never closed,x\n', "x.csv", "From line 2 on"),
        (b"a\x00b,c\n", "x.csv", "CSV UTF-8"),
        (b"\xff\xfea", "x.csv", "CSV UTF-8"),
    ],
)
def test_what_is_no_sheet_is_refused_with_the_remedy(sheets, content, name, remedy):
    assert remedy in refusal(sheets.bytes(content, name))


def test_a_sheet_without_a_single_filled_cell_is_empty(sheets):
    assert "empty" in refusal(sheets.xlsx([], [" "]))
    assert "empty" in refusal(sheets.bytes(b"\n,\n ,\n", "blank.csv"))


def test_a_file_over_the_limits_is_refused_before_it_is_read(sheets, reading, monkeypatch):
    path = sheets.csv(["a"], ["1"], ["2"])
    reading.config["IMPORT_MOST_ROWS"] = 2
    assert "more than 2 lines" in refusal(path)
    assert "The cell A3 is filled in" in refusal(sheets.xlsx(["a"], ["1"], ["2"]))
    reading.config["IMPORT_MOST_ROWS"] = 3
    assert len(rows(path)) == 3
    monkeypatch.setattr(workbook, "MOST_UNPACKED_BYTES", 100)
    assert "too large when unpacked" in refusal(sheets.xlsx(["a"], ["1"]))
    monkeypatch.setattr(workbook, "MOST_UNPACKED_BYTES", 1 << 30)
    reading.config["IMPORT_MOST_CELLS"] = 3
    assert "down to A2 and across to B1" in refusal(sheets.xlsx(["a", "b"], ["1"]))
    assert "more than 3 cells" in refusal(sheets.bytes(b"a,b,c,d,e\n", "sheet.csv"))
    reading.config["IMPORT_MOST_BYTES"] = 4
    assert "larger than 0 MB" in refusal(path)
