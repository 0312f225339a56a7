"""Writing official rows: the row, its former image, its place in the tree and the values it feeds. Used by the verbs alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, insert, literal, select, update

from app.changes import feeding
from app.changes.diff import loaded
from app.changes.models import Change
from app.changes.places import place_of_new, units_of
from app.changes.refusals import Refusal, Stale
from app.changes.signals import applied
from app.extensions import db
from app.records.area import registry
from app.records.attachments import Attachment
from app.records.catalogues import catalogues
from app.records.clock import now
from app.records.links import Files
from app.records.record import Record, TreeRecord


def official(record: type[Record], row_id: int | None) -> dict[str, Any] | None:
    """The official row as a mapping of its columns, past the wall; None when there is none."""
    table = record.__table__
    row = db.session.execute(select(table).where(table.c.id == row_id)).mappings().first()
    return dict(row) if row else None


def write(change: Change) -> None:
    """Carry an approved change out. Must run inside `applying()`. Raises `Stale` or `Refusal`."""
    record = registry().record(change.record)
    values = loaded(record, change.values)
    if change.verb == "create":
        _insert(record, change, values)
    else:
        row = official(record, change.target_id)
        if row is None:
            raise Stale
        keep_former_image(record, row, change.id)
        if change.verb == "amend":
            _update(record, change, row, values)
        else:
            _delete(record, change)
    change.applied_at = now()
    change.state = "applied"
    _bind_files(record, change, values)
    _feed(record, change)
    if record.name == "catalogue_item":
        catalogues().forget()
    db.session.expire_all()
    applied.send(record, change=change)


def _insert(record: type[Record], change: Change, values: dict[str, Any]) -> None:
    row = {**values, **record.derived(values), "recorded_at": now(), "change_id": change.id}
    if record.scope == "rows":
        where = place_of_new(record, values)
        row |= {"scope_id": where.scope_id, "managing_id": where.managing_id}
        change.scope_id, change.managing_id = where.scope_id, where.managing_id
    if issubclass(record, TreeRecord):
        row["path"] = "/"
    result = db.session.execute(insert(record.__table__).values(row).returning(record.__table__.c.id))
    change.target_id = result.scalar_one()
    if record.subject_from == "id":
        change.subject_id = change.target_id
    if issubclass(record, TreeRecord):
        replant(record, change.target_id, values.get("parent_id"))


def _update(record: type[Record], change: Change, row: Mapping[str, Any], values: dict[str, Any]) -> None:
    whole = {name: row[name] for name in record.fields} | values
    new = {**values, **record.derived(whole), "recorded_at": now(), "change_id": change.id}
    if record.scope_from in values and record.scope == "rows":
        new["scope_id"], new["managing_id"] = units_of(values[record.scope_from or ""])
    table = record.__table__
    db.session.execute(update(table).where(table.c.id == change.target_id).values(new))
    if issubclass(record, TreeRecord) and "parent_id" in values:
        replant(record, change.target_id or 0, values["parent_id"])


def _delete(record: type[Record], change: Change) -> None:
    for child, field in registry().links_to(record):
        column = child.__table__.c[field.name]
        if db.session.execute(select(column).where(column == change.target_id).limit(1)).first():
            raise Refusal(_("Rows of “%(plural)s” still point at this row; cancel those first.", plural=child.plural))
    table = record.__table__
    db.session.execute(delete(table).where(table.c.id == change.target_id))


def keep_former_image(record: type[Record], row: Mapping[str, Any], change_id: int) -> None:
    """Put the row as it was into the table of former images."""
    image = {name: row[name] for name in record.__table__.c.keys()}
    db.session.execute(insert(record.past).values(**image, superseded_at=now(), superseded_by=change_id))


def replant(record: type[Record], node_id: int, parent_id: int | None) -> None:
    """Set the path of a node from its parent's, and take everything below it along."""
    table = record.__table__
    old = db.session.execute(select(table.c.path).where(table.c.id == node_id)).scalar_one()
    above = "/"
    if parent_id is not None:
        above = db.session.execute(select(table.c.path).where(table.c.id == parent_id)).scalar_one()
    new = f"{above}{node_id}/"
    if old != "/" and above.startswith(old):
        raise Refusal(_("A unit cannot stand below itself; choose another parent."))
    db.session.execute(update(table).where(table.c.id == node_id).values(path=new))
    if old not in ("/", new):
        tail = func.substr(table.c.path, len(old) + 1)
        below = table.c.path.like(f"{old}%") & (table.c.id != node_id)
        db.session.execute(update(table).where(below).values(path=literal(new) + tail))


def _bind_files(record: type[Record], change: Change, values: Mapping[str, Any]) -> None:
    """Evidence takes the scope of the row that it proves."""
    keys = [key for field in record.fields.values() if isinstance(field.kind, Files) for key in values.get(field.name) or []]
    if keys:
        db.session.execute(
            update(Attachment.__table__)
            .where(Attachment.__table__.c.id.in_(keys))
            .values(
                scope_id=change.scope_id,
                managing_id=change.managing_id,
                subject_id=change.subject_id,
                change_id=change.id,
            )
        )


def _feed(record: type[Record], change: Change) -> None:
    """Refresh what the row's person has today, when the row is an event that feeds or the person himself."""
    subject = registry().subject
    if subject is None or change.subject_id is None:
        return
    if record is subject or record in registry().feeders(subject):
        feeding.feed([change.subject_id])
