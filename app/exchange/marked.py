"""The sheet that was sent, given back with its faults marked: mended in Excel, it can be sent again as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from xlsxwriter.worksheet import Worksheet

from app.access.audit import note
from app.access.standing import Standing
from app.exchange.fillable import COMMENT, Fillable
from app.exchange.headings import REASONS, headings_of
from app.exchange.offers import offers_of
from app.exchange.outcome import Fault, Outcome
from app.exchange.places import column_of
from app.exchange.sheet import Line, Sheet
from app.records.record import Record

REASONS_WIDTH = 60
LINES_BELOW = "\n"
CHUNK = 500
UNLISTED = _(
    "This row is refused too; why is not listed, as there are too many findings. Mend the others first and check again."
)


def write_marked(
    record: type[Record],
    sheet: Sheet,
    outcome: Outcome,
    to: IO[bytes],
    standing: Standing,
    *,
    refused_only: bool = False,
    passed: Callable[[int], None] = lambda lines: None,
) -> None:
    """Write every line of a sheet into `to` at its place, with each faulty cell coloured and its reasons beside it.

    `refused_only` leaves out the rows that are handed in already: sent again, they would come twice. `passed` is told,
    a chunk at a time, how many lines are dealt with.
    """
    headings = headings_of(record, sheet, standing, ())
    faults = _by_line(outcome)
    last = max((len(line.cells) for line in sheet.lines), default=0)
    old = [place for place, text in headings.texts.items() if text == str(REASONS)]
    reasons = old[0] if old else last
    with Fillable(to, in_order=True) as book:
        written = book.add_sheet(str(record.plural))
        for place, declared in headings.fields.items():
            book.set_column(written, place, declared)
        written.set_column(reasons, reasons, REASONS_WIDTH, book.wrapped)
        only = set(outcome.refused) if refused_only else None
        for row, line in _placed(_told(sheet.lines, passed), headings.line, only):
            _write_line(book, written, row, line, faults.get(line.number, []), reasons)
            if line.number == headings.line:
                _write_headings(book, written, row, headings.texts, reasons)
        offers = offers_of(list(headings.fields.values()), standing)
        written.freeze_panes(headings.line, 1)
        written.repeat_rows(headings.line - 1)
        book.add_lists(written, headings.line, headings.fields, offers)
    note("import_sheet", record=record.name, detail={"marked": len(outcome.faults), "sha256": sheet.sha256})


def _by_line(outcome: Outcome) -> dict[int, list[Fault]]:
    """The faults of each line. Where they were too many to be kept, a refused row without any says so: it is no good one."""
    found: dict[int, list[Fault]] = {}
    for fault in outcome.faults:
        found.setdefault(fault.line, []).append(fault)
    if outcome.faults_left_out:
        for line in set(outcome.refused) - found.keys():
            found[line] = [Fault(line, "", "", "", str(UNLISTED), "error")]
    return found


def _told(lines: Sequence[Line], passed: Callable[[int], None]) -> Iterator[Line]:
    for start in range(0, len(lines), CHUNK):
        chunk = lines[start : start + CHUNK]
        yield from chunk
        passed(len(chunk))


def _placed(lines: Iterable[Line], head: int, only: set[int] | None) -> Iterator[tuple[int, Line]]:
    """The lines that are written, each with its row: of the data below the headings perhaps some only.

    Nothing is left out before the headings, so that their line stays where it was.
    """
    row = 0
    for line in lines:
        if only is None or line.number <= head:
            row = line.number - 1
        elif line.number in only:
            row += 1
        else:
            continue
        yield row, line


def _write_headings(book: Fillable, sheet: Worksheet, row: int, texts: Mapping[int, str], reasons: int) -> None:
    for place, text in texts.items():
        book.write(sheet, row, place, text, book.heading)
    sheet.write_string(row, reasons, str(REASONS), book.heading)


def _write_line(book: Fillable, sheet: Worksheet, row: int, line: Line, faults: list[Fault], reasons: int) -> None:
    by_place: dict[int, list[Fault]] = {}
    for fault in faults:
        by_place.setdefault(_place(fault), []).append(fault)
    for place, cell in enumerate(line.cells):
        if place != reasons:
            book.write(sheet, row, place, cell, _look(book, by_place.pop(place, None), sheet, row, place))
    for place in by_place:
        if place != reasons:
            book.write(sheet, row, place, None, _look(book, by_place[place], sheet, row, place))
    if faults:
        text = LINES_BELOW.join(f"{fault.column}: {fault.reason}" if fault.column else fault.reason for fault in faults)
        sheet.write_string(row, reasons, text, book.wrapped)


def _look(book: Fillable, faults: list[Fault] | None, sheet: Worksheet, row: int, place: int) -> object:
    """The colour of a faulty cell, whose reasons become its comment; nothing for a sound one."""
    if not faults:
        return None
    sheet.write_comment(row, place, LINES_BELOW.join(fault.reason for fault in faults), COMMENT)
    return book.wrong if any(fault.severity == "error" for fault in faults) else book.doubtful


def _place(fault: Fault) -> int:
    """Where the fault is; one of the whole line, or of a column that is missing, is marked at the line's beginning."""
    return column_of(fault.letter) if fault.letter else 0


def marked_name(name: str) -> str:
    """`can-bo.csv` -> `can-bo-loi.xlsx`, which keeps its name when it comes again."""
    marked = f"-{gettext('faults-marked')}"
    return f"{(name.rpartition('.')[0] or name).removesuffix(marked)}{marked}.xlsx"
