"""Asking for work, looking after it, and calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import has_request_context
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult

from app.access.standing import current_standing
from app.extensions import db
from app.jobs.functions import function_named
from app.jobs.models import OPEN, Job
from app.jobs.queue import ASKED
from app.jobs.run import Refused
from app.records.clock import now


def ask(function: str, arguments: Mapping[str, Any] | None = None, *, once: str | None = None) -> Job:
    """A job for the present user, in the present transaction; workers learn of it when the caller commits.

    `arguments` are handed to the function by name and must be JSON. A second job with the same `once` is refused by
    the database. Raises `LookupError` for an unknown function, `Refused` when nobody is there to work for.
    """
    function_named(function)
    standing = current_standing()
    # Work without a user is unlimited: no page may ask for it, whatever standing it has put on for a moment.
    if standing.user_id is None and (has_request_context() or not standing.unlimited):
        raise Refused(_("Sign in before you ask for this work."))
    job = Job(
        function=function,
        arguments=dict(arguments or {}),
        requested_by=standing.user_id,
        once=once,
        created_at=now(),
    )
    db.session.add(job)
    db.session.flush()
    db.session().info.setdefault(ASKED, []).append(job.id)
    return job


def job_of(job_id: int) -> Job | None:
    """A job as it stands now, if it is within reach."""
    fresh = select(Job).where(Job.id == job_id).execution_options(populate_existing=True)
    job: Job | None = db.session.scalar(fresh)
    return job


def jobs_of_user(most: int = 50) -> list[Job]:
    """The present user's jobs, newest first."""
    mine = select(Job).where(Job.requested_by == current_standing().user_id)
    return list(db.session.scalars(mine.order_by(Job.id.desc()).limit(most)))


def cancel(job_id: int) -> bool:
    """Call a job off, in the caller's transaction. What its committed chunks did stays done. False when it was over."""
    statement = update(Job).where(Job.id == job_id, Job.state.in_(OPEN))
    result = db.session.execute(statement.values(state="cancelled", taken_by=None, finished_at=now()))
    assert isinstance(result, CursorResult)
    return result.rowcount == 1
