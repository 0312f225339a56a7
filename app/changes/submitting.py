"""Handing in: new values for a row become a change that waits for approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.levels import sight
from app.access.standing import Standing, current_standing
from app.changes import evidence, store
from app.changes.carrying import carry_out, claim
from app.changes.diff import changed, dumped
from app.changes.handed import parts_of, refuse_if_handed
from app.changes.linked import LinkedRows
from app.changes.models import Change
from app.changes.places import Place, holds, place_after, place_of_new, place_of_row, seat
from app.changes.refusals import Invalid, NotAllowed, NotFound, Stale
from app.changes.transactions import hold_subject, whole
from app.changes.uniqueness import key_hash
from app.changes.validation import Candidate, problems_of
from app.extensions import db
from app.records.area import registry
from app.records.clock import now
from app.records.problems import FieldError, Problem
from app.records.record import Record

UNKNOWN = _("There is no such item.")
WORKED_OUT = _("This item is worked out by the system; hand in the event that changes it.")
ONCE = _("This item is entered once, with the new row; later it follows the events.")
NOT_YOURS = _("You may not enter this item; ask your unit's HR officer or the Department of Home Affairs.")
SAME_PERSON = _("A row stays with its person; cancel it and enter it for the other one.")


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
    mends: int | None = None,
    handed_from: str | None = None,
    beside: LinkedRows | None = None,
) -> Submission:
    """Hand in new values for a row (a new one without `target_id`), to wait for approval.

    `values` by field, already parsed; `seen` is the `change_id` of the row as the form showed it; `verb="cancel"` asks
    for the row's end; `mends` is one's own returned change that this one takes the place of; `handed_from` the row
    whose values it hands on (`handing.handing_to` says whether it may); `beside` are the rows that rules look at, fetched
    for many new rows at once. Raises `NotFound`, `NotAllowed`, `Stale`, `Invalid`.
    A record with `approval = False` becomes official at once.
    """
    with whole():
        return _submit(record, values, target_id, verb, seen, note, effective_on, batch_id, mends, handed_from, beside)


def _submit(
    record: type[Record],
    values: Mapping[str, Any],
    target_id: int | None,
    verb: str | None,
    seen: int | None,
    note: str | None,
    effective_on: date | None,
    batch_id: int | None,
    mends: int | None,
    handed_from: str | None,
    beside: LinkedRows | None,
) -> Submission:
    standing = current_standing()
    verb = verb or ("create" if target_id is None else "amend")
    row = _row(record, standing, target_id, verb)
    wanted = {} if verb == "cancel" else _read(record, values, row)
    where = _new_place(record, wanted) if row is None else place_of_row(record, row)
    if not holds(standing, "write", record, where) or not _is_open_to(record, verb, standing):
        raise NotAllowed
    if verb == "amend" and not wanted:
        return Submission(None)
    if seen is not None and row is not None and row["change_id"] != seen:
        raise Stale
    if verb == "cancel":
        store.refuse_if_pointed_at(record, target_id)
    _refuse_closed_items(record, wanted, row, where, standing)
    if row is not None and (after := place_after(record, row, wanted)) and not holds(standing, "write", record, after):
        raise NotAllowed
    warnings = [] if verb == "cancel" else _validate(record, row, wanted, target_id, standing, beside)
    returned = _mended(mends, record, standing)
    source = returned.handed_from if returned else _source(handed_from, record)
    base = {} if row is None else {name: row[name] for name in (record.fields if verb == "cancel" else wanted)}
    change = Change(
        batch_id=batch_id,
        record=record.name,
        target_id=target_id,
        verb=verb,
        values=dumped(record, wanted),
        base=dumped(record, base),
        key_hash=key_hash(record, wanted) if verb == "create" else None,
        subject_id=target_id if record.subject_from == "id" else where.subject_id,
        scope_id=where.scope_id,
        managing_id=where.managing_id,
        state="submitted",
        needs_check=_needs_check(standing, record, where),
        has_warnings=bool(warnings),
        effective_on=effective_on,
        note=note,
        handed_from=source,
        entered_by=standing.user_id,
        submitted_at=now(),
        digest="",
    )
    change.digest = change.content_digest()
    db.session.add(change)
    db.session.flush()
    if returned is not None:
        claim(returned, ("returned",), state="withdrawn", decided_at=now())
    evidence.bind(record, change, wanted)
    if not record.approval:
        carry_out(change)
    return Submission(change, warnings)


def _is_open_to(record: type[Record], verb: str, standing: Standing) -> bool:
    """A row that came of an act stays as it was done: nobody but the operator corrects or cancels it."""
    return record.by_form or verb == "create" or standing.unlimited


def _row(record: type[Record], standing: Standing, target_id: int | None, verb: str) -> dict[str, Any] | None:
    """The official row, held until the change is entered; None for a new one."""
    if (target_id is None) != (verb == "create"):
        raise NotFound
    if target_id is None:
        return None
    row = store.official(record, target_id, held=True)
    if row is None or not holds(standing, "read", record, place_of_row(record, row)):
        raise NotFound
    return row


def _new_place(record: type[Record], wanted: Mapping[str, Any]) -> Place:
    """Where a new row will be; the person it is about does not go elsewhere before the change is entered."""
    hold_subject(record, wanted.get(record.subject_from or ""))
    return place_of_new(record, wanted)


def _read(record: type[Record], values: Mapping[str, Any], row: Mapping[str, Any] | None) -> dict[str, Any]:
    """The values that differ from the official ones, each held once more against its field."""
    problems = [Problem(UNKNOWN, name) for name in values if name not in record.fields]
    differing = dict(values) if row is None or problems else changed(record, row, values)
    wanted = {}
    for name, value in differing.items():
        try:
            wanted[name] = record.fields[name].parse(value) if name in record.fields else None
        except FieldError as error:
            problems.append(Problem(error.message, name))
    if problems:
        raise Invalid(problems)
    return wanted if row is None else changed(record, row, wanted)


def _refuse_closed_items(
    record: type[Record], wanted: Mapping[str, Any], row: Mapping[str, Any] | None, where: Place, standing: Standing
) -> None:
    """What nobody types, what is settled for good and what this writer does not see in full, he cannot set."""
    if standing.unlimited:
        return
    given = {name for name, value in wanted.items() if row is not None or value not in (None, "", [])}
    problems = list(_closed_items(record, given, row is None, where, standing))
    if problems:
        raise Invalid(problems)


def _closed_items(
    record: type[Record], given: set[str], is_new: bool, where: Place, standing: Standing
) -> Iterator[Problem]:
    own_row = seat(record, where)
    for name in given:
        declared = record.fields[name]
        if not declared.given:
            yield Problem(WORKED_OUT, name)
        elif declared.once and not is_new:
            yield Problem(ONCE, name)
        elif name == record.subject_from and not is_new:
            yield Problem(SAME_PERSON, name)
        elif sight(declared, standing, own_row) != "shown":
            yield Problem(NOT_YOURS, name)


def _validate(
    record: type[Record],
    row: Mapping[str, Any] | None,
    wanted: Mapping[str, Any],
    target_id: int | None,
    standing: Standing,
    beside: LinkedRows | None,
) -> list[Problem]:
    """The warnings; raises `Invalid` with all findings when one of them is an error."""
    whole_row = {name: row[name] for name in record.fields} | dict(wanted) if row else dict(wanted)
    touched = frozenset(wanted)
    candidate = Candidate(record, whole_row, touched, target_id, standing, linked_rows=beside or LinkedRows())
    problems = problems_of(candidate)
    if any(problem.is_error for problem in problems):
        raise Invalid(problems)
    return problems


def _needs_check(standing: Standing, record: type[Record], where: Place) -> bool:
    """Entered by the person himself: the unit's HR officer checks it before it is decided."""
    if standing.unlimited or record.scope != "rows":
        return False
    reach = standing.reach("write", record.name)
    return not reach.covers(where.using_path, where.managing_path, None)


def _mended(mends: int | None, record: type[Record], standing: Standing) -> Change | None:
    """One's own returned change, which is done with: the new one stands in its place. Raises `NotFound`."""
    if mends is None:
        return None
    own = select(Change).where(Change.id == mends, Change.record == record.name, Change.entered_by == standing.user_id)
    returned: Change | None = db.session.scalar(own)
    if returned is None:
        raise NotFound
    return returned


def _source(handed_from: str | None, record: type[Record]) -> str | None:
    """The row that is handed on, held so that nobody hands it on a second time. Raises `Refusal`."""
    if handed_from is not None:
        name, key = parts_of(handed_from)
        store.official(registry().record(name), key, held=True)
        refuse_if_handed(handed_from, record)
    return handed_from
