"""Accounts: a user of the framework, the login beside it, and the grant that a written document allows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import func, or_, select
from werkzeug.security import generate_password_hash

from app.access import audit, sessions
from app.access.granting import Basis, Terms, give
from app.access.models import AuditEntry, Grant, Login
from app.access.passwords import GIVE_TEMPORARY, as_hashed, random_password, refuse_weak, set_password
from app.access.roles import ROLES
from app.access.second_factor import TAKE_AWAY
from app.extensions import db
from app.records.clock import now, today
from app.records.names import nfc, split_name
from app.records.problems import FieldError
from app.records.settings import settings

MAIL_DOMAIN = "cbccvc.invalid"
USER_NAME = r"[a-z0-9._-]{3,60}"
# Quy chế Điều 5: who holds an account; a machine has one of its own (TCVN 14423:2026).
KINDS = {
    "administrator": _("Administrator account"),
    "unit": _("Account of a unit's workspace"),
    "personal": _("Personal account"),
    "system": _("System account (API)"),
}
KIND_OF_ROLE = {"administrator": "administrator", "employee": "personal"}


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
    kind: str = "",
) -> User:
    """Make a user with one grant, in the caller's transaction. Raises `FieldError` with what is to be mended.

    Whoever was given a password by another chooses his own at the first sign-in (TCVN 14423:2026). This is the operator's
    way, at the console; on screen an account is opened by an approved request (`open_by_request`).
    """
    if role not in ROLES:
        raise FieldError(_("There is no such role."))
    if not document.strip():
        raise FieldError(_("Name the document that allows the account."))
    kind = kind or KIND_OF_ROLE.get(role, "unit")
    user = _make_user(username, full_name, password)
    login = Login(user_id=user.id, kind=kind, unit_id=unit_id, subject_id=subject_id, must_change=must_change)
    db.session.add(login)
    grant = Grant(user_id=user.id, role=role, unit_id=unit_id, valid_from=valid_from or today(), document=document)
    db.session.add(grant)
    audit.note("open_account", row_id=user.id, detail={"role": role, "unit": unit_id, "document": document})
    return user


@dataclass(frozen=True)
class NewAccount:
    """Whose account is opened: its name, its holder, its kind, the unit for which it is kept."""

    username: str
    full_name: str
    kind: str
    unit_id: int | None = None
    subject_id: int | None = None


@dataclass(frozen=True)
class Opened:
    """An account that was opened now, and the password that is told once."""

    user: User
    password: str = field(repr=False)
    ends_at: datetime


def open_by_request(new: NewAccount, terms: Terms, basis: Basis) -> Opened:
    """Open an account with one right and a first password, in the caller's transaction. Raises `FieldError`."""
    if new.kind not in KINDS:
        raise FieldError(_("There is no such kind of account."))
    password, ends_at = random_password(new.username), now() + first_lasting()
    user = _make_user(new.username, new.full_name, password)
    login = Login(
        user_id=user.id,
        kind=new.kind,
        unit_id=new.unit_id,
        subject_id=new.subject_id,
        must_change=True,
        temporary_until=ends_at,
    )
    db.session.add(login)
    detail = {"kind": new.kind, "unit": new.unit_id, "document": basis.document, "request": basis.request_id}
    audit.note("open_account", row_id=user.id, detail=detail)
    give(user.id, terms, basis)
    return Opened(user, password, ends_at)


def renew_first_password(username: str) -> Opened:
    """Another first password for an account whose one was lost before it was handed over. Raises `FieldError`."""
    user = user_named(username)
    password, ends_at = random_password(username), now() + first_lasting()
    set_password(user, password, must_change=True, ends_at=ends_at)
    return Opened(user, password, ends_at)


def first_lasting() -> timedelta:
    """How long a first password waits for its owner: letters go to schools and communes."""
    return timedelta(hours=settings().value("first_password_hours"))


def user_named(username: str) -> User:
    """The user of this name. Raises `FieldError`."""
    user: User | None = db.session.scalar(select(User).where(func.lower(User.username) == username.lower()))
    if user is None:
        raise FieldError(_("There is no such account."))
    return user


def is_taken(username: str) -> bool:
    """Whether a user name is, or ever was, somebody's: accounts are closed, never removed."""
    return db.session.scalar(select(User.id).where(func.lower(User.username) == username.lower())) is not None


def _make_user(username: str, full_name: str, password: str) -> User:
    refuse_bad_name(username)
    refuse_weak(password, username)
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
    return user


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


def refuse_bad_name(username: str) -> None:
    """Raises `FieldError` for a user name that cannot be given."""
    if not re.fullmatch(USER_NAME, username):
        raise FieldError(_("User name: 3 to 60 small letters, digits, dots or hyphens."))
    if is_taken(username):
        raise FieldError(_("This user name is taken; choose another."))
