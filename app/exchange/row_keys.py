"""The column by which a row of a filled sheet is known again, whatever of it is corrected."""

from __future__ import annotations

import hmac
from typing import Any

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


def row_key(record: type[Record], row_id: int) -> str:
    """The sign of a row: its key, and enough of a keyed hash that nobody makes one up for another row."""
    return f"{MARK}{row_id}-{_seal(record, row_id)}"


def read_row_key(record: type[Record], raw: Any) -> int | None:
    """The key of the row that a cell names; None for an empty one. Raises `FieldError` for what we did not write."""
    text = as_text(raw)
    if not text:
        return None
    number, _sign, seal = text.removeprefix(MARK).partition("-")
    if not (number.isascii() and number.isdigit() and seal.isascii()):
        raise FieldError(ALTERED)
    if not hmac.compare_digest(seal, _seal(record, int(number))):
        raise FieldError(ALTERED)
    return int(number)


def _seal(record: type[Record], row_id: int) -> str:
    return key_ring().index(str(row_id), f"{record.name}.row")[:SIGNS]
