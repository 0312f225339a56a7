"""Where a packet ends and the next one begins, and who changed in between.

The keys of changes do not follow one another in the order in which they were applied: a change may wait for weeks. So a packet
notes a moment and the highest key of a change, both taken while nobody was writing one: what is applied later, or has a
higher key, belongs to the next packet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, String, and_, exists, func, literal, or_, select, type_coerce

from app.changes.keys import lock
from app.changes.models import Change
from app.changes.transactions import whole
from app.extensions import db
from app.national.mapping import Standard
from app.records.area import registry
from app.records.catalogues import CatalogueKind
from app.records.choices import CatalogueItem
from app.records.clock import ZONE, now, today
from app.records.decision_block import LATEST_PART
from app.records.links import Link
from app.records.record import Record

BATCH = 200  # people at a time: the rows about them are what memory is needed for


@dataclass(frozen=True)
class Cursor:
    """A moment, and the highest key of a change that was there then."""

    at: datetime
    change_id: int

    @property
    def day(self) -> date:
        return self.at.astimezone(ZONE).date()


@dataclass(frozen=True)
class Removal:
    """A code by which the other end knows somebody and which is no longer valid: cancelled, or corrected to another."""

    key: str
    reason: str
    new_key: str | None = None


def take_cursor() -> Cursor:
    """The cursor of now. Commits: whoever is applying changes is waited for, and nobody is kept waiting."""
    with whole():
        lock(Change.__table__)
        cursor = Cursor(now(), db.session.scalar(select(func.max(Change.__table__.c.id))) or 0)
    db.session.commit()
    return cursor


def everybody() -> Iterator[list[int]]:
    """The keys of all people on record, a batch at a time."""
    return _batches(_subject(), None)


def changed_since(cursor: Cursor, standard: Standard) -> Iterator[list[int]]:
    """The keys of the people of whom something official is another than it was, a batch at a time.

    Something was applied about them, or to a row or code that a line of theirs leads to; or the day of an event has
    come or passed, which no change tells.
    """
    person: Any = _subject()
    found: list[ColumnElement[bool]] = [exists().where(Change.subject_id == person.id, applied_since(cursor))]
    found += _through_links(standard, cursor)
    found += [_of(record, _turned(record, cursor)) for record in registry().feeders(person)]
    return _batches(person, or_(*found))


def removed_since(cursor: Cursor, standard: Standard) -> Iterator[Removal]:
    """Codes of people that the packet before may have told and that are no longer valid."""
    subject = _subject()
    identifier = next(line for line in standard.lines if line.code == standard.identified_by)
    declared = subject.fields[identifier.field]
    last = 0
    while True:
        about = select(Change).where(
            Change.record == subject.name, Change.verb.in_(("amend", "cancel")), Change.id > last, applied_since(cursor)
        )
        rows = db.session.scalars(about.order_by(Change.id).limit(BATCH)).all()
        for change in rows:
            before = declared.load(change.base.get(declared.name))
            if before and change.verb == "cancel":
                yield Removal(str(before), "cancelled")
            elif before and declared.name in change.values:
                after = declared.load(change.values[declared.name])
                yield Removal(str(before), "new_code", str(after) if after else None)
        if len(rows) < BATCH:
            return
        last = rows[-1].id


def applied_since(cursor: Cursor) -> ColumnElement[bool]:
    """The changes that became official after a cursor."""
    return and_(Change.state == "applied", or_(Change.applied_at > cursor.at, Change.id > cursor.change_id))


def _batches(person: Any, which: ColumnElement[bool] | None) -> Iterator[list[int]]:
    last = 0
    while True:
        statement = select(person.id).where(person.id > last)
        if which is not None:
            statement = statement.where(which)
        keys = list(db.session.scalars(statement.order_by(person.id).limit(BATCH)))
        if keys:
            yield keys
        if len(keys) < BATCH:
            return
        last = keys[-1]


def _subject() -> type[Record]:
    subject = registry().subject
    assert subject is not None
    return subject


def _of(record: type[Record], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The people about whom a record has a row that fulfils a condition."""
    person: Any = _subject()
    if record is person:
        return condition
    model: Any = record
    return exists().where(getattr(model, record.subject_from or "") == person.id, condition)


def _through_links(standard: Standard, cursor: Cursor) -> Iterator[ColumnElement[bool]]:
    """The people one of whose rows points at a row, or has a code, that was itself changed."""
    seen: set[tuple[str, str]] = set()
    for line in standard.sent:
        record = registry().record(line.record)
        own = line.field.partition(".")[0]
        if record.subject_from is None or (record.name, own) in seen:
            continue
        seen.add((record.name, own))
        column, kind = getattr(record, own), record.fields[own].kind
        if isinstance(kind, Link):
            yield _of(record, column.in_(_targets(kind.target.name, cursor)))
        elif isinstance(kind, CatalogueKind):
            item = CatalogueItem
            touched = select(item.code).where(
                item.list_code.in_(kind.lists), item.id.in_(_targets(item.name, cursor, ("amend",)))
            )
            yield _of(record, column.in_(touched))


def _targets(record: str, cursor: Cursor, verbs: tuple[str, ...] = ("amend", "cancel")) -> Any:
    return select(Change.target_id).where(Change.record == record, Change.verb.in_(verbs), applied_since(cursor))


def _turned(record: type[Record], cursor: Cursor) -> ColumnElement[bool]:
    """The events that have begun or ended between the day of the cursor and today."""
    model: Any = record
    begins = getattr(model, record.dated_by)
    if isinstance(begins.type, Date):
        return and_(begins > cursor.day, begins <= today())
    then, today_ = (literal(day_.isoformat(), String) for day_ in (cursor.day, today()))
    begins = type_coerce(begins, String)
    turned = [and_(begins > then, begins <= today_)]
    if "effective_to" in record.fields:
        last_day = type_coerce(model.effective_to, String) + literal(LATEST_PART, String)
        turned.append(and_(last_day >= then, last_day < today_))
    return or_(*turned)
