"""Columns nobody can read from a stolen database file: AES-GCM under a ring of keys, with a blind index for exact search."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

NONCE_BYTES = 12
# To make a cipher of a key takes as long as to open a value with it.
_cipher = lru_cache(16)(AESGCM)


class SecretError(RuntimeError):
    """A stored secret that the key ring cannot open: the key is missing, or the text was moved or altered."""


@dataclass(frozen=True)
class KeyRing:
    """The keys by name (32 bytes each), the name of the one that seals, and the key of the blind index."""

    keys: Mapping[str, bytes]
    current: str
    index_key: bytes

    def seal(self, text: str, place: str) -> str:
        """Encrypt `text`, bound to its `place` (table and column), so that it cannot be copied elsewhere."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = _cipher(self.keys[self.current]).encrypt(nonce, text.encode(), place.encode())
        return f"{self.current}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, token: str, place: str) -> str:
        """Decrypt what `seal` made. Raises `SecretError`, which never carries the text."""
        name, mark, body = token.partition(":")
        if not mark or not name.isalnum():
            raise SecretError(f"a stored value was never sealed ({place})")
        if name not in self.keys:
            raise SecretError(f"key '{name}' is not on the key ring ({place})")
        raw = base64.urlsafe_b64decode(body)
        try:
            opened = _cipher(self.keys[name]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place.encode())
        except InvalidTag as error:
            raise SecretError(f"a stored value cannot be opened ({place})") from error
        return opened.decode()

    def index(self, text: str, place: str) -> str:
        """The keyed hash by which an exact value is found again without opening any row (64 hex digits)."""
        return hmac.new(self.index_key, f"{place}\0{text}".encode(), hashlib.sha256).hexdigest()


def key_ring() -> KeyRing:
    """The ring that `create_app` was handed."""
    ring: KeyRing = current_app.extensions["key_ring"]
    return ring


class Sealed(TypeDecorator[str]):
    """A text column that is ciphertext in the database and plain text in the program."""

    impl = Text
    cache_ok = True

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else key_ring().seal(value, self.place)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else key_ring().open(value, self.place)
