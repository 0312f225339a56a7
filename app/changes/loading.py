"""The bulk entrance: rows that become official at once, set-based, on the strength of a document.

`load` makes the same checks as the forms, writes the rows and their applied changes together in chunks, and then
derives what is true today for all persons touched. It is for migrations and the demonstration, never for a web page.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import select

from app.access.standing import current_standing
from app.changes import evidence, feeding
from app.changes.among import among
from app.changes.bulk import BulkChecks
from app.changes.guard import applying
from app.changes.keys import advance, lock, next_key, on_postgresql
from app.changes.models import Batch, Change, canonical, digest_of_new
from app.changes.refusals import NotAllowed
from app.changes.statistics import count_anew
from app.changes.transactions import whole
from app.changes.writing import Aside, Writer
from app.extensions import db
from app.records.area import registry
from app.records.catalogues import catalogues
from app.records.clock import now
from app.records.record import Record, TreeRecord

CHUNK = 1000
TOUCHED = "touched_by_files"  # of the session: what files that belong together have touched so far
SQLITE_CACHE = -64 * 1024  # KiB, as the pragma has it
Place = tuple[int | None, int | None, int | None]  # using unit, managing unit, person


def open_batch(kind: str, source: str, file_name: str | None = None) -> Batch:
    """Begin a batch. `source` is the number of the document that allows it, or the mark of the demonstration."""
    batch = Batch(kind=kind, source=source, file_name=file_name, made_by=current_standing().user_id, made_at=now())
    db.session.add(batch)
    db.session.flush()
    return batch


def load(batch: Batch, record: type[Record], rows: Iterable[Mapping[str, Any]]) -> int:
    """Write new rows of one record, with their applied changes. Returns how many.

    A row is a mapping by field, already parsed; its optional `id` fixes the key. Rows of a tree come parents first.
    Only the operator may. Raises `InvalidRows`; then no row of the file is written. Warnings do not hold a row up,
    and nothing is announced: what listeners to `app.changes.signals` would add has to be in the file.
    """
    if not current_standing().unlimited or not batch.source.strip():
        raise NotAllowed
    with whole(), applying(db.session), _ample_memory():
        aside = Aside(db.session.connection())
        with aside.holding():
            written = _Load(batch, record, aside).write(rows)
    db.session.expire_all()
    return written


@contextlib.contextmanager
def together() -> Iterator[None]:
    """Several files about the same persons, all or none: what is true of these today is worked out once, after the last.

    Only the operator may. The rules of a later file see of a person what was derived before the first.
    """
    if not current_standing().unlimited:
        raise NotAllowed
    held = db.session.info
    outer = held.get(TOUCHED)
    touched = held[TOUCHED] = _Touched(set(), set())
    try:
        with whole(), applying(db.session):
            yield
            feeding.feed(sorted(touched.subjects), of=touched.records)
    finally:
        held[TOUCHED] = outer
    db.session.expire_all()


@dataclass(frozen=True)
class _Touched:
    """The persons about whom something was written, and what."""

    subjects: set[int]
    records: set[type[Record]]


@contextlib.contextmanager
def _ample_memory() -> Iterator[None]:
    """What the program holds is not searched for garbage while rows pass, and SQLite keeps its indexes at hand.

    Its own 2 MB are enough for pages, not for the scattered keys of a dozen indexes.
    """
    connection = db.session.connection()
    usual = None if on_postgresql() else connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    gc.freeze()
    try:
        if usual is not None:
            connection.exec_driver_sql(f"PRAGMA cache_size={SQLITE_CACHE}")
        yield
    finally:
        gc.unfreeze()
        if usual is not None:
            connection.exec_driver_sql(f"PRAGMA cache_size={usual}")


class _Load:
    """One file on its way into one table."""

    def __init__(self, batch: Batch, record: type[Record], aside: Aside) -> None:
        self.batch, self.record, self.aside = batch, record, aside
        self.checks, self.places = BulkChecks(record), _Places(record)
        self.dumps = {name: field.dump for name, field in record.fields.items() if not field.is_plain}
        self.subjects: set[int] = set()
        for table in (record.__table__, Change.__table__):
            lock(table)
        self.official_writer: Writer | None = None
        self.change_writer = self._changes()
        self.changes: list[tuple[Any, ...]] = []  # of rows that are written, but not yet themselves
        self.next_id, self.next_change = next_key(record.__table__, record.past), next_key(Change.__table__)

    def write(self, rows: Iterable[Mapping[str, Any]]) -> int:
        count = 0
        for chunk in _chunked(rows):
            keyed = [(self._key(row), {name: row.get(name) for name in self.record.fields}) for row in chunk]
            looked_up = self.checks.look_up(keyed)
            self.places.learn(values for _key, values in keyed)
            # From here on little is asked: the changes of the rows before go to the database while these are checked.
            self._write_changes()
            self.checks.check(keyed, looked_up)
            self._write(keyed)
            count += len(chunk)
        self._write_changes()
        advance(self.record.__table__, self.next_id)
        advance(Change.__table__, self.next_change)
        count_anew(self.record.__table__, Change.__table__)
        self._derive()
        return count

    def _write(self, keyed: Sequence[tuple[int, dict[str, Any]]]) -> None:
        """The official rows of a chunk; while they go to the database, the changes that made them are put together."""
        places = [self.places.of(values, key) for key, values in keyed]
        self.subjects.update(place[2] for place in places if place[2] is not None)
        numbered = enumerate(zip(keyed, places, strict=True), self.next_change)
        self._write_official(
            [self._official(number, key, values, place) for number, ((key, values), place) in numbered]
        )
        for (key, values), place in zip(keyed, places, strict=True):
            self.changes.append((self.next_change, key, *place, *self._content(values)))
            self.next_change += 1
        self._bind_files(keyed)

    def _write_official(self, rows: Sequence[dict[str, Any]]) -> None:
        """The columns are those of the first row: what a record derives, it derives for all."""
        names = list(rows[0])
        if self.official_writer is None:
            same = {"recorded_at": self.batch.made_at}
            self.official_writer = Writer(self.aside, self.record.__table__, names, same)
        self.official_writer.write(map(itemgetter(*names), rows))

    def _write_changes(self) -> None:
        """The changes that are put together, in the order of their rows."""
        if self.changes:
            self.change_writer.write(self.changes)
            self.changes = []

    def _key(self, row: Mapping[str, Any]) -> int:
        key = int(row.get("id") or self.next_id)
        self.next_id = max(self.next_id, key + 1)
        return key

    def _official(self, number: int, key: int, values: dict[str, Any], place: Place) -> dict[str, Any]:
        record = self.record
        row = {"id": key, "change_id": number, **values, **record.derived(dict(values))}
        if record.scope == "rows":
            row["scope_id"], row["managing_id"], _subject_id = place
        if issubclass(record, TreeRecord):
            row["path"] = self.places.plant(key, values.get("parent_id"))
        return row

    def _content(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """What the change says, as its column has it, and the digest of that."""
        dump = self.dumps
        given = {
            name: dump[name](value) if name in dump else value for name, value in values.items() if value is not None
        }
        text = canonical(given)
        return text, digest_of_new(self.record.name, text)

    def _changes(self) -> Writer:
        moment = self.batch.made_at
        return Writer(
            self.aside,
            Change.__table__,
            ("id", "target_id", "scope_id", "managing_id", "subject_id", "values", "digest"),
            {
                "batch_id": self.batch.id,
                "record": self.record.name,
                "verb": "create",
                "base": {},
                "state": "applied",
                "needs_check": False,
                "entered_by": self.batch.made_by,
                "submitted_at": moment,
                "decided_at": moment,
                "applied_at": moment,
            },
            ready=("values",),
        )

    def _bind_files(self, keyed: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
        """The files that these rows name belong to their changes, which have to be there for that."""
        if not evidence.file_levels(self.record):
            return
        named = [evidence.files_in(self.record, values) for _key, values in keyed]
        if not any(named):
            return
        changes = self.changes
        self._write_changes()
        for files, (change_id, _target, scope_id, managing_id, subject_id, *_) in zip(named, changes, strict=True):
            if files:
                place = {"scope_id": scope_id, "managing_id": managing_id, "subject_id": subject_id}
                evidence.bind_to(change_id, place, files)

    def _derive(self) -> None:
        """Feed once for everybody touched, and let the code lists be read anew."""
        subject = registry().subject
        waiting = db.session.info.get(TOUCHED)
        if subject is not None and self.record in registry().feeders(subject):
            if waiting is None:
                feeding.feed(sorted(self.subjects), of=[self.record])
            else:
                waiting.subjects.update(self.subjects)
                waiting.records.add(self.record)
        if self.record.name == "catalogue_item":
            catalogues().forget()


class _Places:
    """Scope of many rows without a statement each: units are read once, persons once for a chunk."""

    def __init__(self, record: type[Record]) -> None:
        self.record = record
        self.managing = dict(self._managing())
        self.paths: dict[int, str] = {}
        self.persons: dict[int, tuple[int | None, int | None]] = {}
        if issubclass(record, TreeRecord):
            table = record.__table__
            self.paths = {row.id: row.path for row in db.session.execute(select(table.c.id, table.c.path))}

    def _managing(self) -> Iterator[tuple[int, int]]:
        tree = registry().tree
        table = tree.__table__
        column = table.c.get(getattr(tree, "managed_by", ""))
        for row in db.session.execute(select(table.c.id, column if column is not None else table.c.id)):
            yield row[0], row[1] or row[0]

    def learn(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Look up the units of the persons whom these rows are about."""
        subject = registry().subject
        if subject is None or self.record.subject_from in (None, "id"):
            return
        table = subject.__table__
        wanted = {values.get(self.record.subject_from or "") for values in rows} - {None}
        found = select(table.c.id, table.c.scope_id, table.c.managing_id).where(among(table.c.id, wanted))
        self.persons = {row.id: (row.scope_id, row.managing_id) for row in db.session.execute(found)}

    def of(self, values: Mapping[str, Any], key: int) -> Place:
        """Using unit, managing unit and person of a row."""
        record = self.record
        if issubclass(record, TreeRecord):
            return key, key, None
        if record.subject_from == "id" or (record.scope_from and not record.subject_from):
            unit = values.get(record.scope_from or "")
            return unit, self.managing.get(unit or 0), key if record.subject_from == "id" else None
        if record.subject_from:
            subject_id = values[record.subject_from]
            return (*self.persons.get(subject_id, (None, None)), subject_id)
        return None, None, None

    def plant(self, key: int, parent_id: int | None) -> str:
        path = f"{self.paths[parent_id] if parent_id else '/'}{key}/"
        self.paths[key] = path
        return path


def _chunked(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    iterator = iter(rows)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield chunk
