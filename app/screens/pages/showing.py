"""One row as a page."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from app.screens.pages.parts import Tag


@dataclass(frozen=True)
class Pending:
    """A waiting value beside the official one."""

    text: str
    tag: Tag
    url: str


@dataclass(frozen=True)
class Entry:
    """A field on a page: its official value and what waits to replace it."""

    name: str
    label: Any
    text: str
    url: str = ""
    masked: bool = False
    multiline: bool = False
    pending: Pending | None = None
    files: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    label: Any
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Tab:
    """A tab of a page; its content is fetched from `url` when it is first opened."""

    name: str
    label: Any
    url: str
    count: int = 0


@dataclass(frozen=True)
class HandedOn:
    """What the row hands on to another record: the form that waits for it, or what became of it (the tag of its state)."""

    label: Any
    url: str
    state: Tag | None = None


@dataclass(frozen=True)
class ShowPage:
    """A page about one row: what is true, what waits, and the rows about it in tabs."""

    record: str
    title: str
    subtitle: str
    icon: str
    tags: Sequence[Tag]
    facts: Sequence[Entry]
    sections: Sequence[Section]
    tabs: Sequence[Tab]
    list_url: str
    list_title: Any
    edit_url: str = ""
    cancel_url: str = ""
    waits: bool = True
    handing: Sequence[HandedOn] = ()
    papers: Sequence[tuple[Any, str]] = ()

    @property
    def tabs_key(self) -> Hashable | None:
        counted = any(tab.count for tab in self.tabs)
        return None if counted else ("tabs", self.record, *(tab.name for tab in self.tabs))
