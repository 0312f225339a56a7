"""The database as it was in one moment, to be copied while people go on working."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO


@dataclass(frozen=True)
class Snapshot:
    """What is copied, and what is counted in the very same moment.

    `evidence` are the SHA-256 of the files that rows name; `open` gives the copy as a stream; `size` its bytes when known.
    """

    kind: str
    server: str
    migration: str
    counts: dict[str, int]
    evidence: Iterable[str]
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    size: int = 0
    roles: list[str] = field(default_factory=list)
