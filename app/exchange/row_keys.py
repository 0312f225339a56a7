"""The column by which a row of a filled sheet is known again, whatever of it is corrected, and as of which change."""

from __future__ import annotations

import hmac
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _

from app.exchange.linking import as_text
from app.records.problems import FieldError
from app.records.record import Record
from app.records.secrets import key_ring

SIGN = "(sign)"  # what a report calls the column, as it calls others by their field
HEADING = _("Row in the record")
HINT = _("Written by the system: by it a corrected row is known again. Leave it as it is; in a new row it stays empty.")
ALTERED = _(
    "This is not the sign that the system wrote for the row; copy it from the sheet as it was fetched, "
    "or empty the cell if the line is a new row."
)
MARK = "d"  # a sign that begins with a letter is neither a number nor a day to any program of sheets
SIGNS = 10


class RowKey(NamedTuple):
    """An official row, and the change that had last written it when the sheet was fetched; 0 for a row without one."""

    row_id: int
    version: int


def row_key(record: type[Record], row_id: int, change_id: int | None) -> str:
    """The sign of a row: its key, its last change, and enough of a keyed hash that nobody makes one up for another."""
    key = RowKey(row_id, change_id or 0)
    return f"{MARK}{key.row_id}-{key.version}-{_seal(record, key)}"


def read_row_key(record: type[Record], raw: Any) -> RowKey | None:
    """The row that a cell names; None for an empty one. Raises `FieldError` for what we did not write."""
    text = as_text(raw)
    if not text:
        return None
    *numbers, seal = text.removeprefix(MARK).split("-")
    if len(numbers) != 2 or not text.isascii() or not all(number.isdigit() for number in numbers):
        raise FieldError(ALTERED)
    key = RowKey(*map(int, numbers))
    if not hmac.compare_digest(seal, _seal(record, key)):
        raise FieldError(ALTERED)
    return key


def _seal(record: type[Record], key: RowKey) -> str:
    return key_ring().index(f"{key.row_id}-{key.version}", f"{record.name}.row")[:SIGNS]
