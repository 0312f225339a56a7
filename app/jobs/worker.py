"""The worker: a process that carries jobs out until it is told to end."""

from __future__ import annotations

import logging
import signal
import threading
import time
from typing import Any

from flask import Flask

from app.jobs import shift, states
from app.jobs.limits import limit
from app.jobs.queue import Queue
from app.jobs.sweeping import ask_nightly, sweep
from app.records.database_errors import without_values

log = logging.getLogger(__name__)

LONGEST_GLANCE = 1.0  # seconds between two looks into a queue that was empty


def work(app: Flask) -> None:
    """Carry jobs out, and make the rounds, until SIGTERM or Ctrl-C.

    Jobs under way are then given a moment to reach the end of their chunk, and are handed back.
    """
    queue: Queue = app.extensions["jobs"]
    with app.app_context():
        grace = limit("JOB_GRACE_SECONDS")
        consumer = queue.huey.create_consumer(
            workers=limit("JOB_WORKERS"),
            periodic=False,
            scheduler_interval=60,
            max_delay=LONGEST_GLANCE,
            shutdown_timeout=grace,
        )
        rounds = Rounds(app, consumer, limit("JOB_BEAT_SECONDS"), limit("JOB_SWEEP_SECONDS"))
    shift.ending.clear()
    consumer.start()
    _end_on_signal()
    log.info("Waiting for jobs")
    # Beside the main thread, which hears no signal while it waits for a database.
    threading.Thread(target=rounds.keep_on, daemon=True).start()
    shift.ending.wait()
    consumer.stop(graceful=True)
    _leave(app, grace)


class Rounds:
    """What is done beside the jobs: a sign of life each time, the sweep and the night's list when they are due."""

    def __init__(self, app: Flask, consumer: Any, beat_seconds: int, sweep_seconds: int) -> None:
        self._app, self._consumer = app, consumer
        self._pause, self._every = min(beat_seconds, sweep_seconds), sweep_seconds
        self._due = time.monotonic()

    def keep_on(self) -> None:
        """Make a round, pause, and so on, until the worker is told to end."""
        self._make()
        while not shift.ending.wait(self._pause):
            self._consumer.check_worker_health()
            self._make()

    def _make(self) -> None:
        """A round that fails (the database is away) is only logged: the next one comes soon."""
        try:
            with self._app.app_context():
                states.beat(list(shift.held))
                if time.monotonic() >= self._due:
                    self._due = time.monotonic() + self._every
                    sweep()
                    ask_nightly()
        except Exception as error:
            known = without_values(error)
            log.error("A round of the worker failed%s", known, exc_info=None if known else error)


def _end_on_signal() -> None:
    """In place of huey's own handlers, of which one drops the work under way."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: shift.ending.set())


def _leave(app: Flask, patience: int) -> None:
    """Hand back what did not reach the end of its chunk: whatever it still writes is refused.

    On SQLite that very chunk may hold the database. Then nothing is handed back, and the sweep finds the job.
    """
    handing = threading.Thread(target=_hand_back, args=(app,), daemon=True)
    handing.start()
    handing.join(patience)
    log.info("Ended")


def _hand_back(app: Flask) -> None:
    with app.app_context():
        states.hand_back(list(shift.held))
