"""Pieces of pages that look the same each time: made once, and kept as they are.

What a piece shows has to follow from its key, from the declarations and from the reader's language, from nothing else: no
right, no row, no count, nothing that was typed. Each is kept for all readers alike, so what not everybody may see stands in
the key. A piece whose key is None is made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from flask import Flask, current_app
from flask_babel import gettext
from markupsafe import Markup

from app.records.recent import Recent
from app.records.words import language

PIECES_MOST = 4000


def install(app: Flask) -> None:
    """Give the templates `piece(key, macro, …)`, words that are translated once, and addresses of files likewise."""
    pieces: Recent[Any] = app.extensions.setdefault("pieces", Recent(PIECES_MOST))
    app.jinja_env.globals["piece"] = lambda key, macro, *given: _piece(pieces, key, macro, *given)
    said: dict[tuple[str, str], Markup] = {}
    app.jinja_env.globals["_"] = lambda text, **given: _say(said, text, given)
    static = cache(lambda filename: app.url_for("static", filename=filename))
    app.jinja_env.globals["url_for"] = lambda endpoint, **values: (
        static(values["filename"]) if endpoint == "static" else current_app.url_for(endpoint, **values)
    )


def _say(said: dict[tuple[str, str], Markup], text: str, given: dict[str, Any]) -> Markup:
    """What a template says, in the reader's language; templates say the same few hundred things."""
    key = (language(), text)
    if given or key not in said:
        words = Markup(gettext(text)) % given
        return words if given else said.setdefault(key, words)
    return said[key]


def _piece(pieces: Recent[Any], key: Hashable | None, macro: Callable[..., Any], *given: Any) -> Any:
    return macro(*given) if key is None else pieces.find((language(), key), lambda: macro(*given))
