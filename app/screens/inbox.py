"""The inbox: which changes wait for whom, and how a change is called in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, or_, select

from app.access import prepared
from app.access.by_key import titles
from app.access.standing import Standing
from app.changes.diff import link_texts, loaded
from app.changes.models import IMPORT, STATES, VERBS, WAITING, Batch, Change
from app.changes.waiting import decidable, decide_by, overdue
from app.extensions import db
from app.records.area import registry
from app.records.clock import ZONE, today
from app.records.record import Record
from app.records.vietnamese import day as vietnamese_day
from app.records.vietnamese import moment
from app.screens.pages import BatchLine, HistoryPage, InboxPage, InboxRow, Paging, Tag

PAGE = 25
TOGETHER = 5  # so many changes of one import stand in the inbox as one line
TO_DECIDE = ("waiting", "overdue")
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
    "overdue": _("Overdue"),
    "mine": _("Handed in by me"),
    "returned": _("Returned to me"),
    "decided": _("Decided"),
}


MOST_COUNTED = 100


def waiting_count(standing: Standing) -> int:
    """How many changes wait for this reader, counted no further than one past `MOST_COUNTED`."""
    return int(prepared.execute("waiting", lambda: _waiting_for(standing)).scalar_one())


def _waiting_for(standing: Standing) -> Select[int]:
    some = select(Change.id).where(decidable(standing)).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(some)


def overdue_count(standing: Standing) -> int:
    """How many of them should have been decided by now, counted no further than one past `MOST_COUNTED`."""
    some = select(Change.id).where(decidable(standing), overdue()).limit(MOST_COUNTED + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def so_many(count: int) -> int | str:
    """The count as it is printed: `100+` where it was not counted further."""
    return count if count <= MOST_COUNTED else f"{MOST_COUNTED}+"


def folder_of(folder: str, standing: Standing) -> Select[Any]:
    statement = select(Change)
    if folder in TO_DECIDE:
        late = [overdue()] if folder == "overdue" else []
        return statement.where(decidable(standing), *late).order_by(Change.submitted_at, Change.id)
    mine = Change.entered_by == standing.user_id
    if folder == "mine":
        return statement.where(mine, Change.state.in_(("draft", *WAITING, "approved"))).order_by(Change.id.desc())
    if folder == "returned":
        return statement.where(mine, Change.state == "returned").order_by(Change.id.desc())
    closed = ("applied", "approved", "rejected", "returned", "cancelled", "withdrawn")
    decided = or_(Change.decided_by == standing.user_id, mine)
    return statement.where(decided, Change.state.in_(closed)).order_by(Change.id.desc())


def inbox_page(folder: str, number: int, standing: Standing) -> InboxPage:
    """One folder of the inbox."""
    found = folder_of(folder, standing)
    together = batch_lines(found)
    apart = Change.batch_id.is_(None) | Change.batch_id.not_in([line.id for line in together])
    listed = found.where(apart) if together else found
    changes = db.session.scalars(listed.limit(PAGE + 1).offset((number - 1) * PAGE)).all()
    to_decide = folder in TO_DECIDE
    rows = inbox_rows(changes[:PAGE], selectable=to_decide)
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
    counts = {"waiting": waiting_count(standing), "overdue": overdue_count(standing)}
    folders = [
        (f"/approval/list/?folder={name}", label, so_many(counts.get(name, 0)), name == folder)
        for name, label in FOLDERS.items()
    ]
    return InboxPage(
        _("Approval inbox"),
        rows,
        folders,
        paging,
        to_decide and bool(rows),
        "/approval/decide_many",
        together if number == 1 else (),
    )


def _is_about_another(change: Change) -> bool:
    """Whether the line is headed by the person whom the row is about, not by the row itself."""
    return change.subject_id is not None and registry().record(change.record).subject_from != "id"


def batch_lines(found: Select[Any]) -> list[BatchLine]:
    """The imports of which many changes are in a folder, each as one line."""
    counted = (
        found.with_only_columns(
            Change.batch_id, func.count().label("number"), func.min(Change.submitted_at).label("at")
        )
        .where(Change.batch_id.is_not(None))
        .order_by(None)
        .group_by(Change.batch_id)
        .having(func.count() >= TOGETHER)
        .subquery()
    )
    statement = (
        select(Batch, counted.c.number, User.last_name, User.first_name)
        .join(counted, counted.c.batch_id == Batch.id)
        .outerjoin(User, User.id == Batch.made_by)
        .where(Batch.kind == IMPORT)
        .order_by(counted.c.at, Batch.id)
    )
    return [
        BatchLine(
            batch.id,
            f"/approval/batch/{batch.id}",
            _("Import of the sheet “%(name)s”", name=batch.file_name or batch.source),
            " · ".join(filter(None, (f"{last or ''} {first or ''}".strip(), moment_text(batch.made_at)))),
            number,
        )
        for batch, number, last, first in db.session.execute(statement)
    ]


def inbox_rows(changes: Sequence[Change], selectable: bool = False, here: int | None = None) -> list[InboxRow]:
    """Changes as lines of a list: whom they are about, what they do, who entered them."""
    about = names_of(changes)
    people = user_names({change.entered_by for change in changes})
    imports, due = imports_of(changes), due_tags(changes)
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
                        _new_name(change) if change.verb == "create" and _is_about_another(change) else "",
                        people.get(change.entered_by or 0, ""),
                        moment_text(change.submitted_at),
                    ),
                )
            ),
            state_tag(change),
            selectable,
            change.id == here,
            f"{change.id}{MARK_SIGN}{change.digest}",
            imports.get(change.batch_id or 0),
            due=due.get(change.id),
        )
        for change in changes
    ]


def imports_of(changes: Sequence[Change]) -> dict[int, tuple[str, Any]]:
    """Of which import waiting changes are a part: its address and words, by batch; nothing for those entered one by one."""
    keys = {change.batch_id for change in changes if change.batch_id and change.is_waiting}
    if not keys:
        return {}
    statement = (
        select(Batch.id, Batch.file_name, func.count(Change.id).label("number"))
        .join(Change, Change.batch_id == Batch.id)
        .where(Batch.id.in_(keys), Batch.kind == IMPORT)
        .group_by(Batch.id, Batch.file_name)
    )
    return {
        row.id: (
            f"/approval/batch/{row.id}",
            _("part of the import “%(name)s” (%(count)d rows)", name=row.file_name, count=row.number),
        )
        for row in db.session.execute(statement)
    }


def state_tag(change: Change) -> Tag:
    """The state in words and colour."""
    return Tag(STATES[change.state], TONES.get(change.state, "late"))


def due_tags(changes: Sequence[Change]) -> dict[int, Tag]:
    """Until when those that wait are to be decided."""
    return {
        key: Tag(_("to be decided by %(day)s", day=vietnamese_day(by)), "late" if by < today() else "plain")
        for key, by in decide_by(changes).items()
    }


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
        if record.fields[name].is_shared
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
