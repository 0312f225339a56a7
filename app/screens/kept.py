"""Pieces of pages that look the same each time: made once, and kept as they are.

What a piece shows has to follow from its key, from the declarations and from the reader's language, from nothing else: no
right, no row, no count. Each is kept for all readers alike, so what not everybody may see stands in the key.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from flask import Flask, current_app

from app.records.catalogues import language

PIECES_MOST = 4000


def install(app: Flask) -> None:
    """Give the templates `kept(key, macro, …)`, and addresses of static files that are put together once."""
    pieces: dict[Hashable, Any] = {}
    app.jinja_env.globals["kept"] = lambda key, macro, *given: _kept(pieces, key, macro, *given)
    static = cache(lambda filename: app.url_for("static", filename=filename))
    app.jinja_env.globals["url_for"] = lambda endpoint, **values: (
        static(values["filename"]) if endpoint == "static" else current_app.url_for(endpoint, **values)
    )


def _kept(pieces: dict[Hashable, Any], key: Hashable, macro: Callable[..., Any], *given: Any) -> Any:
    whole = (language(), key)
    if whole not in pieces:
        if len(pieces) >= PIECES_MOST:
            pieces.clear()
        pieces[whole] = macro(*given)
    return pieces[whole]
