"""The words of the reader's language: its catalogue found once for a request, not for each of three hundred labels."""

from __future__ import annotations

from typing import Any

from flask_babel import Domain, get_domain


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
