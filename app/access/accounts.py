"""Accounts: a user of the framework, the login beside it, and the grant that a written document allows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import func, or_, select
from werkzeug.security import generate_password_hash

from app.access import audit, sessions
from app.access.models import AuditEntry, Grant, Login
from app.access.passwords import GIVE_TEMPORARY, as_hashed, refuse_weak
from app.access.roles import ROLES
from app.access.search import bounded_count
from app.access.second_factor import TAKE_AWAY, SecondFactor
from app.extensions import db
from app.records.clock import today
from app.records.names import nfc, search_text, split_name
from app.records.problems import FieldError

MAIL_DOMAIN = "cbccvc.invalid"


def open_account(
    username: str,
    full_name: str,
    password: str,
    role: str,
    document: str,
    *,
    unit_id: int | None = None,
    subject_id: int | None = None,
    valid_from: date | None = None,
    must_change: bool = True,
) -> User:
    """Make a user with one grant, in the caller's transaction. Raises `FieldError` with what is to be mended.

    Whoever was given a password by another chooses his own at the first sign-in (TCVN 14423:2026).
    """
    _refuse_bad(username, password, role, document)
    name = split_name(nfc(full_name))
    user = User(
        username=username,
        first_name=name.given,
        last_name=f"{name.family} {name.middle}".strip(),
        # The framework wants an address of everybody; this domain can never receive mail.
        email=f"{username}@{MAIL_DOMAIN}",
        active=True,
        password=generate_password_hash(as_hashed(password)),
    )
    db.session.add(user)
    db.session.flush()
    db.session.add(Login(user_id=user.id, subject_id=subject_id, must_change=must_change))
    grant = Grant(user_id=user.id, role=role, unit_id=unit_id, valid_from=valid_from or today(), document=document)
    db.session.add(grant)
    audit.note("open_account", row_id=user.id, detail={"role": role, "unit": unit_id, "document": document})
    return user


@dataclass(frozen=True)
class Found:
    """An account of the list: its user, its login, since when it has a second factor, its roles of today."""

    user: User
    login: Login
    factor_since: datetime | None
    roles: tuple[str, ...]


def find_accounts(words: str, page: int, size: int) -> tuple[list[Found], int]:
    """One page of the accounts whose user name or name holds these words, by user name; and how many there are."""
    name = User.last_name + " " + User.first_name
    typed = nfc(words)[:100]
    found = select(User, Login, SecondFactor.set_up_at).join(Login, Login.user_id == User.id)
    found = found.outerjoin(SecondFactor, SecondFactor.user_id == User.id)
    if typed:
        # Neither database folds Vietnamese capitals alike, so the usual ways to write a name are tried.
        ways = {typed, typed.lower(), typed.title()}
        matches = [User.username.contains(typed.lower(), autoescape=True)]
        matches += [name.contains(way, autoescape=True) for way in ways]
        if plain := search_text(typed).replace(" ", ""):
            matches.append(func.replace(User.username, ".", "").contains(plain, autoescape=True))
        found = found.where(or_(*matches))
    count = bounded_count(found.with_only_columns(User.id))
    rows = db.session.execute(found.order_by(User.username).offset((page - 1) * size).limit(size)).all()
    roles = _roles_of([row[0].id for row in rows])
    return [Found(row[0], row[1], row[2], roles.get(row[0].id, ())) for row in rows], count


def _roles_of(user_ids: list[int]) -> dict[int, tuple[str, ...]]:
    day = today()
    rows = db.session.execute(
        select(Grant.user_id, Grant.role)
        .where(Grant.user_id.in_(user_ids), Grant.valid_from <= day)
        .where(or_(Grant.valid_to.is_(None), Grant.valid_to >= day))
        .order_by(Grant.id)
    ).all()
    return {key: tuple(dict.fromkeys(row.role for row in rows if row.user_id == key)) for key in user_ids}


def set_active(user_id: int, active: bool) -> None:
    """Let an account in or keep it out; whatever it has open ends when it is kept out."""
    user = db.session.get(User, user_id)
    if user is None:
        raise FieldError(_("There is no such account."))
    user.active = active
    db.session.flush()
    if not active:
        sessions.end_all(user_id, "deactivated")
    audit.note("activate_account" if active else "deactivate_account", row_id=user_id)


@dataclass(frozen=True)
class Intervention:
    """What somebody else did to an account's password or second factor: what, when, who, on which document."""

    what: Any
    at: datetime
    by: str
    document: str


INTERVENTIONS = {
    GIVE_TEMPORARY: _("Your account was given a temporary password"),
    TAKE_AWAY: _("The second factor of your account was taken away"),
}


def interventions(user_id: int, since: datetime) -> list[Intervention]:
    """What others did to an account since then, the newest first: its owner is told."""
    entries = (
        select(AuditEntry, User)
        .outerjoin(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.act.in_(INTERVENTIONS), AuditEntry.row_id == user_id, AuditEntry.at > since)
        .where(or_(AuditEntry.user_id.is_(None), AuditEntry.user_id != user_id))
        .order_by(AuditEntry.id.desc())
        .limit(20)
    )
    return [
        Intervention(
            INTERVENTIONS[entry.act],
            entry.at,
            f"{user.last_name} {user.first_name}".strip() if user else str(_("the operator of the server")),
            str((entry.detail or {}).get("document", "")),
        )
        for entry, user in db.session.execute(entries)
    ]


def _refuse_bad(username: str, password: str, role: str, document: str) -> None:
    if not re.fullmatch(r"[a-z0-9._-]{3,60}", username):
        raise FieldError(_("User name: 3 to 60 small letters, digits, dots or hyphens."))
    if db.session.scalar(select(User.id).where(func.lower(User.username) == username)):
        raise FieldError(_("This user name is taken; choose another."))
    refuse_weak(password, username)
    if role not in ROLES:
        raise FieldError(_("There is no such role."))
    if not document.strip():
        raise FieldError(_("Name the document that allows the account."))
