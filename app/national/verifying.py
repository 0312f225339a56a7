"""Verifies a packet by itself: no database, no setting, only the file. `python -m app.national FILE.zip`.

Every fault names the file within, the line and, where one can be told, the field. A packet whose files agree with one
another may still come from somebody else: its SHA-256 is to be compared with the register of packets.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import IO, Any

from app.national import container, schema_check
from app.national.lines import (
    BEFORE_BODY,
    CHAIN_DIGITS,
    FORMAT,
    HEAD,
    HELD_BACK,
    MANIFEST,
    MARK_DIGITS,
    REMOVED,
    SUMS,
    UNITS,
    beginning,
    canonical,
    group_file,
    linked,
    marks,
    schema_file,
)

GROUPS = [group_file(group) for group in range(1, 11)]
WITH_LINES = [*GROUPS, UNITS, REMOVED, HELD_BACK]
ALWAYS = {MANIFEST, SUMS, *WITH_LINES, *map(schema_file, WITH_LINES)}
MOST_FAULTS, MOST_LINE, MOST_SMALL = 200, 8 << 20, 16 << 20
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
SUM_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
COUNTED = {"people": GROUPS[0], "units": UNITS, "removed": REMOVED, "held_back": HELD_BACK}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the file within the packet, the line, the field, and the word for what it is."""

    kind: str
    file: str = ""
    line: int | None = None
    field: str = ""
    detail: str = ""

    def __str__(self) -> str:
        place = [self.file or "packet", f"line {self.line}" if self.line else "", self.field]
        return f"{', '.join(part for part in place if part)}: {self.kind}{f' ({self.detail})' if self.detail else ''}"


@dataclass
class Verdict:
    """What came of it: the faults found (at most 200), the packet's own account of itself, the SHA-256 of the whole."""

    sha256: str
    faults: list[Fault] = field(default_factory=list)
    manifest: dict[str, Any] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        return not self.faults


class _Enough(Exception):
    """More faults than anybody reads."""


def verify(path: Path) -> Verdict:
    """Read a packet through. Writes nothing, unpacks nothing to the disk, holds one line of each file in memory."""
    with path.open("rb") as file:
        verdict = Verdict(hashlib.file_digest(file, "sha256").hexdigest())
    if not container.is_sealed(path):
        verdict.faults.append(Fault("seal"))
    try:
        with zipfile.ZipFile(path) as packed:
            _Reading(packed, verdict).read()
    except (*DAMAGED, zipfile.LargeZipFile, NotImplementedError, ValueError) as error:
        verdict.faults.append(Fault("not_a_zip", detail=str(error)[:100]))
    except _Enough:
        pass
    return verdict


class _Reading:
    """One packet on its way through the checks."""

    def __init__(self, packed: zipfile.ZipFile, verdict: Verdict) -> None:
        self.packed, self.verdict = packed, verdict
        self.sums: dict[str, str] = {}
        self.files: dict[str, Mapping[str, Any]] = {}

    def read(self) -> None:
        """What could do harm first: then nothing is unfolded at all."""
        for name, kind in container.flaws(self.packed):
            self.fault(kind, name)
        if any(fault.kind != "seal" for fault in self.verdict.faults):
            return
        present = set(self.packed.namelist())
        for name in sorted(ALWAYS - present):
            self.fault("missing_file", name)
        for name in sorted(present - ALWAYS):
            self.fault("extra_file", name)
        self.read_manifest()
        for name in sorted(present & ALWAYS - {SUMS} - set(WITH_LINES) - {MANIFEST}):
            self.small(name)
        self.read_lines([name for name in GROUPS if name in present])
        for name in (UNITS, REMOVED, HELD_BACK):
            self.read_lines([name] if name in present else [])

    def fault(self, kind: str, file: str = "", line: int | None = None, field: str = "", detail: object = "") -> None:
        self.verdict.faults.append(Fault(kind, _plain(file), line, _plain(field), _plain(str(detail))))
        if len(self.verdict.faults) >= MOST_FAULTS:
            raise _Enough

    def small(self, name: str) -> bytes:
        """A file that is read whole, held against its hash; one whose bytes do not unfold is a fault of that file."""
        content = b""
        try:
            with self.packed.open(name) as stream:
                content = stream.read(MOST_SMALL + 1)
        except KeyError:
            return content
        except DAMAGED as error:
            self.fault("damaged", name, detail=str(error)[:100])
        if len(content) > MOST_SMALL:
            self.fault("too_large", name)
        if name != SUMS:
            self.hold_against_sums(name, hashlib.sha256(content).hexdigest())
        return content

    def hold_against_sums(self, name: str, sha256: str) -> None:
        if name in self.sums and self.sums[name] != sha256:
            self.fault("file_hash", name)

    def read_manifest(self) -> None:
        text = self.small(SUMS).decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), start=1):
            found = SUM_LINE.fullmatch(line)
            if found is None or found[2] in self.sums:
                self.fault("sums", SUMS, number)
            else:
                self.sums[found[2]] = found[1]
        for name in sorted(set(self.packed.namelist()) - {SUMS} - self.sums.keys()):
            self.fault("sums", SUMS, field=name)
        try:
            manifest = json.loads(self.small(MANIFEST))
            self.files = {part["name"]: part for part in manifest["files"]}
            if manifest["format"] != FORMAT or not isinstance(manifest["packet"], str):
                raise ValueError(manifest["format"])
            self.verdict.manifest = manifest
        except (ValueError, KeyError, TypeError) as error:
            self.fault("manifest", MANIFEST, detail=str(error)[:100])
            return
        for name in sorted(self.files.keys() ^ (ALWAYS - {MANIFEST, SUMS})):
            self.fault("manifest", MANIFEST, field=name)
        for name, part in self.files.items():
            if name in self.sums and self.sums[name] != part.get("sha256"):
                self.fault("manifest", MANIFEST, field=f"{name}.sha256")
        for counted, name in COUNTED.items():
            said = (manifest.get("counts") or {}).get(counted)
            if said != self.files.get(name, {}).get("lines"):
                self.fault("count", MANIFEST, field=f"counts.{counted}", detail=said)

    def read_lines(self, names: list[str]) -> None:
        """Files whose lines stand side by side: line by line together, the first says whom each line is about."""
        with contextlib.ExitStack() as opened:
            readers = [_Lines(self, name, opened.enter_context(self.packed.open(name))) for name in names]
            seen: set[str] = set()
            for keys in zip_longest(*(reader.keys() for reader in readers)):
                if keys[0] is not None and keys[0] in seen:
                    self.fault("duplicate", names[0], readers[0].count, "key", keys[0])
                seen.add(keys[0] or "")
                for reader, key in zip(readers, keys, strict=True):
                    if key is not None and key != keys[0] and not reader.is_out_of_step:
                        reader.is_out_of_step = True
                        self.fault("other_person", reader.name, reader.count, "key", key)


def _plain(text: str) -> str:
    """What a stranger wrote into a packet goes to the terminal without signs that would steer it."""
    return "".join(char if char.isprintable() else "?" for char in text[:200])


class _Lines:
    """One file of lines, held line by line against its chain, its marks and its schema."""

    def __init__(self, reading: _Reading, name: str, stream: IO[bytes]) -> None:
        self.reading, self.name, self.stream = reading, name, stream
        self.packet = str(reading.verdict.manifest.get("packet", ""))
        self.chain, self.count, self.size = beginning(self.packet, name), 0, 0
        self.is_out_of_step = False
        self.digest = hashlib.sha256()
        self.schema = self._schema()

    def _schema(self) -> Mapping[str, Any]:
        try:
            found = json.loads(self.reading.packed.read(schema_file(self.name)))
            return found if isinstance(found, dict) else {}
        except (*DAMAGED, KeyError, ValueError):
            return {}

    def fault(self, kind: str, field: str = "", detail: object = "") -> None:
        self.reading.fault(kind, self.name, self.count or None, field, detail)

    def keys(self) -> Iterator[str]:
        """The key of each line, as they pass."""
        try:
            while raw := self.stream.readline(MOST_LINE):
                self.count += 1
                self.size += len(raw)
                self.digest.update(raw)
                yield self._read(raw)
        except DAMAGED as error:
            self.fault("damaged", detail=str(error)[:100])
        self._close()

    def _read(self, raw: bytes) -> str:
        try:
            text = raw.decode()
            body = json.loads("{" + text[BEFORE_BODY:])
            chain, data, key = text[len(HEAD) : len(HEAD) + CHAIN_DIGITS], body["data"], str(body["key"])
            if not (text.startswith(HEAD) and text.endswith("}\n") and isinstance(data, dict)):
                raise ValueError("form")
        except (ValueError, KeyError, TypeError, RecursionError):
            self.fault("not_a_line")
            self.chain = linked(self.chain, raw.decode("utf-8", "replace"))
            return ""
        for path, word in schema_check.faults(data, self.schema):
            self.fault("schema", path, word)
        if body.get("line") != self.count:
            self.fault("order", "line", body.get("line"))
        written = "{" + text[BEFORE_BODY:-1]
        expected = linked(self.chain, written)
        if chain != expected:
            altered = list(_altered(data, str(body.get("check"))))
            for path in altered:
                self.fault("altered", path)
            if not altered:
                self.fault("chain")
        elif canonical(body) != written or body.keys() != {"check", "data", "key", "line"}:
            self.fault("not_a_line")
        elif any(_altered(data, body["check"])):
            self.fault("altered", "check")
        self.chain = chain
        return key

    def _close(self) -> None:
        said = self.reading.files.get(self.name, {})
        self.reading.hold_against_sums(self.name, self.digest.hexdigest())
        for word, found in (("lines", self.count), ("size", self.size), ("chain", self.chain)):
            if said and said.get(word) != found:
                self.reading.fault("count" if word == "lines" else "manifest", self.name, field=word, detail=found)


def _altered(data: Mapping[str, Any], check: str) -> Iterator[str]:
    """The values that no longer have the mark that they were given; one for all, where their number differs."""
    found = marks(data)
    if len(check) != len(found) * MARK_DIGITS:
        yield "data"
        return
    for place, (path, given) in enumerate(found):
        if given != check[place * MARK_DIGITS : (place + 1) * MARK_DIGITS]:
            yield path
