"""Fields that point at rows: a link to another record, and the files that prove a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, Integer
from sqlalchemy.types import TypeEngine

from app.records.kinds import Kind
from app.records.problems import FieldError

if TYPE_CHECKING:
    from app.records.record import Record


KEY_DIGITS = 9


def key_of(text: str) -> int | None:
    """A key out of an address, or None when it cannot be one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= KEY_DIGITS else None


class Link(Kind):
    """The key of a row of `target`. What the key may be is settled by pick scope in `changes`; here only its form."""

    control = "link"
    countable = True

    def __init__(self, target: type[Record] | str) -> None:
        super().__init__()
        self._target = target

    @property
    def target(self) -> type[Record]:
        if isinstance(self._target, str):
            raise LookupError("a link to 'self' is settled when its record is made")
        return self._target

    def settle(self, record: type[Record]) -> None:
        """A link to its own record learns which that is."""
        if isinstance(self._target, str):
            self._target = record

    def column_type(self) -> TypeEngine[Any]:
        return Integer()

    def parse(self, raw: object) -> int | None:
        if raw is None or raw == "":
            return None
        key = key_of(str(raw).strip())
        if not key:
            raise FieldError(_("Choose a value from the list."))
        return key


class Files(Kind):
    """The keys of attachments, in order."""

    control = "files"

    def column_type(self) -> TypeEngine[Any]:
        return JSON(none_as_null=True)

    def parse(self, raw: object) -> list[int] | None:
        parts = raw if isinstance(raw, list) else [part for part in str(raw or "").split(",") if part.strip()]
        keys = [key_of(str(part).strip()) for part in parts]
        if None in keys:
            raise FieldError(_("Send the file again."))
        return [key for key in keys if key is not None] or None

    def show(self, value: Any) -> str:
        return str(_("%(count)d files", count=len(value))) if value else ""
