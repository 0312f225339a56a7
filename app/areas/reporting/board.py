"""What the dashboard is made of when it is drawn: figures, lines, charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.access.asked import UNIT, filterable, is_of_tree
from app.access.standing import Standing
from app.records import vietnamese
from app.records.charts import Block, Figure
from app.records.record import Record


@dataclass(frozen=True)
class Part:
    """One figure of a line: how many, how long its bar is in per cent of the longest, and the rows behind it."""

    text: str
    width: int
    url: str
    late: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a chart: what it counts, and its figures side by side."""

    label: Any
    parts: Sequence[Part]
    total: bool = False


@dataclass(frozen=True)
class Head:
    """A figure of the whole, at the head of the page."""

    label: Any
    text: str
    url: str
    late: bool = False


@dataclass(frozen=True)
class Drawn:
    """A chart: its question, what its columns are, its lines; `mirrored` where the first column grows to the left.

    `total` is how many rows the chart counts; nothing where its lines do not add up to anything.
    """

    name: str
    question: Any
    columns: Sequence[Any]
    lines: Sequence[Line]
    total: str = ""
    mirrored: bool = False
    heads: Sequence[Head] = ()
    more_url: str = ""


def part(number: int, longest: int, url: str) -> Part:
    """A figure with its bar; nothing stands behind none."""
    return Part(vietnamese.number(number), share(number, longest), url if number else "")


def share(number: int, whole: int) -> int:
    """Whole per cent, and nothing below none."""
    return max(round(100 * number / whole), 0) if whole else 0


def drawn_block(name: str, block: Block) -> Drawn:
    """A table that was reckoned, with a bar for each number; the bars of the total line would dwarf all others."""
    figures = [figure for row in block.rows if not row.total for figure in row.figures]
    longest = max((figure.number or 0 for figure in figures if not figure.text), default=0)
    lines = [
        Line(row.label, [_figure(one, 0 if row.total else longest) for one in row.figures], row.total)
        for row in block.rows
    ]
    heads = [head(label, figure) for label, figure in block.heads]
    return Drawn(name, block.question, block.columns, lines, heads=heads, more_url=block.more_url)


def head(label: Any, figure: Figure) -> Head:
    return Head(label, _text(figure), figure.url if figure.number else "", figure.late)


def _figure(figure: Figure, longest: int) -> Part:
    width = 0 if figure.text else share(figure.number or 0, longest)
    return Part(_text(figure), width, figure.url if figure.number else "", figure.late)


def _text(figure: Figure) -> str:
    if figure.text:
        return figure.text
    return "–" if figure.number is None else vietnamese.number(figure.number)


def percent(number: int, whole: int) -> str:
    return vietnamese.percent(Decimal(100 * number) / whole, 1) if whole else "–"


def unit_field(record: type[Record], standing: Standing) -> str:
    """The filter that narrows a record to a unit and those below it."""
    if record.scope_from:
        return record.scope_from
    return next((field.name for field in filterable(record, standing) if field.name == UNIT or is_of_tree(field)), "")


def within(record: type[Record], unit_id: int | None, standing: Standing) -> dict[str, str]:
    """The filter of a unit as the address of a list has it."""
    place = unit_field(record, standing)
    return {place: str(unit_id)} if unit_id is not None and place else {}


def longest_of(numbers: Iterable[int]) -> int:
    return max(numbers, default=0)
