"""Who comes in: one place for the form and for JSON. The outcome is data; how it is told is the face's.

Each try is counted before it is judged (`app.access.tries`). An unknown name is counted, checked and answered like a
known one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal

from flask import request
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Row, func, select, update
from werkzeug.security import check_password_hash, generate_password_hash

from app.access import second_factor, sessions, tries
from app.access.audit import note
from app.access.models import AuditEntry, Login
from app.access.passwords import as_hashed
from app.access.tries import Counted, Key
from app.extensions import db
from app.records.clock import now

SIGN_IN, CONFIRM = "sign_in", "confirm_password"
LOCK_ADDRESS, LOCK_ACCOUNT = "lock_address", "lock_account"
MOST_LOCKS = 200  # of addresses in the list
Verdict = Literal["entered", "code_needed", "refused", "locked"]


@dataclass(frozen=True)
class Outcome:
    """What became of a try: the user when he may come in or has a code still to give; what was wrong; the end of a lock.

    `version` is the one his sessions had before he was judged: what begins on it ends with a password changed meanwhile.
    `last_in` is when he came in before this time.
    """

    verdict: Verdict
    user_id: int | None = None
    version: int = 0
    why: str = ""
    second_factor: bool = False
    needs_factor: bool = False
    locked_until: datetime | None = None
    last_in: datetime | None = None

    @property
    def wait(self) -> timedelta:
        """How long the lock still lasts."""
        return max((self.locked_until or now()) - now(), timedelta())


def sign_in(username: str, password: str, code: str | None = None) -> Outcome:
    """Judge a name and a password, and the code of the second factor when it came along. Commits what it counts."""
    user, login = _user_named(username)
    counted = tries.count(_keys(username, user))
    if isinstance(counted, datetime):
        return Outcome("locked", locked_until=counted)
    is_right = check_password_hash(_hash_of(user), as_hashed(password))
    if user is None or login is None or not is_right:
        return _refuse(user.id if user else None, "password", counted)
    if login.temporary_until is not None and login.temporary_until <= now():
        return _refuse(user.id, "ended", counted)
    version = login.session_version
    if not second_factor.is_set_up(user.id):
        return _let_in(user.id, version, counted, factor=False)
    if code is None:
        tries.give_back(counted)
        db.session.commit()
        return Outcome("code_needed", user.id, version)
    if not second_factor.proves(user.id, code):
        return _refuse(user.id, "code", counted)
    return _let_in(user.id, version, counted, factor=True)


def give_code(user_id: int, version: int, code: str) -> Outcome:
    """Judge the second factor of somebody whose password was right when his sessions had this version."""
    user = db.session.get(User, user_id)
    counted = tries.count(_keys(user.username if user else "", user))
    if isinstance(counted, datetime):
        return Outcome("locked", locked_until=counted)
    if user is None or not user.is_active or not second_factor.proves(user_id, code):
        return _refuse(user_id, "code", counted)
    return _let_in(user_id, version, counted, factor=True)


def confirms(user_id: int, password: str, code: str | None = None) -> Outcome:
    """Judge the password, and a code when one is asked, of somebody who is signed in and asks for something grave.

    Tries are counted under a key of their own: what others do at the door keeps nobody from his account.
    """
    user = db.session.get(User, user_id)
    counted = tries.count([tries.confirm_key(user_id)])
    if isinstance(counted, datetime):
        return Outcome("locked", locked_until=counted)
    if not check_password_hash(_hash_of(user), as_hashed(password)):
        return _refuse(user_id, "password", counted, CONFIRM)
    if code is not None and not second_factor.proves(user_id, code):
        return _refuse(user_id, "code", counted, CONFIRM)
    tries.forgive(counted)
    db.session.commit()
    return Outcome("entered", user_id)


def _keys(username: str, user: User | None) -> list[Key]:
    """The name, apart where it has lately been signed in; and the address."""
    known = sessions.addresses_of([user.id if user else 0])
    here = _address()
    at_home = user is not None and tries.network(here) in {tries.network(one) for one in known.get(user.id, ())}
    return [tries.known_key(username, here) if at_home else tries.account_key(username), tries.address_key(here)]


def _address() -> str:
    return (request.remote_addr or "")[:60]


def _user_named(username: str) -> tuple[User | None, Row[Any] | None]:
    """The active user of this name, in whatever case it is typed; the version of his sessions, the end of his password."""
    found = select(User, Login.session_version, Login.temporary_until).join(Login, Login.user_id == User.id)
    named = func.lower(User.username) == tries.plain(username), User.active.is_(True)
    row = db.session.execute(found.where(*named).limit(1)).first()
    return (row[0], row) if row else (None, None)


def _hash_of(user: User | None) -> str:
    """Of nobody, a hash that costs as much to check and fits no password."""
    return (user.password if user else None) or _nobodys_hash()


@cache
def _nobodys_hash() -> str:
    return generate_password_hash("\0")


def _refuse(user_id: int | None, why: str, counted: list[Counted], act: str = SIGN_IN) -> Outcome:
    """What was counted stays. A lock is noted when it begins; what comes while it lasts is not."""
    tries.keep(counted)
    address = tries.network(_address())
    note(act, user_id=user_id, succeeded=False, detail={"why": why, "address": address})
    for one in counted:
        if one.lock is not None:
            begun = LOCK_ADDRESS if one.key.kind == tries.ADDRESS else LOCK_ACCOUNT
            detail = {"kind": one.key.kind, "address": address, "until": one.lock.isoformat(timespec="seconds")}
            note(begun, user_id=user_id, succeeded=False, detail=detail)
    db.session.commit()
    return Outcome("refused", why=why)


def _let_in(user_id: int, version: int, counted: list[Counted], *, factor: bool) -> Outcome:
    tries.forgive(counted)
    last_in = db.session.scalar(select(Login.signed_in_at).where(Login.user_id == user_id))
    db.session.execute(update(Login).where(Login.user_id == user_id).values(signed_in_at=now()))
    note(SIGN_IN, user_id=user_id, detail={"second_factor": factor})
    db.session.commit()
    needs_factor = not factor and second_factor.is_required(user_id)
    return Outcome("entered", user_id, version, second_factor=factor, needs_factor=needs_factor, last_in=last_in)


def unlock(user: User) -> bool:
    """Take every lock off an account; whether there was anything to take off."""
    return tries.remove(_keys_of([user])[user.id])


def locks_of(users: Iterable[User]) -> dict[int, datetime]:
    """Until when these users are locked somewhere, by their keys; those that are not are left out."""
    keys = _keys_of(list(users))
    locks = tries.locks_of(key for held in keys.values() for key in held)
    ends = {user_id: max((locks[key] for key in held if key in locks), default=None) for user_id, held in keys.items()}
    return {user_id: end for user_id, end in ends.items() if end is not None}


def _keys_of(users: list[User]) -> dict[int, list[Key]]:
    known = sessions.addresses_of([user.id for user in users])
    return {
        user.id: [
            tries.account_key(user.username),
            tries.confirm_key(user.id),
            *(tries.known_key(user.username, address) for address in known.get(user.id, ())),
        ]
        for user in users
    }


def unlock_address(address: str) -> bool:
    """Take the lock off an address; whether there was one."""
    return tries.remove([tries.address_key(address)])


def locked_addresses() -> dict[str, datetime]:
    """The addresses that are locked, and until when. The table of tries has hashes; the log says whose they are."""
    begun = AuditEntry.act == LOCK_ADDRESS, AuditEntry.at > now() - tries.longest(tries.ADDRESS)
    details = db.session.scalars(
        select(AuditEntry.detail).where(*begun).order_by(AuditEntry.id.desc()).limit(MOST_LOCKS)
    )
    keys = {tries.address_key(address): address for detail in details if (address := (detail or {}).get("address"))}
    return {keys[key]: until for key, until in tries.locks_of(keys).items()}
