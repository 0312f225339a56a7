"""The page on which a change is decided: old and new, evidence, checks, and the verbs this reader may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.audit import note_reading
from app.access.standing import Standing
from app.changes import operations, store
from app.changes.diff import Difference, differences, dumped, loaded
from app.changes.models import STATES, VERBS, Change
from app.changes.places import place, seat
from app.changes.rebasing import moved_fields, shown_digest
from app.changes.refusals import Refusal
from app.changes.validation import Candidate, problems_of
from app.extensions import db
from app.records.area import registry
from app.records.links import Files
from app.records.record import Record
from app.screens.evidence import file_links
from app.screens.forms import FROM
from app.screens.inbox import folder_of, imports_of, inbox_rows, moment_text, names_of, state_tag, user_names
from app.screens.pages import ApprovalPage, DiffLine

NEAR = 12


def approval_page(change: Change, standing: Standing) -> ApprovalPage:
    """One change in full, with the verbs that this reader may use now."""
    record = registry().record(change.record)
    row = store.official(record, change.target_id)
    moved = moved_fields(record, change, row) if change.is_waiting else []
    base = dumped(record, {name: row[name] for name in change.base}) if row and moved else change.base
    own_row = seat(record, place(change.scope_id, change.managing_id, change.subject_id))
    found = differences(record, base, change.values, standing, own_row)
    _note_reading(record, change, found, own_row, standing)
    lines = [DiffLine(line.field.label, line.old, line.new) for line in found]
    together = Change.batch_id.is_not_distinct_from(change.batch_id)
    neighbours = db.session.scalars(folder_of("waiting", standing).where(together).limit(NEAR)).all()
    keys = [neighbour.id for neighbour in neighbours]
    at = keys.index(change.id) if change.id in keys else None
    verbs, why_not = _verbs(change, record, standing)
    people = user_names({change.entered_by, change.checked_by, change.decided_by})
    return ApprovalPage(
        id=change.id,
        title=names_of([change])[change.id],
        verb=VERBS[change.verb],
        subtitle=str(record.label),
        tag=state_tag(change),
        lines=lines,
        files=_files(record, change),
        warnings=[*_overtaken(record, moved), *(_warnings(record, change, row, standing) if change.is_waiting else ())],
        entered=" · ".join(filter(None, (people.get(change.entered_by or 0, ""), moment_text(change.submitted_at)))),
        note=change.note or "",
        reason=change.decision_reason or "",
        digest=shown_digest(record, change, row) if change.is_waiting else change.digest,
        decide_url=f"/approval/decide/{change.id}",
        verbs=verbs,
        neighbours=[replace(row, part_of=None) for row in inbox_rows(neighbours, here=change.id)],
        position=f"{at + 1}/{len(keys)}" if at is not None else "",
        previous_url=f"/approval/show/{keys[at - 1]}" if at else "",
        next_url=f"/approval/show/{keys[at + 1]}" if at is not None and at + 1 < len(keys) else "",
        row_url=f"/{record.name}/show/{change.target_id}" if change.target_id and change.verb != "cancel" else "",
        resubmit_url=_resubmit(change, record, standing),
        why_not=why_not,
        steps=_steps(change, people),
        part_of=imports_of([change]).get(change.batch_id or 0),
    )


def _steps(change: Change, people: dict[int, str]) -> list[tuple[Any, str]]:
    """What has happened to a change, in order."""
    happened = (
        (_("Handed in"), change.entered_by, change.submitted_at),
        (_("Checked"), change.checked_by, change.checked_at),
        (STATES[change.state], change.decided_by, change.decided_at),
        (_("Official since"), None, change.applied_at),
    )
    return [
        (label, " · ".join(filter(None, (people.get(who or 0, ""), moment_text(at)))))
        for label, who, at in happened
        if at
    ]


def _verbs(change: Change, record: type[Record], standing: Standing) -> tuple[list[str], Any]:
    """The verbs this reader may use, or why he may not decide."""
    verbs: list[str] = []
    why_not: Any = ""
    where = place(change.scope_id, change.managing_id, change.subject_id)
    if change.state == "submitted" and change.needs_check:
        if operations.may_check(change):
            verbs += ["check", "return"]
    elif change.is_waiting:
        try:
            operations.refuse_unless_competent(change, record, where)
            verbs += ["approve", "return", "reject"]
        except Refusal as refusal:
            why_not = refusal.message if standing.may("approve", record.name) else ""
    if change.entered_by == standing.user_id and change.state in ("draft", "submitted", "checked", "returned"):
        verbs.append("withdraw")
    if change.state == "approved" and operations.may_decide(change):
        verbs.append("cancel")
    return verbs, why_not


def _resubmit(change: Change, record: type[Record], standing: Standing) -> str:
    if change.state != "returned" or change.entered_by != standing.user_id or change.verb == "cancel":
        return ""
    path = f"edit/{change.target_id}" if change.target_id else "add"
    return f"/{record.name}/{path}?{FROM}={change.id}"


def _files(record: type[Record], change: Change) -> list[tuple[str, str]]:
    keys = [key for f in record.fields.values() if isinstance(f.kind, Files) for key in change.values.get(f.name) or []]
    return file_links(keys) if keys else []


def _note_reading(
    record: type[Record], change: Change, found: Sequence[Difference], own_row: Mapping[str, Any], standing: Standing
) -> None:
    """Whoever decides on sensitive values has read them."""
    row = {"id": change.target_id, **own_row, **{line.field.name: line.old or line.new for line in found}}
    if note_reading(record, [line.field for line in found], [row], standing):
        db.session.commit()


def _overtaken(record: type[Record], moved: list[str]) -> list[str]:
    """What has become official since the change was handed in; the approver decides on the values of now."""
    if not moved:
        return []
    labels = ", ".join(str(record.fields[name].label) for name in moved)
    return [gettext("Another change of %(labels)s became official meanwhile; “official now” shows it.", labels=labels)]


def _warnings(record: type[Record], change: Change, row: Mapping[str, Any] | None, standing: Standing) -> list[str]:
    """The checks run anew, so that the approver sees what is doubtful now."""
    if change.verb == "cancel":
        return []
    wanted = loaded(record, change.values)
    whole = {name: row[name] for name in record.fields} | wanted if row else wanted
    found = problems_of(Candidate(record, whole, frozenset(wanted), change.target_id, standing, change.id))
    return [f"{record.fields[p.field].label}: {p.message}" if p.field else str(p.message) for p in found]
