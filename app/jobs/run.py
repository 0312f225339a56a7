"""One run of a job, as its function sees it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.access.standing import Standing, current_standing, go_on_with
from app.extensions import db
from app.jobs import results, shift, states
from app.jobs.functions import leaves_secrets
from app.jobs.models import Job
from app.records.clock import now

# SQLite has one writer and keeps no queue: whoever waits looks again every tenth of a second.
BREATH_SECONDS, BREATH_EVERY_SECONDS = 0.12, 0.5


class Refused(Exception):
    """The work cannot be done; `message` is a translatable sentence with the remedy for whoever asked."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
        self.message = message


class RunLost(BaseException):
    """The job was cancelled, or given to another run: nothing more of this one counts.

    No `Exception`, like `KeyboardInterrupt`: a function that collects the errors of its rows must not swallow it.
    """


class RunEnding(BaseException):
    """The worker was told to end: another will go on after the last committed chunk."""


class Run:
    """What a job's function reports to, and what it begins from.

    A function works in chunks: it writes the rows of a chunk, notes with `checkpoint` where the next one begins, and
    commits all of it with `advance`. Killed at any point, it is called again, finds its note in `resume`, and
    goes on from there. A function that cannot (one file, written whole) begins anew and does not look.

        run.total(len(keys))
        for chunk in chunks(keys, after=run.resume.get("last", 0)):
            write(chunk)
            run.checkpoint({"last": chunk[-1]})
            run.advance(len(chunk))
    """

    def __init__(self, job: Job, token: str, standing_now: Callable[[], Standing]) -> None:
        self.job_id, self._token, self._function = job.id, token, job.function
        self._requested_by, self._standing_now = job.requested_by, standing_now
        self.resume: dict[str, Any] = dict(job.step)
        self._done = job.progress_done if job.step else 0
        self._written: dict[str, Any] = {}
        self._begun: list[Path] = []
        self._breathed = time.monotonic()

    def total(self, count: int) -> None:
        """Say how much there is to do, before anything is written."""
        self._written["progress_total"] = count
        self.advance(0)

    def checkpoint(self, step: dict[str, Any]) -> None:
        """Note where to go on; it counts from the next `advance`."""
        self._written["step"] = step

    def advance(self, count: int = 1) -> None:
        """Commit the chunk: its rows, the progress and the note, together or not at all.

        The next one is done with the rights that the requester has then. Raises `Refused` when he has none any more.
        """
        self._done += count
        self._write(progress_done=self._done)
        self._let_others_write()
        if shift.ending.is_set():
            raise RunEnding
        self._look_at_rights()

    def _look_at_rights(self) -> None:
        """What the function does in another's name than the requester's, the operator's say, is not touched."""
        if self._requested_by is not None and current_standing().user_id == self._requested_by:
            go_on_with(self._standing_now())

    def _let_others_write(self) -> None:
        """Chunk upon chunk would keep everybody else out, forms and signs of life alike: leave a gap now and then."""
        if db.engine.dialect.name == "sqlite" and time.monotonic() - self._breathed > BREATH_EVERY_SECONDS:
            shift.ending.wait(BREATH_SECONDS)
            self._breathed = time.monotonic()

    @property
    def cancelled(self) -> bool:
        """Whether nothing more of this run counts; worth asking within a chunk that takes minutes."""
        held = select(Job.__table__.c.id).where(Job.__table__.c.taken_by == self._token)
        return db.session.scalar(held) is None

    def new_file(self) -> Path:
        """An empty file to write the result into, readable by the server alone."""
        self._begun.append(results.new_file())
        return self._begun[-1]

    def result(self, path: Path, name: str, mime: str) -> None:
        """Leave a finished file for the requester, who fetches it under `name`."""
        if leaves_secrets(self._function):
            results.seal(path)
        self._written |= {"result_path": results.keep(path), "result_name": name[:200], "result_mime": mime}

    def tell(self, message: Any) -> None:
        """Leave a sentence for the requester: what was done, what was left out."""
        self._written["message"] = str(message)

    def finish(self) -> None:
        """Commit what the last chunk left over; the job is done."""
        self._write(state="done", taken_by=None, finished_at=now())

    def clear(self) -> None:
        """Remove what was begun and came to no result: half a list is still a list of persons."""
        for path in self._begun:
            path.unlink(missing_ok=True)
        if unclaimed := self._written.get("result_path"):
            results.discard(unclaimed)

    def _write(self, **values: Any) -> None:
        if not states.hold(self.job_id, self._token, **self._written, **values):
            raise RunLost
        # Before the commit: when the answer to it is lost, nobody knows whether the job names its file.
        self._written = {}
        db.session.commit()
