"""Sessions as rows: what a browser or a program holds is only a key, and ending the row ends it (S9).

A row lives until it is ended, until nobody has used it for PERMANENT_SESSION_LIFETIME, and never beyond its last moment
(TCVN 14423:2026: an idle session ends within 15 minutes).
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from flask import current_app, g, request
from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Boolean, Connection, ForeignKey, Integer, Select, String, bindparam, delete, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Mapped, attributes, mapped_column

from app.access.models import Login
from app.access.second_factor import SecondFactor, is_required
from app.extensions import SQLITE_PATIENCE_MS, db
from app.records.clock import Moment, now
from app.records.settings import settings

FORM, TOKEN = "form", "token"
BETWEEN_NOTES = timedelta(minutes=1)  # how often at most a session is noted as used
MOMENT_MS = 200  # that a page waits at most for the note of its use
# So long an address is known to whoever signed in there; the audit log keeps the signing in for as long as the law wants.
KEPT_ENDED = timedelta(days=30)


class UserSession(Model):
    """One signing in: of a browser (`form`) or of a program (`token`). The key is known only to its holder.

    `needs_factor` says that its user must have a second factor and had none when it began.
    """

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), nullable=False, unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), nullable=False, index=True)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    version: Mapped[int] = mapped_column(Integer, nullable=False)
    begun_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)
    seen_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)
    ends_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)
    address: Mapped[str] = mapped_column(String(60), nullable=False, default="")
    agent: Mapped[str] = mapped_column(String(200), nullable=False, default="")
    second_factor: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False)
    needs_factor: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False)
    ended_at: Mapped[datetime | None] = mapped_column(Moment())
    ended_why: Mapped[str | None] = mapped_column(String(20))


@dataclass(frozen=True)
class Entry:
    """Who came in by a live session, and what is still asked of him: `password`, `second_factor` or nothing."""

    user: User
    session: UserSession
    asked: str = ""


def begin(user_id: int, kind: str, version: int, *, second_factor: bool, needs_factor: bool = False) -> str:
    """Make the row of a new session in the present transaction. Returns its key, which is kept nowhere.

    `version` is `Login.session_version` as it was before the password was judged.
    """
    key, moment = secrets.token_urlsafe(32), now()
    db.session.add(
        UserSession(
            key_hash=hash_of(key),
            user_id=user_id,
            kind=kind,
            version=version,
            begun_at=moment,
            seen_at=moment,
            ends_at=moment + timedelta(hours=settings().value("session_hours")),
            address=(request.remote_addr or "")[:60],
            agent=request.user_agent.string[:200],
            second_factor=second_factor,
            needs_factor=needs_factor,
        )
    )
    return key


def enter(key: str | None, user_id: int, kind: str) -> Entry | None:
    """Who holds this key, from one statement; None when the session is not alive or its user may not come in."""
    if not key:
        return None
    found = db.session.execute(_holder(), {"key_hash": hash_of(key), "user": user_id, "kind": kind}).first()
    if found is None or not _is_alive(found[0], found[1], found[2]):
        return None
    session, user, login, factor = found
    if factor is not None and not session.second_factor:
        return None
    if session.seen_at <= now() - BETWEEN_NOTES:
        if not session.second_factor and not session.needs_factor and is_required(user_id):
            # A grant has come since it began, or the day from which its role is used with a factor.
            attributes.set_committed_value(session, "needs_factor", True)
        _note_use(session)
    g.user_session = session
    asked = "password" if login.must_change else "second_factor" if session.needs_factor and factor is None else ""
    return Entry(user, session, asked)


@lru_cache(maxsize=1)
def _holder() -> Select[Any]:
    """Put together once: every page asks it."""
    its = (
        UserSession.key_hash == bindparam("key_hash"),
        UserSession.user_id == bindparam("user"),
        UserSession.kind == bindparam("kind"),
    )
    return (
        select(UserSession, User, Login, SecondFactor.user_id)
        .join(User, User.id == UserSession.user_id)
        .join(Login, Login.user_id == UserSession.user_id)
        .outerjoin(SecondFactor, SecondFactor.user_id == UserSession.user_id)
        .where(*its)
    )


def _is_alive(session: UserSession, user: User, login: Login) -> bool:
    moment = now()
    return bool(
        session.ended_at is None
        and session.ends_at > moment
        and session.seen_at + idle_time() > moment
        and session.version == login.session_version
        and user.is_active
    )


def idle_time() -> timedelta:
    """How long nobody may use a session before it ends."""
    idle: timedelta = current_app.config["PERMANENT_SESSION_LIFETIME"]
    return idle


def _note_use(session: UserSession) -> None:
    """On a connection of its own: the request's transaction is not begun here, and a busy database refuses no page."""
    table = UserSession.__table__
    noted = update(table).where(table.c.id == session.id).values(seen_at=now(), needs_factor=session.needs_factor)
    with contextlib.suppress(OperationalError, PoolTimeout), db.engine.begin() as connection, _in_a_hurry(connection):
        connection.execute(noted)


@contextlib.contextmanager
def _in_a_hurry(connection: Connection) -> Iterator[None]:
    """The statements of the block wait a moment for a lock, and no longer."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {MOMENT_MS}")
        yield
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={MOMENT_MS}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={SQLITE_PATIENCE_MS}")


def live_of(user_id: int) -> list[UserSession]:
    """The sessions of a user that are alive, newest first."""
    moment = now()
    rows = db.session.scalars(
        select(UserSession)
        .join(Login, Login.user_id == UserSession.user_id)
        .where(
            UserSession.user_id == user_id,
            UserSession.version == Login.session_version,
            UserSession.ended_at.is_(None),
            UserSession.ends_at > moment,
            UserSession.seen_at > moment - idle_time(),
        )
        .order_by(UserSession.begun_at.desc(), UserSession.id.desc())
        .limit(100)
    )
    return list(rows)


def addresses_of(user_ids: Iterable[int]) -> dict[int, set[str]]:
    """From where these users have lately been signed in."""
    rows = db.session.execute(
        select(UserSession.user_id, UserSession.address)
        .where(UserSession.user_id.in_(user_ids), UserSession.seen_at > now() - KEPT_ENDED)
        .distinct()
    )
    found: dict[int, set[str]] = {}
    for user_id, address in rows:
        found.setdefault(user_id, set()).add(address)
    return found


def end(session_id: int, user_id: int, why: str) -> bool:
    """End one session of this user; whether there was one to end."""
    mine = UserSession.id == session_id, UserSession.user_id == user_id, UserSession.ended_at.is_(None)
    ended = db.session.execute(update(UserSession).where(*mine).values(ended_at=now(), ended_why=why))
    return bool(ended.rowcount)


def end_by_key(key: str, kind: str, why: str) -> int | None:
    """End the session whose key this is; its user, or None when there was none to end."""
    held = UserSession.key_hash == hash_of(key), UserSession.kind == kind
    user_id: int | None = db.session.scalar(select(UserSession.user_id).where(*held, UserSession.ended_at.is_(None)))
    if user_id is not None:
        db.session.execute(update(UserSession).where(*held).values(ended_at=now(), ended_why=why))
    return user_id


def end_all(user_id: int, why: str, but: int | None = None) -> bool:
    """End every session and token of a user; `but` is the one in which he asks for it. False: it was ended meanwhile.

    The version moves on as well: a session that begins in the same moment on what was known before is refused too.
    """
    moved = update(Login).where(Login.user_id == user_id).values(session_version=Login.session_version + 1)
    db.session.execute(moved.execution_options(synchronize_session=False))
    # From here on whoever else ends this user's sessions waits for this transaction.
    login = db.session.get(Login, user_id, populate_existing=True)
    if login is None:
        return False
    others = UserSession.user_id == user_id, UserSession.ended_at.is_(None), UserSession.id != (but or 0)
    db.session.execute(update(UserSession).where(*others).values(ended_at=now(), ended_why=why))
    if but is None:
        return True
    mine = update(UserSession).where(UserSession.id == but, UserSession.user_id == user_id)
    alive = UserSession.ended_at.is_(None), UserSession.version == login.session_version - 1
    kept = db.session.execute(mine.where(*alive).values(version=login.session_version))
    return bool(kept.rowcount)


def clear_old() -> int:
    """Remove the rows of sessions that ended long ago."""
    gone = db.session.execute(delete(UserSession).where(UserSession.ends_at < now() - KEPT_ENDED))
    return int(gone.rowcount)


def hash_of(key: str) -> str:
    """What the table knows of a key: enough to find it, not to use it."""
    return hashlib.sha256(key.encode()).hexdigest()
