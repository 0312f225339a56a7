"""How much of a file is taken in at once, and the refusal of one that is more, or that is no sheet at all."""

from __future__ import annotations

from flask import current_app
from flask_babel import lazy_gettext as _

from app.changes.refusals import Refusal

MEGABYTE = 1 << 20
MOST_BYTES = 50 * MEGABYTE
MOST_LINES = 200_000
MOST_CELLS = 10_000_000  # with the empty ones between them, for which a reader needs room as well


class Unreadable(Refusal):
    """A file that is no sheet, or more than can be taken at once; the message says what to do."""

    message = _("The file cannot be read; save it as Excel (.xlsx) or CSV UTF-8 and send it again.")


def most_bytes() -> int:
    """How large a file may be."""
    return int(current_app.config.get("IMPORT_MOST_BYTES", MOST_BYTES))


def most_lines() -> int:
    """How many lines a sheet may have."""
    return int(current_app.config.get("IMPORT_MOST_ROWS", MOST_LINES))


def most_cells() -> int:
    """How many cells a sheet may have, from the first to the last line and column."""
    return int(current_app.config.get("IMPORT_MOST_CELLS", MOST_CELLS))
