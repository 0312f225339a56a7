"""Keys: taken by an official row, or wanted by a new row that still waits.

That a key is taken everybody may learn; by whom, only who may see the row.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, select

from app.access.levels import sight
from app.access.scope import criterion
from app.changes.models import Change
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.links import Link
from app.records.problems import Problem
from app.records.record import Record

if TYPE_CHECKING:
    from app.changes.validation import Candidate

ON_THE_WAY = ("submitted", "checked", "approved")
TAKEN_ELSEWHERE = _("Already in the database; please contact the Department of Home Affairs.")
TAKEN_BY_WAITING = _("A new row with this key already waits for approval.")


def groups_of(record: type[Record]) -> list[list[Field]]:
    """The fields that no two rows may share together: the natural key, and every unique field by itself."""
    unique = [[declared] for declared in record.fields.values() if declared.unique]
    return [record.key_fields(), *unique] if record.key_fields() else unique


def _most_telling(group: Sequence[Field]) -> Field:
    """The field of a key at which a clash is said: the number that was typed, not the kind that was chosen."""
    return next((field for field in group if not isinstance(field.kind, (CatalogueKind, Link))), group[0])


def problems(candidate: Candidate) -> Iterator[Problem]:
    """What is taken already."""
    record = candidate.record
    for group in groups_of(record):
        values = [candidate.values.get(declared.name) for declared in group]
        if values[0] is None or not candidate.touched & {declared.name for declared in group}:
            continue
        holders = db.session.execute(_holding(record, group, values)).scalars()
        holder = next((key for key in holders if key != candidate.target_id), None)
        if holder is not None:
            yield Problem(_taken(candidate, holder), _most_telling(group).name)
    if candidate.target_id is None and _waits_already(candidate):
        yield Problem(TAKEN_BY_WAITING, record.key_fields()[0].name)


def column_of(record: type[Record], declared: Field) -> ColumnElement[Any]:
    """The column by which a value is found again: a secret one by its blind index."""
    found: ColumnElement[Any] = record.__table__.c[declared.index_name if declared.secret else declared.name]
    return found


def stored(declared: Field, value: Any) -> Any:
    """The value as that column has it."""
    return declared.blind(value) if declared.secret else value


def _holding(record: type[Record], group: Sequence[Field], values: Sequence[Any]) -> Select[Any]:
    pairs = [(column_of(record, field), stored(field, value)) for field, value in zip(group, values, strict=True)]
    conditions = [column.is_(None) if value is None else column == value for column, value in pairs]
    return select(record.__table__.c.id).where(*conditions).limit(2)


def _taken(candidate: Candidate, holder: int) -> Any:
    """Who holds a key is said only to a reader of that row, and only as he may see it."""
    record, standing = candidate.record, candidate.standing
    statement = select(record).where(record.id == holder)
    if record.scope == "rows":
        statement = statement.where(criterion(record, standing))
    row = db.session.scalar(statement)
    if row is None or any(sight(record.fields[name], standing) != "shown" for name in record.named_by):
        return TAKEN_ELSEWHERE
    return _("Already used by %(title)s.", title=row.title)


def _waits_already(candidate: Candidate) -> bool:
    """Past the wall: two units may not hand in the same person."""
    wanted = key_hash(candidate.record, candidate.values)
    table = Change.__table__
    same = select(table.c.id).where(table.c.key_hash == wanted, table.c.state.in_(ON_THE_WAY)).limit(2)
    return wanted is not None and any(key != candidate.change_id for key in db.session.scalars(same))


def key_hash(record: type[Record], values: Mapping[str, Any]) -> str | None:
    """A hash of the natural key, by which two waiting new rows are found to be the same."""
    group = record.key_fields()
    if not group or values.get(group[0].name) is None:
        return None
    parts = [
        declared.blind(values.get(declared.name)) if declared.secret else declared.kind.dump(values.get(declared.name))
        for declared in group
    ]
    return hashlib.sha256(json.dumps([record.name, *parts], ensure_ascii=False).encode()).hexdigest()
