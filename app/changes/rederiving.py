"""Columns that the engine works out, made anew after an upgrade for the rows that stood before it.

A row is worked out when it is written. A new version that derives a further column, or derives one otherwise, leaves it empty
or old in every row until that is changed by chance. So each record's way of deriving has a digest; where it is another one
than the one by which the rows were worked out last, they are worked out again: piece by piece, only what differs is
written, and no history is made, for what follows from a fact is no fact of its own.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import String, bindparam, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.changes import feeding
from app.changes.guard import applying
from app.changes.models import canonical
from app.extensions import db
from app.records import names
from app.records.area import registry
from app.records.clock import Moment, now
from app.records.record import Record

CHUNK = 500
OURS = "app."


class Derivation(Model):
    """By which declaration the rows of a record were worked out last."""

    __tablename__ = "derivation"

    record: Mapped[str] = mapped_column(String(60), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
    worked_out_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)


@dataclass(frozen=True)
class Piece:
    """A piece that was worked out, to be committed together with its note: the last key of it, how many rows it looked at
    and how many of them it wrote.
    """

    last: int
    rows: int
    written: int


def digest_of(record: type[Record]) -> str:
    """SHA-256 of how a record derives: its companions, the text of `derived` and of what that asks, and what feeds it.

    What such a function calls in turn is not read: whoever changes that says `flask rederive RECORD` in the notes of the version.
    """
    told: list[Any] = [sorted(record.companions)]
    if record.companions:
        told.append(inspect.getsource(names))
    for base in record.__mro__:
        own = vars(base).get("derived")
        if own is not None:
            told += _texts(own.__func__)
    if record is registry().subject:
        told += [[name, [_said(event, field) for event, field in events]] for name, events in _fed(record)]
        told += [[event.name, digest_of(event)] for event in registry().feeders(record)]
        told.append(sorted((name, str(value)) for name, value in record.at_rest.items()))
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def _fed(record: type[Record]) -> list[tuple[str, Any]]:
    return sorted(registry().fed_columns(record).items())


def _said(event: type[Record], field: Any) -> list[Any]:
    return [event.name, field.name, event.precedence, event.dated_by, field.highest_by or "", bool(field.oldest)]


def _texts(function: Any) -> Iterator[str]:
    """The text of a function, and of our own functions and modules that it names."""
    yield inspect.getsource(function)
    for name in sorted(function.__code__.co_names):
        named = function.__globals__.get(name)
        home = named.__name__ if isinstance(named, ModuleType) else getattr(named, "__module__", "") or ""
        if home.startswith(OURS) and (isinstance(named, ModuleType) or inspect.isfunction(named)):
            yield inspect.getsource(named)


def outdated() -> list[type[Record]]:
    """The records whose rows were worked out by another declaration than today's, the person's own last: events feed it."""
    known = dict(db.session.execute(select(Derivation.record, Derivation.digest)).all())
    found = [record for record in registry() if known.get(record.name) != digest_of(record)]
    return sorted(found, key=lambda record: record is registry().subject)


def is_empty(record: type[Record]) -> bool:
    return db.session.execute(select(record.__table__.c.id).limit(1)).first() is None


def count(record: type[Record]) -> int:
    return int(db.session.scalar(select(func.count()).select_from(record.__table__)) or 0)


def stamp(record: type[Record]) -> None:
    """Note, in the present transaction, that every row is worked out by today's declaration."""
    row = db.session.get(Derivation, record.name) or Derivation(record=record.name)
    row.digest, row.worked_out_at = digest_of(record), now()
    db.session.add(row)


def pieces(record: type[Record], after: int = 0) -> Iterator[Piece]:
    """Work the rows beyond a key out anew; whoever asks commits each piece before the next one."""
    table = record.__table__
    while True:
        next_rows = select(table).where(table.c.id > after).order_by(table.c.id).limit(CHUNK).with_for_update()
        with applying(db.session):
            rows = db.session.execute(next_rows).mappings().all()
            changed = [found for row in rows if (found := _differences(record, row))]
            _write(record, changed)
            if rows and record is registry().subject:
                feeding.feed([row["id"] for row in rows])
        if not rows:
            return
        after = rows[-1]["id"]
        yield Piece(after, len(rows), len(changed))


def _differences(record: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
    """The derived columns of a row that should have another value."""
    derived = record.derived({name: row[name] for name in record.fields})
    changed = {name: value for name, value in derived.items() if row[name] != value}
    return {"id": row["id"], **changed} if changed else {}


def _write(record: type[Record], changed: list[dict[str, Any]]) -> None:
    """Rows in which the same columns differ are written together."""
    table = record.__table__
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in changed:
        groups.setdefault(tuple(row), []).append(row)
    for columns, rows in groups.items():
        statement = update(table).where(table.c.id == bindparam("of_id"))
        values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in columns[1:]}
        given = [{"of_id": row["id"], **{f"new_{name}": row[name] for name in columns[1:]}} for row in rows]
        db.session.connection().execute(statement.values(values), given)
