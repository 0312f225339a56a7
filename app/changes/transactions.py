"""A verb happens whole or not at all, whatever its caller does with the refusal."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.access.second_wall import past_the_wall
from app.changes.keys import on_postgresql
from app.changes.refusals import Busy, Clash
from app.extensions import db
from app.records.area import registry
from app.records.record import Record

GIVE_WAY = ("40P01", "55P03")  # PostgreSQL: deadlock, lock not available


@contextlib.contextmanager
def whole() -> Iterator[None]:
    """What the block writes is taken back when it raises; the rest of the caller's transaction stands.

    Raises `Clash` when a constraint of the database refuses because another session was quicker, `Busy` when one
    of two sessions that wait for each other has to give way. A verb looks past the second wall: it asks for the right
    itself, and what must hold does not depend on what the one who acts may see.
    """
    try:
        _lock_sqlite()
        with past_the_wall("a verb checks the right over its row itself"), db.session.begin_nested():
            yield
    except IntegrityError:
        raise Clash from None
    except OperationalError as error:
        if _is_giving_way(error.orig):
            raise Busy from None
        raise


def _lock_sqlite() -> None:
    """SQLite has one writer: take its place before reading what the decision rests on.

    The driver would begin a transaction only at the first write, and a savepoint outside of one would commit by itself.
    """
    connection = db.session.connection()
    driver = connection.connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _is_giving_way(error: BaseException | None) -> bool:
    busy = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
    return busy or getattr(error, "sqlstate", None) in GIVE_WAY


def hold_subject(record: type[Record], subject_id: int | None) -> None:
    """One person's changes come one after the other: each finds him in the unit where the last one left him.

    Taken before the change itself, in every verb that needs both. SQLite's one writer needs no lock of a row.
    """
    subject = registry().subject
    if subject is not None and on_postgresql() and record.subject_from and subject_id is not None:
        table = subject.__table__
        held = select(table.c.id).where(table.c.id == subject_id).with_for_update(key_share=True)
        db.session.execute(held)
