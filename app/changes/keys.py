"""Keys of new official rows. A key is never given twice: the history of a cancelled row stays its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, text

from app.extensions import db
from app.records.record import Record


def on_postgresql() -> bool:
    return bool(db.session.get_bind().dialect.name == "postgresql")


def key_of_new(record: type[Record]) -> dict[str, int]:
    """The key for one new row, where the database would give the key of a deleted last row again (SQLite)."""
    return {} if on_postgresql() else {"id": next_key(record.__table__, record.past)}


def next_key(*tables: Any) -> int:
    """The first key that none of the tables has ever held; former images count. Nobody else may insert meanwhile."""
    highest = (db.session.execute(select(func.max(table.c.id))).scalar() or 0 for table in tables)
    return max(highest) + 1


def lock(table: Any) -> None:
    """Until the transaction ends nobody else inserts; on SQLite the transaction has seen to that."""
    if on_postgresql():
        quoted = db.session.get_bind().dialect.identifier_preparer.quote(table.name)
        db.session.execute(text(f"LOCK TABLE {quoted} IN SHARE ROW EXCLUSIVE MODE"))


def advance(table: Any, following: int) -> None:
    """Tell the sequence of PostgreSQL that every key below `following` is gone; it never goes back."""
    if on_postgresql() and following > 1:
        sequence = func.pg_get_serial_sequence(table.name, "id")
        reached = func.greatest(following - 1, func.coalesce(func.pg_sequence_last_value(sequence), 0))
        db.session.execute(select(func.setval(sequence, reached)))
