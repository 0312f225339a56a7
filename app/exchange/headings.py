"""The line of headings: which column of a sheet is which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from app.access.levels import writable_fields
from app.access.standing import Standing
from app.exchange.explaining import EXAMPLE
from app.exchange.places import letters
from app.exchange.report import Finding
from app.exchange.row_keys import HEADING, SIGN
from app.exchange.sheet import Line, Sheet
from app.records.field import Field
from app.records.links import Files
from app.records.names import nfc, search_text
from app.records.record import Record

LANGUAGES = ("vi", "en")
LINES_ABOVE = 20
REQUIRED_MARK = " *"
REASONS = _("Reason (written by the system)")
MOST_TITLES = 2  # texts side by side above a table: the body on the left, the motto on the right


@dataclass
class Headings:
    """The columns of a sheet by their place: `fields` those taken, `rest` those gathered under their own names.

    `row_key` is the place of the column by which rows of a filled sheet are known again.
    """

    line: int
    texts: dict[int, str]
    fields: dict[int, Field] = field(default_factory=dict)
    rest: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    row_key: int | None = None

    @property
    def names(self) -> dict[str, str]:
        """What the sheet calls each field."""
        sign = {} if self.row_key is None else {SIGN: self.texts[self.row_key]}
        return {found.name: self.texts[place] for place, found in self.fields.items()} | sign

    @property
    def places(self) -> dict[str, int]:
        """Where each column stands, by what the sheet calls it; of two of the same name the first."""
        return {text: place for place, text in reversed(self.texts.items())}


def headings_of(record: type[Record], sheet: Sheet, standing: Standing, given: Iterable[str]) -> Headings:
    """Find the line of headings (titles may stand above it) and what each column means to this writer.

    `given` are fields that get their value elsewhere, so that their column may be missing.
    """
    known = known_headings(record)
    line = max(sheet.lines[:LINES_ABOVE], key=lambda line: sum(search_text(str(cell)) in known for cell in line.cells))
    texts = {place: text for place, cell in enumerate(line.cells) if (text := _plain(cell))}
    found = Headings(line.number, texts)
    for place, text in texts.items():
        _settle(found, place, text, known.get(search_text(text)), record)
    _warn_of_old_book(found, sheet)
    _warn_of_data_above(found, sheet)
    _refuse_repeated(found)
    _leave_out_forbidden(found, writable_fields(record, standing))
    _refuse_missing_keys(found, record, given)
    return found


def _plain(cell: Any) -> str:
    """A heading without the mark of a required item that a sheet of ours puts behind it."""
    return nfc(str(cell)).removesuffix(REQUIRED_MARK) if cell is not None else ""


def known_headings(record: type[Record]) -> dict[str, Field]:
    """Every text that names a field: its name, its label in either language, and (where still free) its aliases."""
    known = {search_text(name): declared for name, declared in record.fields.items()}
    for language in LANGUAGES:
        with force_locale(language):
            for declared in record.fields.values():
                known.setdefault(search_text(str(declared.label)), declared)
    for declared in record.fields.values():
        for alias in declared.aliases:
            known.setdefault(search_text(alias), declared)
    return known


def _in_languages(label: Any) -> list[str]:
    """A label of ours in every language in which a sheet may have been fetched."""
    texts = []
    for language in LANGUAGES:
        with force_locale(language):
            texts.append(str(label))
    return texts


def _settle(found: Headings, place: int, text: str, declared: Field | None, record: type[Record]) -> None:
    if declared is not None:
        found.fields[place] = declared
    elif search_text(text) in {search_text(heading) for heading in _in_languages(HEADING)}:
        found.row_key = place
    elif search_text(text) in {search_text(name) for name in (*record.not_imported, *_in_languages(REASONS))}:
        return
    elif record.rest_to:
        found.rest[place] = text
    else:
        labels = "; ".join(str(known.label) for known in record.fields.values() if known.given)
        reason = _("There is no such item; delete the column, or name it as one of: %(labels)s.", labels=labels)
        found.findings.append(Finding(found.line, text, reason))


def _warn_of_old_book(found: Headings, sheet: Sheet) -> None:
    if not sheet.errors_told:
        reason = _(
            "In an old workbook (.xls) a cell with an error such as #N/A counts as empty; if the sheet holds formulas, "
            "save it as .xlsx and send that."
        )
        found.findings.append(Finding(found.line, "", reason, "warning"))


def _warn_of_data_above(found: Headings, sheet: Sheet) -> None:
    """Titles may stand above the headings, and the examples of our own sheet; what looks like a row there is told."""
    for line in sheet.lines:
        if line.number >= found.line:
            return
        cells = [str(cell) for place, cell in enumerate(line.cells) if place in found.fields and nfc(str(cell))]
        if len(cells) > MOST_TITLES and not any(cell.startswith(tuple(_in_languages(EXAMPLE))) for cell in cells):
            reason = _("The line stands above the headings and is not taken; move it below them if it is a row.")
            found.findings.append(Finding(line.number, "", reason, "warning"))


def _refuse_repeated(found: Headings) -> None:
    places: dict[Any, list[int]] = {}
    for place, name in [*((p, f.name) for p, f in found.fields.items()), *found.rest.items()]:
        places.setdefault(name, []).append(place)
    for repeated in places.values():
        if len(repeated) > 1:
            texts = ", ".join(f"{letters(place)} “{found.texts[place]}”" for place in repeated)
            reason = _("The same item stands in several columns (%(texts)s); leave one of them.", texts=texts)
            found.findings.append(Finding(found.line, found.texts[repeated[0]], reason))


def _leave_out_forbidden(found: Headings, writable: list[Field]) -> None:
    """Columns that this writer may not fill in, or that nobody types, are named and not taken."""
    allowed = {declared.name for declared in writable}
    for place, declared in list(found.fields.items()):
        if not declared.given:
            reason = _("The column is not taken: the system works it out itself.")
        elif isinstance(declared.kind, Files):
            reason = _("The column is not taken: evidence files are sent one by one on the page of the row.")
        elif declared.name not in allowed:
            reason = _("The column is not taken: you may not fill in this item.")
        else:
            continue
        del found.fields[place]
        found.findings.append(Finding(found.line, found.texts[place], reason, "warning"))


def _refuse_missing_keys(found: Headings, record: type[Record], given: Iterable[str]) -> None:
    """Without the columns of the key no row can be told from another."""
    present = {declared.name for declared in found.fields.values()} | set(given)
    for declared in record.key_fields():
        if declared.name not in present and declared.required:
            reason = _("The column is missing; add it, because rows are recognised by it.")
            found.findings.append(Finding(found.line, str(declared.label), reason))


def raw_cells(found: Headings, line: Line) -> tuple[Mapping[int, Any], Mapping[str, Any]]:
    """The cells of a line that belong to fields, by place, and those gathered under their own names."""
    cells = {place: line.cells[place] for place in found.fields if place < len(line.cells)}
    rest = {name: line.cells[place] for place, name in found.rest.items() if place < len(line.cells)}
    return cells, rest


def sign_in(found: Headings, line: Line) -> Any:
    """What stands in the column that names the official row of a line."""
    place = found.row_key
    return line.cells[place] if place is not None and place < len(line.cells) else None
