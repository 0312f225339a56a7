"""Run as a program of its own: writes a long list, whose cells come on the standard input, into a workbook.

While it writes, the process that fetches the cells fetches the next ones, and nobody else waits there until the file is
packed (`app/exchange/long_book.py` starts it). It stands alone, and imports nothing of the product.
"""

from __future__ import annotations

import pickle
import resource
import sys
from collections.abc import Iterator
from typing import Any

from rustpy_xlsxwriter import Format, write_worksheet


def given() -> Iterator[Any]:
    """What is sent, piece by piece, up to the None that ends it. Raises `EOFError` where that does not come."""
    while (piece := pickle.load(sys.stdin.buffer)) is not None:
        yield piece


def rows(labels: list[str], pieces: Iterator[Any]) -> Iterator[dict[str, Any]]:
    """The rows of pieces that come column by column."""
    for columns in pieces:
        for cells in zip(*columns, strict=True):
            yield dict(zip(labels, cells, strict=True))


def column(number_format: str | None) -> Format:
    """The format of a column; one of text is text to Excel itself, and quoted."""
    return (
        Format().set_num_format("@").set_quote_prefix()
        if number_format is None
        else Format().set_num_format(number_format)
    )


def main(path: str) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pieces = given()
    name, labels, number_formats, widths = next(pieces)
    write_worksheet(
        rows(labels, pieces),
        path,
        sheet_name=name,
        column_formats=[column(shown) for shown in number_formats],
        column_widths=widths,
        header_format=Format().set_bold().set_text_wrap().set_align("top").set_border_bottom("thin"),
        freeze_row=1,
        autofilter=True,
    )


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Exception as error:
        sys.exit(type(error).__name__)  # never its words, which may be somebody's data
