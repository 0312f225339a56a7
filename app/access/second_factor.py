"""The second factor: six digits that change every half minute (RFC 6238), and recovery codes for the day they are lost.

Who must have one is a dated setting that names roles (TCVN 14423:2026; TT 19/2026/TT-BNV Điều 8).
"""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime

import pyotp
import segno
from flask import current_app
from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import BigInteger, ForeignKey, Integer, String, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.access.models import Grant
from app.extensions import db
from app.records.clock import Moment, now, today
from app.records.secrets import Sealed, SecretError, key_ring
from app.records.settings import settings

TAKE_AWAY = "take_away_second_factor"
STEP_SECONDS = 30
TOLERANCE = (-1, 0, 1)  # a telephone's clock may be half a minute off
RECOVERY_CODES, RECOVERY_LENGTH = 10, 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
RECOVERY_PLACE, OFFER_PLACE = "recovery_code.code_hash", "second_factor.offer"


class SecondFactor(Model):
    """The secret that a user's telephone shares with us, and the last half minute whose digits were used."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str] = mapped_column(Sealed("second_factor.secret"), nullable=False)
    last_step: Mapped[int] = mapped_column(BigInteger, nullable=False)
    set_up_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)


class RecoveryCode(Model):
    """A code that opens once in place of the telephone; only its keyed hash is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), nullable=False, index=True)
    code_hash: Mapped[str] = mapped_column(String(64), nullable=False, unique=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment())


def is_set_up(user_id: int) -> bool:
    """Whether a user has a second factor."""
    found = db.session.execute(select(SecondFactor.user_id).where(SecondFactor.user_id == user_id)).first()
    return found is not None


def is_required(user_id: int) -> bool:
    """Whether a role that this user holds today may only be used with a second factor."""
    roles = set(str(settings().value("second_factor_roles")).replace(",", " ").split())
    day = today()
    held = db.session.execute(
        select(Grant.id)
        .where(
            Grant.user_id == user_id,
            Grant.role.in_(roles),
            Grant.valid_from <= day,
            or_(Grant.valid_to.is_(None), Grant.valid_to >= day),
        )
        .limit(1)
    ).first()
    return held is not None


def offer(user_id: int) -> str:
    """A new secret, sealed for this user: it travels with the page of the set-up and is stored once a code proves it."""
    return key_ring().seal(pyotp.random_base32(), _offer_place(user_id))


def offered_secret(sealed: str, user_id: int) -> str:
    """The secret of an offer. Raises `SecretError` for one that was not made for this user."""
    try:
        return key_ring().open(sealed, _offer_place(user_id))
    except ValueError as error:
        raise SecretError("an offer of a second factor cannot be read") from error


def _offer_place(user_id: int) -> str:
    return f"{OFFER_PLACE}:{user_id}"


def set_up(user_id: int, sealed: str, code: str) -> list[str] | None:
    """Take an offered secret into use when the code proves that the telephone has it.

    Returns the recovery codes, which are shown once; None when the code is wrong or there is a second factor already.
    """
    if is_set_up(user_id):
        return None
    secret = offered_secret(sealed, user_id)
    step = _matching_step(secret, code)
    if step is None:
        return None
    db.session.add(SecondFactor(user_id=user_id, secret=secret, last_step=step, set_up_at=now()))
    db.session.flush()
    return renew_recovery_codes(user_id)


def take_away(user_id: int) -> bool:
    """Remove the second factor and its recovery codes; whether there was one."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    gone = db.session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
    return bool(gone.rowcount)


def proves(user_id: int, code: str) -> bool:
    """Whether a code of the telephone, or a recovery code, is right now; each is used up by the question."""
    return _takes_code(user_id, code) or _takes_recovery_code(user_id, code)


def _takes_code(user_id: int, code: str) -> bool:
    factor = db.session.get(SecondFactor, user_id)
    step = _matching_step(factor.secret, code) if factor else None
    if step is None:
        return False
    # Two requests with the same digits: the condition lets one of them through.
    used = db.session.execute(
        update(SecondFactor)
        .where(SecondFactor.user_id == user_id, SecondFactor.last_step < step)
        .values(last_step=step)
        .execution_options(synchronize_session=False)
    )
    return bool(used.rowcount)


def _matching_step(secret: str, code: str) -> int | None:
    """The half minute whose digits these are, among those around the present one."""
    digits = re.sub(r"\s", "", code)
    present = int(now().timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(secret)
    for step in (present + offset for offset in TOLERANCE):
        if hmac.compare_digest(generator.generate_otp(step).encode(), digits.encode()):
            return step
    return None


def renew_recovery_codes(user_id: int) -> list[str]:
    """Ten new codes in place of the former ones; they are shown once and never again."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = ["".join(secrets.choice(LETTERS) for _place in range(RECOVERY_LENGTH)) for _code in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(user_id=user_id, code_hash=_recovery_hash(user_id, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def recovery_codes_left(user_id: int) -> int:
    """How many recovery codes a user has not used."""
    unused = RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    return int(db.session.scalar(select(func.count()).select_from(RecoveryCode).where(*unused)) or 0)


def _takes_recovery_code(user_id: int, code: str) -> bool:
    used = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_hash == _recovery_hash(user_id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
    )
    return bool(used.rowcount)


def _recovery_hash(user_id: int, code: str) -> str:
    plain = re.sub(r"[\s-]", "", code).lower()
    return key_ring().index(f"{user_id}:{plain}", RECOVERY_PLACE)


def picture_of(secret: str, user: User) -> str:
    """The QR code that a telephone reads, as an address of a picture: it needs no style and no request."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=current_app.config["APP_NAME"])
    picture: str = segno.make(address, error="m").svg_data_uri(scale=5, border=4)
    return picture
