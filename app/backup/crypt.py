"""age as a stream: what is written goes encrypted into a file, what is read comes decrypted out of one, a piece at a time.

`pyrage` works on two whole files, so a pipe and a thread stand between it and whoever writes or reads.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pyrage
from flask_babel import lazy_gettext as _
from pyrage.x25519 import Identity, Recipient

from app.jobs.run import Refused

PIECE = 1 << 20
NO_KEY_FITS = "No matching keys"


class Damaged(Refused):
    """The file is not whole: cut off, altered, or no backup at all."""

    def __init__(self) -> None:
        super().__init__(
            _("The file is damaged: it was cut off or altered, or it is no backup. Take another copy of it.")
        )


class WrongKey(Refused):
    """None of the private keys given opens the file."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The key does not open this file. Take the private key that belongs to one of the public keys it was made "
                "for; the register of backups names them."
            )
        )


@contextlib.contextmanager
def encrypting(path: Path, recipients: Sequence[Recipient]) -> Iterator[IO[bytes]]:
    """A stream to write into; `path` is made, for its owner alone. Raises `Refused` when the disk takes no more."""
    source, sink = os.pipe()
    with ThreadPoolExecutor(1) as beside, os.fdopen(sink, "wb") as stream:
        work = beside.submit(_encrypt, source, path, recipients)
        try:
            yield stream
            stream.close()
        except BrokenPipeError:
            # The other side ended first, and says why.
            work.result()
            raise
        finally:
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        work.result()


def _encrypt(source: int, path: Path, recipients: Sequence[Recipient]) -> None:
    with os.fdopen(source, "rb") as plain:
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                pyrage.encrypt_io(plain, file, list(recipients))
                file.flush()
                os.fsync(file.fileno())
        except (OSError, pyrage.EncryptError) as error:
            message = _("The backup cannot be written to %(folder)s: %(reason)s.", folder=path.parent, reason=error)
            raise Refused(message) from error


@contextlib.contextmanager
def decrypting(path: Path, identities: Sequence[Identity]) -> Iterator[IO[bytes]]:
    """A stream to read from. Raises `Damaged` or `WrongKey`, at the latest when the block ends.

    What was read is surely whole only after that: that nothing was cut off shows in the last piece.
    """
    source, sink = os.pipe()
    with ThreadPoolExecutor(1) as beside, os.fdopen(source, "rb") as stream:
        work = beside.submit(_decrypt, path, sink, identities)
        try:
            yield stream
        finally:
            # Read to the end whatever happened: damage explains any other error.
            while stream.read(PIECE):
                pass
            work.result()


def _decrypt(path: Path, sink: int, identities: Sequence[Identity]) -> None:
    with os.fdopen(sink, "wb") as plain, path.open("rb") as file:
        try:
            pyrage.decrypt_io(file, plain, list(identities))
        except pyrage.DecryptError as error:
            raise (WrongKey() if NO_KEY_FITS in str(error) else Damaged()) from error
        except OSError as error:
            raise Damaged from error
