"""Carrying a job out, in the scope of whoever asked for it."""

from __future__ import annotations

import logging
import os
import secrets
import socket
from functools import partial
from typing import Any

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.access.standing import Standing, acting_as, operator, standing_of
from app.extensions import db
from app.jobs import shift, states
from app.jobs.functions import function_named, refusals_of
from app.jobs.models import Job
from app.jobs.run import Refused, Run, RunEnding, RunLost
from app.records.clock import now
from app.records.database_errors import without_values

log = logging.getLogger(__name__)

NO_RIGHTS = _("Your account no longer has the rights that this work needs; ask your administrator.")


def run_job(job_id: int) -> None:
    """Take a job and carry it out. Nothing happens when it does not wait, or another worker is quicker."""
    token = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"
    shift.held.add(token)
    try:
        job = states.take(job_id, token)
        if job is not None:
            _carry_out(job, token)
    finally:
        shift.held.discard(token)


def _carry_out(job: Job, token: str) -> None:
    """Call the function and see to every way in which it may end."""
    standing_now = partial(_standing_for, job.requested_by)
    run = Run(job, token, standing_now)
    try:
        function = function_named(job.function)
        with acting_as(standing_now()):
            function.work(run, **job.arguments)
            run.finish()
    except RunLost:
        db.session.rollback()
        log.info("Job %s was cancelled or given to another run", job.id)
    except RunEnding:
        db.session.rollback()
        states.hand_back([token])
    except OperationalError as error:
        db.session.rollback()
        log.error("Job %s broke off%s", job.id, without_values(error))
        states.drop_held(token)
    except Exception as error:
        db.session.rollback()
        _fail(job, token, **_explained(error, job))
    finally:
        run.clear()


def _standing_for(user_id: int | None) -> Standing:
    """What the requester may do now, not when he asked. Raises `Refused` when that is nothing."""
    if user_id is None:
        return Standing(unlimited=True)
    with operator("to learn what the requester may do"):
        standing = standing_of(user_id)
        active = db.session.scalar(select(User.active).where(User.id == user_id))
    if not active or not standing.grants:
        raise Refused(NO_RIGHTS)
    return standing


def _explained(error: Exception, job: Job) -> dict[str, Any]:
    """What the requester reads. The fault itself stands in the log alone: it may name tables, files and persons."""
    if isinstance(error, (Refused, *refusals_of(job.function))):
        return {"message": str(getattr(error, "message", error))}
    fault = secrets.token_hex(4)
    known = without_values(error)
    log.error("Job %s (%s) failed, fault %s%s", job.id, job.function, fault, known, exc_info=None if known else error)
    sentence = _(
        "The work stopped at a fault of the program. Give your administrator its number: %(fault)s.", fault=fault
    )
    return {"message": str(sentence), "error_id": fault}


def _fail(job: Job, token: str, **values: Any) -> None:
    states.hold(job.id, token, state="failed", taken_by=None, finished_at=now(), **values)
    db.session.commit()
