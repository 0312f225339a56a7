"""The one door. A verb is a function: it checks the right and the state, writes, and announces, in the caller's transaction.

    submit -> (check) -> approve -> applied          or  return_ / reject / withdraw / cancel

The caller commits. A refusal is an exception from `app.changes.refusals`; nothing is written then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.standing import Standing, current_standing
from app.changes import store
from app.changes.carrying import carry_out, claim, refuse_if_unfit
from app.changes.handing import hand_on_at_once
from app.changes.models import WAITING, Change
from app.changes.places import Place, holds, place
from app.changes.rebasing import moved_fields, rebase, shown_digest
from app.changes.refusals import Invalid, NotAllowed, NotFound, OwnChange, Refusal, Stale, WrongState
from app.changes.submitting import Submission, submit
from app.changes.transactions import hold_subject, whole
from app.extensions import db
from app.records.area import registry
from app.records.clock import now, today
from app.records.problems import Problem
from app.records.record import Record

__all__ = [
    "Authority",
    "Submission",
    "apply_due",
    "approve",
    "cancel",
    "check",
    "given_reason",
    "is_own",
    "may_check",
    "may_decide",
    "refuse_unless_competent",
    "reject",
    "return_",
    "submit",
    "withdraw",
]

Authority = Callable[[Standing, Change, Place], bool]
REASON_MOST = 2000


def check(change_id: int) -> Change:
    """Confirm, as the unit's HR officer, what an employee or another unit handed in."""
    with whole():
        change, record, where = _waiting(change_id)
        _refuse_unless_checker(change, record, where)
        claim(change, ("submitted",), state="checked", checked_by=current_standing().user_id, checked_at=now())
        return change


def approve(change_id: int, shown: str | None = None, *, heed_warnings: bool = False) -> Change:
    """Make a change official, today or on the day it names.

    `shown` is the digest of what the approver saw (`rebasing.shown_digest`); another content is refused with `Stale`.
    Who was shown that the row has moved since decides on the values of now. Who did not look at it by itself heeds its
    warnings. Raises `OwnChange`, `NotAllowed`, `WrongState`, `Stale`, `Invalid`, `Doubtful`, `Clash`.
    """
    with whole():
        change, record, where = _waiting(change_id)
        refuse_unless_competent(change, record, where)
        if change.needs_check and change.state != "checked":
            raise Refusal(_("The unit's HR officer has to check this change first."))
        hold_subject(record, change.subject_id)
        claim(change, WAITING, state="approved", decided_by=current_standing().user_id, decided_at=now())
        if change.digest != change.content_digest():
            raise Stale
        if shown is not None:
            _hold_against_what_was_shown(change, record, shown)
        refuse_if_unfit(change, heed_warnings=heed_warnings)
        if change.effective_on is None or change.effective_on <= today():
            carry_out(change)
            hand_on_at_once(change)
        return change


def _hold_against_what_was_shown(change: Change, record: type[Record], shown: str) -> None:
    row = store.official(record, change.target_id, held=True)
    if shown != shown_digest(record, change, row):
        raise Stale
    if row is not None and moved_fields(record, change, row):
        rebase(record, change, row)
        db.session.flush()


def return_(change_id: int, reason: str) -> Change:
    """Give a change back to whoever entered it, to be mended and handed in again. Who checks it may do so too."""
    with whole():
        change, record, where = _waiting(change_id)
        if not (change.state == "submitted" and change.needs_check and may_check(change)):
            refuse_unless_competent(change, record, where)
        return _decided(change, "returned", reason)


def reject(change_id: int, reason: str) -> Change:
    """Refuse a change for good."""
    with whole():
        change, record, where = _waiting(change_id)
        refuse_unless_competent(change, record, where)
        return _decided(change, "rejected", reason)


def withdraw(change_id: int) -> Change:
    """Take back one's own change before it is decided."""
    with whole():
        change = _visible(change_id)
        standing = current_standing()
        if change.entered_by != standing.user_id or standing.user_id is None:
            raise NotAllowed
        claim(change, ("draft", "submitted", "checked", "returned"), state="withdrawn", decided_at=now())
        return change


def cancel(change_id: int, reason: str) -> Change:
    """Stop, by a later decision, a change that is approved but whose day has not come."""
    with whole():
        change, record, where = _waiting(change_id, ("approved",))
        refuse_unless_competent(change, record, where)
        claim(change, ("approved",), state="cancelled", decision_reason=given_reason(reason), decided_at=now())
        return change


def apply_due(on: date | None = None) -> int:
    """Apply the approved changes whose day has come; the operator's, run every night. Returns how many.

    One that no longer fits the official rows goes back, with the reason, to whoever entered it.
    """
    if not current_standing().unlimited:
        raise NotAllowed
    table = Change.__table__
    due = select(table.c.id).where(table.c.state == "approved", table.c.effective_on <= (on or today()))
    keys = list(db.session.scalars(due.order_by(table.c.effective_on, table.c.id)))
    return sum(_apply_one(key) for key in keys)


def may_decide(change: Change) -> bool:
    """Whether the present user is competent to decide a change, for the pages that offer the verbs."""
    record = registry().record(change.record)
    try:
        refuse_unless_competent(change, record, place(change.scope_id, change.managing_id, change.subject_id))
    except Refusal:
        return False
    return True


def may_check(change: Change) -> bool:
    """Whether the present user may confirm what was handed in, or give it back."""
    record = registry().record(change.record)
    try:
        _refuse_unless_checker(change, record, place(change.scope_id, change.managing_id, change.subject_id))
    except Refusal:
        return False
    return True


def is_own(standing: Standing, change: Change) -> bool:
    """Whether a change was entered by this user, or is about him."""
    entered = change.entered_by is not None and change.entered_by == standing.user_id
    about_himself = change.subject_id is not None and change.subject_id == standing.subject_id
    return entered or about_himself


def refuse_unless_competent(change: Change, record: type[Record], where: Place) -> None:
    """Raise unless the present user may decide: the right over the row, not his own, and competent by the rules handed in."""
    standing = current_standing()
    if not holds(standing, "approve", record, where):
        raise NotAllowed
    if not standing.unlimited and is_own(standing, change):
        raise OwnChange
    authority: Authority | None = current_app.extensions.get("authority")
    if authority and not standing.unlimited and not authority(standing, change, where):
        raise NotAllowed(_("This record is approved one level above its unit."))


def _refuse_unless_checker(change: Change, record: type[Record], where: Place) -> None:
    standing = current_standing()
    if not holds(standing, "write", record, where):
        raise NotAllowed
    if is_own(standing, change):
        raise OwnChange


def _visible(change_id: int) -> Change:
    statement = select(Change).where(Change.id == change_id).execution_options(populate_existing=True)
    change: Change | None = db.session.scalar(statement)
    if change is None:
        raise NotFound
    return change


def _waiting(change_id: int, states: tuple[str, ...] = WAITING) -> tuple[Change, type[Record], Place]:
    change = _visible(change_id)
    if change.state not in states:
        raise WrongState
    record = registry().record(change.record)
    return change, record, place(change.scope_id, change.managing_id, change.subject_id)


def _decided(change: Change, state: str, reason: str) -> Change:
    decided_by = current_standing().user_id
    claim(change, WAITING, state=state, decision_reason=given_reason(reason), decided_by=decided_by, decided_at=now())
    return change


def _apply_one(change_id: int) -> bool:
    """Apply one due change. Returns whether it became official."""
    try:
        with whole():
            change = _visible(change_id)
            hold_subject(registry().record(change.record), change.subject_id)
            claim(change, ("approved",), state="approved")
            refuse_if_unfit(change)
            carry_out(change)
            hand_on_at_once(change)
            return True
    except WrongState:
        return False
    except Refusal as refusal:
        problems = refusal.problems if isinstance(refusal, Invalid) else []
        reason = " ".join(str(problem.message) for problem in problems if problem.is_error) or str(refusal.message)
        with whole():
            claim(_visible(change_id), ("approved",), state="returned", decision_reason=reason[:REASON_MOST])
        return False


def given_reason(reason: str) -> str:
    """The reason of a decision as it is kept. Raises `Invalid` for none."""
    if not reason.strip():
        raise Invalid([Problem(_("Give the reason, so that it can be mended."), "reason")])
    return reason.strip()[:REASON_MOST]
