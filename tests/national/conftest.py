"""A packet made by hand, which needs no database, and a product with people in it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from app.access.standing import operator
from app.extensions import db
from app.national import container
from app.national.columns import Flaw, Released
from app.national.cursor import Removal
from app.national.lines import MANIFEST, SUMS
from app.national.mapping import Line, Standard
from app.national.writing import PacketWriter


def line(code, group, *, block="", type="text", required=False, record="employee", field="x", pattern="", **more):
    given = {"label": code, "transform": "text", "release": "", "reason": "", **more}
    return Line(code, given["label"], group, block, record, field, type, given["transform"], required, pattern,
                given["release"], given["reason"])  # fmt: skip


STANDARD = Standard(
    code="thu",
    name="Chuẩn thử",
    identified_by="1.01",
    external="thu",
    lines=(
        line("0.01", "0", record="org_unit"),
        line("1.01", "1", required=True, type="code", pattern="^[0-9]{12}$"),
        line("1.02", "1"),
        line("2.01", "2", block="family", record="family_member", required=True),
        line("2.02", "2", block="family", record="family_member", type="partial_date"),
        line("9.01", "9", record="", reason="chưa có"),
    ),
    rules=(),
)


def person(number, name="Ma Thị Bích"):
    key = f"{8187000000 + number:012}"
    groups = {group: {} for group in range(1, 11)}
    groups[1] = {"1.01": key, "1.02": name}
    groups[2] = {"family": [{"2.01": "Ma Văn Bình", "2.02": "1950"}, {"2.01": "Ma Thị Cúc", "2.02": None}]}
    return Released(number, key, groups)


def unit(number):
    return Released(number, f"H60.{number}", {0: {"0.01": f"H60.{number}"}})


@pytest.fixture
def packet(tmp_path):
    """A sound packet of six people, one of whom is held back."""
    folder = tmp_path / "making"
    folder.mkdir()
    flawed = person(9)
    flawed.flaws.append(Flaw("1.01", "employee", 9, "missing"))
    with PacketWriter(folder, "20261126T000000Z-00000000", STANDARD) as writer:
        writer.add_units(map(unit, range(1, 4)))
        writer.add_people([*map(person, range(1, 6)), flawed], {9: "TQ-9"})
        writer.add_removals([Removal("008187999999", "cancelled")])
    path = tmp_path / "packet.zip"
    writer.pack(path, {"kind": "full"})
    return path


class Repacked:
    """What is in a packet, to be altered and packed anew by somebody who knows how packets are packed."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.folder = folder
        with zipfile.ZipFile(path) as packed:
            self.files = {name: packed.read(name) for name in packed.namelist()}

    def lines(self, name: str) -> list[bytes]:
        return self.files[name].splitlines(keepends=True)

    def put(self, name: str, lines: list[bytes]) -> None:
        self.files[name] = b"".join(lines)

    @property
    def manifest(self):
        return json.loads(self.files[MANIFEST])

    def hash_anew(self) -> None:
        """Put the right hashes into manifest and sums, as whoever covers his traces would."""
        import hashlib  # noqa: PLC0415

        manifest = self.manifest
        for part in manifest["files"]:
            content = self.files.get(part["name"], b"")
            part |= {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        self.files[MANIFEST] = json.dumps(manifest).encode()
        sums = (
            f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in self.files.items() if name != SUMS
        )
        self.files[SUMS] = "".join(sums).encode()

    def pack(self) -> Path:
        """The altered packet, sealed like any other."""
        self.folder.mkdir(exist_ok=True)
        paths = {}
        for number, (name, content) in enumerate(self.files.items()):
            paths[name] = self.folder / str(number)
            paths[name].write_bytes(content)
        container.pack(self.folder / "repacked.zip", paths)
        return self.folder / "repacked.zip"


@pytest.fixture
def repacked(packet, tmp_path):
    return Repacked(packet, tmp_path / "altered")


@pytest.fixture
def prepared(stocked_app):
    """The product with its code lists and nobody on record, in the operator's hands."""
    with stocked_app.app_context(), operator("test"):
        db.session.commit()
        yield stocked_app
