"""How a job's row moves from state to state. Each move is one UPDATE that names the state it leaves and the run
that holds the row, so that two workers never both win and a run that was given up can write no more.

The statements are Core, and past the wall: whose standing the program acts in at that moment is no matter of the
engine's own row.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, func, update
from sqlalchemy.engine import CursorResult

from app.access.second_wall import past_the_wall
from app.access.standing import operator
from app.extensions import db
from app.jobs.limits import limit
from app.jobs.models import Job
from app.records.clock import now

BROKEN_OFF = _("The work broke off several times and was given up. Ask for it again, or tell your administrator.")

_job = Job.__table__.c


def take(job_id: int, token: str) -> Job | None:
    """Make a waiting job the run's own, and commit. The answer is a copy of its row; None when another was quicker."""
    values = {
        "state": "running",
        "taken_by": token,
        "attempts": _job.attempts + 1,
        "heartbeat_at": now(),
        "started_at": func.coalesce(_job.started_at, now()),
    }
    if not _move(values, _job.id == job_id, _job.state == "waiting"):
        db.session.rollback()
        return None
    db.session.commit()
    with operator("the run reads its own row before it knows for whom it works"):
        job: Job = db.session.get_one(Job, job_id, populate_existing=True)
    # What the function rolls back must not reach into it.
    db.session.expunge(job)
    return job


def hold(job_id: int, token: str, **values: Any) -> bool:
    """Write to the row that a run holds, in the present transaction. False when it holds it no longer."""
    mine = (_job.id == job_id, _job.taken_by == token, _job.state == "running")
    return _move({"heartbeat_at": now(), **values}, *mine) == 1


def beat(tokens: Collection[str]) -> None:
    """A sign of life for the runs of this process."""
    if not tokens:
        return
    _move({"heartbeat_at": now()}, _job.state == "running", _job.taken_by.in_(tokens))
    db.session.commit()


def hand_back(tokens: Collection[str]) -> None:
    """Let other workers go on where these runs stopped; ending in good order is no failed attempt."""
    values = {"state": "waiting", "taken_by": None, "attempts": _job.attempts - 1}
    _move(values, _job.state == "running", _job.taken_by.in_(tokens))
    db.session.commit()


def drop(*which: ColumnElement[bool]) -> None:
    """Running jobs whose run broke off wait again, or have failed if that was their last attempt."""
    broken = (_job.state == "running", *which)
    last = _job.attempts >= limit("JOB_ATTEMPTS")
    _move({"state": "failed", "taken_by": None, "finished_at": now(), "message": str(BROKEN_OFF)}, last, *broken)
    _move({"state": "waiting", "taken_by": None}, *broken)
    db.session.commit()


def drop_stale() -> None:
    """Give up the runs that show no sign of life."""
    drop(_job.heartbeat_at < now() - timedelta(seconds=limit("JOB_STALE_SECONDS")))


def drop_held(token: str) -> None:
    """Give up one run, whose cause may pass (a lock, a lost connection)."""
    drop(_job.taken_by == token)


def _move(values: dict[str, Any], *which: ColumnElement[bool]) -> int:
    with past_the_wall("a job moves on whoever acts"):
        result = db.session.execute(update(Job.__table__).where(*which).values(values))
    assert isinstance(result, CursorResult)
    return result.rowcount
