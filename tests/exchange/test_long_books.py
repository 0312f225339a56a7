"""Both writers of a list make the same sheet: read back by two readers, cell by cell."""

import io
import pickle
import signal
import subprocess
import sys
import tempfile
import tracemalloc
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from app.exchange import exporting, long_book
from app.exchange.book import Book
from app.exchange.cells import FORMULA_SIGNS, MOST_CHARACTERS, cell_of
from app.exchange.exporting import TooManyRows, export
from app.exchange.long_book import PIECE, can_hold, write_long_book
from app.exchange.long_book_child import rows as rows_of_pieces
from app.extensions import db
from app.jobs.results import work_folder
from app.records.field import Field
from app.records.kinds import Amount, Code, Day, DecimalNumber, Kind, LongText, PartialDayKind, WholeNumber, Year
from app.records.partial_dates import PartialDate
from tests.exchange.conftest import refusal
from tests.toys import Person

NAME = "Công chức: [2026]"
FIELDS = [
    Field(Code(), "Số hiệu", name="number"),
    Field(Kind(), "Họ và tên", name="full_name"),
    Field(LongText(), "Ghi chú về quá trình công tác, dài hơn cột rộng nhất", name="note"),
    Field(Day(), "Ngày vào", name="joined_on"),
    Field(PartialDayKind(), "Ngày sinh", name="born_on"),
    Field(DecimalNumber(5, 2), "Hệ số", name="coefficient"),
    Field(DecimalNumber(5, 0), "Tỷ lệ", name="share"),
    Field(Amount(), "Tiền", name="amount"),
    Field(WholeNumber(), "Cân nặng", name="weight"),
    Field(Year(), "Năm", name="year"),
]
SIGNS = [f"{sign}1+1" for sign in FORMULA_SIGNS]
TEXTS = [
    "Nguyễn Thị Hường",
    "Đỗ Văn Ưởng",
    '=HYPERLINK("http://x.vn")',
    "http://x.vn/a?b=c",
    "mailto:a@x.vn",
    "<b>&amp; 'a' \"b\"",
    "  trước và sau  ",
    "hai\ndòng",
    "{=SUM(A1)}",
    "TRUE",
    "12345678901234567890",
    "x" * MOST_CHARACTERS,
    "ệ" * MOST_CHARACTERS,
    *SIGNS,
]


def rows():
    """Cells as the export gives them to a writer."""
    values = [
        {
            "number": "0077",
            "full_name": TEXTS[0],
            "note": "a\x01b\ufffec" + "d" * 40_000,
            "joined_on": date(2020, 2, 29),
            "born_on": PartialDate.parse("12/03/1979"),
            "coefficient": Decimal("2.34"),
            "share": Decimal("70"),
            "amount": 9_000_000_000_000,
            "weight": 61,
            "year": 1999,
        },
        {},
        {"number": "0", "born_on": PartialDate.parse("03/1979"), "coefficient": Decimal("0.10"), "amount": 0},
        {"joined_on": date(1899, 12, 31), "born_on": PartialDate.parse("01/02/1899"), "coefficient": Decimal("4.00")},
        {"joined_on": date(1900, 1, 1), "born_on": PartialDate.parse("01/03/1900"), "weight": 2_000_000_000},
        {"joined_on": date(2200, 12, 31), "full_name": "", "note": "\x02"},
        {"coefficient": "•••", "amount": "5.0•••••đ", "joined_on": "••••••"},
        *({"number": text, "full_name": text, "note": text} for text in TEXTS),
    ]
    for found in values:
        yield [_cell(field, found.get(field.name)) for field in FIELDS]


def _cell(field, value):
    return value if value is None or str(value).startswith(("•", "5.0•")) else cell_of(field, value)


def made_by_cells(folder):
    to = io.BytesIO()
    with Book(to, NAME, FIELDS, folder) as book:
        for cells in rows():
            book.add(cells)
    return to


def made_by_columns(folder):
    to = io.BytesIO()
    write_long_book(to, NAME, FIELDS, folder, rows())
    return to


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    return [openpyxl.load_workbook(made(folder)).active for made in (made_by_cells, made_by_columns)]


def test_both_hold_the_same_values_of_the_same_types_in_the_same_formats(pair):
    by_cells, by_columns = ([list(row) for row in sheet.iter_rows(min_row=2)] for sheet in pair)
    assert len(by_cells) == len(by_columns) == 7 + len(TEXTS)
    for row, other in zip(by_cells, by_columns, strict=True):
        for cell, its_like in zip(row, other, strict=True):
            assert (cell.value, cell.data_type, cell.number_format) == (
                its_like.value,
                its_like.data_type,
                its_like.number_format,
            ), cell.coordinate
            assert (cell.hyperlink, its_like.hyperlink) == (None, None)


def test_both_are_read_the_same_by_the_reader_of_the_import(tmp_path):
    def read(made):
        made.seek(0)
        return CalamineWorkbook.from_filelike(made).get_sheet_by_index(0).to_python()

    found = read(made_by_columns(tmp_path))
    assert found == read(made_by_cells(tmp_path))
    texts = [(TEXTS[number], row[1]) for number, row in enumerate(found[8:])]
    assert [read_back for _text, read_back in texts] == TEXTS
    assert found[1][0] == "0077" and found[1][3] == date(2020, 2, 29) and found[1][5] == 2.34
    assert found[2] == [""] * len(FIELDS)


def test_a_text_like_a_formula_is_a_quoted_text_in_both(pair):
    for sheet in pair:
        found = list(sheet.iter_rows(min_row=9, max_col=3))
        looks = [cells for cells, text in zip(found, TEXTS, strict=True) if text.startswith(FORMULA_SIGNS)]
        assert len(looks) == len(SIGNS) + 1
        for cell in (cell for cells in looks for cell in cells):
            assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)


def test_both_have_the_same_name_headings_widths_filter_and_frozen_row(pair):
    def outside(sheet):
        head = [(cell.value, cell.font.b, cell.alignment.wrap_text, cell.alignment.vertical) for cell in sheet[1]]
        borders = [cell.border.bottom.style for cell in sheet[1]]
        # One entry may stand for neighbours of the same width.
        spans = sheet.column_dimensions.values()
        widths = {number: span.width for span in spans for number in range(span.min, span.max + 1)}
        return sheet.title, head, borders, widths, sheet.auto_filter.ref, sheet.freeze_panes

    assert outside(pair[0]) == outside(pair[1])
    assert len(outside(pair[1])[3]) == len(FIELDS)
    assert outside(pair[1])[4:] == (f"A1:J{8 + len(TEXTS)}", "A2")
    assert outside(pair[1])[0] == "Công chức   2026"


def test_columns_that_cannot_be_told_apart_are_left_to_the_writer_of_cells():
    twice = [FIELDS[0], replace(FIELDS[1], label=FIELDS[0].label)]
    assert can_hold(FIELDS)
    assert not can_hold(twice)
    assert not can_hold([])


def test_an_error_while_rows_are_read_leaves_no_half_a_file(tmp_path):
    def broken():
        yield from rows()
        raise KeyError("the connection is lost")

    to = io.BytesIO()
    with pytest.raises(KeyError, match="the connection is lost"):
        write_long_book(to, NAME, FIELDS, tmp_path, broken())
    assert to.getvalue() == b""
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_another_length_is_no_row(tmp_path):
    for rows_of_another_length in ([["1"]], [[None] * len(FIELDS), ["1"]]):
        with pytest.raises(ValueError):
            write_long_book(io.BytesIO(), NAME, FIELDS, tmp_path, rows_of_another_length)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_service_that_tells_every_process_to_end_leaves_the_book_to_who_asked_for_it(tmp_path, monkeypatch, told):
    begun = []
    begin = long_book._deaf
    monkeypatch.setattr(long_book, "_deaf", lambda *given, **more: begun.append(begin(*given, **more)) or begun[-1])

    def rows_in_the_midst_of_which_it_is_told():
        yield from _many(600)
        begun[0].send_signal(told)
        yield from _many(600)

    to = io.BytesIO()
    write_long_book(to, NAME, FIELDS, tmp_path, rows_in_the_midst_of_which_it_is_told())
    assert openpyxl.load_workbook(to, read_only=True).active.max_row == 1201


def test_what_is_sent_without_its_end_becomes_no_book(tmp_path):
    path = tmp_path / "list.xlsx"
    program = [sys.executable, "-I", long_book.long_book_child.__file__, str(path)]
    about = ("Danh sách", ["Số"], [None], [9.0])
    for end, code in ([], 1), ([None], 0):
        sent = b"".join(pickle.dumps(piece) for piece in (about, [("1", "2")], *end))
        done = subprocess.run(program, input=sent, capture_output=True, check=False)
        assert (done.returncode, path.exists()) == (code, code == 0)
        assert done.stderr.decode().strip() == ("EOFError" if code else "")


def test_the_program_that_writes_keeps_no_row_either():
    def peak(pieces):
        tracemalloc.start()
        columns = [list(column) for column in zip(*_many(500), strict=True)]
        for _row in rows_of_pieces(
            [field.name for field in FIELDS], (pickle.loads(pickle.dumps(columns)) for _n in range(pieces))
        ):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(20) < peak(2) * 1.5


def test_a_writer_that_dies_is_an_error_and_no_file(tmp_path, monkeypatch):
    program = tmp_path / "dies.py"
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setattr(long_book.long_book_child, "__file__", str(program))
    for ends in ("sys.exit(3)", "sys.stdin.buffer.read(); sys.exit('Reason')", "sys.stdin.close()"):
        program.write_text(f"import sys; {ends}")
        to = io.BytesIO()
        with pytest.raises(RuntimeError, match=r"the writer of long lists ended with [0-9]: (Reason)?$"):
            write_long_book(to, NAME, FIELDS, work, _many(20_000))
        assert to.getvalue() == b""
        assert list(work.iterdir()) == []


def test_rows_are_taken_piece_by_piece_and_none_is_kept(tmp_path):
    def peak(count):
        tracemalloc.start()
        write_long_book(_Nowhere(), NAME, FIELDS, tmp_path, _many(count))
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(20_000) < peak(PIECE) * 2


class _Nowhere(io.RawIOBase):
    """A file that keeps nothing."""

    def writable(self):
        return True

    def write(self, piece):
        return len(piece)


def _many(count):
    for number in range(count):
        yield [f"{number:08}", "Nguyễn Văn An", None, date(2020, 1, 1), "1979", Decimal("2.34"), None, number, 60, 1999]


def test_a_list_of_many_rows_goes_to_the_fast_writer_and_a_short_one_keeps_its_cells(world, monkeypatch):
    went = []
    monkeypatch.setattr(exporting, "write_long_book", lambda *given: (went.append(True), write_long_book(*given)))
    with world.as_("officer"):
        for few, long in ((5, []), (4, [True])):
            monkeypatch.setattr(exporting, "FEW_ROWS", few)
            to = io.BytesIO()
            assert export(Person, ["number", "full_name"], None, to, "xlsx").rows == 4
            assert went == long
            found = [row[0] for row in openpyxl.load_workbook(to).active.iter_rows(min_row=2, values_only=True)]
            assert sorted(found) == ["E1", "E2", "E3", "E4"]
        db.session.commit()


def test_a_long_list_is_not_longer_than_a_sheet_either(world, monkeypatch):
    monkeypatch.setattr(exporting, "FEW_ROWS", 1)
    monkeypatch.setattr(exporting, "MOST_ROWS", 3)
    with world.as_("officer"):
        to = io.BytesIO()
        refusal(TooManyRows, lambda: export(Person, ["number"], None, to, "xlsx"))
        assert to.getvalue() == b""


@pytest.mark.parametrize(("file_format", "reason"), [("xlsx", TooManyRows), ("csv", OSError)])
def test_rows_of_an_export_that_is_given_up_are_let_go_at_once(world, monkeypatch, file_format, reason):
    ends = []

    def rows(*_given, **_more):
        try:
            while True:
                yield ["A"]
        finally:
            ends.append("let go")

    monkeypatch.setattr(exporting, "rows_of", rows)
    monkeypatch.setattr(exporting, "FEW_ROWS", 1)
    monkeypatch.setattr(exporting, "MOST_ROWS", 3)
    monkeypatch.setattr(exporting, "CHUNK", 1)

    class Full(io.BytesIO):
        def write(self, piece):
            raise OSError

    # The exception is held, as whoever tells of it holds it: nothing goes by itself.
    with world.as_("officer"), pytest.raises(reason) as held:
        export(Person, ["number"], None, Full() if reason is OSError else io.BytesIO(), file_format)
    assert (held.type, ends) == (reason, ["let go"])


@pytest.mark.parametrize("few", [1, 1000])
def test_nothing_of_a_list_lies_in_the_common_folder_for_temporary_files(world, monkeypatch, few):
    monkeypatch.setattr(exporting, "FEW_ROWS", few)
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with world.as_("officer"):
        to = io.BytesIO()
        assert export(Person, ["number"], None, to, "xlsx").rows == 4
        db.session.commit()
        assert list(work_folder().iterdir()) == []
