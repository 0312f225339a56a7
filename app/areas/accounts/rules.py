"""What must hold of a request for access, and of custodians. What the next request would mend is refused before it is decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.accounts import KIND_OF_ROLE, refuse_bad_name
from app.access.granting import ADMINISTRATOR, refuse_last_administrator
from app.access.models import Login
from app.access.roles import ROLES
from app.access.scope import path_of
from app.changes.validation import Candidate
from app.extensions import db
from app.records.clock import today
from app.records.names import nfc
from app.records.problems import FieldError, Problem

BY_ITSELF = ("restrict", "revoke")  # take effect with the approval: what narrows waits for nobody
LATEST = date.max


def asked_for_another(candidate: Candidate) -> Iterator[Problem]:
    """Nobody asks rights for himself: another officer of the unit enters it."""
    standing, values = candidate.standing, candidate.values
    own = standing.subject_id is not None and values.get("employee_id") == standing.subject_id
    user = _user(values.get("username"))
    if own or (user is not None and user.id == standing.user_id):
        yield Problem(_("Nobody asks for rights of his own; another officer enters this request."), "username")


def account_is_there(candidate: Candidate) -> Iterator[Problem]:
    """A new account takes a name that nobody ever had; any other request names an account that exists."""
    username, act = candidate.values.get("username"), candidate.values.get("act")
    if not username or not act or candidate.values.get("carried_out_on"):
        return
    if act == "open":
        try:
            refuse_bad_name(username)
        except FieldError as refusal:
            yield Problem(refusal.message, "username")
        return
    user = _user(username)
    if user is None:
        yield Problem(_("There is no account of this name; check it, or ask for an account to be opened."), "username")
        return
    home = path_of(db.session.scalar(select(Login.unit_id).where(Login.user_id == user.id)))
    asking = path_of(candidate.values.get("unit_id"))
    if home and asking and not home.startswith(asking):
        message = _("This account is kept for another unit; make sure that the unit that asks may decide about it.")
        yield Problem(message, "username", "warning")


def stays_as_it_was(candidate: Candidate) -> Iterator[Problem]:
    """What was carried out is history: the next request says what changes."""
    noted = {"carried_out_on", "evidence"}
    if candidate.target_id is not None and candidate.values.get("state") == "done" and candidate.touched - noted:
        yield Problem(_("This request is carried out and stays as it is; make another one for what is to change."))


def kind_fits_the_role(candidate: Candidate) -> Iterator[Problem]:
    """A personal account opens one's own record, an administrator's the system, a unit's the work of the unit."""
    role, kind = candidate.values.get("role"), candidate.values.get("account_kind")
    if role is None:
        if candidate.values.get("act") not in ("revoke", None):
            yield Problem(_("Say which role is asked for."), "role")
        return
    fitting = KIND_OF_ROLE.get(role, "unit")
    if candidate.values.get("act") == "open" and kind and kind != fitting and (kind, fitting) != ("system", "unit"):
        yield Problem(_("This role does not go with this kind of account."), "role")
    if kind == "personal" and role == "employee" and candidate.values.get("employee_id") is None:
        yield Problem(_("Choose the person on record: a personal account opens his record."), "employee_id")


def role_has_its_unit(candidate: Candidate) -> Iterator[Problem]:
    """A role of units is held over one; the others need none."""
    role, target = ROLES.get(candidate.values.get("role") or ""), candidate.values.get("target_id")
    if role is None:
        return
    if role.reach == "unit" and target is None and candidate.values.get("act") != "revoke":
        yield Problem(_("Say over which unit the role is held."), "target_id")
    elif role.reach != "unit" and target is not None:
        yield Problem(_("This role is not held over a unit; leave the unit empty."), "target_id")
    if role.reach == "province" and candidate.values.get("act") != "revoke":
        yield Problem(_("This role reaches the whole province."), "role", "warning")


def asked_within_the_unit(candidate: Candidate) -> Iterator[Problem]:
    """A unit asks for rights over itself and what is below it; over more the unit above asks."""
    asking, target = path_of(candidate.values.get("unit_id")), path_of(candidate.values.get("target_id"))
    if asking and target and not target.startswith(asking):
        yield Problem(
            _("This unit does not lie below the one that asks; the unit above both asks for it."), "target_id"
        )


def dates_go_forward(candidate: Candidate) -> Iterator[Problem]:
    """A period ends after it begins, and was not over before it was asked for."""
    begins, ends = candidate.values.get("valid_from"), candidate.values.get("valid_to")
    asked = candidate.values.get("document_date")
    if begins and ends and ends < begins:
        yield Problem(_("The right would end before it begins; check both dates."), "valid_to")
    elif ends and ends < today() and not candidate.values.get("carried_out_on"):
        yield Problem(_("This period is over already; check its end."), "valid_to")
    if asked and asked > today():
        yield Problem(_("The date of the request lies ahead; enter the day that stands on it."), "document_date")


def leaves_an_administrator(candidate: Candidate) -> Iterator[Problem]:
    """The last administrator is not taken away: nobody could give the role again."""
    values = candidate.values
    touches = values.get("role") in (None, ADMINISTRATOR)
    if values.get("act") not in BY_ITSELF or not touches or not values.get("valid_from"):
        return
    user = _user(values.get("username"))
    administers = user is not None and _kind(user.id) == "administrator"
    if user is None or not administers or (values.get("act") == "restrict" and not values.get("valid_to")):
        return
    try:
        refuse_last_administrator(user.id, max(values["valid_from"], today()))
    except FieldError as refusal:
        yield Problem(refusal.message, "username")


def name_is_the_persons(candidate: Candidate) -> Iterator[Problem]:
    """The holder is called as his record says."""
    person = candidate.linked("employee_id")
    given = candidate.values.get("person_name")
    if person and given and nfc(given).casefold() != nfc(person["full_name"]).casefold():
        yield Problem(_("The person on record is called otherwise; check name and person."), "person_name", "warning")


def custodian_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """An assignment ends after it begins."""
    begins, ends = candidate.values.get("assigned_from"), candidate.values.get("assigned_to")
    if begins and ends and ends < begins:
        yield Problem(_("The assignment ends before it begins; check both dates."), "assigned_to")


def one_custodian_at_a_time(candidate: Candidate) -> Iterator[Problem]:
    """A unit's workspace is in the charge of one person at a time."""
    begins, ends = candidate.values.get("assigned_from"), candidate.values.get("assigned_to") or LATEST
    if begins is None:
        return
    for other in candidate.fellows(candidate.record, "unit_id"):
        if other["assigned_from"] and other["assigned_from"] <= ends and begins <= (other["assigned_to"] or LATEST):
            message = _("Somebody else is in charge of this workspace then; enter the end of his assignment first.")
            yield Problem(message, "assigned_from")
            return


def custodian_works_there(candidate: Candidate) -> Iterator[Problem]:
    """The custodian serves in the unit, or below it."""
    person, unit = candidate.linked("employee_id"), candidate.linked("unit_id")
    serves = path_of(person["unit_id"]) if person else None
    if unit and serves and not serves.startswith(unit["path"]):
        yield Problem(_("The custodian serves in another unit."), "employee_id", "warning")


def _user(username: Any) -> User | None:
    if not username:
        return None
    user: User | None = db.session.scalar(select(User).where(func.lower(User.username) == str(username).lower()))
    return user


def _kind(user_id: int) -> str | None:
    kind: str | None = db.session.scalar(select(Login.kind).where(Login.user_id == user_id))
    return kind
