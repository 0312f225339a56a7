"""What several pages are made of: a state, the way through the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tag:
    """A state in words and in one of four colours: `ok`, `wait`, `late`, `plain`."""

    text: Any
    tone: str = "plain"


@dataclass(frozen=True)
class Paging:
    """Where the reader is. `count_text` is exact or “10.000+”; empty addresses mean there is no such page."""

    first: int
    last: int
    count_text: str
    size: int
    sizes: Sequence[tuple[int, str]]
    previous_url: str = ""
    next_url: str = ""
