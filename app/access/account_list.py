"""The accounts as the administrator looks through them: by words, kind, state, role and unit; and how many of each there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select

from app.access.models import AuditEntry, Grant, Login
from app.access.scope import path_of, unit_keys
from app.access.search import bounded_count
from app.access.second_factor import SecondFactor
from app.extensions import db
from app.records.clock import today
from app.records.names import nfc, search_text

STATES = {
    "open": _("Account open"),
    "ahead": _("Account whose day has not come"),
    "expired": _("Account expired"),
    "locked": _("Account locked"),
}
HISTORY_MOST = 200


@dataclass(frozen=True)
class Wanted:
    """Which accounts are looked for; empty means any. `unit_id` is a unit with all below it."""

    words: str = ""
    kind: str = ""
    state: str = ""
    role: str = ""
    unit_id: int | None = None


@dataclass(frozen=True)
class Found:
    """An account of the list: its user, its login, since when it has a second factor, its state, its roles of today."""

    user: User
    login: Login
    factor_since: datetime | None
    state: str
    roles: tuple[str, ...]


def find_accounts(wanted: Wanted, page: int, size: int) -> tuple[list[Found], int]:
    """One page of the accounts, by user name; and how many there are."""
    found = _narrowed(select(User, Login, SecondFactor.set_up_at, _state(today()).label("state")), wanted)
    count = bounded_count(found.with_only_columns(User.id))
    rows = db.session.execute(found.order_by(User.username).offset((page - 1) * size).limit(size)).all()
    roles = _roles_of([row[0].id for row in rows])
    return [Found(row[0], row[1], row[2], row[3], roles.get(row[0].id, ())) for row in rows], count


def find_account(user_id: int) -> Found | None:
    """One account."""
    one = _narrowed(select(User, Login, SecondFactor.set_up_at, _state(today())), Wanted()).where(User.id == user_id)
    row = db.session.execute(one).first()
    return Found(row[0], row[1], row[2], row[3], _roles_of([user_id]).get(user_id, ())) if row else None


def counts() -> dict[tuple[str, str], int]:
    """How many accounts of each kind are in each state."""
    state = _state(today()).label("state")
    asked = select(Login.kind, state, func.count()).join(User, User.id == Login.user_id).group_by(Login.kind, state)
    return {(row[0], row[1]): row[2] for row in db.session.execute(asked)}


def grants_of(user_id: int) -> list[Grant]:
    """Every right that an account ever held or will hold, the newest first."""
    held = select(Grant).where(Grant.user_id == user_id).order_by(Grant.valid_from.desc(), Grant.id.desc())
    return list(db.session.scalars(held))


def history_of(user_id: int, acts: Sequence[str]) -> list[tuple[AuditEntry, User | None]]:
    """What was done to an account, by whom, the newest first."""
    entries = (
        select(AuditEntry, User)
        .outerjoin(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.act.in_(acts), AuditEntry.row_id == user_id, AuditEntry.record.is_(None))
        .order_by(AuditEntry.id.desc())
        .limit(HISTORY_MOST)
    )
    return [(row[0], row[1]) for row in db.session.execute(entries)]


def accounts_of_subjects(subject_ids: Sequence[int]) -> dict[int, list[User]]:
    """The open accounts of some persons."""
    found: dict[int, list[User]] = {}
    rows = db.session.execute(
        select(Login.subject_id, User)
        .join(User, User.id == Login.user_id)
        .where(Login.subject_id.in_(subject_ids), User.active.is_(True))
    )
    for subject_id, user in rows:
        found.setdefault(subject_id, []).append(user)
    return found


def in_force(day: date) -> ColumnElement[bool]:
    """The grants that hold on a day."""
    return and_(Grant.valid_from <= day, or_(Grant.valid_to.is_(None), Grant.valid_to >= day))


def _state(day: date) -> ColumnElement[str]:
    held = exists().where(Grant.user_id == Login.user_id, in_force(day))
    ahead = exists().where(
        Grant.user_id == Login.user_id,
        Grant.valid_from > day,
        or_(Grant.valid_to.is_(None), Grant.valid_to >= Grant.valid_from),
    )
    return case(
        (User.active.is_not(True), literal("locked")),
        (held, literal("open")),
        (ahead, literal("ahead")),
        else_=literal("expired"),
    )


def _narrowed(found: Select[Any], wanted: Wanted) -> Select[Any]:
    found = found.join_from(User, Login, Login.user_id == User.id)
    found = found.outerjoin(SecondFactor, SecondFactor.user_id == User.id)
    if typed := nfc(wanted.words)[:100]:
        found = found.where(_named_like(typed))
    if wanted.kind:
        found = found.where(Login.kind == wanted.kind)
    if wanted.state:
        found = found.where(_state(today()) == wanted.state)
    if wanted.role:
        found = found.where(exists().where(Grant.user_id == User.id, Grant.role == wanted.role, in_force(today())))
    if wanted.unit_id is not None:
        path = path_of(wanted.unit_id)
        found = found.where(Login.unit_id.in_(unit_keys([path])) if path else Login.unit_id == wanted.unit_id)
    return found


def _named_like(typed: str) -> ColumnElement[bool]:
    """Neither database folds Vietnamese capitals alike, so the usual ways to write a name are tried."""
    name = User.last_name + " " + User.first_name
    ways = {typed, typed.lower(), typed.title()}
    matches = [User.username.contains(typed.lower(), autoescape=True)]
    matches += [name.contains(way, autoescape=True) for way in ways]
    if plain := search_text(typed).replace(" ", ""):
        matches.append(func.replace(User.username, ".", "").contains(plain, autoescape=True))
    return or_(*matches)


def _roles_of(user_ids: list[int]) -> dict[int, tuple[str, ...]]:
    rows = db.session.execute(
        select(Grant.user_id, Grant.role).where(Grant.user_id.in_(user_ids), in_force(today())).order_by(Grant.id)
    ).all()
    return {key: tuple(dict.fromkeys(row.role for row in rows if row.user_id == key)) for key in user_ids}
