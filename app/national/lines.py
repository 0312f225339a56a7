"""The lines of a packet: how one is written so that an altered, moved or missing one is found and named. Knows no database.

A line is one JSON object in canonical form: `chain`, `check`, `data`, `key`, `line`. `line` counts from 1, `key` says whom
or what it is about. `chain` is the SHA-256 of the chain before and of this line, so that a line only fits in its place;
`check` holds four hex digits for each value in `data`, so that an altered value is named.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any
from zlib import crc32

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


def marks(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every value in `data` by its path, such as `family_member[2].2.03`, with its mark, in canonical order."""
    found: list[tuple[str, str]] = []
    _add_marks(data, "", found)
    return found


def check_of(data: Mapping[str, Any]) -> str:
    """The marks of all values, one after the other."""
    return "".join([given for _path, given in marks(data)])


def _add_marks(value: Any, path: str, found: list[tuple[str, str]]) -> None:
    # Not a generator: a packet has hundreds of values for each person.
    if type(value) is dict:
        for name in sorted(value):
            _add_marks(value[name], f"{path}.{name}" if path else name, found)
    elif type(value) is list:
        for number, part in enumerate(value, start=1):
            _add_marks(part, f"{path}[{number}]", found)
    else:
        found.append((path, _mark(path, value)))


def _mark(path: str, value: Any) -> str:
    """Four hex digits for one value in its place, as JSON has it."""
    text = "null" if value is None else encode_basestring(value) if type(value) is str else canonical(value)
    return f"{crc32(f'{path}={text}'.encode()) & 0xFFFF:04x}"


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
