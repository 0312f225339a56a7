"""What a fault of a packet, and a reason for holding somebody back, are called for people."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.national.columns import MISSING, UNKNOWN_CODE, WRONG_FORM
from app.national.verifying import Fault

REASONS = {
    MISSING: _("is missing and the standard wants it"),
    UNKNOWN_CODE: _("has a code that is in no code list"),
    WRONG_FORM: _("does not have the form that the standard wants"),
}
KINDS = {
    "seal": _("some byte of the packet is not as it was sealed"),
    "not_a_zip": _("the packet cannot be opened as a zip"),
    "hidden_bytes": _("there are bytes between, before or behind the files, or files that overlap"),
    "bad_name": _("the name leads out of the packet or has signs that no packet has"),
    "duplicate_file": _("the file is there twice"),
    "no_plain_file": _("this is a folder, a link or an encrypted file"),
    "compression": _("the file is packed in a way that no packet uses"),
    "too_large": _("the file is larger than a packet may be"),
    "missing_file": _("the file is missing"),
    "extra_file": _("the file does not belong to the packet"),
    "damaged": _("the file is damaged and cannot be read on"),
    "sums": _("the list of hashes does not fit the files"),
    "file_hash": _("the hash of the file is not the one in the list"),
    "manifest": _("the manifest does not fit the files"),
    "count": _("the count is not as many as there are lines"),
    "not_a_line": _("the line does not have the form of a line"),
    "order": _("the line is not in its place: lines are missing, moved or added"),
    "chain": _("the line does not continue the one before: it was altered, moved, added or one is missing"),
    "altered": _("the value is not the one that was written"),
    "schema": _("the value is not what the schema wants"),
    "duplicate": _("somebody is there twice"),
    "other_person": _("the line is about somebody else than that line of the other groups"),
}


def sentence(fault: Fault) -> str:
    """`groups/01.jsonl, line 7, 1.03: the value is not the one that was written (…)`."""
    place = [fault.file or gettext("The packet")]
    if fault.line:
        place.append(gettext("line %(number)d", number=fault.line))
    if fault.field:
        place.append(fault.field)
    said: Any = KINDS[fault.kind]
    return f"{', '.join(place)}: {said}{f' ({fault.detail})' if fault.detail else ''}"
