"""Keys: taken by an official row, or wanted by a new row that still waits.

A record without a key has its whole content for one while a new row waits, so that what is handed in twice is found.
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
from app.changes.diff import canonical_value
from app.changes.models import IMPORT, Batch, Change
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.clock import ZONE
from app.records.field import Field
from app.records.links import Link
from app.records.problems import Problem
from app.records.record import Record
from app.records.vietnamese import moment

if TYPE_CHECKING:
    from app.changes.validation import Candidate

ON_THE_WAY = ("submitted", "checked", "approved")
TAKEN_ELSEWHERE = _("Already in the database; please contact the Department of Home Affairs.")
TAKEN_BY_WAITING = _("A new row with this key already waits for approval.")
SAME_WAITS = _("The same new row already waits for approval; do not hand it in again.")


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
    if candidate.target_id is None and (waiting := _waiting_like(candidate)) is not None:
        key = record.key_fields()
        yield Problem(TAKEN_BY_WAITING, key[0].name) if key else Problem(_where_it_waits(waiting))


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


def _waiting_like(candidate: Candidate) -> int | None:
    """Another change that waits with the same key. Past the wall: two units may not hand in the same person."""
    wanted = key_hash(candidate.record, candidate.values)
    if wanted is None:
        return None
    table = Change.__table__
    same = select(table.c.id).where(table.c.key_hash == wanted, table.c.state.in_(ON_THE_WAY)).limit(2)
    return next((key for key in db.session.scalars(same) if key != candidate.change_id), None)


def _where_it_waits(change_id: int) -> Any:
    """The sheet with which the same row came in is named to whoever may see that change."""
    seen = select(Batch.file_name, Batch.made_at).join(Change, Change.batch_id == Batch.id)
    sheet = db.session.execute(seen.where(Change.id == change_id, Batch.kind == IMPORT)).first()
    if sheet is None:
        return SAME_WAITS
    return _(
        "The same new row already waits for approval: it came with the sheet “%(name)s” on %(at)s. Do not hand it in again.",
        name=sheet.file_name,
        at=moment(sheet.made_at, ZONE),
    )


def key_hash(record: type[Record], values: Mapping[str, Any]) -> str | None:
    """A hash of the natural key, or else of all that is given, by which two waiting new rows are found to be the same."""
    group = record.key_fields()
    if not group:
        return _hash(record, [[name, _plain(record.fields[name], value)] for name, value in _given(record, values)])
    if values.get(group[0].name) is None:
        return None
    return _hash(record, [_plain(declared, values.get(declared.name)) for declared in group])


def _given(record: type[Record], values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    names = sorted(name for name, value in values.items() if canonical_value(record.fields[name], value) is not None)
    return [(name, values[name]) for name in names]


def _plain(declared: Field, value: Any) -> Any:
    return declared.blind(value) if declared.secret else declared.kind.dump(value)


def _hash(record: type[Record], parts: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps([record.name, *parts], ensure_ascii=False).encode()).hexdigest()
