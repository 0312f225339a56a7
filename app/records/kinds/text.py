"""Text of every sort: the plain line, from which every other kind derives, codes, names, and text of several lines."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import String, Text
from sqlalchemy.types import TypeEngine

from app.records.names import nfc
from app.records.problems import FieldError


def bytewise(length: int) -> TypeEngine[str]:
    """A text column compared byte by byte on both databases, as sort keys and codes need."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


class Kind:
    """Text of one line; the base of every other kind."""

    control = "text"
    numeric = False
    countable = False

    def __init__(self, length: int = 250, pattern: str | None = None, pattern_help: object = None) -> None:
        self.length, self.pattern, self.pattern_help = length, pattern, pattern_help

    def column_type(self) -> TypeEngine[Any]:
        """The column's type."""
        return String(self.length)

    def parse(self, raw: object) -> Any:
        """The value meant by what was typed, read from a cell or sent as JSON; None for nothing. Raises `FieldError`."""
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        text = self.clean("" if raw is None else str(raw))
        if not text:
            return None
        if len(text) > self.length:
            raise FieldError(_("At most %(most)d characters; %(given)d were given.", most=self.length, given=len(text)))
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise FieldError(self.pattern_help or _("The value does not have the expected form."))
        return text

    def clean(self, text: str) -> str:
        return nfc(text)

    def show(self, value: Any) -> str:
        """The value as people read it in Viet Nam; an empty text for nothing known."""
        return "" if value is None else str(value)

    def dump(self, value: Any) -> Any:
        """The value as JSON."""
        return value

    def load(self, stored: Any) -> Any:
        """The value from the JSON that `dump` made."""
        return stored

    def cell(self, value: Any) -> Any:
        """The value for a cell of a sheet: number and date stay number and date."""
        return self.show(value)


class Code(Kind):
    """A code or number of identity: text compared byte by byte."""

    def column_type(self) -> TypeEngine[Any]:
        return bytewise(self.length)


class LongText(Kind):
    """Text of several lines."""

    control = "textarea"

    def __init__(self, length: int = 4000) -> None:
        super().__init__(length)

    def column_type(self) -> TypeEngine[Any]:
        return Text()

    def clean(self, text: str) -> str:
        return "\n".join(nfc(line) for line in text.replace("\r\n", "\n").strip().split("\n"))


class PersonName(Kind):
    """A person's name, sorted by given name, then middle, then family."""


class Title(Kind):
    """The name of a thing (unit, position), sorted in Vietnamese order."""
