"""Who comes in: one place for the form and for JSON. The outcome is data; how it is told is the face's.

Each try is counted before it is judged, by one conditional statement, so that a hundred tries sent at once are a hundred
tries. An unknown name is counted, checked and answered like a known one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from flask import request
from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Integer, String, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash

from app.access import second_factor
from app.access.audit import note
from app.access.models import Login
from app.access.passwords import as_hashed
from app.extensions import db
from app.records.clock import Moment, now
from app.records.names import nfc
from app.records.secrets import key_ring
from app.records.settings import settings

ACCOUNT, ADDRESS = "account", "address"
PLACE = "sign_in_try"
RACES = 20  # how often a try is counted anew when others are counted in the same moment
Verdict = Literal["entered", "code_needed", "refused", "locked"]


class SignInTries(Model):
    """Wrong tries by the keyed hash of a user name, known or not, or of an address; and the lock they led to."""

    __tablename__ = "sign_in_tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    tries: Mapped[int] = mapped_column(Integer, nullable=False)
    last_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)
    locked_until: Mapped[datetime | None] = mapped_column(Moment())


@dataclass(frozen=True)
class Outcome:
    """What became of a try: the user when he may come in or has a code still to give; what was wrong; the end of a lock.

    `version` is the one his sessions had before he was judged: what begins on it ends with a password changed meanwhile.
    """

    verdict: Verdict
    user_id: int | None = None
    version: int = 0
    why: str = ""
    second_factor: bool = False
    needs_factor: bool = False
    locked_until: datetime | None = None

    @property
    def wait(self) -> timedelta:
        """How long the lock still lasts."""
        return max((self.locked_until or now()) - now(), timedelta())


@dataclass(frozen=True)
class Counted:
    """A try that was counted: the key, and how many it makes."""

    key: str
    count: int


def sign_in(username: str, password: str, code: str | None = None) -> Outcome:
    """Judge a name and a password, and the code of the second factor when it came along. Commits what it counts."""
    counted = _count(username)
    if isinstance(counted, Outcome):
        note("sign_in", succeeded=False, detail={"why": "locked"})
        db.session.commit()
        return counted
    user, version = _user_named(username)
    is_right = check_password_hash(_hash_of(user), as_hashed(password))
    if user is None or not is_right:
        return _refuse(user.id if user else None, "password")
    if not second_factor.is_set_up(user.id):
        return _let_in(user.id, version, counted, factor=False)
    if code is None:
        _give_back(counted)
        db.session.commit()
        return Outcome("code_needed", user.id, version)
    if not second_factor.proves(user.id, code):
        return _refuse(user.id, "code")
    return _let_in(user.id, version, counted, factor=True)


def give_code(user_id: int, version: int, code: str) -> Outcome:
    """Judge the second factor of somebody whose password was right when his sessions had this version."""
    user = db.session.get(User, user_id)
    counted = _count(user.username if user else "")
    if isinstance(counted, Outcome):
        note("sign_in", user_id=user_id, succeeded=False, detail={"why": "locked"})
        db.session.commit()
        return counted
    if user is None or not user.is_active or not second_factor.proves(user_id, code):
        return _refuse(user_id, "code")
    return _let_in(user_id, version, counted, factor=True)


def confirms(user_id: int, password: str) -> Outcome:
    """Judge the password of somebody who is signed in and asks for something grave; tries are counted as at the door."""
    user = db.session.get(User, user_id)
    counted = _count(user.username if user else "")
    if isinstance(counted, Outcome):
        return counted
    if not check_password_hash(_hash_of(user), as_hashed(password)):
        return _refuse(user_id, "password")
    _forgive(counted)
    db.session.commit()
    return Outcome("entered", user_id)


def _user_named(username: str) -> tuple[User | None, int]:
    """The active user of this name, in whatever case it is typed, and the version of his sessions."""
    found = select(User, Login.session_version).join(Login, Login.user_id == User.id)
    named = func.lower(User.username) == _plain(username), User.active.is_(True)
    row = db.session.execute(found.where(*named).limit(1)).first()
    return (row[0], row[1]) if row else (None, 0)


def _plain(username: str) -> str:
    return nfc(username).strip().lower()[:200]


def _hash_of(user: User | None) -> str:
    """Of nobody, a hash that costs as much to check and fits no password."""
    return (user.password if user else None) or _nobodys_hash()


@cache
def _nobodys_hash() -> str:
    return generate_password_hash("\0")


def _refuse(user_id: int | None, why: str) -> Outcome:
    note("sign_in", user_id=user_id, succeeded=False, detail={"why": why})
    db.session.commit()
    return Outcome("refused", why=why)


def _let_in(user_id: int, version: int, counted: list[Counted], *, factor: bool) -> Outcome:
    _forgive(counted)
    db.session.execute(update(Login).where(Login.user_id == user_id).values(signed_in_at=now()))
    note("sign_in", user_id=user_id, detail={"second_factor": factor})
    db.session.commit()
    needs_factor = not factor and second_factor.is_required(user_id)
    return Outcome("entered", user_id, version, second_factor=factor, needs_factor=needs_factor)


def _count(username: str) -> list[Counted] | Outcome:
    """Count a try for the name and for the address before it is judged; the later end of a lock when there is one."""
    keys = (account_key(username), ACCOUNT), (address_key(request.remote_addr or ""), ADDRESS)
    held = [_lock(key) for key, _kind in keys]
    locks = [until for until in held if until is not None]
    if locks:
        return Outcome("locked", locked_until=max(locks))
    counted = [_count_one(key, kind) for key, kind in keys]
    db.session.commit()
    if None in counted:
        again = [until for key, _kind in keys if (until := _lock(key))]
        return Outcome("locked", locked_until=max(again, default=now() + timedelta(minutes=1)))
    return [one for one in counted if one is not None]


def account_key(username: str) -> str:
    """Under which an account's tries are counted."""
    return key_ring().index(f"{ACCOUNT}:{_plain(username)}", PLACE)


def address_key(address: str) -> str:
    """Under which the tries from an address are counted."""
    return key_ring().index(f"{ADDRESS}:{address}", PLACE)


def _lock(key: str) -> datetime | None:
    until: datetime | None = db.session.scalar(select(SignInTries.locked_until).where(SignInTries.key == key))
    return until if until is not None and until > now() else None


def _count_one(key: str, kind: str) -> Counted | None:
    """One more try under a key; None when a lock began meanwhile."""
    table = SignInTries.__table__
    for _race in range(RACES):
        row = db.session.execute(select(table).where(table.c.key == key)).first()
        if row is None:
            if _first(key, kind):
                return Counted(key, 1)
            continue
        moment = now()
        if row.locked_until is not None and row.locked_until > moment:
            return None
        count = 1 if row.last_at < moment - _longest(kind) else row.tries + 1
        counted = db.session.execute(
            update(table)
            .where(table.c.key == key, table.c.tries == row.tries, table.c.last_at == row.last_at)
            .values(tries=count, last_at=moment, locked_until=_lock_after(count, kind))
        )
        db.session.commit()
        if counted.rowcount:
            return Counted(key, count)
    return None


def _first(key: str, kind: str) -> bool:
    try:
        values = {"key": key, "kind": kind, "tries": 1, "last_at": now(), "locked_until": _lock_after(1, kind)}
        db.session.execute(SignInTries.__table__.insert().values(values))
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return False
    return True


def _lock_after(count: int, kind: str) -> datetime | None:
    """The lock that this many wrong tries lead to: it doubles with each, up to a ceiling."""
    allowed: int = settings().value("sign_in_tries" if kind == ACCOUNT else "sign_in_tries_of_address")
    beyond = count - allowed
    if beyond < 0:
        return None
    first = timedelta(minutes=int(settings().value("sign_in_lock_minutes")))
    # Doubled no more often than any ceiling allows: a number of days has its bounds.
    return now() + min(first * (1 << min(beyond, 20)), _longest(kind))


def _longest(kind: str) -> timedelta:
    """The longest lock; after as long a silence counting begins anew."""
    name = "sign_in_lock_most_minutes" if kind == ACCOUNT else "sign_in_lock_most_minutes_of_address"
    return timedelta(minutes=settings().value(name))


def _give_back(counted: list[Counted]) -> None:
    """A right password is no wrong try: take back what was counted for it, unless others were counted meanwhile."""
    table = SignInTries.__table__
    for one in counted:
        unchanged = table.c.key == one.key, table.c.tries == one.count
        db.session.execute(update(table).where(*unchanged).values(tries=one.count - 1, locked_until=None))


def _forgive(counted: list[Counted]) -> None:
    """Whoever came in starts anew; his address does not, or one account would open the way to guess at all others."""
    account, address = counted
    db.session.execute(delete(SignInTries).where(SignInTries.key == account.key))
    _give_back([address])


def unlock(username: str) -> bool:
    """Take the lock off an account; whether there was anything to take off."""
    gone = db.session.execute(delete(SignInTries).where(SignInTries.key == account_key(username)))
    return bool(gone.rowcount)


def locks_of(usernames: list[str]) -> dict[str, datetime]:
    """Until when these accounts are locked; those that are not are left out."""
    keys = {account_key(name): name for name in usernames}
    rows = db.session.execute(
        select(SignInTries.key, SignInTries.locked_until).where(
            SignInTries.key.in_(keys), SignInTries.locked_until > now()
        )
    )
    return {keys[row.key]: row.locked_until for row in rows}


def clear_old() -> int:
    """Remove what was counted so long ago that counting would begin anew."""
    oldest = now() - max(_longest(ACCOUNT), _longest(ADDRESS)) - timedelta(days=1)
    gone = db.session.execute(delete(SignInTries).where(SignInTries.last_at < oldest))
    return int(gone.rowcount)
