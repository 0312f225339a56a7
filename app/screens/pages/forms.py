"""A form as a page."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from app.screens.pages.approval import InboxRow


@dataclass(frozen=True)
class Control:
    """One input of a form. `control` is text, textarea, checkbox, day, partial-day, select, link, catalogue, files or attributes.

    `value` is what was typed (given back after an error) or the printed official value; for link and catalogue `chosen`
    is (value, text). `options` are all values of a short list; a long one is asked from `pick_url`.
    """

    name: str
    label: Any
    control: str
    value: str = ""
    required: bool = False
    help: Any = ""
    example: Any = ""
    errors: Sequence[str] = ()
    warnings: Sequence[str] = ()
    options: Sequence[tuple[str, str]] = ()
    chosen: tuple[str, str] | None = None
    pick_url: str = ""
    numeric: bool = False
    length: int = 250
    official: str = ""
    files: Sequence[tuple[str, str, str]] = ()

    @property
    def key(self) -> Hashable | None:
        """What its look follows from, beside the record, where that is one of few: a choice out of a list, or nothing yet.

        What was typed is none of these: it is as long as its writer likes.
        """
        codes, texts = {"", *(code for code, _text in self.options)}, {"", *(text for _code, text in self.options)}
        few = self.value in codes and self.official in texts and not self.chosen
        if not few or self.errors or self.warnings or self.control == "files":
            return None
        return (self.name, self.value, self.official, self.options, self.pick_url)


@dataclass(frozen=True)
class FormSection:
    """Inputs under one heading."""

    label: Any
    controls: Sequence[Control]


@dataclass(frozen=True)
class FormPage:
    """A form for a new row or a change of one. `hidden` are fields that travel along (version seen, who, csrf)."""

    record: str
    title: Any
    subtitle: str
    sections: Sequence[FormSection]
    hidden: Sequence[tuple[str, str]]
    action: str
    back_url: str
    submit_label: Any
    note: str = ""
    errors: Sequence[tuple[str, str]] = ()
    message: Any = ""
    given_back: bool = False
    waits: bool = True
    pending: Sequence[InboxRow] = ()
