"""The charts of a list as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.screens.pages.listing import Filter


@dataclass(frozen=True)
class Bar:
    """A bar, and its line in the table: `url` opens the rows that it counts. `tone` is the kind of a counted bar."""

    text: str
    count: int
    count_text: str
    share: str
    url: str = ""
    tone: str = "value"


@dataclass(frozen=True)
class Chart:
    """A question about a list and its answer. `kind` is `bars`, or `years` for what runs in the order of time.

    `long` asks for the table alone: more values than a drawing can hold.
    """

    name: str
    question: Any
    label: Any
    kind: str
    bars: Sequence[Bar]
    total: str
    unknown: str = ""
    long: bool = False


@dataclass(frozen=True)
class ChartsPage:
    """The charts of a list as it is filtered, with the way back to it."""

    record: str
    title: Any
    icon: str
    charts: Sequence[Chart]
    filters: Sequence[Filter]
    count_text: str
    list_url: str
    query: str = ""
    no_query_url: str = ""
    all_url: str = ""
    misread: Sequence[str] = ()
    why_none: Any = ""
