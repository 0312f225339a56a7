"""A pass over the cells of a workbook before it is opened: how far they reach, and which of them only look filled in.

Whoever opens a sheet gives room to every cell up to the last one, so one cell in the far corner takes all memory there
is. And a reader gives an error, or a formula that was never worked out, as an empty cell, which would pass for a value
that nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any
from xml.parsers import expat

from flask_babel import lazy_gettext as _

PIECE = 1 << 18
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "Err:502", "Err:508"})
IS_ERROR = _("The cell shows an error such as #N/A; mend the formula or type the value.")
NOT_WORKED_OUT = _("The cell holds a formula without a result; open the file in Excel, save it and send it again.")

Place = tuple[int, int]


class TooFar(Exception):
    """The cells reach further than the reader may go; the survey says how far."""


@dataclass
class Survey:
    """What is known of a sheet before it is opened; a place is a line (from 1) and a column (from 0)."""

    most_lines: int
    most_cells: int
    name: str = ""
    lowest: Place = (0, -1)
    widest: Place = (0, -1)
    faults: dict[Place, Any] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.lowest[0] == 0

    @property
    def too_many_lines(self) -> bool:
        return self.lowest[0] > self.most_lines

    @property
    def too_wide(self) -> bool:
        """Whether so many cells lie between the first and the last filled ones that there is no room for them."""
        return self.lowest[0] * (self.widest[1] + 1) > self.most_cells

    def note(self, line: int, column: int) -> None:
        """A filled cell. Raises `TooFar`."""
        further = False
        if line > self.lowest[0]:
            self.lowest, further = (line, column), True
        if column > self.widest[1]:
            self.widest, further = (line, column), True
        if further and (self.too_many_lines or self.too_wide):
            raise TooFar


def parse(part: IO[bytes], parser: expat.XMLParserType, most: int) -> None:
    """Run over a part of an archive, a piece at a time. Raises `ValueError` for XML that no spreadsheet writes."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    read = 0
    try:
        while piece := part.read(PIECE):
            read += len(piece)
            if read > most:
                raise ValueError("the part is longer than the archive says")
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ValueError("the part is no XML") from error


def _refuse_doctype(*_given: object) -> None:
    raise ValueError("a document type may bring entities along")


def local(name: str) -> str:
    """A name without the prefix of its namespace, which each writer chooses for himself."""
    return name.rpartition(":")[2] if ":" in name else name


def new_parser(start: Callable[[str, dict[str, str]], None]) -> expat.XMLParserType:
    """A parser that calls `start` for each element; text comes in whole."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    return parser
