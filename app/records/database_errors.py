"""What a log may say of an error that a database has raised: its own words may hold the row itself."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from typing import Any

from sqlalchemy.exc import DBAPIError

FRAMES = 3


def without_values(error: BaseException | None) -> str:
    """Kind, SQLSTATE and constraint of the database's error behind this one, and where in our code it came up.

    An empty text when no database is behind it.
    """
    known = next((one for one in _chain(error) if isinstance(one, DBAPIError)), None)
    if known is None:
        return ""
    original: Any = known.orig
    constraint = getattr(getattr(original, "diag", None), "constraint_name", None)
    ours = [
        f"{frame.name}:{frame.lineno}"
        for frame in traceback.extract_tb(known.__traceback__)
        if "/app/" in frame.filename
    ]
    state = getattr(original, "sqlstate", None)
    return f": {type(original).__name__} {state} {constraint} in {' '.join(ours[-FRAMES:])}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and those that it came from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
