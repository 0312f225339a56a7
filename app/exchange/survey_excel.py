"""The survey of an Excel workbook (.xlsx, .xlsm): its first visible sheet that holds anything."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

from app.exchange.places import column_of, letters
from app.exchange.survey import IS_ERROR, NOT_WORKED_OUT, Survey, TooFar, local, new_parser, parse

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
MOST_ABOUT = 4 << 20  # of the parts that list the sheets
DIGITS = "0123456789"


def survey_excel(archive: zipfile.ZipFile, found: Survey) -> None:
    """Find out what the first visible sheet with a filled cell holds. Raises `TooFar`, `KeyError`, `ValueError`."""
    for name, part in _visible_sheets(archive):
        with archive.open(part) as file:
            _Cells(found).run(file, archive.getinfo(part).file_size)
        if not found.is_empty:
            found.name = name
            return


def _visible_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet that is not hidden, in their order."""
    targets = {each.get("Id"): each.get("Target", "") for each in _about(archive, RELATIONS)}
    for element in _about(archive, WORKBOOK).iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("state", "visible") == "visible":
            key = next((text for name, text in element.items() if name.endswith("}id")), None)
            target = targets[key]
            yield element.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _about(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if archive.getinfo(part).file_size > MOST_ABOUT:
        raise ValueError("the list of sheets is too long")
    try:
        return ElementTree.fromstring(archive.read(part))
    except ElementTree.ParseError as error:
        raise ValueError("the list of sheets is no XML") from error


class _Cells:
    """One run over the cells of a sheet. Only what is filled counts: a sheet may be coloured to its last column.

    It is called for each of some millions of elements, so it looks at a cell no more closely than it must.
    """

    def __init__(self, found: Survey) -> None:
        self.found, self.left = found, found.most_cells
        self.line, self.digits = 0, "0"
        self.before = -1  # the column of the cell before the present one, as far as it is known
        self.marks: dict[str, str] = {}
        self.has_formula = self.has_result = False
        self.acts = {"c": self._begin_cell, "v": self._filled, "is": self._filled, "f": self._formula, "row": self._row}

    def run(self, file: IO[bytes], size: int) -> None:
        self.parser = new_parser(self.start)
        parse(file, self.parser, size)
        self._end_formula()

    def start(self, name: str, marks: dict[str, str]) -> None:
        act = self.acts.get(name) or self.acts.get(local(name))
        if act:
            act(marks)

    def _row(self, marks: dict[str, str]) -> None:
        self._end_formula()
        line = int(marks["r"]) if "r" in marks else self.line + 1
        if line <= self.line:
            raise ValueError("the lines are out of order")
        self.line, self.digits = line, str(line)
        self.before, self.marks = -1, {}

    def _begin_cell(self, marks: dict[str, str]) -> None:
        if self.has_formula:
            self._end_formula()
        if "r" not in marks:
            self.before = self._column() if self.marks else self.before
            marks["r"] = letters(self.before + 1) + self.digits
        self.marks = marks
        self.left -= 1
        if self.left < 0:
            raise TooFar

    def _column(self) -> int:
        """The column of the present cell."""
        place = self.marks["r"]
        if not place.endswith(self.digits):
            raise ValueError("a cell stands in another line than its own")
        return column_of(place[: -len(self.digits)])

    def _filled(self, _marks: dict[str, str]) -> None:
        column = self._column()
        if column > self.found.widest[1] or self.line > self.found.lowest[0]:
            self.found.note(self.line, column)
        kind = self.marks.get("t")
        if kind == "e":
            self.found.faults[self.line, column] = IS_ERROR
        elif self.has_formula:
            # An empty text is a result as well; without one the element is there and empty.
            self.has_result = kind == "str"
            self.parser.CharacterDataHandler = self._result
            self.parser.EndElementHandler = self._end_result

    def _formula(self, _marks: dict[str, str]) -> None:
        self.has_formula, self.has_result = True, False

    def _result(self, _text: str) -> None:
        self.has_result = True

    def _end_result(self, _name: str) -> None:
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def _end_formula(self) -> None:
        if self.has_formula and not self.has_result and self.marks.get("t") != "e":
            column = self._column()
            self.found.note(self.line, column)
            self.found.faults[self.line, column] = NOT_WORKED_OUT
        self.has_formula = False
