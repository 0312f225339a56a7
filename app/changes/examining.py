"""What a reader is shown of one change before he decides: old and new, what has moved, findings of now, verbs he may use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.access.audit import note_reading
from app.access.levels import sight
from app.access.standing import Standing
from app.changes import operations, store
from app.changes.diff import Difference, differences, differences_of_many, dumped, loaded
from app.changes.evidence import files_in
from app.changes.models import Change
from app.changes.places import Place, holds, place, place_of_row, seat
from app.changes.rebasing import moved_fields, shown_digest
from app.changes.refusals import Refusal
from app.changes.validation import Candidate, problems_of
from app.records.area import registry
from app.records.problems import Problem
from app.records.record import Record

WITHDRAWABLE = ("draft", "submitted", "checked", "returned")


@dataclass(frozen=True)
class Examined:
    """A change as one reader sees it.

    `digest` stands for what he was shown; `moved` are the fields that became official otherwise meanwhile; `is_noted` that
    the reading left a trace in the caller's transaction; `why_not` says why an approver may not decide this one. Of a row
    that has left his reach (`is_out_of_reach`) he learns nothing new: he sees what the change was made from.
    """

    record: type[Record]
    row: Mapping[str, Any] | None
    lines: Sequence[Difference]
    moved: Sequence[str]
    findings: Sequence[Problem]
    files: Sequence[int]
    verbs: Sequence[str]
    why_not: Any
    digest: str
    is_noted: bool
    is_out_of_reach: bool = False


def examine(change: Change, standing: Standing) -> Examined:
    """Everything that stands beside a change; whoever reads sensitive values leaves a trace."""
    record = registry().record(change.record)
    row = store.official(record, change.target_id)
    hidden = row is not None and not holds(standing, "read", record, place_of_row(record, row))
    row = None if hidden else row
    moved = moved_fields(record, change, row) if change.is_waiting else []
    base = dumped(record, {name: row[name] for name in change.base}) if row and moved else change.base
    own_row = seat(record, place(change.scope_id, change.managing_id, change.subject_id))
    lines = differences(record, base, change.values, standing, own_row)
    verbs, why_not = usable_verbs(change, record, standing)
    return Examined(
        record,
        row,
        lines,
        moved,
        _findings(record, change, row, standing) if change.is_waiting and not hidden else [],
        files_in(record, change.values),
        verbs,
        why_not,
        shown_digest(record, change, row) if change.is_waiting else change.digest,
        _note_reading(record, change, lines, own_row, standing),
        hidden,
    )


def glance(changes: Iterable[Change], standing: Standing) -> tuple[dict[int, Sequence[Difference]], bool]:
    """What many changes would alter, by their keys, each from the values it was made from; and whether reading was noted."""
    by_record: dict[str, list[Change]] = {}
    for change in changes:
        by_record.setdefault(change.record, []).append(change)
    found: dict[int, Sequence[Difference]] = {}
    is_noted = False
    for name, group in by_record.items():
        record = registry().record(name)
        seats = [seat(record, Place(change.scope_id, change.managing_id, change.subject_id)) for change in group]
        many = [(change.base, change.values, own) for change, own in zip(group, seats, strict=True)]
        lines = differences_of_many(record, many, standing)
        found |= {change.id: own for change, own in zip(group, lines, strict=True)}
        rows = [_as_read(change, own, where) for change, own, where in zip(group, lines, seats, strict=True)]
        read = {line.field.name: line.field for own in lines for line in own}
        empty = dict.fromkeys(read)
        is_noted |= note_reading(record, read.values(), [{**empty, **row} for row in rows], standing)
    return found, is_noted


def note_decided(change: Change, standing: Standing) -> None:
    """Who decides on sensitive values together with others has read them as well; a trace in the caller's transaction."""
    record = registry().record(change.record)
    own = seat(record, Place(change.scope_id, change.managing_id, change.subject_id))
    values = {**change.base, **{name: value for name, value in change.values.items() if value not in (None, "")}}
    fields = [record.fields[name] for name in values if name in record.fields]
    read = [field for field in fields if sight(field, standing, own) != "absent"]
    note_reading(record, read, [{"id": change.target_id, **own, **values}], standing)


def usable_verbs(change: Change, record: type[Record], standing: Standing) -> tuple[list[str], Any]:
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
    if change.entered_by == standing.user_id and change.state in WITHDRAWABLE:
        verbs.append("withdraw")
    if change.state == "approved" and operations.may_decide(change):
        verbs.append("cancel")
    return verbs, why_not


def _note_reading(
    record: type[Record], change: Change, lines: Sequence[Difference], own_row: Mapping[str, Any], standing: Standing
) -> bool:
    """Whoever decides on sensitive values has read them."""
    return note_reading(record, [line.field for line in lines], [_as_read(change, lines, own_row)], standing)


def _as_read(change: Change, lines: Sequence[Difference], own_row: Mapping[str, Any]) -> dict[str, Any]:
    return {**{line.field.name: line.old or line.new for line in lines}, "id": change.target_id, **own_row}


def _findings(record: type[Record], change: Change, row: Mapping[str, Any] | None, standing: Standing) -> list[Problem]:
    """The checks run anew, so that the approver sees what is doubtful now."""
    if change.verb == "cancel":
        return []
    wanted = loaded(record, change.values)
    whole = {name: row[name] for name in record.fields} | wanted if row else wanted
    return problems_of(Candidate(record, whole, frozenset(wanted), change.target_id, standing, change.id))
