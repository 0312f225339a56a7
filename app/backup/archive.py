"""What lies inside the encryption: a tar, so that it can be opened without the product (docs/decisions/0008).

`secrets.env`, the kept files, the database in pieces that stand one after the other, and last `manifest.json`, which can
only be written when everything has gone by.
"""

from __future__ import annotations

import contextlib
import io
import tarfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from pyrage.x25519 import Identity

from app.backup import kept_files
from app.backup.crypt import Damaged, decrypting
from app.backup.manifest import FORMAT, Manifest, Tally, load

SECRETS, DATABASE, MANIFEST = "secrets.env", "database", "manifest.json"
PIECE = 4 << 20
SMALL_MOST = 1 << 20  # bytes of the parts that are read at once
Progress = Callable[[int], None]


class Packer:
    """Writes the parts of a backup into a stream, and adds them up."""

    def __init__(self, stream: IO[bytes], made_at: float, progress: Progress) -> None:
        self._tar = tarfile.open(fileobj=stream, mode="w|", bufsize=1 << 16)  # noqa: SIM115  (closed by `close`)
        self._stream: Any = self._tar.fileobj
        self._made_at, self._progress = made_at, progress
        self.tally = Tally()

    def secrets(self, raw: bytes) -> None:
        self.tally.add(SECRETS, raw)
        self._add(SECRETS, len(raw), io.BytesIO(raw))

    def file(self, kept: kept_files.KeptFile, size: int, source: IO[bytes]) -> kept_files.Hashed:
        hashed = kept_files.Hashed(source)
        self._add(kept.name, size, hashed)
        self.tally.add_file(kept.name, hashed.size, hashed.sha256)
        self._progress(size)
        return hashed

    def database(self, stream: IO[bytes]) -> None:
        for number, piece in enumerate(_pieces(stream)):
            self.tally.add(DATABASE, piece)
            self._add(f"{DATABASE}/{number:06}", len(piece), io.BytesIO(piece))
            self._progress(len(piece))

    def close(self, manifest: Manifest) -> None:
        manifest.parts = self.tally.finish()
        raw = manifest.dump()
        self._add(MANIFEST, len(raw), io.BytesIO(raw))
        self._tar.close()

    def abandon(self) -> None:
        """Let go of the stream while it still takes what is left over; nobody will read it."""
        with contextlib.suppress(OSError):
            self._stream.close()

    def _add(self, name: str, size: int, source: Any) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, self._made_at
        self._tar.addfile(member, source)


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Pieces of one size, whatever a pipe gives at once."""
    while piece := b"".join(_up_to(stream, PIECE)):
        yield piece


def _up_to(stream: IO[bytes], most: int) -> Iterator[bytes]:
    while most and (part := stream.read(most)):
        most -= len(part)
        yield part


class Receiver:
    """Takes the parts as they come out of a file; this one looks at them and keeps nothing but the secrets."""

    secrets = b""

    def file(self, name: str, source: kept_files.Hashed) -> None:
        """A kept file. What is left unread is read by the caller."""

    def database(self, piece: bytes) -> None:
        """The next piece of the database."""


def unpack(path: Path, identities: Sequence[Identity], receiver: Receiver) -> Manifest:
    """Read a backup through, each part once, and hold it against its manifest. Raises `Damaged` or `WrongKey`.

    Anybody who knows a public key could make a file that opens: names that lead elsewhere are damage like any other.
    """
    manifest, tally = None, Tally()
    with decrypting(path, identities) as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|", bufsize=1 << 16) as tar:
                for member in tar:
                    if manifest is not None or not member.isreg():
                        raise Damaged
                    manifest = _take(tar, member, receiver, tally)
        except (tarfile.TarError, ValueError, TypeError, KeyError) as error:
            raise Damaged from error
    if manifest is None or manifest.format != FORMAT or tally.finish() != manifest.parts:
        raise Damaged
    return manifest


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, receiver: Receiver, tally: Tally) -> Manifest | None:
    """One member of the tar; the manifest when it is the last."""
    source = tar.extractfile(member)
    assert source is not None
    if member.name == MANIFEST:
        return load(source.read())
    if member.name == SECRETS:
        receiver.secrets = source.read(SMALL_MOST)
        tally.add(SECRETS, receiver.secrets)
    elif member.name.startswith(f"{DATABASE}/"):
        for piece in _pieces(source):
            tally.add(DATABASE, piece)
            receiver.database(piece)
    elif kept_files.is_safe(member.name):
        hashed = kept_files.Hashed(source)
        receiver.file(member.name, hashed)
        while hashed.read(PIECE):
            pass
        tally.add_file(member.name, hashed.size, hashed.sha256)
    else:
        raise Damaged
    return None
