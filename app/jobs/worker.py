"""The worker: a process that carries jobs out until it is told to end."""

from __future__ import annotations

import logging
import signal
import time

from flask import Flask

from app.jobs import shift, states
from app.jobs.limits import limit
from app.jobs.queue import Queue
from app.jobs.sweeping import ask_nightly, sweep

log = logging.getLogger(__name__)

LONGEST_GLANCE = 1.0  # seconds between two looks into a queue that was empty


def work(app: Flask) -> None:
    """Carry jobs out, and make the rounds, until SIGTERM or Ctrl-C.

    Jobs under way are then given a moment to reach the end of their chunk, and are handed back.
    """
    queue: Queue = app.extensions["jobs"]
    with app.app_context():
        consumer = queue.huey.create_consumer(
            workers=limit("JOB_WORKERS"),
            periodic=False,
            scheduler_interval=60,
            max_delay=LONGEST_GLANCE,
            shutdown_timeout=limit("JOB_GRACE_SECONDS"),
        )
        pause = min(limit("JOB_BEAT_SECONDS"), limit("JOB_SWEEP_SECONDS"))
        rounds = Rounds(limit("JOB_SWEEP_SECONDS"))
    shift.ending.clear()
    consumer.start()
    _end_on_signal()
    log.info("Waiting for jobs")
    rounds.make(app)
    while not shift.ending.wait(pause):
        consumer.check_worker_health()
        rounds.make(app)
    consumer.stop(graceful=True)
    _leave(app)


class Rounds:
    """What is done beside the jobs: a sign of life each time, the sweep and the night's list when they are due."""

    def __init__(self, every: int) -> None:
        self._every = every
        self._due = time.monotonic()

    def make(self, app: Flask) -> None:
        """A round that fails (the database is away) is only logged: the next one comes soon."""
        try:
            with app.app_context():
                states.beat(list(shift.held))
                if time.monotonic() >= self._due:
                    self._due = time.monotonic() + self._every
                    sweep()
                    ask_nightly()
        except Exception:
            log.exception("A round of the worker failed")


def _end_on_signal() -> None:
    """In place of huey's own handlers, of which one drops the work under way."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: shift.ending.set())


def _leave(app: Flask) -> None:
    """Hand back what did not reach the end of its chunk: whatever it still writes is refused."""
    left = list(shift.held)
    with app.app_context():
        states.hand_back(left)
    log.info("Ended, with %s jobs handed back", len(left))
