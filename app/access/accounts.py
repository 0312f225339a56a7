"""Accounts: a user of the framework, the login beside it, and the grant that a written document allows."""

from __future__ import annotations

import re
from datetime import date

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select
from werkzeug.security import generate_password_hash

from app.access import audit
from app.access.models import Grant, Login
from app.access.passwords import as_hashed, refuse_weak
from app.access.roles import ROLES
from app.extensions import db
from app.records.clock import today
from app.records.names import nfc, split_name
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
