"""What a backup says of itself: where it comes from, what is in it, and the hashes by which that is checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
FILES = "files"


@dataclass
class Part:
    """One part of a backup: its bytes, their SHA-256, how many files. That of kept files is the hash of a list of hashes."""

    size: int = 0
    sha256: str = ""
    count: int = 1


@dataclass
class Manifest:
    """`counts` are the rows of each table in the moment of the copy; `roles` those that the database's rules name.

    `kind` is sqlite or postgresql, `server` its version, the first number of which a place to restore needs at least.
    """

    made_at: str
    version: str
    migration: str
    kind: str
    server: str
    counts: dict[str, int]
    roles: list[str] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def dump(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    @property
    def files(self) -> int:
        return self.parts[FILES].count if FILES in self.parts else 0


def load(raw: bytes) -> Manifest:
    """Read what `dump` wrote. Raises `ValueError`, `TypeError` or `KeyError` for anything else."""
    given: dict[str, Any] = json.loads(raw)
    parts = {name: Part(**part) for name, part in given.pop("parts").items()}
    return Manifest(**given, parts=parts)


class Tally:
    """Adds up the parts while they go by, when a backup is written as when it is read."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self._digests: dict[str, Any] = {}

    def add(self, name: str, piece: bytes) -> None:
        """The next piece of a part that is one stream."""
        self._of(name).update(piece)
        self.parts[name].size += len(piece)

    def add_file(self, name: str, size: int, sha256: str) -> None:
        """A kept file, as a line of `sha256sum`."""
        self._of(FILES, count=0).update(f"{sha256}  {name}\n".encode())
        self.parts[FILES].size += size
        self.parts[FILES].count += 1

    def _of(self, name: str, count: int = 1) -> Any:
        if name not in self.parts:
            self.parts[name] = Part(count=count)
            self._digests[name] = hashlib.sha256()
        return self._digests[name]

    def finish(self) -> dict[str, Part]:
        """The parts with their hashes."""
        for name, part in self.parts.items():
            part.sha256 = self._digests[name].hexdigest()
        return self.parts
