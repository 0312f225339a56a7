"""The words of the reader's language: its catalogue found once for a request, and each declared label translated once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app
from flask_babel import Domain, get_domain, get_locale

LABELS_MOST = 20_000


class Words(Domain):
    """The translations of one request; made anew for each, so that no two threads share it."""

    def __init__(self, whole: Domain) -> None:
        super().__init__(domain=";".join(whole.domain))
        self.cache = whole.cache
        self._context: Any = None
        self._locale: Any = None
        self._found: Any = None

    def get_translations_cache(self, ctx: Any) -> Any:
        """Asked with the context in which the framework keeps the language of the reader."""
        self._context = ctx
        return self.cache

    def get_translations(self) -> Any:
        """Those of the reader's language, also where a part of the program forces another one for a while."""
        if self._found is None or getattr(self._context, "babel_locale", None) is not self._locale:
            self._found = super().get_translations()
            self._locale = getattr(self._context, "babel_locale", None)
        return self._found


def speak() -> None:
    """Let what follows in this request find its words quickly."""
    Words(get_domain()).as_default()


def language() -> str:
    """The language of the reader."""
    locale = get_locale()
    return locale.language if locale else "vi"


def speaker() -> Callable[[Any], str]:
    """How declared labels read in the reader's language: what lives as long as the program is translated once.

    A text made for one page is not for it: it would be kept, until there are so many that all are let go.
    """
    spoken = language()
    kept: dict[tuple[str, int], tuple[Any, str]] = current_app.extensions.setdefault("spoken", {})
    if len(kept) > LABELS_MOST:
        kept.clear()

    def say(label: Any) -> str:
        if type(label) is str:
            return label
        found = kept.get((spoken, id(label)))
        if found is None:
            found = kept[spoken, id(label)] = (label, str(label))  # held, so that no other comes by its id
        return found[1]

    return say
