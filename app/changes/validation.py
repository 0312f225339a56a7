"""Whether values may become an official row: required items, links, keys already taken, files, the record's own rules."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from app.access.scope import criterion, pickable
from app.access.standing import Standing
from app.changes.models import OPEN, Change
from app.extensions import db
from app.records.attachments import Attachment
from app.records.clock import today
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.links import Files, Link
from app.records.partial_dates import PartialDate
from app.records.problems import REQUIRED, Problem
from app.records.record import Record

TAKEN_ELSEWHERE = _("Already in the database; please contact the Department of Home Affairs.")


@dataclass(frozen=True)
class Candidate:
    """A row as it would be once applied, for the rules of its record.

    `values` is the whole row by field; `touched` the fields that the change sets; `target_id` None for a new row.
    """

    record: type[Record]
    values: Mapping[str, Any]
    touched: frozenset[str]
    target_id: int | None = None
    standing: Standing = field(default_factory=Standing)


def problems_of(candidate: Candidate) -> list[Problem]:
    """Everything that is wrong with a candidate, errors and warnings, in the order of the fields."""
    found = [*_required(candidate), *_links(candidate), *_codes(candidate), *_files(candidate)]
    if not found:
        found += _keys(candidate)
    for rule in candidate.record.rules:
        found += rule(candidate)
    order = list(candidate.record.fields)
    return sorted(found, key=lambda p: order.index(p.field) if p.field in order else -1)


def _required(candidate: Candidate) -> Iterator[Problem]:
    for name, declared in candidate.record.fields.items():
        if declared.required and declared.given and candidate.values.get(name) in (None, "", []):
            yield Problem(REQUIRED, name)


def _links(candidate: Candidate) -> Iterator[Problem]:
    """A link must lead to a row that exists and that the writer may choose."""
    for declared in _touched(candidate, Link):
        value = candidate.values.get(declared.name)
        if value is None:
            continue
        assert isinstance(declared.kind, Link)
        if not db.session.execute(choosable(declared.kind.target, candidate.standing, value)).first():
            yield Problem(_("Choose a value from the list; this one does not exist or is outside your scope."), declared.name)


def choosable(target: type[Record], standing: Standing, key: int | None = None) -> Select[Any]:
    """The rows of a record that a writer may choose in a link (or the one with this key)."""
    statement = select(target.id)
    if target.scope == "pick":
        statement = statement.where(pickable(target, standing))
    elif target.scope == "rows":
        statement = statement.where(criterion(target, standing))
    return statement if key is None else statement.where(target.id == key)


def _codes(candidate: Candidate) -> Iterator[Problem]:
    """A code no longer (or not yet) in force is allowed for history, with a warning."""
    for declared in _touched(candidate, CatalogueKind):
        assert isinstance(declared.kind, CatalogueKind)
        item = declared.kind.item(candidate.values.get(declared.name))
        since = candidate.values.get(candidate.record.dated_by)
        on = since.earliest() if isinstance(since, PartialDate) else since or today()
        if item and not item.valid_on(on):
            yield Problem(_("“%(name)s” is not in force on %(day)s.", name=item.name, day=on.strftime("%d/%m/%Y")), declared.name, "warning")


def _files(candidate: Candidate) -> Iterator[Problem]:
    """Evidence must have been sent by the writer, or be on the row already."""
    for declared in _touched(candidate, Files):
        keys = candidate.values.get(declared.name) or []
        if keys and not candidate.standing.unlimited:
            known = set(db.session.scalars(select(Attachment.id).where(Attachment.id.in_(keys))))
            if set(keys) - known:
                yield Problem(_("Send the file again; it is not here any more."), declared.name)


def _touched(candidate: Candidate, kind: type) -> Iterator[Field]:
    for name, declared in candidate.record.fields.items():
        if name in candidate.touched and isinstance(declared.kind, kind):
            yield declared


def _keys(candidate: Candidate) -> Iterator[Problem]:
    """A key may be taken by an official row, or by a new row that still waits; unit and name stay hidden."""
    record = candidate.record
    unique = [[declared] for declared in record.fields.values() if declared.unique]
    for group in [record.key_fields(), *unique]:
        values = [candidate.values.get(declared.name) for declared in group]
        if not group or values[0] is None or not candidate.touched & {declared.name for declared in group}:
            continue
        holder = db.session.execute(_holding(record, group, values)).scalar()
        if holder is not None and holder != candidate.target_id:
            yield Problem(_taken(candidate, holder), group[0].name)
    if candidate.target_id is None and (waiting := key_hash(record, candidate.values)):
        same = select(Change.id).where(Change.key_hash == waiting, Change.state.in_(OPEN)).limit(1)
        if record.key_fields() and db.session.execute(_unscoped(same)).first():
            yield Problem(_("A new row with this key already waits for approval."), record.key_fields()[0].name)


def _unscoped(statement: Select[Any]) -> Select[Any]:
    """The same statement on the bare table, past the wall: whether a key is taken is a fact for everybody."""
    table = Change.__table__
    return select(table.c.id).where(statement.whereclause).limit(1)  # type: ignore[arg-type]


def _holding(record: type[Record], group: list[Field], values: list[Any]) -> Select[Any]:
    table = record.__table__
    conditions = []
    for declared, value in zip(group, values, strict=True):
        column = table.c[declared.index_name if declared.secret else declared.name]
        stored = declared.blind(value) if declared.secret else value
        conditions.append(column.is_(None) if stored is None else column == stored)
    return select(table.c.id).where(*conditions).limit(1)


def _taken(candidate: Candidate, holder: int) -> Any:
    record = candidate.record
    visible = select(record).where(record.id == holder, criterion(record, candidate.standing)) if record.scope == "rows" else None
    row = db.session.scalar(visible) if visible is not None else db.session.get(record, holder)
    if row is None:
        return TAKEN_ELSEWHERE
    return _("Already used by %(title)s.", title=row.title)


def key_hash(record: type[Record], values: Mapping[str, Any]) -> str | None:
    """A hash of the natural key, by which two waiting new rows are found to be the same."""
    group = record.key_fields()
    if not group or values.get(group[0].name) is None:
        return None
    parts = [declared.blind(values.get(declared.name)) if declared.secret else declared.kind.dump(values.get(declared.name)) for declared in group]
    return hashlib.sha256(json.dumps([record.name, *parts], ensure_ascii=False).encode()).hexdigest()
