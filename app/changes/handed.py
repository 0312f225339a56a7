"""What a row has handed on already: a new row of another record that waits or is official names it as its source."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.second_wall import past_the_wall
from app.changes.models import Change
from app.changes.refusals import Refusal
from app.extensions import db
from app.records.links import key_of
from app.records.record import Record

SIGN = "/"
LIVING = ("submitted", "checked", "approved", "returned")


@dataclass(frozen=True)
class Handed:
    """A new row that came from another one: its change, and its key once it is official."""

    change_id: int
    state: str
    row_id: int | None


def source_of(record: type[Record], key: int) -> str:
    """A row as the source of what it hands on: `applicant/12`."""
    return f"{record.name}{SIGN}{key}"


def parts_of(source: str) -> tuple[str, int | None]:
    """The name of the record and the key of the row that a source means."""
    name, _sign, key = source.partition(SIGN)
    return name, key_of(key)


def handed(source: str, target: type[Record]) -> Handed | None:
    """What became of the row's hand-on to a record; None when there was none, or it was refused, withdrawn or cancelled."""
    change, rows = Change.__table__, target.__table__
    found = select(change.c.id, change.c.state, rows.c.id.label("row_id")).outerjoin(
        rows, rows.c.id == change.c.target_id
    )
    found = found.where(change.c.handed_from == source, change.c.record == target.name, change.c.verb == "create")
    with past_the_wall("a row is handed on once, whoever did it"):
        for row in db.session.execute(found.order_by(change.c.id.desc())):
            if row.state in LIVING or (row.state == "applied" and row.row_id is not None):
                return Handed(row.id, row.state, row.row_id)
    return None


def is_entered(source: str) -> bool:
    """Whether a user entered or corrected the row; one that only the operator loaded has its fellows loaded as well."""
    name, key = parts_of(source)
    change = Change.__table__
    by_a_user = (change.c.record == name, change.c.target_id == key, change.c.entered_by.is_not(None))
    with past_the_wall("whoever entered the row"):
        return db.session.execute(select(change.c.id).where(*by_a_user).limit(1)).first() is not None


def refuse_if_handed(source: str, target: type[Record]) -> None:
    """Raise `Refusal` when the row was handed on to this record already."""
    if handed(source, target) is not None:
        raise Refusal(_("This row was handed on to “%(plural)s” already; look at its page.", plural=target.plural))
