"""Wrong tries and the locks they lead to. A key is a name, a name at one address, an address, or an open session's user.

A try is counted before it is judged, by one conditional statement, so that a hundred tries sent at once are a hundred
tries; what was counted for a right one is taken off again, with the lock that it alone led to. Only what was judged
wrong moves `last_at`, from which silence is measured.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_appbuilder import Model
from sqlalchemy import Integer, String, case, delete, null, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import db
from app.records.clock import Moment, now
from app.records.names import nfc
from app.records.secrets import key_ring
from app.records.settings import settings

ACCOUNT, KNOWN, ADDRESS, CONFIRM = "account", "known", "address", "confirm"
PLACE = "sign_in_try"
RACES = 20  # how often a try is counted anew when others are counted in the same moment
NETWORK_BITS = 64  # of an IPv6 address: the rest its holder chooses at will


class SignInTries(Model):
    """Wrong tries by a keyed hash, and the lock they led to."""

    __tablename__ = "sign_in_tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    tries: Mapped[int] = mapped_column(Integer, nullable=False)
    last_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)
    locked_until: Mapped[datetime | None] = mapped_column(Moment())


@dataclass(frozen=True)
class Key:
    """Under what tries are counted: its kind, and the keyed hash that the table knows."""

    kind: str
    hash: str


@dataclass(frozen=True)
class Counted:
    """A try that was counted under a key, and the lock it leads to if it is wrong."""

    key: Key
    lock: datetime | None = None


def plain(username: str) -> str:
    """A user name in whatever way it is typed."""
    return nfc(username).strip().lower()[:200]


def network(address: str) -> str:
    """What counts as one address: an IPv6 caller has a whole /64 of them."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return str(ipaddress.ip_network((found, NETWORK_BITS), strict=False))
        found = found.ipv4_mapped
    return str(found)


def account_key(username: str) -> Key:
    """Of an account, for tries from addresses that it does not know."""
    return _key(ACCOUNT, plain(username))


def known_key(username: str, address: str) -> Key:
    """Of an account at an address where it has lately been signed in: strangers elsewhere do not lock it there."""
    return _key(KNOWN, f"{plain(username)}@{network(address)}")


def address_key(address: str) -> Key:
    """Of an address, whatever the name."""
    return _key(ADDRESS, network(address))


def confirm_key(user_id: int) -> Key:
    """Of whoever is signed in and is asked for his password: nobody outside counts here."""
    return _key(CONFIRM, str(user_id))


def _key(kind: str, what: str) -> Key:
    return Key(kind, key_ring().index(f"{kind}:{what}", PLACE))


def count(keys: Sequence[Key]) -> list[Counted] | datetime:
    """Count a try under each key and commit; the later end of a lock when there is one."""
    if locks := locks_of(keys):
        return max(locks.values())
    counted = [_count_one(key) for key in keys]
    if None in counted:
        give_back([one for one in counted if one is not None])
        db.session.commit()
        return max(locks_of(keys).values(), default=now() + timedelta(minutes=1))
    db.session.commit()
    return [one for one in counted if one is not None]


def locks_of(keys: Iterable[Key]) -> dict[Key, datetime]:
    """Until when these keys are locked; those that are not are left out."""
    by_hash = {key.hash: key for key in keys}
    rows = db.session.execute(
        select(SignInTries.key, SignInTries.locked_until).where(
            SignInTries.key.in_(by_hash), SignInTries.locked_until > now()
        )
    )
    return {by_hash[row.key]: row.locked_until for row in rows}


def _count_one(key: Key) -> Counted | None:
    """One more try under a key; None when a lock began meanwhile."""
    table = SignInTries.__table__
    for _race in range(RACES):
        row = db.session.execute(select(table).where(table.c.key == key.hash)).first()
        if row is None:
            lock = _lock_after(1, key.kind)
            if _first(key, lock):
                return Counted(key, lock)
            continue
        moment = now()
        if row.locked_until is not None and row.locked_until > moment:
            return None
        anew = row.last_at < moment - longest(key.kind)
        tries = 1 if anew else row.tries + 1
        lock = _lock_after(tries, key.kind)
        counted = db.session.execute(
            update(table)
            .where(table.c.key == key.hash, table.c.tries == row.tries, table.c.last_at == row.last_at)
            .values(tries=tries, locked_until=lock, last_at=moment if anew else row.last_at)
        )
        db.session.commit()
        if counted.rowcount:
            return Counted(key, lock)
    return None


def _first(key: Key, lock: datetime | None) -> bool:
    try:
        values = {"key": key.hash, "kind": key.kind, "tries": 1, "last_at": now(), "locked_until": lock}
        db.session.execute(SignInTries.__table__.insert().values(values))
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return False
    return True


def _allowed(kind: str) -> int:
    return int(settings().value("sign_in_tries_of_address" if kind == ADDRESS else "sign_in_tries"))


def _lock_after(tries: int, kind: str) -> datetime | None:
    """The lock that this many wrong tries lead to: it doubles with each, up to a ceiling."""
    beyond = tries - _allowed(kind)
    if beyond < 0:
        return None
    first = timedelta(minutes=int(settings().value("sign_in_lock_minutes")))
    # Doubled no more often than any ceiling allows: a number of days has its bounds.
    return now() + min(first * (1 << min(beyond, 20)), longest(kind))


def longest(kind: str) -> timedelta:
    """The longest lock; after as long a silence counting begins anew."""
    name = "sign_in_lock_most_minutes_of_address" if kind == ADDRESS else "sign_in_lock_most_minutes"
    return timedelta(minutes=settings().value(name))


def keep(counted: Iterable[Counted]) -> None:
    """These tries were wrong.

    From an address somebody mistypes all day, because an office stands behind it: there only a lock begins the silence.
    """
    moved = [one.key.hash for one in counted if one.key.kind != ADDRESS or one.lock]
    db.session.execute(update(SignInTries).where(SignInTries.key.in_(moved)).values(last_at=now()))


def give_back(counted: Iterable[Counted]) -> None:
    """These tries were right: take each off again, and the lock that it led to, whatever was counted meanwhile."""
    table = SignInTries.__table__
    for one in counted:
        below = table.c.tries - 1 < _allowed(one.key.kind)
        is_its_own = table.c.locked_until == one.lock
        db.session.execute(
            update(table)
            .where(table.c.key == one.key.hash, table.c.tries > 0)
            .values(
                tries=table.c.tries - 1,
                locked_until=case((or_(below, is_its_own), null()), else_=table.c.locked_until),
            )
        )


def forgive(counted: Iterable[Counted]) -> None:
    """Whoever came in starts anew; his address does not, or one account would open the way to guess at all others."""
    counted = list(counted)
    remove(one.key for one in counted if one.key.kind != ADDRESS)
    give_back(one for one in counted if one.key.kind == ADDRESS)


def remove(keys: Iterable[Key]) -> bool:
    """Forget what was counted under these keys, and their locks; whether there was anything."""
    gone = db.session.execute(delete(SignInTries).where(SignInTries.key.in_([key.hash for key in keys])))
    return bool(gone.rowcount)


def clear_old() -> int:
    """Remove what was counted so long ago that counting would begin anew."""
    oldest = now() - max(longest(ACCOUNT), longest(ADDRESS)) - timedelta(days=1)
    gone = db.session.execute(delete(SignInTries).where(SignInTries.last_at < oldest))
    return int(gone.rowcount)
