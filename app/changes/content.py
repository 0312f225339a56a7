"""The official content of a personal record: which rows there are, what wrote each, and the digest that stands for all of them.

Each row names the change that last wrote it, and each change is frozen by its own digest. The digest of all of these
therefore stands for everything that was official at that moment, without holding a value: decision 12.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Select, String, bindparam, cast, literal, null, select, union_all

from app.access import prepared
from app.access.second_wall import past_the_wall
from app.changes.models import Change, canonical
from app.records.area import registry
from app.records.clock import ZONE
from app.records.kinds import WholeNumber
from app.records.links import Files, Link
from app.records.record import Record

NAMES_MOST = 4  # columns that name a row
PERSON = "employee"  # the role of whom a record is about


@dataclass(frozen=True)
class Held:
    """One official row: the values that name it, since when it is on record, and who or what made it official."""

    record: type[Record]
    id: int
    change_id: int | None
    change_digest: str | None
    recorded_at: datetime
    paper: str
    decided_by: str
    named: dict[str, Any]

    @property
    def since(self) -> date:
        return self.recorded_at.astimezone(ZONE).date()


def records_about() -> list[type[Record]]:
    """The records of rows about a person that he may read and that are entered: what he confirms, beside his own row."""
    return [
        record
        for record in registry()
        if record.subject_from not in (None, "id") and record.by_form and PERSON in record.readers
    ]


def content_of(person_id: int) -> list[Held]:
    """Every official row about a person that he may read himself, his own row first; one statement."""
    with past_the_wall(
        "what a person confirms is his own record, which his own role reads; others are refused by the door"
    ):
        rows = prepared.execute("content of a personal record", _content, person=person_id).all()
    by_name = {record.name: record for record in _records()}
    order = {name: place for place, name in enumerate(by_name)}
    held = [_held(by_name[row.record], row) for row in rows]
    return sorted(held, key=lambda one: (order[one.record.name], one.id))


def digest_of(held: Sequence[Held]) -> str:
    """What stands for the content as evidence: another digest means that something official was added, changed or cancelled."""
    lines = sorted([one.record.name, one.id, one.change_id, one.change_digest] for one in held)
    return hashlib.sha256(canonical(lines).encode()).hexdigest()


def _records() -> list[type[Record]]:
    subject = registry().subject
    assert subject is not None
    return [subject, *records_about()]


def _content() -> Select[Any]:
    rows = union_all(*(_rows_of(record) for record in _records())).subquery("held")
    change, user = Change.__table__, User.__table__
    return (
        select(*rows.c, change.c.digest, user.c.last_name, user.c.first_name)
        .select_from(rows)
        .outerjoin(change, change.c.id == rows.c.change_id)
        .outerjoin(user, user.c.id == change.c.decided_by)
    )


def _rows_of(record: type[Record]) -> Select[Any]:
    columns = record.__table__.c
    paper = columns.decision_number if "decision_number" in columns else null()
    named = [_as_text(record, name) for name in record.named_by[:NAMES_MOST]]
    named += [cast(null(), String)] * (NAMES_MOST - len(named))
    return select(
        literal(record.name, String, literal_execute=True).label("record"),
        columns.id.label("id"),
        columns.change_id.label("change_id"),
        columns.recorded_at.label("recorded_at"),
        cast(paper, String).label("paper"),
        *(column.label(f"named_{place}") for place, column in enumerate(named)),
    ).where(columns[record.subject_from or "id"] == bindparam("person"))


def _as_text(record: type[Record], name: str) -> Any:
    """A naming column as text; what is sealed or a file names nothing."""
    field = record.fields[name]
    return (
        cast(null(), String)
        if field.secret or isinstance(field.kind, Files)
        else cast(record.__table__.c[name], String)
    )


def _held(record: type[Record], row: Any) -> Held:
    named = {name: _value(record, name, getattr(row, f"named_{place}")) for place, name in enumerate(record.named_by)}
    decided_by = f"{row.last_name or ''} {row.first_name or ''}".strip()
    return Held(record, row.id, row.change_id, row.digest, row.recorded_at, row.paper or "", decided_by, named)


def _value(record: type[Record], name: str, text: str | None) -> Any:
    """The value of a naming column, read back from its text."""
    kind = record.fields[name].kind
    if text is None:
        return None
    return int(text) if isinstance(kind, (Link, WholeNumber)) else kind.load(text)
