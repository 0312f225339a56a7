"""Settings of the province: dated data with their source, never constants in code."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask import current_app
from flask_appbuilder import Model
from flask_babel import lazy_gettext as _
from sqlalchemy import Date, Integer, Select, String, Table, Text, UniqueConstraint, func, literal, select, union_all
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.records.clock import today


def _plain(text: str) -> str:
    """A number as it is written here: no other script's digits, no `1_000`, no `NaN`. Raises `ValueError`."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text.strip()):
        raise ValueError(text)
    return text


READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "number": lambda text: int(_plain(text)),
    "decimal": lambda text: Decimal(_plain(text.replace(",", "."))),
    "flag": lambda text: text == "1",
}
TEXT_MOST, HISTORY_MOST = 500, 200


class Setting(Model):
    """The value of a setting from a day on. The newest one that has begun is in force."""

    __tablename__ = "setting"
    __table__: ClassVar[Table]
    __table_args__ = (UniqueConstraint("name", "valid_from"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    valid_from: Mapped[date] = mapped_column(Date, nullable=False)
    value: Mapped[str] = mapped_column(Text, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False, default="")


@dataclass(frozen=True)
class SettingDeclaration:
    """A setting that the program asks for: what it means, its kind, its first value and where that comes from.

    A number lies between `least` and `most`; a text is one of `options`, or words of which each is one (`several`).
    """

    name: str
    label: Any
    kind: str
    first: str
    source: Any
    valid_from: date = date(2004, 1, 1)
    least: int = 0
    most: int = 100_000
    options: tuple[str, ...] = ()
    several: bool = False

    def why_not(self, text: str) -> Any:
        """What is wrong with a value, as a sentence with the remedy; None when it can be used."""
        if self.kind == "text":
            return self._text_fault(text.strip())
        try:
            number = READERS[self.kind](text)
        except (ValueError, ArithmeticError):
            return _("Write a number, such as %(example)s.", example=self.first)
        if self.kind == "flag" and text not in ("0", "1"):
            return _("Write 1 for yes or 0 for no.")
        if not self.least <= number <= self.most:
            return _("Write a number from %(least)d to %(most)d.", least=self.least, most=self.most)
        return None

    def _text_fault(self, text: str) -> Any:
        words = text.replace(",", " ").split() if self.several else [text]
        if not text or len(text) > TEXT_MOST:
            return _("Write a text of at most %(most)d characters.", most=TEXT_MOST)
        if self.options and not set(words) <= set(self.options):
            return _("Use only these words: %(options)s.", options=", ".join(self.options))
        return None


@dataclass(frozen=True)
class ValueFrom:
    """A value of a setting from a day on: where it comes from, and whether it was `decided` on screen."""

    valid_from: date
    value: str
    source: str
    decided: bool


class Settings:
    """The declared settings; a value is read with one statement.

    What was planted stands in `setting`; `decided` is the table of the values that were proposed and approved since.
    """

    def __init__(self, declared: Iterable[SettingDeclaration], decided: Table | None = None) -> None:
        self.declared = {setting.name: setting for setting in declared}
        self._decided = decided

    def value(self, name: str, on: date | None = None) -> Any:
        """The value in force on a day (today). Raises `KeyError` for a name that was never declared."""
        return self._read(name, self.history(name, on or today(), most=1))

    def _read(self, name: str, begun: Sequence[ValueFrom]) -> Any:
        """The newest of the values that have begun, else the first one, as its kind has it."""
        setting = self.declared[name]
        return READERS[setting.kind](begun[0].value if begun else setting.first)

    def history(self, name: str, until: date = date.max, most: int | None = HISTORY_MOST) -> list[ValueFrom]:
        """The values of a setting, the newest first; of one day what was decided goes before what was planted."""
        parts = [self._values(Setting.__table__, "name", name, until, 0)]
        if self._decided is not None:
            parts.append(self._values(self._decided, "setting", name, until, 1))
        found = union_all(*parts).subquery()
        newest = select(found).order_by(found.c.valid_from.desc(), found.c.place.desc()).limit(most)
        return [ValueFrom(row.valid_from, row.value, row.source, bool(row.place)) for row in db.session.execute(newest)]

    @staticmethod
    def _values(table: Table, by: str, name: str, until: date, place: int) -> Select[Any]:
        c = table.c
        columns = (c.valid_from, c.value, func.coalesce(c.source, "").label("source"), literal(place).label("place"))
        return select(*columns).where(c[by] == name, c.valid_from <= until)

    def figure(self, name: str, on: date) -> Any:
        """The value of a figure of law on a day; None before its first one came into force."""
        return None if on < self.declared[name].valid_from else self.value(name, on)

    def figures(self, name: str) -> Callable[[date], Any]:
        """The same for many days, all values read with one statement."""
        newest_first, since = self.history(name, most=None), self.declared[name].valid_from

        @functools.cache
        def figure(on: date) -> Any:
            begun = [value for value in newest_first if value.valid_from <= on]
            return None if on < since else self._read(name, begun)

        return figure

    def plant(self) -> int:
        """Write the first value of every setting that has none. Returns how many were written."""
        known = set(db.session.scalars(select(Setting.name)))
        missing = [s for s in self.declared.values() if s.name not in known]
        for s in missing:
            db.session.add(Setting(name=s.name, valid_from=s.valid_from, value=s.first, source=str(s.source)))
        return len(missing)


def settings() -> Settings:
    """The settings of the running application."""
    held: Settings = current_app.extensions["settings"]
    return held
