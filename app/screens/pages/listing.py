"""A list as a page."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from app.screens.pages.approval import InboxRow
from app.screens.pages.parts import Paging, Tag

UNBROKEN_MOST = 20  # signs


@dataclass(frozen=True)
class Column:
    """A column of a list. `sort_url` is empty where it cannot be sorted; `sorted` is "", "asc" or "desc"."""

    name: str
    label: Any
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class Cell:
    """One value of a row under the label of its column; an empty `text` prints as “chưa có”."""

    text: str
    numeric: bool = False
    sub: str = ""
    label: str = ""

    @property
    def whole(self) -> bool:
        """Whether a break within would hurt: a day, a number, the number of a document."""
        return len(self.text) <= UNBROKEN_MOST and " " not in self.text


@dataclass(frozen=True)
class Row:
    """One row of a list: its page, its cells in the order of the columns, its state."""

    id: int
    url: str
    cells: Sequence[Cell]
    tag: Tag | None = None


@dataclass(frozen=True)
class Filter:
    """A filter that is on (`text` says its value, `off_url` takes it away) or may be set (`control`, `options`).

    `lacking` is the value that asks for the rows without one; empty where every row has a value. `ends` are beginning and
    end of a time.
    """

    name: str
    label: Any
    control: str
    value: str = ""
    text: str = ""
    off_url: str = ""
    options: Sequence[tuple[str, str]] = ()
    pick_url: str = ""
    lacking: str = ""
    ends: tuple[str, str] = ("", "")

    @property
    def key(self) -> Hashable | None:
        """What its look follows from, beside the record, while nothing is set."""
        return None if self.value else ("filter", self.name, self.options, self.pick_url)


@dataclass(frozen=True)
class ListPage:
    """A list: who, with what is set and what may be set."""

    record: str
    title: Any
    icon: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    filters: Sequence[Filter]
    paging: Paging
    query: str
    address: str
    hidden: Sequence[tuple[str, str]] = ()
    choosable: Sequence[tuple[str, Any, bool]] = ()
    add_url: str = ""
    import_url: str = ""
    export_urls: Sequence[tuple[str, Any]] = ()
    charts_url: str = ""
    keep_url: str = ""
    asks: str = ""
    searchable: bool = True
    filtered: bool = False
    waiting: Sequence[InboxRow] = ()
    misread: Sequence[str] = ()

    @property
    def ticks_key(self) -> Hashable:
        return ("ticks", self.record, *((name, shown) for name, _label, shown in self.choosable))
