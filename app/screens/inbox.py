"""The inbox: which changes wait for whom, and how a change is called in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from app.access.scope import rows_within
from app.access.standing import Reach, Standing
from app.changes.diff import link_texts, loaded
from app.changes.models import STATES, VERBS, WAITING, Change
from app.extensions import db
from app.records.area import registry
from app.records.clock import ZONE
from app.records.links import titles
from app.records.record import Record
from app.records.vietnamese import moment
from app.screens.pages import HistoryPage, InboxPage, InboxRow, Paging, Tag

PAGE = 25
MARK_SIGN = ":"
TONES = {
    "applied": "ok",
    "approved": "ok",
    "submitted": "wait",
    "checked": "wait",
    "draft": "plain",
    "withdrawn": "plain",
}
FOLDERS = {
    "waiting": _("Waiting for me"),
    "mine": _("Handed in by me"),
    "returned": _("Returned to me"),
    "decided": _("Decided"),
}


def decidable(standing: Standing) -> ColumnElement[bool]:
    """The changes that this reader may decide or check: the right over their rows, and not his own."""
    groups: dict[tuple[str, Reach], list[str]] = {}
    for record in registry():
        for right in ("approve", "write"):
            if standing.may(right, record.name):
                reach = standing.reach(right, record.name) if record.scope == "rows" else Reach(everywhere=True)
                groups.setdefault((right, reach), []).append(record.name)
    parts = [
        and_(Change.record.in_(names), _waits_for(right), rows_within(Change, reach))
        for (right, reach), names in groups.items()
    ]
    if not parts:
        return false()
    own = [Change.entered_by.is_distinct_from(standing.user_id)]
    if standing.subject_id:
        own.append(Change.subject_id.is_distinct_from(standing.subject_id))
    return and_(or_(*parts), *own)


def _waits_for(right: str) -> ColumnElement[bool]:
    """Whoever writes checks what came from elsewhere; whoever approves decides what needs no check, or has passed it."""
    if right == "write":
        return and_(Change.state == "submitted", Change.needs_check.is_(True))
    return and_(Change.state.in_(WAITING), or_(Change.needs_check.is_(False), Change.state == "checked"))


def waiting_count(standing: Standing) -> int:
    """How many changes wait for this reader, counted no further than 100."""
    some = select(Change.id).where(decidable(standing)).limit(100).subquery()
    return int(db.session.execute(select(func.count()).select_from(some)).scalar_one())


def folder_of(folder: str, standing: Standing) -> Select[Any]:
    statement = select(Change)
    mine = Change.entered_by == standing.user_id
    if folder == "waiting":
        return statement.where(decidable(standing)).order_by(Change.submitted_at, Change.id)
    if folder == "mine":
        return statement.where(mine, Change.state.in_(("draft", *WAITING, "approved"))).order_by(Change.id.desc())
    if folder == "returned":
        return statement.where(mine, Change.state == "returned").order_by(Change.id.desc())
    closed = ("applied", "approved", "rejected", "returned", "cancelled", "withdrawn")
    decided = or_(Change.decided_by == standing.user_id, mine)
    return statement.where(decided, Change.state.in_(closed)).order_by(Change.id.desc())


def inbox_page(folder: str, number: int, standing: Standing) -> InboxPage:
    """One folder of the inbox."""
    found = folder_of(folder, standing).limit(PAGE + 1).offset((number - 1) * PAGE)
    changes = db.session.scalars(found).all()
    rows = inbox_rows(changes[:PAGE], selectable=folder == "waiting")
    first = (number - 1) * PAGE + 1 if rows else 0
    base = f"/approval/list/?folder={folder}"
    more = len(changes) > PAGE
    paging = Paging(
        first,
        first + len(rows) - 1 if rows else 0,
        "" if more else str((number - 1) * PAGE + len(rows)),
        PAGE,
        (),
        f"{base}&page={number - 1}" if number > 1 else "",
        f"{base}&page={number + 1}" if more else "",
    )
    count = waiting_count(standing)
    folders = [
        (f"/approval/list/?folder={name}", label, count if name == "waiting" else 0, name == folder)
        for name, label in FOLDERS.items()
    ]
    return InboxPage(
        _("Approval inbox"), rows, folders, paging, folder == "waiting" and bool(rows), "/approval/decide_many"
    )


def inbox_rows(changes: Sequence[Change], selectable: bool = False, here: int | None = None) -> list[InboxRow]:
    """Changes as lines of a list: whom they are about, what they do, who entered them."""
    about = names_of(changes)
    people = user_names({change.entered_by for change in changes})
    return [
        InboxRow(
            change.id,
            f"/approval/show/{change.id}",
            about[change.id],
            " · ".join(
                filter(
                    None,
                    (
                        str(registry().record(change.record).label),
                        str(VERBS[change.verb]),
                        _new_name(change) if change.verb == "create" and change.subject_id else "",
                        people.get(change.entered_by or 0, ""),
                        moment_text(change.submitted_at),
                    ),
                )
            ),
            state_tag(change),
            selectable,
            change.id == here,
            f"{change.id}{MARK_SIGN}{change.digest}",
        )
        for change in changes
    ]


def state_tag(change: Change) -> Tag:
    """The state in words and colour."""
    return Tag(STATES[change.state], TONES.get(change.state, "late"))


def names_of(changes: Sequence[Change]) -> dict[int, str]:
    """What the row of each change is called; the person for a row about one."""
    subject = registry().subject
    people = titles(subject, [change.subject_id for change in changes]) if subject else {}
    wanted: dict[str, list[int]] = {}
    for change in changes:
        if change.target_id and not change.subject_id:
            wanted.setdefault(change.record, []).append(change.target_id)
    rows = {name: titles(registry().record(name), keys) for name, keys in wanted.items()}
    return {
        change.id: people.get(change.subject_id or 0)
        or rows.get(change.record, {}).get(change.target_id or 0)
        or _new_name(change)
        for change in changes
    }


def _new_name(change: Change) -> str:
    """A row that does not exist yet is called by its waiting values."""
    record = registry().record(change.record)
    values = loaded(record, {name: change.values.get(name) for name in record.named_by})
    texts = link_texts([record.fields[name] for name in record.named_by], [values])
    shown = (
        texts[name].get(values[name], "") if name in texts else record.fields[name].show(values[name])
        for name in record.named_by
        if record.fields[name].level == "open"
    )
    return " · ".join(filter(None, shown)) or str(record.label)


def user_names(keys: set[int | None]) -> dict[int, str]:
    """The full names of users, family name first."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = db.session.execute(select(User.id, User.last_name, User.first_name).where(User.id.in_(wanted)))
    return {row.id: f"{row.last_name} {row.first_name}".strip() for row in rows}


def moment_text(value: Any) -> str:
    return moment(value, ZONE) if value else ""


def history_page(record: type[Record], key: int) -> HistoryPage:
    """What has happened to a row, newest first."""
    changes = db.session.scalars(
        select(Change)
        .where(Change.record == record.name, Change.target_id == key)
        .order_by(Change.id.desc())
        .limit(100)
    ).all()
    rows = inbox_rows(changes)
    return HistoryPage([replace(row, title=_what(record, change)) for row, change in zip(rows, changes, strict=True)])


def _what(record: type[Record], change: Change) -> str:
    """A change of a known row is called by what it touched."""
    labels = [str(record.fields[name].label) for name in change.values if name in record.fields]
    if change.verb != "amend" or not labels:
        return str(VERBS[change.verb])
    return f"{VERBS[change.verb]}: {', '.join(labels)}"
