"""The Excel workbook of a long list, by the compiled writer: six times as fast as `Book`, which looks at each cell.

It formats columns, not cells, so every cell of a column of text is text to Excel, and quoted. It works in a process of its
own, which takes the cells while the next ones are fetched here, and writes to a path: into a file object it would put the
whole workbook at once.
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from app.exchange import long_book_child
from app.exchange.book import heading_width, number_format, sheet_name
from app.records.field import Field

PIECE = 500
NEEDED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
REASON_MOST = 200


def can_hold(fields: Sequence[Field]) -> bool:
    """Whether this writer can tell the columns apart: it knows them by their headings."""
    return 0 < len(fields) == len({str(field.label) for field in fields})


def write_long_book(
    to: IO[bytes], name: str, fields: Sequence[Field], folder: Path, rows: Iterable[Sequence[Any]]
) -> None:
    """The same sheet as `Book` makes, of one row or more; an error of `rows` leaves `to` as it was."""
    about = (
        sheet_name(name),
        [str(field.label) for field in fields],
        [number_format(field.kind) for field in fields],
        [float(heading_width(field)) for field in fields],
    )
    with TemporaryDirectory(dir=folder) as own:
        path = Path(own) / "list.xlsx"
        _write_apart(path, about, rows)
        with path.open("rb") as written:
            shutil.copyfileobj(written, to)


def _write_apart(path: Path, about: tuple[str, list[str], list[str | None], list[float]], rows: Iterable[Any]) -> None:
    """Have the other program write the book. What `rows` raises comes through; then that program is ended."""
    program = [sys.executable, "-I", long_book_child.__file__, str(path)]
    # Its rows go through a file of the system; that shall lie where the book will lie. Of the settings it needs none.
    environ = {name: os.environ[name] for name in NEEDED if name in os.environ} | {"TMPDIR": str(path.parent)}
    whole = False
    with (path.parent / "said").open("w+b") as said:
        with _deaf(
            program, bufsize=0, env=environ, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        ) as child:
            assert child.stdin is not None
            try:
                _send(child.stdin, about)
                for columns in _by_column(rows, len(about[1])):
                    _send(child.stdin, columns)
                _send(child.stdin, None)
                child.stdin.close()
                whole = child.wait() == 0
            except _Ended:
                child.wait()
            finally:
                child.kill()
        said.seek(0)
        reason = said.read().decode(errors="replace").strip().rpartition("\n")[2]
    if not whole:
        raise RuntimeError(f"the writer of long lists ended with {child.returncode}: {reason[:REASON_MOST]}")


def _deaf(program: list[str], **given: Any) -> subprocess.Popen[bytes]:
    """Begin a program that no signal to end reaches: a service that is told to end tells every process of its own.

    Whoever began it takes the work back in order, and kills it.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        return subprocess.Popen(program, **given)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Ended(Exception):
    """Nobody reads any more what is sent."""


def _by_column(rows: Iterable[Sequence[Any]], width: int) -> Iterator[list[tuple[Any, ...]]]:
    """Rows in pieces, each column by column, as which they are packed in half the time.

    Raises `ValueError` for a row of another length.
    """
    each = iter(rows)
    while piece := list(islice(each, PIECE)):
        columns = list(zip(*piece, strict=True))
        if len(columns) != width:
            raise ValueError(f"a row of {len(columns)} cells in a list of {width} columns")
        yield columns


def _send(to: IO[bytes], given: Any) -> None:
    """One piece, to an unbuffered pipe, which a signal may stop in the midst of it. Raises `_Ended`."""
    left = memoryview(pickle.dumps(given, pickle.HIGHEST_PROTOCOL))
    try:
        while left:
            left = left[to.write(left) :]
    except BrokenPipeError as error:
        raise _Ended from error
