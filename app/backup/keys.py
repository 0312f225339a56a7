"""The keys of backups: public ones, for which the server encrypts, and the private one, which is kept away from it."""

from __future__ import annotations

import hashlib
import os
import re
from datetime import datetime
from pathlib import Path

import pyrage
from flask import current_app
from flask_babel import lazy_gettext as _
from pyrage.x25519 import Identity, Recipient

from app.jobs.run import Refused

FINGERPRINT_DIGITS = 16


def recipients() -> list[Recipient]:
    """For whom backups are encrypted. Raises `Refused` when nobody is named, or a key cannot be read."""
    named = str(current_app.config.get("BACKUP_RECIPIENTS") or "").strip()
    keys = re.split(r"[\s,]+", named) if named.startswith("age1") else _lines(Path(named)) if named else []
    if not keys:
        raise Refused(
            _(
                "Nobody is named for whom the backup is to be encrypted. Make a pair of keys with “flask backup key”, "
                "away from the server, and give its public key in BACKUP_RECIPIENTS."
            )
        )
    return [_recipient(key) for key in dict.fromkeys(keys)]


def fingerprint(recipient: Recipient) -> str:
    """What a public key is called in the register."""
    return hashlib.sha256(str(recipient).encode()).hexdigest()[:FINGERPRINT_DIGITS]


def identities(file: Path) -> list[Identity]:
    """The private keys of a file. Raises `Refused`, which never quotes the file."""
    unfit = Refused(_("%(file)s holds no private key of a backup (AGE-SECRET-KEY-1…).", file=file.name))
    try:
        found = [Identity.from_str(line) for line in _lines(file)]
    except pyrage.IdentityError:
        raise unfit from None
    if not found:
        raise unfit
    return found


def make_pair(file: Path, at: datetime) -> str:
    """Write a new private key into a new file for its owner alone; answer the public key."""
    identity = Identity.generate()
    public = str(identity.to_public())
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refused(_("%(file)s is there already; a key is never written over.", file=file)) from None
    except OSError as error:
        raise _unreadable(file, error) from error
    with os.fdopen(handle, "w") as written:
        written.write(f"# created: {at:%Y-%m-%dT%H:%M:%SZ}\n# public key: {public}\n{identity}\n")
    return public


def _lines(file: Path) -> list[str]:
    try:
        lines = [line.strip() for line in file.read_text().splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, error) from error
    return [line for line in lines if line and not line.startswith("#")]


def _unreadable(file: Path, error: Exception) -> Refused:
    reason = error.strerror if isinstance(error, OSError) else type(error).__name__
    return Refused(_("%(file)s cannot be used as a file of keys: %(reason)s.", file=file, reason=reason))


def _recipient(key: str) -> Recipient:
    try:
        return Recipient.from_str(key)
    except pyrage.RecipientError:
        shown = key if key.startswith("age1") else "…"
        message = _(
            "BACKUP_RECIPIENTS: “%(key)s” is no public key; one begins with age1 and has 62 letters.", key=shown
        )
        raise Refused(message) from None
