"""Run as a program of its own: reads one sheet of a workbook and writes its rows to the standard output.

A workbook that takes more memory or time than it may ends this process and not the server (`app/exchange/workbook.py`
starts it). It stands alone, imports nothing of the product, and is ready in a twentieth of a second.
"""

from __future__ import annotations

import pickle
import resource
import sys
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

LOCKED, DAMAGED = 3, 4  # ends of this program, beside 0
LENGTH = 8  # bytes in front of each piece that say how long it is
ROWS = 1000  # in a piece


def send(given: Any) -> None:
    """One piece of the answer."""
    piece = pickle.dumps(given, pickle.HIGHEST_PROTOCOL)
    sys.stdout.buffer.write(len(piece).to_bytes(LENGTH, "big"))
    sys.stdout.buffer.write(piece)


def send_sheet(path: str, name: str) -> None:
    """The corner below on the right, and the rows, each from the first column on; nothing for an empty book."""
    with CalamineWorkbook.from_path(path) as workbook:
        sheet = workbook.get_sheet_by_name(name) if name else first_filled(workbook)
        if sheet is None or sheet.start is None or sheet.end is None:
            return
        send(sheet.end)
        left = [""] * sheet.start[1]
        rows = sheet.iter_rows()
        while piece := list(islice(rows, ROWS)):
            send([left + row for row in piece] if left else piece)


def first_filled(workbook: CalamineWorkbook) -> CalamineSheet | None:
    """The first sheet that people see and that holds anything."""
    for index, about in enumerate(workbook.sheets_metadata):
        if about.visible == SheetVisibleEnum.Visible:
            sheet = workbook.get_sheet_by_index(index)
            if sheet.end is not None:
                return sheet
    return None


def main(path: str, name: str, most_bytes: str, most_seconds: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (int(most_bytes), int(most_bytes)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(most_seconds), int(most_seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        send_sheet(path, name)
        sys.stdout.buffer.flush()
    except PasswordError:
        return LOCKED
    except (CalamineError, OSError, ValueError):
        return DAMAGED
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
