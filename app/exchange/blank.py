"""The sheet to fill in for a record: examples, headings and lists that the import understands, and how to use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any

from flask_babel import gettext
from sqlalchemy import Select
from xlsxwriter.worksheet import Worksheet

from app.access.audit import note
from app.access.levels import writable_fields
from app.access.standing import Standing
from app.exchange.cells import cell_of
from app.exchange.explaining import example_of, kind_in_words, marked_example
from app.exchange.fillable import LAST_ROW, MOST_HINT, MOST_TITLE, Fillable
from app.exchange.linking import key_texts
from app.exchange.offers import Offer, offers_of
from app.exchange.row_keys import HEADING, HINT, row_key
from app.extensions import db
from app.records.field import Field
from app.records.kinds import Attributes, Day, PartialDayKind
from app.records.links import Files, Link
from app.records.record import Record

TITLE, EXAMPLES, HEADINGS, FIRST = range(4)  # the rows of the sheet, from 0
CHUNK = 500
MOST_SHOWN = 20
WIDTH_OF_ROW_KEYS = 14


def fillable_fields(record: type[Record], standing: Standing) -> list[Field]:
    """The columns of the sheet: what this writer may fill in, but evidence files, in the order of the declaration."""
    return [declared for declared in writable_fields(record, standing) if not isinstance(declared.kind, Files)]


def write_sheet(record: type[Record], to: IO[bytes], standing: Standing, rows: Select[Any] | None = None) -> int:
    """Write the sheet into `to`; with `rows` (a selection of the record) filled with them. Returns how many.

    The audit log notes the sheet, because its lists name rows and a filled one carries values.
    """
    fields = fillable_fields(record, standing)
    offers = offers_of(fields, standing)
    count = 0
    with Fillable(to) as book:
        sheet = book.add_sheet(str(record.plural))
        _head(book, sheet, record, fields, offers)
        if rows is not None:
            _head_of_row_keys(book, sheet, len(fields))
            for count, cells in enumerate(_filled(record, fields, offers, rows), start=1):
                for place, cell in enumerate(cells):
                    book.write(sheet, FIRST + count - 1, place, cell)
        _guide(book, record, fields, offers, is_filled=rows is not None)
        columns = dict(enumerate(fields))
        book.add_lists(sheet, FIRST, columns, offers)
        book.add_hints(sheet, FIRST, columns, offers)
    detail = {"columns": [declared.name for declared in fields], "rows": count}
    note("import_sheet", record=record.name, detail=detail)
    return count


def _head(
    book: Fillable, sheet: Worksheet, record: type[Record], fields: Sequence[Field], offers: Mapping[str, Offer]
) -> None:
    """Title, examples and headings. The examples stand above the headings, where the import reads no row."""
    sheet.write_string(
        TITLE, 0, gettext("%(plural)s: write from line %(line)d on", plural=record.plural, line=FIRST + 1), book.title
    )
    for place, declared in enumerate(fields):
        book.set_column(sheet, place, declared)
        example = marked_example(declared, offers.get(declared.name))
        book.write(sheet, EXAMPLES, place, example, book.sample)
        book.write_heading(sheet, HEADINGS, place, declared, offers.get(declared.name))
    closed = {
        "validate": "custom",
        "value": "=FALSE",
        "error_title": gettext("Line of examples"),
        "error_message": gettext("This line is not taken in. Write from line %(line)d on.", line=FIRST + 1),
    }
    sheet.data_validation(TITLE, 0, EXAMPLES, len(fields) - 1, closed)
    sheet.freeze_panes(FIRST, 1)
    sheet.repeat_rows(HEADINGS)
    sheet.set_row(HEADINGS, 32)


def _head_of_row_keys(book: Fillable, sheet: Worksheet, place: int) -> None:
    """The narrow column behind the others; whoever writes into it is warned."""
    sheet.set_column(place, place, WIDTH_OF_ROW_KEYS, book.sample)
    sheet.write_string(HEADINGS, place, str(HEADING), book.heading)
    warned = {
        "validate": "custom",
        "value": "=FALSE",
        "error_type": "warning",
        "error_title": str(HEADING)[:MOST_TITLE],
        "error_message": str(HINT)[:MOST_HINT],
    }
    sheet.data_validation(FIRST, place, LAST_ROW, place, warned)


def _guide(
    book: Fillable, record: type[Record], fields: Sequence[Field], offers: Mapping[str, Offer], *, is_filled: bool
) -> None:
    """One line for every column: what it is, whether it must be there, what may stand in it."""
    sheet = book.add_sheet(gettext("How to fill in"))
    steps = (
        gettext(
            "Write one row of “%(plural)s” on each line, from line %(line)d on.", plural=record.plural, line=FIRST + 1
        ),
        gettext("Columns marked * are required for new rows. An empty cell leaves what is official as it is."),
        gettext(
            "Save the file and send it on the page “Import from Excel”; it is checked before anything is handed in."
        ),
    )
    for row, step in enumerate(steps):
        sheet.write_string(row, 0, step)
    top = len(steps) + 1
    headings = (
        gettext("Column"),
        gettext("Required"),
        gettext("What may be written"),
        gettext("Allowed values"),
        gettext("Explanation"),
        gettext("Example"),
    )
    for place, (heading, width) in enumerate(zip(headings, (34, 12, 44, 44, 44, 28), strict=True)):
        sheet.write_string(top, place, heading, book.heading)
        sheet.set_column(place, place, width)
    for row, declared in enumerate(fields, start=top + 1):
        offer = offers.get(declared.name)
        cells = (
            str(declared.label),
            gettext("Required") if declared.required else "",
            str(kind_in_words(declared, offer)),
            _allowed(offer),
            str(declared.help or ""),
            example_of(declared, offer),
        )
        for place, text in enumerate(cells):
            sheet.write_string(row, place, text, book.wrapped)
    if is_filled:
        sheet.write_string(top + 1 + len(fields), 0, str(HEADING), book.wrapped)
        sheet.write_string(top + 1 + len(fields), 2, str(HINT), book.wrapped)
    sheet.freeze_panes(top + 1, 1)
    sheet.repeat_rows(top)


def _allowed(offer: Offer | None) -> str:
    if offer is None:
        return ""
    if len(offer.texts) <= MOST_SHOWN:
        return "; ".join(offer.texts)
    return gettext(
        "%(count)d values, all of them on the sheet “%(sheet)s”",
        count=len(offer.texts),
        sheet=gettext("Code lists of the sheet"),
    )


def _filled(
    record: type[Record], fields: Sequence[Field], offers: Mapping[str, Offer], rows: Select[Any]
) -> Iterator[list[Any]]:
    """The cells of official rows as the import reads them again, and the sign of each row."""
    model: Any = record
    chosen = rows.with_only_columns(model.id, model.change_id, *(getattr(model, declared.name) for declared in fields))
    result = db.session.execute(chosen, execution_options={"yield_per": CHUNK})
    for partition in result.mappings().partitions():
        names = {declared.name: _names(declared, partition, offers) for declared in fields}
        for row in partition:
            cells = [_cell(declared, row[declared.name], names[declared.name]) for declared in fields]
            yield [*cells, row_key(record, row["id"], row["change_id"])]


def _names(declared: Field, rows: Iterable[Mapping[str, Any]], offers: Mapping[str, Offer]) -> Mapping[Any, str]:
    """What the values of a column are called: as its list has them, rows beyond the list by their key."""
    offered = offers[declared.name].by_value if declared.name in offers else {}
    if not isinstance(declared.kind, Link):
        return offered
    rest = {row[declared.name] for row in rows} - offered.keys()
    return {**key_texts(declared.kind.target, rest), **offered}


def _cell(declared: Field, value: Any, names: Mapping[Any, str]) -> Any:
    if value is None:
        return None
    if value in names if not isinstance(declared.kind, Attributes) else False:
        return names[value]
    if isinstance(declared.kind, (Day, PartialDayKind)):
        return declared.show(value)
    return None if isinstance(declared.kind, Link) else cell_of(declared, value, codes=True)
