"""A half-filled form whose session has ended waits on the server under a one-time key, and is given back to the same user."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime, timedelta

from flask import Request, current_app, url_for
from flask_appbuilder import Model
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import Integer, String, Text, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.records.clock import Moment, now
from app.records.secrets import key_ring
from app.records.settings import settings

MINUTES = 30
FORMS_MOST = 5
BYTES_MOST = 200_000
HOUR = 3600
PLACE = "kept_form.fields"
KEPT, WHO = "kept", "_who"
NOT_KEPT = {"csrf_token", WHO}


class KeptForm(Model):
    """The fields of one form, sealed; the key itself is known only to the browser that sent them."""

    __tablename__ = "kept_form"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), nullable=False, unique=True)
    user_id: Mapped[int] = mapped_column(Integer, nullable=False)
    path: Mapped[str] = mapped_column(String(300), nullable=False)
    fields: Mapped[str] = mapped_column(Text, nullable=False)
    expires_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)


def mark_of(user_id: int) -> str:
    """The signed name of the user that a form carries, so that its fields can be kept for him as long as a session may last."""
    return str(_signer().dumps(user_id))


def keep(request: Request) -> str | None:
    """Keep the fields of a form that came without a session. Returns the address that gives them back after signing in.

    None for a form of nobody or of long ago, and for one that is longer than anybody types. Nobody is signed in here, so of
    one user a few forms are kept at most, the latest.
    """
    try:
        user_id = int(_signer().loads(request.form.get(WHO, ""), max_age=settings().value("session_hours") * HOUR))
    except (BadSignature, ValueError, TypeError):
        return None
    fields = {name: values for name, values in request.form.lists() if name not in NOT_KEPT}
    typed = json.dumps(fields, ensure_ascii=False)
    if len(typed.encode()) > BYTES_MOST:
        return None
    key = secrets.token_urlsafe(24)
    _make_room(user_id)
    db.session.add(
        KeptForm(
            key_hash=_hash(key),
            user_id=user_id,
            path=request.path[:300],
            fields=key_ring().seal(typed, PLACE),
            expires_at=now() + timedelta(minutes=MINUTES),
        )
    )
    db.session.commit()
    separator = "&" if request.query_string else "?"
    target = f"{request.full_path.rstrip('?')}{separator}{KEPT}={key}"
    return url_for("SignInView.login", next=target)


def _make_room(user_id: int) -> None:
    """Delete what nobody came for, and the user's oldest forms beyond those that may wait beside a new one."""
    his = select(KeptForm.id).where(KeptForm.user_id == user_id).order_by(KeptForm.id.desc())
    too_many = db.session.scalars(his.offset(FORMS_MOST - 1)).all()
    db.session.execute(delete(KeptForm).where(or_(KeptForm.expires_at < now(), KeptForm.id.in_(too_many))))


def give_back(key: str, path: str, user_id: int | None) -> dict[str, list[str]] | None:
    """The kept fields, once, to the user who typed them, on the page where he did; None otherwise."""
    row = db.session.scalar(select(KeptForm).where(KeptForm.key_hash == _hash(key)))
    if row is None or row.user_id != user_id or row.path != path or row.expires_at < now():
        return None
    fields: dict[str, list[str]] = json.loads(key_ring().open(row.fields, PLACE))
    db.session.delete(row)
    db.session.commit()
    return fields


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept-form")
