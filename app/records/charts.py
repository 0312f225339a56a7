"""Charts that an area offers to leaders, beside those of each list: what is counted, and the question it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.records.record import Record


@dataclass(frozen=True)
class Bars:
    """The chart of a counted field, on the rows that `filters` leave."""

    record: type[Record]
    by: str
    filters: Mapping[str, str] = field(default_factory=dict)
    question: Any = None


@dataclass(frozen=True)
class Pyramid:
    """People by age, and within each age by the few codes of one field. `whole` is what all of them together are called
    among the figures at the head of the dashboard.
    """

    record: type[Record]
    born: str
    by: str
    question: Any
    filters: Mapping[str, str] = field(default_factory=dict)
    whole: Any = ""


@dataclass(frozen=True)
class Stream:
    """Events of one kind, counted by the month of a day."""

    label: Any
    record: type[Record]
    day: str
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Months:
    """What came and went in each of the last twelve months."""

    question: Any
    streams: Sequence[Stream]


@dataclass(frozen=True)
class Figure:
    """A number and the address of exactly the rows that it counts; None where there is nothing to count.

    `text` is said instead of a number that is none of things: a share, a day. `late` marks what should not be.
    """

    number: int | None
    url: str = ""
    text: str = ""
    late: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is about, and its figures in the order of the columns."""

    label: Any
    figures: Sequence[Figure]
    total: bool = False


@dataclass(frozen=True)
class Block:
    """A table of a dashboard. `heads` are its figures of the whole, which stand at the head of the page as well.

    `more_url` leads to the page with all lines, where these are the first of many.
    """

    question: Any
    columns: Sequence[Any]
    rows: Sequence[Row]
    heads: Sequence[tuple[Any, Figure]] = ()
    more_url: str = ""


@dataclass(frozen=True)
class Reckoned:
    """Tables that an area reckons itself, where no one field is counted: quota against present, what comes due.

    `reckon` is given the key of the unit that is asked for, None for all that the reader reaches, and his standing. The
    tables of a `leading` one come first of all.
    """

    records: Sequence[type[Record]]
    reckon: Callable[[int | None, Any], Iterable[Block]]
    leading: bool = False


Chart = Bars | Pyramid | Months | Reckoned


def records_of(chart: Chart) -> list[type[Record]]:
    """The records that a reader must be allowed to read."""
    if isinstance(chart, Reckoned):
        return list(chart.records)
    return [stream.record for stream in chart.streams] if isinstance(chart, Months) else [chart.record]
