"""A verb happens whole or not at all, whatever its caller does with the refusal."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import IntegrityError

from app.changes.refusals import Clash
from app.extensions import db


@contextlib.contextmanager
def whole() -> Iterator[None]:
    """What the block writes is taken back when it raises; the rest of the caller's transaction stands.

    Raises `Clash` when a constraint of the database refuses: another session was quicker by a moment.
    """
    _lock_sqlite()
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError:
        raise Clash from None


def _lock_sqlite() -> None:
    """SQLite has one writer: take its place before reading what the decision rests on.

    The driver would begin a transaction only at the first write, and a savepoint outside of one would commit by itself.
    """
    connection = db.session.connection()
    driver = connection.connection.dbapi_connection
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
