"""The queue between those who ask and the workers: huey carries the keys of jobs, and nothing is lost if it loses them."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask, current_app
from huey import Huey
from huey.serializer import SignedSerializer
from huey.storage import PostgresStorage, SqliteStorage
from sqlalchemy import Connection, event, make_url
from sqlalchemy.orm import Session

from app.jobs.running import run_job

log = logging.getLogger(__name__)

ASKED = "jobs_asked"  # in `session.info`: the jobs to send word of once they are committed
MAKING_TABLES = 7_236_001  # the advisory lock under which huey's tables are made


class SchemaStorage(PostgresStorage):
    """huey's tables in a schema of their own, out of the migrations' sight, made when a connection misses them."""

    def __init__(self, name: str, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        super().__init__(name, connection=self._open, create_tables=False)

    @classmethod
    def statements(cls) -> list[str]:
        """The DDL of huey's tables."""
        found: list[str] = PostgresStorage("jobs", connection=lambda: None, create_tables=False).ddl
        return found

    def _open(self) -> psycopg.Connection[Any]:
        connection = psycopg.connect(self._url, autocommit=True)
        connection.execute("SET search_path TO huey")
        if connection.execute("SELECT to_regclass('huey_task')").fetchone() == (None,):
            self._make_tables(connection)
        return connection

    def _make_tables(self, connection: psycopg.Connection[Any]) -> None:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (MAKING_TABLES,))
            connection.execute("CREATE SCHEMA IF NOT EXISTS huey")
            for statement in self.ddl:
                connection.execute(statement)


def make_tables(connection: Connection, web_role: str) -> None:
    """Make huey's tables as the owner of the database, for a web role that may not."""
    quoted = connection.dialect.identifier_preparer.quote(web_role)
    connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS huey")
    connection.exec_driver_sql("SET LOCAL search_path TO huey")
    for statement in SchemaStorage.statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("RESET search_path")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA huey TO {quoted}")
    connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA huey TO {quoted}")
    connection.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA huey TO {quoted}")


class Queue:
    """The queue of one application, opened when it is first used."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._one_at_a_time = threading.Lock()

    @cached_property
    def huey(self) -> Any:
        """The queue as its own library sees it. Messages are signed: what is read back was written by us."""
        signed = SignedSerializer(self._app.config["SECRET_KEY"])
        huey = Huey("jobs", results=False, serializer=signed, **self._storage())
        self._carry = huey.task(name="carry_out")(self._carry_out)
        return huey

    def send(self, job_id: int) -> None:
        """Send word of a committed job. A failure is only logged: the sweep sends again what did not arrive."""
        try:
            with self._opened():
                self._carry(job_id)
        except Exception:
            log.warning("No word could be sent of job %s; the sweep will", job_id, exc_info=True)

    def sent(self) -> set[int]:
        """The jobs whose word waits to be picked up."""
        with self._opened() as huey:
            return {task.args[0] for task in huey.pending()}

    @contextlib.contextmanager
    def _opened(self) -> Iterator[Any]:
        """Asked for seldom: no connection is held open, which may be dead by the next time."""
        with self._one_at_a_time, contextlib.closing(self.huey.storage):
            yield self.huey

    def _storage(self) -> dict[str, Any]:
        url = self._app.config["SQLALCHEMY_DATABASE_URI"]
        if make_url(url).get_backend_name() == "postgresql":
            return {"storage_class": SchemaStorage, "url": url}
        folder = Path(self._app.config["JOB_PATH"])
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {"storage_class": SqliteStorage, "filename": str(folder / "queue.sqlite")}

    def _carry_out(self, job_id: int) -> None:
        with self._app.app_context():
            run_job(job_id)


def bind(app: Flask) -> None:
    """Give an application its queue, and have word of its jobs sent when they are committed."""
    app.extensions["jobs"] = Queue(app)
    if not event.contains(Session, "after_commit", _send_asked):
        event.listen(Session, "after_commit", _send_asked)
        event.listen(Session, "after_rollback", _forget_asked)


def queue() -> Queue:
    """The queue of the running application."""
    held: Queue = current_app.extensions["jobs"]
    return held


def _send_asked(session: Session) -> None:
    """Never before the rows are there: a savepoint that is released is no commit."""
    if session.in_nested_transaction():
        return
    for job_id in session.info.pop(ASKED, ()):
        queue().send(job_id)


def _forget_asked(session: Session) -> None:
    """A job that was asked for in a transaction that is taken back is none; a savepoint that is taken back ends nothing."""
    if not session.in_nested_transaction():
        session.info.pop(ASKED, None)
