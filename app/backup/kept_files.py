"""The files that an installation keeps beside its database.

Evidence, and sheets on their way in. The files that jobs leave stay out: they are made anew, and are to be gone after a week.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flask import current_app

from app.records.attachments import path_of

SAFE = re.compile(r"(uploads|imports)(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+")
BY_HASH = re.compile(r"uploads/[0-9a-f]{2}/[0-9a-f]{2}/([0-9a-f]{64})")
MISSING_MOST = 100


def folders() -> dict[str, Path]:
    """Where files are kept, by what the folder is called in a backup."""
    config = current_app.config
    return {"uploads": Path(config["UPLOAD_PATH"]), "imports": Path(config["INSTANCE_PATH"]) / "imports"}


@dataclass(frozen=True)
class KeptFile:
    """A file and what it is called in a backup."""

    name: str
    path: Path


def walk() -> Iterator[KeptFile]:
    """Every kept file, in an order that does not change. A file still being sent lies beside the others: it stays out."""
    for top, folder in folders().items():
        for place, inner, files in os.walk(folder):
            inner.sort()
            for file in sorted(files):
                path = Path(place) / file
                name = f"{top}/{path.relative_to(folder).as_posix()}"
                if SAFE.fullmatch(name) and (top != "uploads" or BY_HASH.fullmatch(name)):
                    yield KeptFile(name, path)


def size() -> int:
    """The bytes of all of them."""
    return sum(kept.path.stat().st_size for kept in walk())


def missing(hashes: Iterable[str]) -> list[str]:
    """Evidence that rows name and the disk does not have, as far as the first hundred."""
    found: list[str] = []
    for sha256 in hashes:
        if not path_of(sha256).is_file():
            found.append(sha256)
        if len(found) == MISSING_MOST:
            break
    return found


def is_altered(name: str, sha256: str) -> bool:
    """Whether a file no longer is what its name says: the disk has altered it."""
    named = BY_HASH.fullmatch(name)
    return named is not None and named[1] != sha256


def is_safe(name: str) -> bool:
    """Whether a name out of a backup leads nowhere but into the folders of kept files."""
    return SAFE.fullmatch(name) is not None and ".." not in name.split("/")


class Hashed:
    """A file that is read to its end while its SHA-256 is worked out."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest, self.size = file, hashlib.sha256(), 0

    def read(self, count: int = -1) -> bytes:
        piece = self._file.read(count)
        self._digest.update(piece)
        self.size += len(piece)
        return piece

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()
