"""The rows of a workbook, read by a process of its own (`workbook_child.py`) and held against the limits on the way."""

from __future__ import annotations

import pickle
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, Any

from flask_babel import lazy_gettext as _

from app.exchange import workbook_child
from app.exchange.limits import MEGABYTE, Unreadable, most_cells, most_lines
from app.exchange.places import letters
from app.exchange.survey import Survey, TooFar
from app.exchange.survey_excel import WORKBOOK, survey_excel
from app.exchange.survey_open_document import survey_open_document

MOST_UNPACKED_BYTES = 1024 * MEGABYTE
MOST_OLD_BYTES = 20 * MEGABYTE  # of an .xls, which cannot be surveyed
MOST_MEMORY = 2048 * MEGABYTE
MOST_SENT = 1024 * MEGABYTE
MOST_SECONDS = 120  # of a processor
BINARY = "xl/workbook.bin"
# What a damaged or locked archive raises while it is read.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, KeyError, ValueError)
DAMAGED = _("The workbook is damaged or locked; open it in Excel, save a copy as .xlsx and send that.")
TOO_MUCH = _(
    "The workbook takes more memory or time than the server gives to one file; copy the table alone into a new "
    "workbook, or split it, and send that."
)

Row = tuple[int, list[Any]]


@dataclass
class Workbook:
    """The first visible sheet that holds anything.

    `faults` are, by line and place, the cells that only look filled in; an old workbook does not tell them.
    """

    rows: Iterator[Row]
    faults: Mapping[tuple[int, int], Any] = field(default_factory=dict)
    errors_told: bool = True


def read_workbook(path: Path) -> Workbook:
    """The sheet of an .xlsx, .ods or old .xls. Raises `Unreadable`, then or while the rows are read."""
    if not zipfile.is_zipfile(path):
        if path.stat().st_size > MOST_OLD_BYTES:
            raise Unreadable(_("So large an old workbook is not read; save it as .xlsx and send that."))
        return Workbook(_read_apart(path, ""), errors_told=False)
    try:
        survey = _survey(path)
    except BROKEN as error:
        raise Unreadable(DAMAGED) from error
    return Workbook(_read_apart(path, survey.name), survey.faults)


def _survey(path: Path) -> Survey:
    """How far the cells of an archive reach. Raises `Unreadable`, and what `zipfile` raises."""
    found = Survey(most_lines(), most_cells())
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise Unreadable(_("The workbook is too large when unpacked; split it into several files."))
        names = archive.namelist()
        if BINARY in names:
            raise Unreadable(_("A binary workbook (.xlsb) is not read; save it as .xlsx and send that."))
        try:
            if WORKBOOK in names:
                survey_excel(archive, found)
            else:
                survey_open_document(archive, found)
        except TooFar:
            _refuse_far(found)
    return found


def _refuse_far(found: Survey) -> None:
    """Name the cell that lies too far, which is often one that nobody knows of."""
    lowest, widest = (f"{letters(column)}{line}" for line, column in (found.lowest, found.widest))
    if found.too_many_lines:
        raise Unreadable(
            _(
                "The cell %(cell)s is filled in, and a sheet may have no more than %(most)d lines. Delete everything "
                "below the table (whole lines), or split the file.",
                cell=lowest,
                most=found.most_lines,
            )
        )
    if found.too_wide:
        raise Unreadable(
            _(
                "The filled cells reach down to %(lowest)s and across to %(widest)s, more than can be read at once. "
                "Delete the lines below and the columns beside the table, or split the file.",
                lowest=lowest,
                widest=widest,
            )
        )
    raise Unreadable(
        _(
            "The sheet has more than %(most)d cells, empty ones with a format among them; copy the table alone into a "
            "new workbook, or split it, and send that.",
            most=found.most_cells,
        )
    )


def _read_apart(path: Path, name: str) -> Iterator[Row]:
    """The rows with their numbers, as the process that reads them sends them. Raises `Unreadable`."""
    limits = (str(MOST_MEMORY), str(MOST_SECONDS))
    program = [sys.executable, "-I", workbook_child.__file__, str(path), name, *limits]
    with subprocess.Popen(
        program, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        try:
            yield from _rows(_pieces(child.stdout))
            end = child.wait()
        finally:
            child.kill()
    if end == workbook_child.LOCKED:
        raise Unreadable(_("The workbook is locked with a password; save a copy without one and send that."))
    if end:
        raise Unreadable(DAMAGED if end == workbook_child.DAMAGED else TOO_MUCH)


def _rows(pieces: Iterator[Any]) -> Iterator[Row]:
    corner = next(pieces, None)
    if corner is None:
        return
    found = Survey(most_lines(), most_cells())
    try:
        found.note(corner[0] + 1, corner[1])
    except TooFar:
        _refuse_far(found)
    yield from enumerate(chain.from_iterable(pieces), start=1)


def _pieces(answer: IO[bytes]) -> Iterator[Any]:
    """What the process sent, piece by piece; one that it did not send to its end is left out."""
    left = MOST_SENT
    while head := answer.read(workbook_child.LENGTH):
        length = int.from_bytes(head, "big")
        left -= length
        if left < 0:
            raise Unreadable(TOO_MUCH)
        piece = answer.read(length)
        if len(piece) < length:
            return
        yield pickle.loads(piece)
