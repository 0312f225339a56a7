"""The one door. A verb is a function: it checks the right and the state, writes, and announces, in the caller's transaction.

    submit -> (check) -> approve -> applied          or  return_ / reject / withdraw / cancel

The caller commits. A refusal is an exception from `app.changes.refusals`; nothing is written then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.access.standing import Standing, current_standing
from app.changes import store
from app.changes.diff import changed, dumped, loaded
from app.changes.guard import applying
from app.changes.models import WAITING, Change
from app.changes.places import Place, holds, place, place_of_new, place_of_row
from app.changes.refusals import Invalid, NotAllowed, NotFound, OwnChange, Refusal, Stale, WrongState
from app.changes.validation import Candidate, key_hash, problems_of
from app.extensions import db
from app.records.area import registry
from app.records.clock import now, today
from app.records.problems import Problem
from app.records.record import Record

Authority = Callable[[Standing, Change, Place], bool]


@dataclass(frozen=True)
class Submission:
    """What became of a submission: the change (None when nothing differs) and the warnings to show."""

    change: Change | None
    warnings: list[Problem] = field(default_factory=list)


def submit(
    record: type[Record],
    values: Mapping[str, Any],
    *,
    target_id: int | None = None,
    verb: str | None = None,
    seen: int | None = None,
    note: str | None = None,
    effective_on: date | None = None,
    batch_id: int | None = None,
) -> Submission:
    """Hand in new values for a row (a new one without `target_id`), to wait for approval.

    `values` by field, already parsed; `seen` is the `change_id` of the row as the form showed it. Raises `NotFound`,
    `NotAllowed`, `Stale`, `Invalid`. A record with `approval = False` becomes official at once.
    """
    standing = current_standing()
    verb = verb or ("create" if target_id is None else "amend")
    row, where = _target(record, standing, values, target_id)
    if not holds(standing, "write", record, where):
        raise NotAllowed
    wanted = dict(values) if row is None else changed(record, row, values)
    if verb == "amend" and not wanted:
        return Submission(None)
    if seen is not None and row is not None and row["change_id"] != seen:
        raise Stale
    warnings = [] if verb == "cancel" else _validate(record, row, wanted, target_id, standing)
    base = {} if row is None else {name: row[name] for name in (record.fields if verb == "cancel" else wanted)}
    change = Change(
        batch_id=batch_id,
        record=record.name,
        target_id=target_id,
        verb=verb,
        values={} if verb == "cancel" else dumped(record, wanted),
        base=dumped(record, base),
        key_hash=key_hash(record, wanted) if verb == "create" else None,
        subject_id=target_id if record.subject_from == "id" else where.subject_id,
        scope_id=where.scope_id,
        managing_id=where.managing_id,
        state="submitted",
        needs_check=_needs_check(standing, record, where),
        effective_on=effective_on,
        note=note,
        entered_by=standing.user_id,
        submitted_at=now(),
        digest="",
    )
    change.digest = change.content_digest()
    db.session.add(change)
    db.session.flush()
    if not record.approval:
        _apply(change)
    return Submission(change, warnings)


def check(change_id: int) -> Change:
    """Confirm, as the unit's HR officer, what an employee or another unit handed in."""
    change, record, where = _waiting(change_id)
    standing = current_standing()
    if not holds(standing, "write", record, where) or is_own(standing, change):
        raise NotAllowed
    _claim(change, ("submitted",), state="checked", checked_by=standing.user_id, checked_at=now())
    return change


def approve(change_id: int, shown: str | None = None) -> Change:
    """Make a change official, today or on the day it names.

    `shown` is the digest of what the approver saw; another content is refused with `Stale`. Raises `OwnChange`,
    `NotAllowed`, `WrongState`, `Invalid`.
    """
    change, record, where = _waiting(change_id)
    refuse_unless_competent(change, record, where)
    if change.needs_check and change.state != "checked":
        raise Refusal(_("The unit's HR officer has to check this change first."))
    if shown is not None and shown != change.digest:
        raise Stale
    refuse_if_moved(record, change)
    standing = current_standing()
    state = "approved" if change.effective_on and change.effective_on > today() else "applied"
    _claim(change, WAITING, state="approved", decided_by=standing.user_id, decided_at=now())
    if state == "applied":
        _apply(change)
    return change


def return_(change_id: int, reason: str) -> Change:
    """Give a change back to whoever entered it, to be mended and handed in again."""
    return _decide(change_id, "returned", reason)


def reject(change_id: int, reason: str) -> Change:
    """Refuse a change for good."""
    return _decide(change_id, "rejected", reason)


def withdraw(change_id: int) -> Change:
    """Take back one's own change before it is decided."""
    change = _visible(change_id)
    standing = current_standing()
    if change.entered_by != standing.user_id or standing.user_id is None:
        raise NotAllowed
    _claim(change, ("draft", "submitted", "checked", "returned"), state="withdrawn", decided_at=now())
    return change


def cancel(change_id: int, reason: str) -> Change:
    """Stop, by a later decision, a change that is approved but whose day has not come."""
    change, record, where = _waiting(change_id, ("approved",))
    refuse_unless_competent(change, record, where)
    _claim(change, ("approved",), state="cancelled", decision_reason=_reason(reason), decided_at=now())
    return change


def apply_due(on: date | None = None) -> int:
    """Apply the approved changes whose day has come; run every night. Returns how many."""
    due = select(Change).where(Change.state == "approved", Change.effective_on <= (on or today())).order_by(Change.id)
    count = 0
    for change in db.session.scalars(due):
        _apply(change)
        count += 1
    return count


def may_decide(change: Change) -> bool:
    """Whether the present user is competent to decide a change, for the pages that offer the verbs."""
    record = registry().record(change.record)
    try:
        refuse_unless_competent(change, record, place(change.scope_id, change.managing_id, change.subject_id))
    except Refusal:
        return False
    return True


def refuse_if_moved(record: type[Record], change: Change) -> None:
    """Raise `Stale` when the official values are no longer those that the change was made from."""
    if change.verb == "create":
        return
    row = store.official(record, change.target_id)
    if row is None or changed(record, row, loaded(record, change.base)):
        raise Stale


def _target(
    record: type[Record], standing: Standing, values: Mapping[str, Any], target_id: int | None
) -> tuple[dict[str, Any] | None, Place]:
    """The official row and its place; for a new row the place it will have."""
    if target_id is None:
        return None, place_of_new(record, values)
    row = store.official(record, target_id)
    if row is None:
        raise NotFound
    where = place_of_row(record, row)
    if not holds(standing, "read", record, where):
        raise NotFound
    return row, where


def _validate(
    record: type[Record], row: Mapping[str, Any] | None, wanted: Mapping[str, Any], target_id: int | None, standing: Standing
) -> list[Problem]:
    """The warnings; raises `Invalid` with all findings when one of them is an error."""
    whole = {name: row[name] for name in record.fields} | dict(wanted) if row else dict(wanted)
    problems = problems_of(Candidate(record, whole, frozenset(wanted), target_id, standing))
    if any(problem.is_error for problem in problems):
        raise Invalid(problems)
    return problems


def _needs_check(standing: Standing, record: type[Record], where: Place) -> bool:
    """Entered by the person himself: the unit's HR officer checks it before it is decided."""
    if standing.unlimited or record.scope != "rows":
        return False
    reach = standing.reach("write", record.name)
    return not reach.covers(where.using_path, where.managing_path, None)


def _visible(change_id: int) -> Change:
    change = db.session.scalar(select(Change).where(Change.id == change_id))
    if change is None:
        raise NotFound
    return change


def _waiting(change_id: int, states: tuple[str, ...] = WAITING) -> tuple[Change, type[Record], Place]:
    change = _visible(change_id)
    if change.state not in states:
        raise WrongState
    record = registry().record(change.record)
    return change, record, place(change.scope_id, change.managing_id, change.subject_id)


def is_own(standing: Standing, change: Change) -> bool:
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


def _claim(change: Change, states: tuple[str, ...], **values: Any) -> None:
    """Take the change for this decision, exactly once on any database."""
    table = Change.__table__
    result = db.session.execute(
        update(table).where(table.c.id == change.id, table.c.state.in_(states)).values(**values)
    )
    if result.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState
    db.session.refresh(change)


def _apply(change: Change) -> None:
    with applying(db.session):
        store.write(change)
        db.session.flush()


def _decide(change_id: int, state: str, reason: str) -> Change:
    change, record, where = _waiting(change_id)
    refuse_unless_competent(change, record, where)
    _claim(
        change,
        WAITING,
        state=state,
        decision_reason=_reason(reason),
        decided_by=current_standing().user_id,
        decided_at=now(),
    )
    return change


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid([Problem(_("Give the reason, so that it can be mended."), "reason")])
    return reason.strip()[:2000]
