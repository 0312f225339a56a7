"""The rounds: what nobody holds is sent again, and the night's work is asked for."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.access.standing import operator
from app.extensions import db
from app.jobs import states
from app.jobs.asking import ask
from app.jobs.functions import nightly_functions
from app.jobs.models import OPEN, Job
from app.jobs.queue import queue
from app.records.clock import ZONE, now

NIGHT_BEGINS = timedelta(hours=1)  # after midnight in Viet Nam


def sweep() -> None:
    """Give up the runs that show no sign of life, and send word of every waiting job that the queue has lost."""
    states.drop_stale()
    with operator("the rounds look after everybody's jobs"):
        waiting = db.session.scalars(select(Job.id).where(Job.state == "waiting").order_by(Job.id)).all()
    sent = queue().sent()
    for job_id in waiting:
        if job_id not in sent:
            queue().send(job_id)


def ask_nightly() -> None:
    """Ask for the next work of the night's list, once what stands before it has ended, well or badly.

    A night missed because nothing ran is made up for when a worker starts.
    """
    night = (now().astimezone(ZONE) - NIGHT_BEGINS).date()
    with operator("the night's work belongs to the installation"):
        for function in nightly_functions():
            key = f"{function.name} {night}"
            state = db.session.scalar(select(Job.state).where(Job.once == key))
            if state is None:
                _ask_once(function.name, key)
            if state is None or state in OPEN:
                return


def _ask_once(function: str, key: str) -> None:
    try:
        ask(function, once=key)
        db.session.commit()
    except IntegrityError:
        # Another worker asked in the same moment.
        db.session.rollback()
