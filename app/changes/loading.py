"""The bulk entrance: rows that become official at once, set-based, on the strength of a document.

`load` makes the same checks as the forms, writes the rows and their applied changes together in chunks, and then
derives what is true today for all persons touched. It is for migrations and the demonstration, never for a web page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import func, insert, select, text

from app.access.standing import current_standing
from app.changes import feeding
from app.changes.diff import dumped
from app.changes.guard import applying
from app.changes.models import Batch, Change
from app.changes.refusals import NotAllowed
from app.extensions import db
from app.records.area import registry
from app.records.catalogues import catalogues
from app.records.clock import now
from app.records.record import Record, TreeRecord

CHUNK = 1000


def open_batch(kind: str, source: str, file_name: str | None = None) -> Batch:
    """Begin a batch. `source` is the number of the document that allows it, or the mark of the demonstration."""
    batch = Batch(kind=kind, source=source, file_name=file_name, made_by=current_standing().user_id, made_at=now())
    db.session.add(batch)
    db.session.flush()
    return batch


def load(batch: Batch, record: type[Record], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write new rows of one record, with their applied changes. Returns how many.

    A row is a mapping by field, already parsed and checked; its optional `id` fixes the key. Only the operator may.
    Rows of a tree must come parents first.
    """
    standing = current_standing()
    if not standing.unlimited or not batch.source.strip():
        raise NotAllowed
    places = _Places(record)
    count = 0
    subjects: set[int] = set()
    with applying(db.session):
        next_id, next_change = _next_key(record.__table__), _next_key(Change.__table__)
        for chunk in _chunked(rows):
            built = [
                _built(record, row, next_id + count + i, next_change + count + i, batch, places)
                for i, row in enumerate(chunk)
            ]
            db.session.execute(insert(record.__table__), [row for row, _change in built])
            db.session.execute(insert(Change.__table__), [change for _row, change in built])
            subjects.update(c["subject_id"] for _row, c in built if c["subject_id"] is not None)
            count += len(chunk)
        _advance(record.__table__, next_id + count)
        _advance(Change.__table__, next_change + count)
        _derive(record, subjects)
    db.session.expire_all()
    return count


def _built(
    record: type[Record], given: Mapping[str, Any], key: int, change_id: int, batch: Batch, places: _Places
) -> tuple[dict[str, Any], dict[str, Any]]:
    """One official row and the change that made it."""
    values = {name: given.get(name) for name in record.fields}
    moment = batch.made_at
    row = {"id": key, **values, **record.derived(values), "recorded_at": moment, "change_id": change_id}
    scope_id, managing_id, subject_id = places.of(values, key)
    if record.scope == "rows":
        row |= {"scope_id": scope_id, "managing_id": managing_id}
    if issubclass(record, TreeRecord):
        row["path"] = places.plant(key, values.get("parent_id"))
    change = {
        "id": change_id,
        "batch_id": batch.id,
        "record": record.name,
        "target_id": key,
        "verb": "create",
        "subject_id": subject_id,
        "scope_id": scope_id,
        "managing_id": managing_id,
        "values": dumped(record, {name: value for name, value in values.items() if value is not None}),
        "base": {},
        "state": "applied",
        "needs_check": False,
        "entered_by": batch.made_by,
        "submitted_at": moment,
        "decided_at": moment,
        "applied_at": moment,
    }
    change["digest"] = Change(**{k: change[k] for k in ("record", "target_id", "verb", "values", "base")}).content_digest()
    return row, change


class _Places:
    """Scope of many rows without a statement each: units and persons are read once and remembered."""

    def __init__(self, record: type[Record]) -> None:
        self.record = record
        self.managing = dict(self._managing())
        self.paths: dict[int, str] = {}
        self.subjects: dict[int, tuple[int | None, int | None]] = {}
        if issubclass(record, TreeRecord):
            table = record.__table__
            self.paths = {row.id: row.path for row in db.session.execute(select(table.c.id, table.c.path))}

    def _managing(self) -> Iterator[tuple[int, int]]:
        tree = registry().tree
        table = tree.__table__
        column = table.c.get(getattr(tree, "managed_by", ""))
        for row in db.session.execute(select(table.c.id, column if column is not None else table.c.id)):
            yield row[0], row[1] or row[0]

    def of(self, values: Mapping[str, Any], key: int) -> tuple[int | None, int | None, int | None]:
        record = self.record
        if record.subject_from == "id" or (record.scope_from and not record.subject_from):
            unit = values.get(record.scope_from or "")
            return unit, self.managing.get(unit or 0), key if record.subject_from == "id" else None
        if record.subject_from:
            subject_id = values[record.subject_from]
            return (*self._of_subject(subject_id), subject_id)
        return None, None, None

    def _of_subject(self, subject_id: int) -> tuple[int | None, int | None]:
        if not self.subjects:
            table = registry().subject.__table__  # type: ignore[union-attr]
            rows = db.session.execute(select(table.c.id, table.c.scope_id, table.c.managing_id))
            self.subjects = {row.id: (row.scope_id, row.managing_id) for row in rows}
        return self.subjects.get(subject_id, (None, None))

    def plant(self, key: int, parent_id: int | None) -> str:
        path = f"{self.paths[parent_id] if parent_id else '/'}{key}/"
        self.paths[key] = path
        return path


def _chunked(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    iterator = iter(rows)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield chunk


def _next_key(table: Any) -> int:
    """The first free key; on PostgreSQL nobody else may take one until the transaction ends."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))
    return (db.session.execute(select(func.max(table.c.id))).scalar() or 0) + 1


def _advance(table: Any, next_key: int) -> None:
    """Tell the sequence which keys are gone."""
    if db.session.get_bind().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        db.session.execute(select(func.setval(sequence, max(next_key - 1, 1), next_key > 1)))


def _derive(record: type[Record], subjects: set[int]) -> None:
    """Feed once for everybody touched, and let the code lists be read anew."""
    subject = registry().subject
    if subject is not None and record in registry().feeders(subject):
        feeding.feed(sorted(subjects))
    if record.name == "catalogue_item":
        catalogues().forget()


