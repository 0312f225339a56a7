"""What stands around a page, and the pages that stand for no record: the menu, the home page, a message, a long job."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.records.area import HomePart
from app.screens.pages.parts import Tag


@dataclass(frozen=True)
class MenuEntry:
    """A line of the left menu; `parts` are the lines that open below one of an area with several pages."""

    label: Any
    url: str
    icon: str = "dot"
    count: int | str = 0
    here: bool = False
    parts: Sequence[MenuEntry] = ()


@dataclass(frozen=True)
class MenuGroup:
    """Lines of the menu under one heading; the addresses in `key` say which heading that is.

    `own` is a group that speaks of its reader, with his own record and his own counts: one for each, so none is kept.
    """

    label: Any
    entries: Sequence[MenuEntry]
    own: bool = False

    @cached_property
    def urls(self) -> frozenset[str]:
        """Where its lines lead to, those of its areas among them."""
        return frozenset(line.url for line in self._lines())

    @cached_property
    def key(self) -> Hashable | None:
        return None if self.own else ("menu", *((line.url, line.here) for line in self._lines()))

    def _lines(self) -> list[MenuEntry]:
        return [line for entry in self.entries for line in (entry, *entry.parts)]


@dataclass(frozen=True)
class HomePage:
    """What the reader has to do today."""

    greeting: Any
    roles: str
    tasks: Sequence[tuple[Any, int | str, str, str]]
    parts: Sequence[HomePart]
    shortcuts: Sequence[MenuEntry]
    empty: Any = ""


@dataclass(frozen=True)
class MessagePage:
    """A page that only says something: no right, not found, an error; and what to do next."""

    status: int
    title: Any
    text: Any
    next_url: str
    next_label: Any


@dataclass(frozen=True)
class JobPage:
    """A long job: how far it is, and its file when it is done. One that is handed out once is asked for by a form."""

    title: Any
    tag: Tag
    done: int
    total: int
    percent: int
    message: Any
    refresh_url: str
    file_url: str = ""
    file_name: str = ""
    file_once: bool = False
    back_url: str = ""
    cancel_url: str = ""
    over: bool = False
    about_url: str = ""
