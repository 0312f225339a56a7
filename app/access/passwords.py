"""Passwords: what a new one must be, which former ones may not come back, and how one is changed (TCVN 14423:2026)."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime, timedelta

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Integer, String, select, update
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash

from app.access import audit, sessions
from app.access.models import Login
from app.access.second_factor import is_set_up
from app.extensions import db
from app.records.clock import Moment, now
from app.records.problems import FieldError
from app.records.settings import settings

GIVE_TEMPORARY = "give_temporary_password"
KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
LONGEST = 200  # signs; more only makes the server work
# What people reach for first, as it reads without digits, signs and look-alikes.
COMMON_WORDS = """
    password passwort matkhau matkhaumoi admin administrator quantri quantrivien qwerty qwertyuiop asdfgh asdfghjkl
    zxcvbn zxcvbnm abc abcd abcde abcdef abcdefg abcdefgh iloveyou anhyeuem emyeuanh welcome letmein monkey dragon
    football bongda sunshine princess login user test demo root changeme secret vietnam vietnamvodich hanoi saigon
    tuyenquang hagiang cbccvc sonoivu ubnd hoso nhansu xinchao
"""
COMMONEST = frozenset(COMMON_WORDS.split())
LOOK_ALIKES = str.maketrans("@4013$5!", "aaoiessi")
# Letters and digits that nobody takes for another one.
LETTERS, SIGNS, LENGTH = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", "-+=@#%", 16


class PastPassword(Model):
    """The hash of a password that a user has chosen, so that it does not come back."""

    __tablename__ = "past_password"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), nullable=False, index=True)
    password_hash: Mapped[str] = mapped_column(String(256), nullable=False)
    chosen_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)


def as_hashed(password: str) -> str:
    """One code point for each accented letter, whatever the keyboard sends; nothing else is touched."""
    return unicodedata.normalize("NFC", password)


def refuse_weak(password: str, username: str, *, with_factor: bool = False) -> None:
    """Raises `FieldError` with what is to be mended in a new password."""
    least = settings().value("password_least_with_factor" if with_factor else "password_least")
    kinds = 0 if with_factor else settings().value("password_kinds")
    if len(password) < least or _kinds_in(password) < kinds:
        raise FieldError(rules(with_factor=with_factor))
    if len(password) > LONGEST:
        raise FieldError(_("Password: at most %(count)d characters.", count=LONGEST))
    if username and username.casefold() in password.casefold():
        raise FieldError(_("The password contains the user name; choose another."))
    if _is_common(password):
        raise FieldError(_("This password is among the first that anybody would try; choose another."))


def rules(*, with_factor: bool) -> object:
    """What a new password must be, in one sentence."""
    if with_factor:
        least = settings().value("password_least_with_factor")
        return _("Password: at least %(count)d characters.", count=least)
    return _(
        "Password: at least %(count)d characters, with small and capital letters, digits and signs.",
        count=settings().value("password_least"),
    )


def _kinds_in(password: str) -> int:
    return sum(bool(re.search(kind, password)) for kind in KINDS)


def _is_common(password: str) -> bool:
    """A common word, one sign over and over, or digits alone, however it is dressed up."""
    plain = password.casefold()
    words = {
        re.sub(r"[^a-z]", "", plain),
        re.sub(r"[^a-z]", "", plain.rstrip("0123456789!@#$%.").translate(LOOK_ALIKES)),
    }
    return bool(words & COMMONEST) or plain.isdigit() or len(set(plain)) < 4


def set_password(
    user: User, password: str, *, must_change: bool, ends_at: datetime | None = None, judged: str | None = None
) -> bool:
    """Give a user a password in the present transaction; the former one joins the history.

    `judged` is the hash that the asker proved to know; nothing is done (False) when another has taken its place meanwhile.
    """
    former = user.password if judged is None else judged
    still = User.id == user.id, *(() if judged is None else (User.password == judged,))
    new = {"password": generate_password_hash(as_hashed(password))}
    changed = db.session.execute(update(User).where(*still).values(new).execution_options(synchronize_session=False))
    if not changed.rowcount:
        return False
    db.session.expire(user, ["password"])
    if former:
        db.session.add(PastPassword(user_id=user.id, password_hash=former, chosen_at=now()))
    asked = {"must_change": must_change, "temporary_until": ends_at}
    db.session.execute(update(Login).where(Login.user_id == user.id).values(asked))
    db.session.flush()
    return True


def change_password(user_id: int, old: str, new: str, session_id: int | None) -> None:
    """A user chooses a new password. Every other session of his ends, and every token.

    Raises `FieldError` when the old one is wrong, the new one may not be chosen, or an administrator was quicker.
    """
    user = db.session.get(User, user_id)
    judged = (user.password if user else None) or ""
    if user is None or not check_password_hash(judged, as_hashed(old)):
        raise FieldError(_("The present password is not right. Type it again."))
    refuse_weak(new, user.username, with_factor=is_set_up(user_id))
    _refuse_former(user, new)
    changed = set_password(user, new, must_change=False, judged=judged)
    if not changed or not sessions.end_all(user_id, "password", but=session_id):
        raise FieldError(_("Your password was changed by somebody else meanwhile. Sign in anew."))
    audit.note("change_password", row_id=user_id, user_id=user_id)


def ask_new(user_id: int) -> None:
    """A user must choose a new password before anything else."""
    db.session.execute(update(Login).where(Login.user_id == user_id).values(must_change=True))


def suffices_alone(password: str, username: str) -> bool:
    """Whether a password may be used without a second factor."""
    try:
        refuse_weak(password, username)
    except FieldError:
        return False
    return True


def _refuse_former(user: User, password: str) -> None:
    kept = settings().value("password_history")
    hashes = db.session.scalars(
        select(PastPassword.password_hash)
        .where(PastPassword.user_id == user.id)
        .order_by(PastPassword.id.desc())
        .limit(max(kept - 1, 0))
    )
    former = [user.password, *hashes]
    if any(check_password_hash(known, as_hashed(password)) for known in former if known and known != "!"):
        raise FieldError(_("This password was used before; the last %(count)d may not be chosen again.", count=kept))


def give_temporary(user_id: int, document: str) -> str:
    """Give a user a password that he must change at once, and soon; all that he has open ends.

    `document` names the written request. The password is told to the asker alone.
    """
    user = db.session.get(User, user_id)
    if user is None:
        raise FieldError(_("There is no such account."))
    password = random_password(user.username)
    set_password(user, password, must_change=True, ends_at=now() + lasting())
    sessions.end_all(user_id, "password")
    audit.note(GIVE_TEMPORARY, row_id=user_id, detail={"document": document})
    return password


def lasting() -> timedelta:
    """How long a password that another gave may be used."""
    return timedelta(hours=settings().value("temporary_password_hours"))


def random_password(username: str = "") -> str:
    """Random, and as the rules want it without a second factor."""
    while True:
        made = "".join(secrets.choice(LETTERS + SIGNS) for _place in range(LENGTH))
        if _kinds_in(made) == len(KINDS) and not (username and username.casefold() in made.casefold()):
            return made
