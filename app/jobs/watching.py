"""Everybody's jobs as the administrator sees them: what, whose, how far, how it ended; never with what, nor for whom.

Arguments, steps, messages and files are not read here: they may name persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Row, and_, delete, func, not_, select, update
from sqlalchemy.engine import CursorResult

from app.access.audit import note
from app.access.second_wall import past_the_wall
from app.access.standing import current_standing
from app.extensions import db
from app.jobs.functions import nightly
from app.jobs.limits import limit
from app.jobs.models import OPEN, STATES, Job
from app.jobs.results import folder
from app.jobs.run import Refused, Run
from app.records.clock import now
from app.records.settings import settings

PAGE, CHUNK = 50, 500
KEPT_DAYS = "job_keep_days"
NIGHTS = timedelta(days=2)

_job = Job.__table__.c


@dataclass(frozen=True)
class Watched:
    """A job without anything that it works on. `silent`: it runs and has shown no sign of life for too long."""

    id: int
    function: str
    state: str
    requested_by: int | None
    done: int
    total: int | None
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error_id: str | None
    silent: bool
    may_clear: bool

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def lasted(self) -> timedelta | None:
        """How long it has run, or ran."""
        return (self.finished_at or now()) - self.started_at if self.started_at else None


def watched(state: str = "", function: str = "", page: int = 1) -> tuple[Sequence[Watched], int]:
    """One page of the jobs, the newest first, and how many there are. Raises `Refused` for all but administrators."""
    _refuse_unless_administrator()
    which: list[ColumnElement[bool]] = []
    which += [_job.state == state] if state in STATES else []
    which += [_job.function == function] if function else []
    columns = (
        _job.id,
        _job.function,
        _job.state,
        _job.requested_by,
        _job.progress_done,
        _job.progress_total,
        _job.attempts,
        _job.created_at,
        _job.started_at,
        _job.finished_at,
        _job.heartbeat_at,
        _job.error_id,
        _clearable().label("may_clear"),
    )
    with past_the_wall("the administrator looks after everybody's jobs, without what they work on"):
        count = db.session.execute(select(func.count(_job.id)).where(*which)).scalar_one()
        found = select(*columns).where(*which).order_by(_job.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
        rows = db.session.execute(found).all()
    return [_watched(row) for row in rows], int(count)


def functions_asked() -> list[str]:
    """The kinds of work of which there is a job."""
    _refuse_unless_administrator()
    with past_the_wall("the administrator looks after everybody's jobs, without what they work on"):
        return list(db.session.execute(select(_job.function).distinct().order_by(_job.function)).scalars())


def _watched(row: Row[Any]) -> Watched:
    stale = now() - timedelta(seconds=limit("JOB_STALE_SECONDS"))
    return Watched(
        row.id,
        row.function,
        row.state,
        row.requested_by,
        row.progress_done,
        row.progress_total,
        row.attempts,
        row.created_at,
        row.started_at,
        row.finished_at,
        row.error_id,
        row.state == "running" and (row.heartbeat_at is None or row.heartbeat_at < stale),
        bool(row.may_clear),
    )


def call_off(job_id: int) -> bool:
    """Call anybody's job off, in the caller's transaction, and note it. False when it was over."""
    _refuse_unless_administrator()
    ended = {"state": "cancelled", "taken_by": None, "finished_at": now()}
    with past_the_wall("the administrator may stop anybody's work"):
        statement = update(Job.__table__).where(_job.id == job_id, _job.state.in_(OPEN)).values(ended)
        stopped = _count(db.session.execute(statement)) == 1
    if stopped:
        note("cancel_job", record="job", row_id=job_id)
    return stopped


def clear(job_id: int) -> bool:
    """Take away a job that is over, with its file, and note it. False when it is not over, or not there."""
    _refuse_unless_administrator()
    gone = _remove(and_(_job.id == job_id, _clearable())) == 1
    if gone:
        note("clear_job", record="job", row_id=job_id)
    return gone


@nightly("clear_old_jobs", _("Clearing away of old finished work"), order=91)
def clear_old_jobs(run: Run) -> None:
    """Take away the jobs that were over longer ago than they are kept, with their files."""
    oldest = now() - timedelta(days=settings().value(KEPT_DAYS))
    while cleared := _remove(_job.finished_at < oldest):
        run.advance(cleared)
        run.checkpoint({})


def _clearable() -> ColumnElement[bool]:
    """What is over; the work of the last nights stays, or it would be asked for again."""
    last_nights = and_(_job.once.is_not(None), _job.finished_at >= now() - NIGHTS)
    return and_(_job.state.not_in(OPEN), not_(last_nights))


def _remove(which: ColumnElement[bool]) -> int:
    """Remove some jobs that are over, and their files; how many."""
    over = _job.state.not_in(OPEN)
    with past_the_wall("work that is over is cleared away, whosever it was"):
        rows = db.session.execute(select(_job.id, _job.result_path).where(over, which).limit(CHUNK)).all()
        if not rows:
            return 0
        removed = db.session.execute(delete(Job.__table__).where(over, _job.id.in_([row.id for row in rows])))
    for path in (row.result_path for row in rows if row.result_path):
        (folder() / path).unlink(missing_ok=True)
    return _count(removed)


def _count(result: Any) -> int:
    assert isinstance(result, CursorResult)
    return result.rowcount


def _refuse_unless_administrator() -> None:
    standing = current_standing()
    if not (standing.unlimited or standing.may_act("administer")):
        raise Refused(_("Only an administrator looks after everybody's work."))
