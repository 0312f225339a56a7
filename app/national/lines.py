"""The lines of a packet: how one is written so that an altered, moved or missing one is found and named. Knows no database.

A line is one JSON object in canonical form: `chain`, `check`, `data`, `key`, `line`. `line` counts from 1, `key` says whom
or what it is about. `chain` is the SHA-256 of the chain before and of this line, so that a line only fits in its place;
`check` holds four hex digits for each value in `data`, so that an altered value is named.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

FORMAT = "cbccvc-national/1"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
UNITS, REMOVED, HELD_BACK = "organizations.jsonl", "removed.jsonl", "held_back.jsonl"
HEAD, CHAIN_DIGITS = '{"chain":"', 64
BEFORE_BODY = len(HEAD) + CHAIN_DIGITS + 2  # the closing quote and the comma
MARK_DIGITS = 4

canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def group_file(group: int) -> str:
    """The file of one of the ten data groups."""
    return f"groups/{group:02}.jsonl"


def schema_file(lines: str) -> str:
    """The JSON Schema of what the lines of a file say in `data`."""
    return f"schemas/{lines.removeprefix('groups/').removesuffix('.jsonl')}.schema.json"


def beginning(packet: str, file: str) -> str:
    """Where the chain of a file begins: lines of another packet or file do not fit."""
    return hashlib.sha256(f"{FORMAT}\n{packet}\n{file}".encode()).hexdigest()


def linked(before: str, body: str) -> str:
    """The chain after a line, of which `body` is all but the chain itself."""
    return hashlib.sha256(f"{before}{body}".encode()).hexdigest()


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in `data` with its path, such as `family_member[2].2.03`, in canonical order."""
    if isinstance(value, Mapping):
        for name in sorted(value):
            yield from leaves(value[name], f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from leaves(part, f"{path}[{number}]")
    else:
        yield path, value


def mark(path: str, value: Any) -> str:
    """Four hex digits for one value in its place."""
    return f"{zlib.crc32(f'{path}={canonical(value)}'.encode()) & 0xFFFF:0{MARK_DIGITS}x}"


def check_of(data: Mapping[str, Any]) -> str:
    """The marks of all values, one after the other."""
    return "".join(mark(path, value) for path, value in leaves(data))


class LineWriter:
    """Makes the lines of one file, in order; `chain` is where it stands."""

    def __init__(self, packet: str, file: str) -> None:
        self.chain, self.count = beginning(packet, file), 0

    def line(self, key: str, data: Mapping[str, Any]) -> bytes:
        """The next line, as it is written."""
        self.count += 1
        body = canonical({"check": check_of(data), "data": data, "key": key, "line": self.count})
        self.chain = linked(self.chain, body)
        return f'{HEAD}{self.chain}",{body[1:]}\n'.encode()
