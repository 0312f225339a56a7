"""Code lists in memory, and the kind of field that takes its value from one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy.types import TypeEngine

from app.records.kinds import Kind, bytewise
from app.records.names import nfc, search_text
from app.records.problems import FieldError
from app.records.words import language

CACHE_SECONDS = 30.0


@dataclass(frozen=True)
class Item:
    """A catalogue value as the faces need it."""

    list_code: str
    code: str
    name_vi: str
    name_en: str
    valid_from: date | None
    valid_to: date | None
    attributes: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        return self.name_in(language())

    def name_in(self, language: str) -> str:
        return self.name_en if language == "en" and self.name_en else self.name_vi

    @property
    def height(self) -> int:
        """How high the value stands among those of its list; one without the attribute `level` stands lowest."""
        return int(self.attributes.get("level") or 0)

    def valid_on(self, day_: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day_) and (self.valid_to is None or day_ <= self.valid_to)


class Catalogues:
    """Every code list, read with one statement and kept for half a minute; a write in this process drops it at once."""

    def __init__(self, read: Callable[[], Iterable[Item]]) -> None:
        self.read = read
        self._lists: dict[str, dict[str, Item]] = {}
        self._choices: dict[tuple[str, tuple[str, ...]], tuple[tuple[str, str], ...]] = {}
        self._until = 0.0

    def forget(self) -> None:
        self._until = 0.0

    def items(self, list_code: str) -> dict[str, Item]:
        if time.monotonic() > self._until:
            self.know(self.read())
        return self._lists.get(list_code, {})

    def in_force(self, list_code: str, on: date, **among: str | None) -> Item | None:
        """Of a list of dated figures the item of a day; `among` names attributes that must list the given code."""
        found = (
            item
            for item in self.items(list_code).values()
            if item.valid_on(on) and all(code in item.attributes.get(name, "").split() for name, code in among.items())
        )
        return max(found, key=lambda item: item.valid_from or date.min, default=None)

    def choices(self, lists: tuple[str, ...], language: str) -> tuple[tuple[str, str], ...]:
        """Code and name of every item of these lists, put together once for each reading: every list page asks."""
        listed = [self.items(name) for name in lists]
        key = (language, lists)
        if key not in self._choices:
            items = (item for found in listed for item in found.values())
            self._choices[key] = tuple((item.code, item.name_in(language)) for item in items)
        return self._choices[key]

    def know(self, items: Iterable[Item]) -> None:
        """Take these for what there is, until it is time to read again."""
        lists: dict[str, dict[str, Item]] = {}
        for item in items:
            lists.setdefault(item.list_code, {})[item.code] = item
        self._lists, self._choices, self._until = lists, {}, time.monotonic() + CACHE_SECONDS


def catalogues() -> Catalogues:
    """The code lists of the running application."""
    held: Catalogues = current_app.extensions["catalogues"]
    return held


class CatalogueKind(Kind):
    """A code out of one or several code lists; people read and may type the name."""

    control = "catalogue"
    countable = True

    def __init__(self, lists: Sequence[str]) -> None:
        super().__init__(60)
        self.lists = tuple(lists)

    def column_type(self) -> TypeEngine[Any]:
        return bytewise(60)

    def items(self) -> list[Item]:
        return [item for name in self.lists for item in catalogues().items(name).values()]

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every item, in the reader's language."""
        return catalogues().choices(self.lists, language())

    def item(self, value: str | None) -> Item | None:
        """The item of a code, or None."""
        found = (catalogues().items(name).get(value or "") for name in self.lists)
        return next((item for item in found if item), None)

    def parse(self, raw: object) -> str | None:
        text_ = nfc(str(int(raw) if isinstance(raw, float) else raw)) if raw is not None else ""
        if not text_:
            return None
        if self.item(text_):
            return text_
        wanted = search_text(text_)
        named = [item.code for item in self.items() if search_text(item.name_vi) == wanted]
        if len(named) == 1:
            return named[0]
        raise FieldError(_("“%(value)s” is not in the code list; choose a value from the list.", value=text_[:60]))

    def show(self, value: Any) -> str:
        item = self.item(value)
        return item.name if item else (value or "")
