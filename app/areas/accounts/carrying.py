"""Carrying out what was approved: an account opened, a right given, restricted, extended or revoked.

What narrows happens with the approval, in its transaction. What opens a door waits for the administrator, who does it with
his own password; he reads nothing of the holder but what stands in the request.
"""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access import granting
from app.access.accounts import NewAccount, Opened, open_by_request, user_named
from app.access.granting import Basis, Terms
from app.access.standing import current_standing, operator
from app.areas.accounts.models import AccessRequest
from app.areas.accounts.rules import BY_ITSELF
from app.changes import operations
from app.changes.models import Change
from app.changes.refusals import OwnChange, Refusal
from app.changes.signals import applied
from app.extensions import db
from app.records.clock import today
from app.records.problems import FieldError
from app.records.vietnamese import day

WAITING = "waiting"


class NotWaiting(Refusal):
    """Somebody was quicker, or nothing is to be done."""

    message = _("This request is carried out already.")


def waiting(ids: list[int] | None = None) -> list[AccessRequest]:
    """The approved requests that the administrator has to carry out, in the order of their papers."""
    found = select(AccessRequest).where(AccessRequest.state == WAITING)
    if ids is not None:
        found = found.where(AccessRequest.id.in_(ids))
    c = AccessRequest
    return list(db.session.scalars(found.order_by(c.document_date, c.unit_id, c.document_number, c.id).limit(2000)))


def carry_out(request_id: int) -> Opened | None:
    """Do what an approved request asks, in the caller's transaction; a first password is told once.

    Raises `FieldError` or a refusal with what is to be mended.
    """
    row = db.session.get(AccessRequest, request_id)
    if row is None or row.state != WAITING:
        raise NotWaiting
    terms, basis, seen = _terms(row), basis_of(row), row.change_id
    opened = None
    if row.act == "open":
        opened = open_by_request(_new_account(row), terms, basis)
    else:
        WIDENING[row.act](user_named(row.username).id, terms, basis)
    _note_done(request_id, seen)
    return opened


def _note_done(request_id: int, seen: int | None) -> None:
    """The row learns its day by a change of its own, so that nothing is carried out twice."""
    with operator("the product itself notes on the request that it was carried out"):
        done = operations.submit(AccessRequest, {"carried_out_on": today()}, target_id=request_id, seen=seen)
        if done.change is None:
            raise NotWaiting
        operations.approve(done.change.id)


def _new_account(row: AccessRequest) -> NewAccount:
    home = row.target_id or row.unit_id
    return NewAccount(row.username, row.person_name, row.account_kind, home, row.employee_id)


def basis_of(row: Any) -> Basis:
    """The written request, as it stands in the log."""
    return Basis(f"{row.document_number}, {day(row.document_date)}", row.id)


def _terms(row: AccessRequest) -> Terms:
    return Terms(row.role or "", row.valid_from, row.valid_to, row.target_id, row.follows or "using")


WIDENING = {"grant": granting.give, "extend": granting.extend}


@applied.connect_via(AccessRequest)
def _with_the_approval(_record: type[AccessRequest], change: Change) -> None:
    """Nobody decides about his own account; what narrows takes effect now."""
    if change.verb == "cancel" and change.base.get("state") == "done":
        raise Refusal(_("This request is carried out and stays as it is; make another one for what is to change."))
    if change.verb != "create":
        return
    with operator("what a request says is read whoever approved it"):
        row = db.session.get(AccessRequest, change.target_id)
        assert row is not None
        found = (row.act, row.username, row.employee_id, row.role, row.target_id, row.valid_from)
        terms, basis = _terms(row), basis_of(row)
    act, username, employee_id, role, target_id, begins = found
    standing = current_standing()
    if standing.subject_id is not None and employee_id == standing.subject_id:
        raise OwnChange
    if act not in BY_ITSELF:
        return
    try:
        user_id = user_named(username).id
        if user_id == standing.user_id:
            raise OwnChange
        if act == "restrict":
            granting.restrict(user_id, terms, basis)
        else:
            granting.end(user_id, begins, basis, role, target_id)
    except FieldError as refusal:
        raise Refusal(refusal.message) from refusal
