"""Writing official rows: the row, its former image, its place in the tree and the values it feeds. Used by the verbs alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, event, insert, select, update

from app.access.second_wall import past_the_wall
from app.access.standing import current_standing
from app.changes import evidence, feeding, following
from app.changes.diff import changed, loaded
from app.changes.keys import key_of_new
from app.changes.models import Change
from app.changes.places import place_of_new, units_of
from app.changes.refusals import Refusal, Stale
from app.changes.signals import applied
from app.changes.tree import ROOT, replant
from app.extensions import db
from app.records.area import registry
from app.records.catalogues import CatalogueKind, catalogues
from app.records.choices import CatalogueItem
from app.records.clock import now
from app.records.record import Record, TreeRecord


def official(record: type[Record], row_id: int | None, *, held: bool = False) -> dict[str, Any] | None:
    """The official row as a mapping of its columns, past the wall; None when there is none.

    `held` keeps every other session from writing it until the transaction ends.
    """
    table = record.__table__
    statement = select(table).where(table.c.id == row_id)
    with past_the_wall("a change is held against its row wherever that has gone"):
        row = db.session.execute(statement.with_for_update() if held else statement).mappings().first()
    return dict(row) if row else None


def refuse_if_moved(record: type[Record], change: Change, row: Mapping[str, Any] | None) -> None:
    """Raise `Stale` when the official row no longer has the values that the change was made from."""
    if change.verb != "create" and (row is None or changed(record, row, loaded(record, change.base))):
        raise Stale


def refuse_if_pointed_at(record: type[Record], row_id: int | None) -> None:
    """Raise `Refusal` when other rows still point at this one: they have to be cancelled first."""
    if issubclass(record, CatalogueItem):
        _refuse_if_code_in_use(row_id)
    for child, field in registry().links_to(record):
        table = child.__table__
        if db.session.execute(select(table.c.id).where(table.c[field.name] == row_id).limit(1)).first():
            if child.record_level != "open" and not current_standing().may("read", child.name):
                raise Refusal(_("Rows that are not open to you still point at this row; it cannot be cancelled."))
            raise Refusal(_("Rows of “%(plural)s” still point at this row; cancel those first.", plural=child.plural))


def _refuse_if_code_in_use(row_id: int | None) -> None:
    """A code that official rows carry is not taken away: it is given a last day, and stays for history."""
    items = CatalogueItem.__table__
    item = db.session.execute(select(items.c.list_code, items.c.code).where(items.c.id == row_id)).first()
    for record in registry() if item else ():
        for field in record.fields.values():
            if isinstance(field.kind, CatalogueKind) and item.list_code in field.kind.lists:
                column = record.__table__.c[field.name]
                if db.session.execute(select(column).where(column == item.code).limit(1)).first():
                    raise Refusal(
                        _("Rows of “%(plural)s” use this code; give it a last day instead.", plural=record.plural)
                    )


def write(change: Change) -> None:
    """Carry a change out that was held against its row in this transaction. Must run inside `applying()`. Raises `Refusal`."""
    record = registry().record(change.record)
    values = loaded(record, change.values)
    moment = now()
    row = official(record, change.target_id)
    if row is None:
        _insert(record, change, values, moment)
    else:
        keep_former_image(record, row, change.id, moment)
        if change.verb == "amend":
            _update(record, change, row, values, moment)
        else:
            refuse_if_pointed_at(record, change.target_id)
            _delete(record, change)
    change.applied_at, change.state = moment, "applied"
    db.session.flush()
    evidence.bind(record, change, values)
    _follow(record, change, values)
    if record.name == "catalogue_item":
        _forget_codes()
    db.session.expire_all()
    db.session.refresh(change)
    applied.send(record, change=change)


def _insert(record: type[Record], change: Change, values: dict[str, Any], moment: datetime) -> None:
    table = record.__table__
    row = {**key_of_new(record), **values, **record.derived(values), "recorded_at": moment, "change_id": change.id}
    if record.scope == "rows":
        where = place_of_new(record, values)
        row |= {"scope_id": where.scope_id, "managing_id": where.managing_id}
        change.scope_id, change.managing_id = where.scope_id, where.managing_id
    if issubclass(record, TreeRecord):
        row["path"] = ROOT
    key: int = db.session.execute(insert(table).values(row).returning(table.c.id)).scalar_one()
    change.target_id = key
    if record.subject_from == "id":
        change.subject_id = key
    if issubclass(record, TreeRecord):
        change.scope_id = change.managing_id = key
        replant(record, key, values.get("parent_id"))


def _update(
    record: type[Record], change: Change, row: Mapping[str, Any], values: dict[str, Any], moment: datetime
) -> None:
    table = record.__table__
    whole = {name: row[name] for name in record.fields} | values
    new = {**values, **record.derived(whole), "recorded_at": moment, "change_id": change.id}
    if record.scope == "rows" and not record.subject_from and record.scope_from in values:
        new["scope_id"], new["managing_id"] = units_of(values[record.scope_from or ""])
    db.session.execute(update(table).where(table.c.id == change.target_id).values(new))
    if issubclass(record, TreeRecord) and "parent_id" in values:
        replant(record, row["id"], values["parent_id"])


def _delete(record: type[Record], change: Change) -> None:
    table = record.__table__
    db.session.execute(delete(table).where(table.c.id == change.target_id))


def keep_former_image(record: type[Record], row: Mapping[str, Any], change_id: int, moment: datetime) -> None:
    """Put the row as it was into the table of former images."""
    image = {column.name: row[column.name] for column in record.__table__.columns}
    db.session.execute(insert(record.past).values(**image, superseded_at=moment, superseded_by=change_id))


def _follow(record: type[Record], change: Change, values: Mapping[str, Any]) -> None:
    """What follows from the row: what its person has today, whose scope other rows are in."""
    subject = registry().subject
    if subject is not None and change.subject_id is not None:
        if record is subject or record in registry().feeders(subject):
            feeding.feed([change.subject_id], of=None if record is subject else [record])
    elif record.scope == "rows" and change.verb == "amend" and record.scope_from in values:
        following.history_follows(record, change.target_id)
    if record.scope_tree and getattr(record, "managed_by", "") in values:
        following.people_follow_manager(change.target_id)


def _forget_codes() -> None:
    """The code lists in memory are out of date: at once for this transaction, and when it ends for everybody."""
    held = catalogues()
    held.forget()
    for end in ("after_commit", "after_rollback"):
        event.listen(db.session(), end, lambda _session: held.forget(), once=True)
