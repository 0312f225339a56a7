"""Charts that an area offers to leaders, beside those of each list: what is counted, and the question it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """People by age, and within each age by the few codes of one field."""

    record: type[Record]
    born: str
    by: str
    question: Any
    filters: Mapping[str, str] = field(default_factory=dict)


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


Chart = Bars | Pyramid | Months


def records_of(chart: Chart) -> list[type[Record]]:
    """The records that a reader must be allowed to read."""
    return [stream.record for stream in chart.streams] if isinstance(chart, Months) else [chart.record]
