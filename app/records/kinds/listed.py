"""Values of a list: yes or no, one or several of what the program itself offers, and the further columns of a code list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Boolean, Text
from sqlalchemy.types import JSON, TypeEngine

from app.records.kinds.text import Kind
from app.records.names import nfc, visible
from app.records.problems import FieldError

YES = {"1", "true", "yes", "y", "x", "có", "co", "đúng", "on"}
NO = {"0", "false", "no", "n", "không", "khong", "sai", "off"}


class Flag(Kind):
    """Yes or no, or not recorded."""

    control = "select"
    countable = True

    def column_type(self) -> TypeEngine[Any]:
        return Boolean()

    def parse(self, raw: object) -> bool | None:
        if raw is None or raw == "":
            return None
        if isinstance(raw, bool):
            return raw
        text = str(int(raw) if isinstance(raw, float) else raw).strip().lower()
        if text in YES or text in NO:
            return text in YES
        raise FieldError(_("Enter yes or no."))

    def show(self, value: Any) -> str:
        return "" if value is None else str(_("Yes") if value else _("No"))


class Choice(Kind):
    """One value of a short list closed by the program itself, such as the kind of a scope.

    Where the list is not `closed`, a value that is none of it is taken as it is.
    """

    control = "select"
    countable = True
    closed = True

    def __init__(self, options: Sequence[tuple[str, object]], length: int = 40) -> None:
        super().__init__(length)
        self._options = tuple(options)

    @property
    def options(self) -> tuple[tuple[str, object], ...]:
        return self._options

    def has(self, code: str) -> bool:
        """Whether this is one of the codes, letter for letter."""
        return any(code == known for known, _label in self.options)

    def parse(self, raw: object) -> str | None:
        text = "" if raw is None else nfc(str(raw))
        if not text:
            return None
        # Files hold codes by the thousand: their names need not be translated for it.
        if self.has(text):
            return text
        for code, label in self.options:
            if text.casefold() in (code.casefold(), str(label).casefold()):
                return code
        if not self.closed:
            own: str | None = super().parse(text)
            return own
        raise FieldError(
            _("Choose one of: %(options)s.", options=", ".join(str(label) for _code, label in self.options))
        )

    def show(self, value: Any) -> str:
        return str(dict(self.options).get(value, value or ""))


class Several(Kind):
    """Some values of a short list, kept by their codes as `A|B`; the list is asked for when it is needed."""

    control = "several"
    SIGN = "|"
    SPLIT = re.compile(r"[|;\n]")

    def __init__(self, options: Callable[[], Sequence[tuple[str, object]]], length: int = 2000) -> None:
        super().__init__(length)
        self._options = options

    @property
    def options(self) -> tuple[tuple[str, object], ...]:
        return tuple(self._options())

    def column_type(self) -> TypeEngine[Any]:
        return Text()

    def codes(self, value: str | None) -> tuple[str, ...]:
        """The codes of a value, in the order of the list."""
        return tuple(value.split(self.SIGN)) if value else ()

    def parse(self, raw: object) -> str | None:
        """From codes or names, with `|`, a semicolon or a new line between them."""
        wanted = {nfc(part).casefold() for part in self.SPLIT.split(str(raw or "")) if part.strip()}
        names = {name.casefold(): code for code, label in self.options for name in (str(label), code)}
        if unknown := wanted - names.keys():
            raise FieldError(_("This is not in the list: %(names)s.", names=", ".join(sorted(unknown))))
        chosen = {names[name] for name in wanted}
        return self.SIGN.join(code for code, _label in self.options if code in chosen) or None

    def show(self, value: Any) -> str:
        labels = dict(self.options)
        return "; ".join(str(labels.get(code, code)) for code in self.codes(value))


class Attributes(Kind):
    """Further columns of a code list, kept as they came, by their names."""

    control = "attributes"

    def column_type(self) -> TypeEngine[Any]:
        return JSON(none_as_null=True)

    def parse(self, raw: object) -> dict[str, str] | None:
        if raw is None or raw == "" or raw == {}:
            return None
        if isinstance(raw, dict):
            return {visible(str(name)): visible(str(value)) for name, value in raw.items() if value not in (None, "")}
        pairs = (line.partition("=") for line in visible(str(raw)).splitlines() if line.strip())
        return {name.strip(): value.strip() for name, _sign, value in pairs}

    def show(self, value: Any) -> str:
        return "\n".join(f"{name} = {text}" for name, text in sorted((value or {}).items()))
