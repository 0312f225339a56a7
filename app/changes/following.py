"""Scope in step: a person's own row, the rows about him, their changes and their evidence belong to his unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, Update, func, or_, select, update

from app.changes.among import among
from app.changes.models import Change
from app.extensions import db
from app.records.area import registry
from app.records.attachments import Attachment
from app.records.record import Record

CHUNK = 500


def manager_of(unit: ColumnElement[Any]) -> ColumnElement[Any]:
    """The unit that manages the people of a unit: the one it names, or itself."""
    tree = registry().tree.__table__.alias("managed")
    named_by = tree.c.get(getattr(registry().tree, "managed_by", ""))
    if named_by is None:
        return unit
    return func.coalesce(select(named_by).where(tree.c.id == unit).scalar_subquery(), unit)


def rows_follow_unit(subject: type[Record], which: ColumnElement[bool]) -> None:
    """Persons whose unit is not the one of their scope, and all that is about them, move there."""
    table = subject.__table__
    unit = table.c[subject.scope_from or ""]
    managing = manager_of(unit)
    moved = which & or_(table.c.scope_id.is_distinct_from(unit), table.c.managing_id.is_distinct_from(managing))
    keys = list(db.session.scalars(select(table.c.id).where(moved)))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        db.session.execute(update(table).where(among(table.c.id, chunk)).values(scope_id=unit, managing_id=managing))
        for followers, owner in _about(subject):
            db.session.execute(_follow(followers, owner, table, chunk))


def _about(subject: type[Record]) -> Iterator[tuple[Table, ColumnElement[Any]]]:
    """Every table with rows about persons, and its column that names the person."""
    for record in registry():
        if record.subject_from and record is not subject and record.scope == "rows":
            yield record.__table__, record.__table__.c[record.subject_from]
    for table in _papers():
        yield table, table.c.subject_id


def _papers() -> tuple[Table, Table]:
    return Change.__table__, Attachment.__table__


def _follow(followers: Table, owner: ColumnElement[Any], persons: Table, keys: Sequence[int]) -> Update:
    scope = select(persons.c.scope_id).where(persons.c.id == owner).scalar_subquery()
    managing = select(persons.c.managing_id).where(persons.c.id == owner).scalar_subquery()
    return update(followers).where(among(owner, keys)).values(scope_id=scope, managing_id=managing)


def people_follow_manager(unit_id: int | None) -> None:
    """A unit's staff are managed by another unit from now on: every row in its scope learns it."""
    tree = registry().tree.__table__
    managing = db.session.execute(select(manager_of(tree.c.id)).where(tree.c.id == unit_id)).scalar()
    scoped = [record.__table__ for record in registry() if record.scope == "rows"]
    for table in (*scoped, *_papers()):
        db.session.execute(update(table).where(table.c.scope_id == unit_id).values(managing_id=managing))


def history_follows(record: type[Record], row_id: int | None) -> None:
    """A row that is about no person went to another unit: its changes and their evidence go along."""
    change, file = _papers()
    row = record.__table__
    place = db.session.execute(select(row.c.scope_id, row.c.managing_id).where(row.c.id == row_id)).one()._asdict()
    own = (change.c.record == record.name) & (change.c.target_id == row_id)
    db.session.execute(update(change).where(own).values(**place))
    carried = select(change.c.id).where(own)
    db.session.execute(update(file).where(file.c.change_id.in_(carried)).values(**place))
