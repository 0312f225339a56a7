"""The page on which a change is decided: old and new, evidence, checks, and the verbs this reader may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.by_key import titles
from app.access.standing import Standing
from app.changes.examining import Examined, examine
from app.changes.handed import parts_of
from app.changes.models import STATES, VERBS, Change
from app.extensions import db
from app.records.area import registry
from app.records.problems import Problem
from app.records.record import Record
from app.screens.evidence import file_links
from app.screens.forms import FROM
from app.screens.inbox import due_tags, folder_of, imports_of, inbox_rows, moment_text, names_of, state_tag, user_names
from app.screens.pages import ApprovalPage, DiffLine

NEAR = 12


def approval_page(change: Change, standing: Standing) -> ApprovalPage:
    """One change in full, with the verbs that this reader may use now."""
    seen = examine(change, standing)
    record = seen.record
    if seen.is_noted:
        db.session.commit()
    lines = [DiffLine(line.field.label, line.old, line.new) for line in seen.lines]
    together = Change.batch_id.is_not_distinct_from(change.batch_id)
    neighbours = db.session.scalars(folder_of("waiting", standing).where(together).limit(NEAR)).all()
    keys = [neighbour.id for neighbour in neighbours]
    at = keys.index(change.id) if change.id in keys else None
    people = user_names({change.entered_by, change.checked_by, change.decided_by})
    return ApprovalPage(
        id=change.id,
        title=names_of([change])[change.id],
        verb=VERBS[change.verb],
        subtitle=str(record.label),
        tag=state_tag(change),
        lines=lines,
        files=file_links(seen.files) if seen.files else [],
        warnings=[*_out_of_reach(seen), *_overtaken(record, seen.moved), *_sentences(record, seen.findings)],
        entered=" · ".join(filter(None, (people.get(change.entered_by or 0, ""), moment_text(change.submitted_at)))),
        note=change.note or "",
        reason=change.decision_reason or "",
        digest=seen.digest,
        decide_url=f"/approval/decide/{change.id}",
        verbs=seen.verbs,
        neighbours=[replace(row, part_of=None) for row in inbox_rows(neighbours, here=change.id)],
        position=f"{at + 1}/{len(keys)}" if at is not None else "",
        previous_url=f"/approval/show/{keys[at - 1]}" if at else "",
        next_url=f"/approval/show/{keys[at + 1]}" if at is not None and at + 1 < len(keys) else "",
        row_url=f"/{record.name}/show/{change.target_id}" if change.target_id and change.verb != "cancel" else "",
        resubmit_url=_resubmit(change, record, standing),
        why_not=seen.why_not,
        steps=_steps(change, people),
        part_of=imports_of([change]).get(change.batch_id or 0),
        handed_from=_source(change),
        due=due_tags([change]).get(change.id),
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


def _source(change: Change) -> tuple[str, Any] | None:
    """The row whose values are handed on; named as far as it is within reach."""
    if not change.handed_from:
        return None
    name, key = parts_of(change.handed_from)
    record = registry().record(name)
    title = titles(record, [key]).get(key or 0)
    return (f"/{name}/show/{key}", _("Handed on from: %(title)s", title=f"{record.label} · {title}")) if title else None


def _resubmit(change: Change, record: type[Record], standing: Standing) -> str:
    if change.state != "returned" or change.entered_by != standing.user_id or change.verb == "cancel":
        return ""
    path = f"edit/{change.target_id}" if change.target_id else "add"
    return f"/{record.name}/{path}?{FROM}={change.id}"


def _out_of_reach(seen: Examined) -> list[str]:
    """Whose row went elsewhere while his change waits is told so, and nothing of what the row says now."""
    if not seen.is_out_of_reach:
        return []
    return [gettext("The row is out of your reach now; you see what it said when the change was handed in.")]


def _overtaken(record: type[Record], moved: Sequence[str]) -> list[str]:
    """What has become official since the change was handed in; the approver decides on the values of now."""
    if not moved:
        return []
    labels = ", ".join(str(record.fields[name].label) for name in moved)
    return [gettext("Another change of %(labels)s became official meanwhile; “official now” shows it.", labels=labels)]


def _sentences(record: type[Record], findings: Sequence[Problem]) -> list[str]:
    """The findings as lines, each with the label of its field."""
    return [f"{record.fields[p.field].label}: {p.message}" if p.field else str(p.message) for p in findings]
