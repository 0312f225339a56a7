"""Personal accounts for many people of a unit: whoever has none is chosen, one paper asks for all (Điều 5 khoản 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from app.access.accounts import USER_NAME, is_taken
from app.access.models import Login
from app.access.scope import path_of, unit_keys
from app.areas.accounts.figures import PERSONAL_USER_NAME, WORK_EMAIL
from app.areas.accounts.models import AccessRequest
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes import operations
from app.changes.loading import open_batch
from app.changes.models import WAITING, Change
from app.changes.refusals import Invalid, Refusal
from app.extensions import db
from app.records.names import search_text
from app.records.settings import settings
from app.records.vietnamese import day

MOST = 200  # people of one page, and of one paper handed in here; a longer list comes as a sheet
LEFT = ("DN", "DTV", "DCC", "TT")  # codes of `employment_statuses`: retired, left, moved away, deceased


@dataclass(frozen=True)
class Paper:
    """The written request: who asks, its number and date, the period and the reason."""

    unit_id: int
    number: str
    dated: date
    valid_from: date
    valid_to: date | None
    reason: str


@dataclass
class HandedIn:
    """What became of it: the batch, how many requests are in it, and who was left out, why."""

    batch_id: int
    count: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)


def without_account(words: str, unit_id: int | None) -> tuple[Sequence[Any], int]:
    """The people within the reader's reach who have no account and have asked for none; and how many there are."""
    found = select(Employee.id, Employee.staff_number, Employee.full_name, OrgUnit.name_vi.label("unit"))
    found = found.join(OrgUnit, OrgUnit.id == Employee.unit_id).where(*_lacking())
    for word in search_text(words[:100]).split():
        found = found.where(Employee.search_text.contains(word, autoescape=True))
    if unit_id is not None:
        path = path_of(unit_id)
        found = found.where(Employee.unit_id.in_(unit_keys([path])) if path else Employee.unit_id == unit_id)
    count = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    return db.session.execute(found.order_by(Employee.full_name_key, Employee.id).limit(MOST)).all(), count


def _lacking() -> list[ColumnElement[bool]]:
    waiting = exists().where(
        Change.record == AccessRequest.name,
        Change.state.in_(WAITING),
        Change.values["employee_id"].as_integer() == Employee.id,
    )
    asked = exists().where(
        AccessRequest.employee_id == Employee.id, AccessRequest.act == "open", AccessRequest.state == "waiting"
    )
    has_one = exists().where(Login.subject_id == Employee.id)
    return [~has_one, ~asked, ~waiting, or_(Employee.status_code.is_(None), Employee.status_code.not_in(LEFT))]


def hand_in(keys: Sequence[int], paper: Paper) -> HandedIn:
    """One request for each person, together in a batch that is approved as a whole; the caller commits.

    Who cannot be asked for is named with the reason. Raises `Refusal` when nobody is left.
    """
    named = settings().value(PERSONAL_USER_NAME)
    done = HandedIn(open_batch("access", f"{paper.number}, {day(paper.dated)}").id)
    taken: set[str] = set()
    for person in db.session.scalars(_chosen(keys)):
        username = user_name_for(person.staff_number, person.work_email if named == WORK_EMAIL else None, taken)
        try:
            operations.submit(AccessRequest, _values(person, username, paper), batch_id=done.batch_id)
        except Refusal as refusal:
            done.left_out.append((person.full_name, _why(refusal)))
            continue
        taken.add(username)
        done.count += 1
    if not done.count:
        why = done.left_out[0][1] if done.left_out else gettext("Choose at least one person.")
        raise Refusal(why)
    return done


def _chosen(keys: Sequence[int]) -> Select[Any]:
    return select(Employee).where(Employee.id.in_(keys[:MOST]), *_lacking()).order_by(Employee.full_name_key)


def user_name_for(staff_number: str, email: str | None, taken: set[str]) -> str:
    """The part of the e-mail before the sign, where there is one and it is free; else the staff number."""
    for text in ((email or "").partition("@")[0], staff_number):
        name = re.sub(r"[^a-z0-9._-]", "-", text.lower())[:60]
        if re.fullmatch(USER_NAME, name) and name not in taken and not is_taken(name):
            return name
    return re.sub(r"[^a-z0-9._-]", "-", staff_number.lower())[:60]


def _values(person: Employee, username: str, paper: Paper) -> dict[str, Any]:
    return {
        "username": username,
        "act": "open",
        "account_kind": "personal",
        "person_name": person.full_name,
        "employee_id": person.id,
        "role": "employee",
        "valid_from": paper.valid_from,
        "valid_to": paper.valid_to,
        "reason": paper.reason,
        "unit_id": paper.unit_id,
        "document_number": paper.number,
        "document_date": paper.dated,
    }


def _why(refusal: Refusal) -> str:
    problems = refusal.problems if isinstance(refusal, Invalid) else []
    return " ".join(str(one.message) for one in problems if one.is_error) or str(refusal.message)
