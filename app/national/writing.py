"""Writing a packet: a batch of people at a time into one file for each group, then all of them into a sealed zip.

A group is one file and a zip is written file after file, so the lines wait in a folder of the server's own, which is cleared
away with the packet made or not.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from app.national import container
from app.national.columns import Flaw, Released
from app.national.cursor import Removal
from app.national.lines import (
    FORMAT,
    HELD_BACK,
    MANIFEST,
    REMOVED,
    SUMS,
    UNITS,
    LineWriter,
    canonical,
    group_file,
    schema_file,
)
from app.national.mapping import GROUP_OF_UNITS, GROUPS, Standard
from app.national.schema import HELD_BACK_SCHEMA, REMOVED_SCHEMA, schema_of

SPOOL = "flaws.spool"


class LineFile:
    """One file of lines that is being written."""

    def __init__(self, folder: Path, packet: str, name: str) -> None:
        self.name, self.path = name, folder / name
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        self._writer = LineWriter(packet, name)
        self._stream: IO[bytes] = self.path.open("wb")

    def add(self, key: str, data: Mapping[str, Any]) -> None:
        self._stream.write(self._writer.line(key, data))

    def close(self) -> None:
        self._stream.close()

    @property
    def account(self) -> dict[str, Any]:
        """What the manifest says of the file."""
        return {"lines": self._writer.count, "chain": self._writer.chain}


@dataclass
class Written:
    """What a packet holds: the counts, the SHA-256 of the file, and where the reasons for holding people back wait."""

    counts: dict[str, int] = field(default_factory=dict)
    sha256: str = ""
    size: int = 0


class PacketWriter:
    """The files of one packet in a folder. Close it, then `pack`."""

    def __init__(self, folder: Path, code: str, standard: Standard) -> None:
        self.folder, self.code, self.standard = folder, code, standard
        self._opened = ExitStack()
        self.groups = {group: self._file(group_file(group)) for group in GROUPS}
        self.tree, self.removed, self.held_back = (self._file(name) for name in (UNITS, REMOVED, HELD_BACK))
        self._spool = self._opened.enter_context((folder / SPOOL).open("w", encoding="utf-8"))
        self.reasons: Counter[str] = Counter()

    def __enter__(self) -> PacketWriter:
        return self

    def __exit__(self, *_error: object) -> None:
        self._opened.close()

    def _file(self, name: str) -> LineFile:
        made = LineFile(self.folder, self.code, name)
        self._opened.callback(made.close)
        return made

    def add_people(self, people: Iterable[Released], known_as: Mapping[int, str]) -> None:
        """Whoever passed goes into every group; who did not is listed under the name that the source knows him by."""
        for released in people:
            if released.flaws:
                self._hold_back(released, known_as.get(released.id, ""), "person")
            else:
                for group, file in self.groups.items():
                    file.add(released.key, released.groups[group])

    def add_units(self, units: Iterable[Released]) -> None:
        for unit in units:
            if unit.flaws:
                self._hold_back(unit, unit.key, "unit")
            else:
                self.tree.add(unit.key, unit.groups[GROUP_OF_UNITS])

    def add_removals(self, removals: Iterable[Removal]) -> None:
        for removal in removals:
            self.removed.add(removal.key, {"reason": removal.reason, "new_code": removal.new_key})

    def _hold_back(self, released: Released, known_as: str, kind: str) -> None:
        faults = sorted({(flaw.line, flaw.reason) for flaw in released.flaws})
        told = [{"field": line, "reason": reason} for line, reason in faults]
        self.held_back.add(known_as, {"record": kind, "faults": told})
        self.reasons.update(f"{line} {reason}" for line, reason in faults)
        for flaw in dict.fromkeys(released.flaws):
            row = [released.id if kind == "person" else None, flaw.line, flaw.record, flaw.row_id, flaw.reason]
            self._spool.write(f"{canonical(row)}\n")

    def flaws(self) -> Iterator[tuple[int | None, Flaw]]:
        """Why people and units were held back, as it was spooled: (person, flaw). Only after closing."""
        with (self.folder / SPOOL).open(encoding="utf-8") as lines:
            for line in lines:
                person, *rest = json.loads(line)
                yield person, Flaw(*rest)

    def pack(self, to: Path, about: Mapping[str, Any]) -> Written:
        """Schemas, manifest and sums, then the zip. `about` is what the manifest says beside its files."""
        files = [*self.groups.values(), self.tree, self.removed, self.held_back]
        named: dict[str, Path] = {file.name: file.path for file in files}
        for name, schema in self._schemas().items():
            named[name] = self._small(name, json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True))
        counts = {
            "people": files[0].account["lines"],
            "units": self.tree.account["lines"],
            "removed": self.removed.account["lines"],
            "held_back": self.held_back.account["lines"],
        }
        accounts = {file.name: file.account for file in files}
        sums = {name: _sha256(path) for name, path in named.items()}
        manifest = {
            "format": FORMAT,
            "packet": self.code,
            **about,
            "counts": counts,
            "reasons_for_holding_back": dict(sorted(self.reasons.items())),
            "files": [
                {"name": name, "size": path.stat().st_size, "sha256": sums[name], **accounts.get(name, {})}
                for name, path in named.items()
            ],
            "not_sent": [
                {"field": line.code, "group": line.group, "label": line.label, "reason": line.reason}
                for line in self.standard.lines
                if not line.is_sent
            ],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        named = {MANIFEST: self._small(MANIFEST, text), **named}
        sums = {MANIFEST: _sha256(named[MANIFEST]), **sums}
        named[SUMS] = self._small(SUMS, "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items()))
        sha256 = container.pack(to, named)
        return Written(counts, sha256, to.stat().st_size)

    def _schemas(self) -> dict[str, Mapping[str, Any]]:
        titles = {group_file(group): group for group in GROUPS} | {UNITS: GROUP_OF_UNITS}
        found: dict[str, Mapping[str, Any]] = {}
        for name, group in titles.items():
            sent = [line for line in self.standard.of_group(group) if line.is_sent]
            found[schema_file(name)] = schema_of(f"{self.standard.code}: {group}", sent)
        return {**found, schema_file(REMOVED): REMOVED_SCHEMA, schema_file(HELD_BACK): HELD_BACK_SCHEMA}

    def _small(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
