"""Evidence files: sent on their own before the form, checked by content, kept outside the web root."""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO

from flask import current_app
from flask_appbuilder import Model
from flask_babel import lazy_gettext as _
from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.records.clock import Moment, now
from app.records.names import nfc
from app.records.problems import FieldError

CHUNK = 1 << 16
NAMELESS, NAME_MOST = "tep", 200
SIGNATURES = {
    b"%PDF-": ("application/pdf", ".pdf"),
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
}


class Attachment(Model):
    """One file as it was sent. The file itself lies under its SHA-256; the row decides who may fetch it.

    While a form is being filled in only its sender sees it; the change that carries it gives it the scope of its row.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    token: Mapped[str] = mapped_column(String(43), nullable=False, unique=True)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False, index=True)
    size: Mapped[int] = mapped_column(BigInteger, nullable=False)
    mime: Mapped[str] = mapped_column(String(60), nullable=False)
    original_name: Mapped[str] = mapped_column(String(200), nullable=False)
    sent_by: Mapped[int] = mapped_column(Integer, nullable=False, index=True)
    sent_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)
    scope_id: Mapped[int | None] = mapped_column(Integer, index=True)
    managing_id: Mapped[int | None] = mapped_column(Integer, index=True)
    subject_id: Mapped[int | None] = mapped_column(Integer, index=True)
    change_id: Mapped[int | None] = mapped_column(Integer, index=True)


def store(stream: IO[bytes], original_name: str, sent_by: int) -> Attachment:
    """Take a file in. Raises `FieldError` when its content is not a PDF, JPEG or PNG, or it is too large."""
    folder = Path(current_app.config["UPLOAD_PATH"])
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as kept:
        try:
            head = b""
            while piece := stream.read(CHUNK):
                head = head or piece[:16]
                size += len(piece)
                if size > current_app.config["UPLOAD_MOST_BYTES"]:
                    raise FieldError(_("The file is too large; at most %(most)d MB.", most=_most_megabytes()))
                digest.update(piece)
                kept.write(piece)
            mime, _ending = _content_type(head)
            final = path_of(digest.hexdigest())
            final.parent.mkdir(parents=True, exist_ok=True)
            os.replace(kept.name, final)
        except BaseException:
            Path(kept.name).unlink(missing_ok=True)
            raise
    row = Attachment(
        token=secrets.token_urlsafe(32),
        sha256=digest.hexdigest(),
        size=size,
        mime=mime,
        original_name=_plain_name(original_name),
        sent_by=sent_by,
        sent_at=now(),
    )
    db.session.add(row)
    return row


def _plain_name(given: str) -> str:
    """The last part of the name under which a file was sent, with its ending; its folders are nobody's business."""
    name = nfc(given.replace("\\", "/").rpartition("/")[2]).strip(". ") or NAMELESS
    stem, ending = Path(name).stem, Path(name).suffix[:10]
    return stem[: NAME_MOST - len(ending)] + ending


def path_of(sha256: str) -> Path:
    """Where the content with this hash lies."""
    return Path(current_app.config["UPLOAD_PATH"]) / sha256[:2] / sha256[2:4] / sha256


def _content_type(head: bytes) -> tuple[str, str]:
    for signature, found in SIGNATURES.items():
        if head.startswith(signature):
            return found
    raise FieldError(_("Only PDF, JPEG and PNG files are taken; save the scan as one of these and send it again."))


def _most_megabytes() -> int:
    return int(current_app.config["UPLOAD_MOST_BYTES"]) // (1 << 20)
