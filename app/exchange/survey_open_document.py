"""The survey of an OpenDocument sheet (.ods): all its tables, because whoever opens one opens them all."""

from __future__ import annotations

import zipfile

from app.exchange.survey import Survey, local, new_parser, parse

CONTENT = "content.xml"
CELLS = ("table-cell", "covered-table-cell")


def survey_open_document(archive: zipfile.ZipFile, found: Survey) -> None:
    """Find out how far the cells reach; errors are told by their text. Raises `TooFar`, `KeyError`, `ValueError`."""
    tables = _Tables(found)
    with archive.open(CONTENT) as file:
        parse(file, new_parser(tables.start), archive.getinfo(CONTENT).file_size)


class _Tables:
    """One run over the cells of all tables. A line or a cell may stand for thousands; empty ones at the end do not count."""

    def __init__(self, found: Survey) -> None:
        self.found = found
        self.line = self.repeated = self.column = 0

    def start(self, name: str, marks: dict[str, str]) -> None:
        name = local(name)
        if name == "table":
            self.line = self.repeated = 0
        elif name == "table-row":
            self.line += self.repeated
            self.repeated, self.column = _times(marks, "number-rows-repeated"), 0
        elif name in CELLS:
            self.column += _times(marks, "number-columns-repeated")
            if any(local(mark) in ("value-type", "formula") for mark in marks):
                self.found.note(self.line + self.repeated, self.column - 1)


def _times(marks: dict[str, str], wanted: str) -> int:
    times = next((int(text) for mark, text in marks.items() if local(mark) == wanted), 1)
    if times < 1:
        raise ValueError("nothing is repeated less than once")
    return times
