"""A workbook is surveyed before it is opened, and opened by a process of its own: whatever it holds, the server goes on."""

import time
import zipfile

import openpyxl
import pytest

from app.exchange import workbook
from app.exchange.limits import Unreadable
from app.exchange.sheet import read
from app.exchange.survey import IS_ERROR, NOT_WORKED_OUT
from tests.exchange.conftest import refusal as why_refused

pytestmark = pytest.mark.usefixtures("reading")

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = f'<sst xmlns="{NAMESPACE}" count="1" uniqueCount="1"><si><t>{"x" * 30_000}</t></si></sst>'
FILLED = '<table:table-cell {marks} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


@pytest.fixture
def excel(tmp_path):
    """A workbook whose first sheet holds these lines, written as they stand."""

    def make(lines, *, prefix="", before="", strings=None):
        plain, made = tmp_path / "plain.xlsx", tmp_path / "made.xlsx"
        book = openpyxl.Workbook()
        book.active.append(["x"])
        book.save(plain)
        name = f"xmlns:{prefix.rstrip(':')}" if prefix else "xmlns"
        inner = f"{before}<{prefix}sheetData>{lines}</{prefix}sheetData>"
        sheet = f'<{prefix}worksheet {name}="{NAMESPACE}">{inner}</{prefix}worksheet>'
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as to:
            for part in source.infolist():
                to.writestr(part.filename, sheet if "sheet1.xml" in part.filename else source.read(part))
            if strings:
                to.writestr("xl/sharedStrings.xml", strings)
        return made

    return make


@pytest.fixture
def open_document(sheets):
    return sheets.ods


def row(number, *cells):
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(place, value="1", marks=""):
    return f'<c r="{place}" {marks}><v>{value}</v></c>'


def refusal(path):
    return why_refused(Unreadable, lambda: read(path))


def rows(path):
    return [(line.number, line.cells) for line in read(path).lines]


def test_a_cell_in_the_far_corner_is_named_and_takes_no_memory(excel):
    assert "The cell XFD1048576 is filled in" in refusal(excel(row(1, cell("A1")) + row(1_048_576, cell("XFD1048576"))))
    wide = excel(row(1, cell("A1")) + row(2, cell("XFD2")) + row(9000, cell("A9000")))
    assert "down to A9000 and across to XFD2" in refusal(wide)


def test_a_cell_without_its_place_stands_behind_the_one_before(excel, reading):
    reading.config["IMPORT_MOST_CELLS"] = 9
    path = excel('<row><c r="C1"/><c t="e"><v>#N/A</v></c></row><row><c><v>1</v></c></row>')
    assert read(path).faults == {(1, 3): IS_ERROR}
    reading.config["IMPORT_MOST_CELLS"] = 7
    assert "down to A2 and across to D1" in refusal(path)


def test_a_sheet_that_is_coloured_to_its_end_is_no_larger_for_that(excel, reading):
    path = excel(row(1, cell("A1"), '<c r="XFD1" s="0"/>') + row(1_048_576, '<c r="XFD1048576" s="0"/>'))
    assert rows(path) == [(1, [1.0])]
    reading.config["IMPORT_MOST_CELLS"] = 2
    assert "more than 2 cells, empty ones with a format among them" in refusal(path)


@pytest.mark.parametrize(
    "lines",
    [
        row(5, cell("A5")) + row(1, cell("A1")),
        row(1, cell("A2")),
        row(1, cell("ABCD1")),
        row("x", cell("A1")),
        row(1, "<c"),
    ],
)
def test_a_sheet_that_excel_could_not_open_is_damaged(excel, lines):
    assert "damaged" in refusal(excel(lines))


def test_a_document_type_is_damage_because_no_spreadsheet_writes_one(excel):
    path = excel(row(1, cell("A1")))
    with zipfile.ZipFile(path) as source:
        parts = {part.filename: source.read(part) for part in source.infolist()}
    parts["xl/worksheets/sheet1.xml"] = b'<!DOCTYPE a [<!ENTITY b "c">]>' + parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(path, "w") as to:
        for name, content in parts.items():
            to.writestr(name, content)
    assert "damaged" in refusal(path)


def test_errors_are_seen_whatever_the_writer_calls_its_namespace(excel):
    path = excel(
        '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row>', prefix="x:"
    )
    assert read(path).faults == {(1, 1): IS_ERROR}


def test_a_formula_whose_result_is_an_empty_text_has_a_result(excel):
    path = excel(
        row(1, cell("A1"), '<c r="B1" t="str"><f>""</f><v></v></c>', '<c r="C1"><f>1+1</f><v/></c>')
        + row(2, '<c r="A2"><f>1+1</f></c>', '<c r="B2"><f>1+1</f><v>2</v></c>')
    )
    assert read(path).faults == {(1, 2): NOT_WORKED_OUT, (2, 0): NOT_WORKED_OUT}


def test_what_the_uploader_writes_beside_the_cells_costs_no_time(excel):
    path = excel(row(1, cell("A1"), cell("B1", "#N/A", 't="e"')), before=f"<!-- {'<c ' * 300_000} -->")
    begun = time.process_time()
    assert read(path).faults == {(1, 1): IS_ERROR}
    assert time.process_time() - begun < 2


def test_one_long_text_in_a_million_cells_ends_the_reading_process_alone(excel, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_MEMORY", 300 << 20)
    cells = '<c t="s"><v>0</v></c>' * 100
    path = excel("".join(row(number, cells) for number in range(1, 201)), strings=STRINGS)
    assert "more memory or time" in refusal(path)
    monkeypatch.setattr(workbook, "MOST_MEMORY", 2048 << 20)
    monkeypatch.setattr(workbook, "MOST_SENT", 1 << 20)
    assert "more memory or time" in refusal(path)


def test_repeated_cells_of_open_document_count_as_often_as_they_stand_there(open_document):
    one = FILLED.format(marks="", text="x")
    far = FILLED.format(marks='table:number-columns-repeated="16384"', text="x")
    line = "<table:table-row {marks}>{cells}</table:table-row>".format
    assert "A1048577" in refusal(
        open_document(line(marks="", cells=one) + line(marks='table:number-rows-repeated="1048576"', cells=one))
    )
    assert "across to XFD1000" in refusal(open_document(line(marks='table:number-rows-repeated="1000"', cells=far)))
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = open_document(
        line(marks="", cells=one + empty) + line(marks='table:number-rows-repeated="1048000"', cells=empty)
    )
    assert rows(path) == [(1, ["x"])]
    assert "damaged" in refusal(open_document(line(marks='table:number-rows-repeated="-4"', cells=one)))


def test_errors_saved_as_text_are_errors_too(open_document, sheets):
    cells = FILLED.format(marks="", text="Mã") + FILLED.format(marks='calcext:value-type="error"', text="#N/A")
    assert read(open_document(f"<table:table-row>{cells}</table:table-row>")).faults == {(1, 1): IS_ERROR}
    assert read(sheets.bytes(b"a,b\n1,#REF!\n", "sheet.csv")).faults == {(2, 1): IS_ERROR}


def test_a_binary_workbook_and_a_large_old_one_are_asked_for_in_another_form(sheets, monkeypatch):
    path = sheets.path / "binary.xlsb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
    assert "save it as .xlsx" in refusal(path)
    monkeypatch.setattr(workbook, "MOST_OLD_BYTES", 100)
    assert "save it as .xlsx" in refusal(sheets.bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "old.xls"))


@pytest.mark.parametrize("fault", ["locked", "torn"])
def test_an_archive_that_breaks_off_within_a_part_is_damaged(excel, fault):
    path = excel(row(1, cell("A1")) + "<!-- " + "".join(str(number) for number in range(9000)) + " -->")
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    if fault == "torn":
        content[part.header_offset + 900 : part.header_offset + 1900] = bytes(1000)
    else:
        # The mark of an encrypted part, in the directory at the end of the archive.
        content[content.rindex(b"xl/worksheets/sheet1.xml") - 46 + 8] |= 1
    path.write_bytes(content)
    assert "damaged" in refusal(path)
