"""Rights given, narrowed, widened and ended: rows with a period, never removed.

What was is not rewritten: nothing begins or ends before the day on which it is carried out. What is dated ahead begins and
ends on its day by itself, for each request reads the grants in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.access import audit, sessions
from app.access.models import Grant
from app.access.policies import EVERYBODY, Policy, walled
from app.access.roles import ROLES
from app.access.scope import path_of
from app.access.standing import current_standing
from app.extensions import db
from app.records.clock import today
from app.records.problems import FieldError

ADMINISTRATOR = "administrator"
DAY = timedelta(days=1)
# The night's work and a job go on in nobody's name; a user never writes a row of his own.
OF_ANOTHER = "user_id <> (SELECT wall_user()) OR ((SELECT wall_user()) IS NULL AND (SELECT wall_past()))"

walled(
    Policy("SELECT", using="true", to=EVERYBODY),
    Policy("INSERT", check=f"request_id IS NOT NULL AND ({OF_ANOTHER})", to=EVERYBODY),
    Policy("UPDATE", using=OF_ANOTHER, check=f"ended_by IS NOT NULL AND ({OF_ANOTHER})", to=EVERYBODY),
)(Grant)


@dataclass(frozen=True)
class Terms:
    """A role over a unit, from one day to another."""

    role: str
    valid_from: date
    valid_to: date | None = None
    unit_id: int | None = None
    follows: str = "using"


@dataclass(frozen=True)
class Basis:
    """What allows it: number and date of the written request, and the approved request that carries them."""

    document: str
    request_id: int | None = None


def give(user_id: int, terms: Terms, basis: Basis) -> Grant:
    """Give a role, in the caller's transaction. Raises `FieldError`."""
    _refuse_own(user_id)
    role = ROLES.get(terms.role)
    if role is None:
        raise FieldError(_("There is no such role."))
    if role.reach == "unit" and terms.unit_id is None:
        raise FieldError(_("Say over which unit the role is held."))
    begins = max(terms.valid_from, today())
    if terms.valid_to is not None and terms.valid_to < begins:
        raise FieldError(_("The right would end before it begins."))
    grant = Grant(
        user_id=user_id,
        role=terms.role,
        unit_id=terms.unit_id if role.reach == "unit" else None,
        follows=terms.follows,
        valid_from=begins,
        valid_to=terms.valid_to,
        document=basis.document,
        request_id=basis.request_id,
    )
    db.session.add(grant)
    db.session.flush()
    _note("give_grant", user_id, terms, basis)
    return grant


def restrict(user_id: int, terms: Terms, basis: Basis) -> Grant:
    """A role goes on over less: a unit at or below, a period within. Raises `FieldError`."""
    held = _related(user_id, terms)
    if not any(_within(terms, grant) for grant in held):
        raise FieldError(_("A restriction reaches no further than the right that it restricts; check unit and end."))
    return _replace(user_id, held, terms, basis)


def extend(user_id: int, terms: Terms, basis: Basis) -> Grant:
    """A role goes on over more: a unit at or above, a longer period. Raises `FieldError`."""
    held = _related(user_id, terms)
    if not held:
        raise FieldError(_("The account does not hold this role then; ask for it to be given."))
    return _replace(user_id, held, terms, basis)


def end(user_id: int, day: date, basis: Basis, role: str | None = None, unit_id: int | None = None) -> Sequence[Grant]:
    """End what is held from a day on: one role, or all of them; over one unit, or over all. Raises `FieldError`."""
    _refuse_own(user_id)
    held = [
        grant
        for grant in _running(user_id, max(day, today()))
        if role in (None, grant.role) and unit_id in (None, grant.unit_id)
    ]
    if not held:
        raise FieldError(_("The account holds no such right from that day on."))
    if any(grant.role == ADMINISTRATOR for grant in held):
        refuse_last_administrator(user_id, max(day, today()))
    for grant in held:
        _close(grant, day, basis)
    if not _running(user_id, today(), only_now=True):
        sessions.end_all(user_id, "revoked")
    return held


def refuse_last_administrator(user_id: int, day: date) -> None:
    """Raises `FieldError` when nobody else administers from a day on without an end: the door would close for good."""
    others = (
        select(Grant.id)
        .join(User, User.id == Grant.user_id)
        .where(Grant.role == ADMINISTRATOR, Grant.user_id != user_id, User.active.is_(True))
        .where(Grant.valid_from <= day, Grant.valid_to.is_(None))
        .limit(1)
    )
    if db.session.execute(others).first() is None:
        raise FieldError(_("This is the last administrator; give the role to another one first."))


def _replace(user_id: int, held: Sequence[Grant], terms: Terms, basis: Basis) -> Grant:
    _refuse_own(user_id)
    if terms.role == ADMINISTRATOR and terms.valid_to is not None:
        refuse_last_administrator(user_id, terms.valid_to + DAY)
    for grant in held:
        _close(grant, terms.valid_from, basis)
    return give(user_id, terms, basis)


def _related(user_id: int, terms: Terms) -> list[Grant]:
    """The rights of the same role, running then, over the same branch of the tree."""
    path = path_of(terms.unit_id)
    found = []
    for grant in _running(user_id, max(terms.valid_from, today())):
        other = path_of(grant.unit_id)
        same_branch = path == other or (path and other and (path.startswith(other) or other.startswith(path)))
        if grant.role == terms.role and same_branch:
            found.append(grant)
    return found


def _within(terms: Terms, grant: Grant) -> bool:
    path, other = path_of(terms.unit_id), path_of(grant.unit_id)
    narrower = path == other or bool(path and other and path.startswith(other))
    sooner = grant.valid_to is None or (terms.valid_to is not None and terms.valid_to <= grant.valid_to)
    return narrower and sooner


def _running(user_id: int, day: date, only_now: bool = False) -> list[Grant]:
    """The grants in force on a day, and, unless `only_now`, those that begin later."""
    lasting = select(Grant).where(Grant.user_id == user_id, or_(Grant.valid_to.is_(None), Grant.valid_to >= day))
    if only_now:
        lasting = lasting.where(Grant.valid_from <= day)
    return [g for g in db.session.scalars(lasting.order_by(Grant.id)) if not _is_void(g)]


def _is_void(grant: Grant) -> bool:
    """One that was ended before its first day."""
    return grant.valid_to is not None and grant.valid_to < grant.valid_from


def _close(grant: Grant, day: date, basis: Basis) -> None:
    grant.valid_to, grant.ended_by = max(day, today()) - DAY, basis.request_id
    db.session.flush()
    terms = Terms(grant.role, grant.valid_from, grant.valid_to, grant.unit_id, grant.follows)
    _note("end_grant", grant.user_id, terms, basis)


def _refuse_own(user_id: int) -> None:
    if user_id == current_standing().user_id:
        raise FieldError(_("Nobody changes his own rights; another administrator does."))


def _note(act: str, user_id: int, terms: Terms, basis: Basis) -> None:
    detail = {
        "role": terms.role,
        "unit": terms.unit_id,
        "from": terms.valid_from.isoformat(),
        "to": terms.valid_to.isoformat() if terms.valid_to else None,
        "document": basis.document,
        "request": basis.request_id,
    }
    audit.note(act, row_id=user_id, detail=detail)
