"""The zip around a packet: written so that every byte counts, read so that nothing hides in it. Knows no database.

The comment at the end of the zip is the seal: `sha256:` and the SHA-256 of everything before those 64 digits.
"""

from __future__ import annotations

import hashlib
import re
import stat
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

SEAL_MARK, SEAL_DIGITS = b"sha256:", 64
PIECE = 1 << 20
NAME = re.compile(r"[A-Za-z0-9_]+(?:[./][A-Za-z0-9_]+)*")
MOST_FILES = 100
MOST_BYTES = 64 << 30  # of all files together, as they unfold
MOST_RATIO = 200
LOCAL_HEAD = struct.Struct("<4s5H3I2H")
MOMENT = (2026, 1, 1, 0, 0, 0)  # the manifest says when


def pack(to: Path, files: Mapping[str, Path]) -> str:
    """Put files into a sealed zip, in their order. Returns the SHA-256 of the whole."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
        packed.comment = SEAL_MARK + b"0" * SEAL_DIGITS
        for name, path in files.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, (stat.S_IFREG | 0o644) << 16
            entry.file_size = path.stat().st_size  # tells the writer whether it needs the large form
            with path.open("rb") as source, packed.open(entry, "w") as target:
                while piece := source.read(PIECE):
                    target.write(piece)
    with to.open("r+b") as file:
        seal = _sealed(file)
        file.write(seal.encode())
    with to.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sealed(file: IO[bytes]) -> str:
    """The SHA-256 of all but the last 64 bytes, at whose beginning the file is left standing."""
    remaining = file.seek(0, 2) - SEAL_DIGITS
    file.seek(0)
    digest = hashlib.sha256()
    while remaining > 0 and (piece := file.read(min(PIECE, remaining))):
        digest.update(piece)
        remaining -= len(piece)
    return digest.hexdigest()


def is_sealed(path: Path) -> bool:
    """Whether the file is, byte for byte, what was sealed."""
    with path.open("rb") as file:
        if file.seek(0, 2) <= SEAL_DIGITS:
            return False
        seal = _sealed(file).encode()
        return file.read() == seal


def flaws(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """What makes a zip unfit to be unfolded: (name of the file within, what is wrong)."""
    entries = packed.infolist()
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        yield "", "too_large"
    names: set[str] = set()
    for entry in entries:
        if not NAME.fullmatch(entry.filename) or entry.orig_filename != entry.filename:
            yield entry.orig_filename, "bad_name"
        if entry.filename in names:
            yield entry.filename, "duplicate_file"
        names.add(entry.filename)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.is_dir() or kind not in (0, stat.S_IFREG) or entry.flag_bits & 0x1:
            yield entry.filename, "no_plain_file"
        if entry.compress_type not in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
            yield entry.filename, "compression"
        if entry.file_size > MOST_RATIO * max(entry.compress_size, 1024):
            yield entry.filename, "too_large"
    if not _is_gapless(packed):
        yield "", "hidden_bytes"


def _is_gapless(packed: zipfile.ZipFile) -> bool:
    """Whether the files lie one behind the other from the first byte to the directory: neither apart nor overlapping."""
    file = packed.fp
    assert file is not None
    expected = 0
    for entry in sorted(packed.infolist(), key=lambda entry: entry.header_offset):
        if entry.header_offset != expected:
            return False
        file.seek(expected)
        head = file.read(LOCAL_HEAD.size)
        if len(head) < LOCAL_HEAD.size:
            return False
        fields = LOCAL_HEAD.unpack(head)
        expected += LOCAL_HEAD.size + fields[-2] + fields[-1] + entry.compress_size
    return expected == packed.start_dir
