"""Settings of the province: dated data with their source, never constants in code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask import current_app
from flask_appbuilder import Model
from sqlalchemy import Date, Integer, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.records.clock import today

READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "number": int,
    "decimal": Decimal,
    "flag": lambda text: text == "1",
}


class Setting(Model):
    """The value of a setting from a day on. The newest one that has begun is in force."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("name", "valid_from"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), nullable=False)
    valid_from: Mapped[date] = mapped_column(Date, nullable=False)
    value: Mapped[str] = mapped_column(Text, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False, default="")


class Holiday(Model):
    """A day on which offices are closed, or (`works`) a weekend day worked in exchange."""

    __tablename__ = "holiday"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    day: Mapped[date] = mapped_column(Date, nullable=False, unique=True)
    name: Mapped[str] = mapped_column(String(200), nullable=False)
    works: Mapped[bool] = mapped_column(nullable=False, default=False)
    source: Mapped[str] = mapped_column(Text, nullable=False, default="")


@dataclass(frozen=True)
class SettingDeclaration:
    """A setting that the program asks for: what it means, its kind, its first value and where that comes from."""

    name: str
    label: Any
    kind: str
    first: str
    source: str
    valid_from: date = date(2004, 1, 1)


class Settings:
    """The declared settings; values are read with one statement and kept for the request or command."""

    def __init__(self, declared: Iterable[SettingDeclaration]) -> None:
        self.declared = {setting.name: setting for setting in declared}

    def value(self, name: str, on: date | None = None) -> Any:
        """The value in force on a day (today). Raises `KeyError` for a name that was never declared."""
        setting = self.declared[name]
        rows = db.session.execute(
            select(Setting.value)
            .where(Setting.name == name, Setting.valid_from <= (on or today()))
            .order_by(Setting.valid_from.desc())
            .limit(1)
        )
        return READERS[setting.kind](rows.scalar() or setting.first)

    def figure(self, name: str, on: date) -> Any:
        """The value of a figure of law on a day; None before its first one came into force."""
        return None if on < self.declared[name].valid_from else self.value(name, on)

    def plant(self) -> int:
        """Write the first value of every setting that has none. Returns how many were written."""
        known = set(db.session.scalars(select(Setting.name)))
        missing = [s for s in self.declared.values() if s.name not in known]
        for s in missing:
            db.session.add(Setting(name=s.name, valid_from=s.valid_from, value=s.first, source=s.source))
        return len(missing)


def settings() -> Settings:
    """The settings of the running application."""
    held: Settings = current_app.extensions["settings"]
    return held
