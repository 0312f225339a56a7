"""What the verbs share: taking a change for one decision, and carrying it out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from app.access.standing import Standing
from app.changes import store
from app.changes.diff import loaded
from app.changes.guard import applying
from app.changes.models import Change
from app.changes.refusals import Doubtful, Invalid, WrongState
from app.changes.validation import Candidate, problems_of
from app.extensions import db
from app.records.area import registry


def claim(change: Change, states: tuple[str, ...], **values: Any) -> None:
    """Take the change for this decision, exactly once on any database."""
    table = Change.__table__
    db.session.flush()
    result = db.session.execute(
        update(table).where(table.c.id == change.id, table.c.state.in_(states)).values(**values)
    )
    if result.rowcount != 1:
        raise WrongState
    db.session.refresh(change)


def carry_out(change: Change) -> None:
    """Write the official row."""
    with applying(db.session):
        store.write(change)
        db.session.flush()


def refuse_if_unfit(change: Change, *, heed_warnings: bool = False) -> None:
    """Hold the change against the official rows of now. Raises `Stale` when its row has moved, `Invalid` when it no
    longer fits: a key was taken, a row it points at is gone, a rule of its record was broken meanwhile; and with
    `heed_warnings` `Doubtful` when something is to be looked at.
    """
    record = registry().record(change.record)
    row = store.official(record, change.target_id, held=True)
    store.refuse_if_moved(record, change, row)
    if change.verb == "cancel":
        return
    wanted = loaded(record, change.values)
    whole_row = {name: row[name] for name in record.fields} | wanted if row else wanted
    anybody = Standing(unlimited=True)
    target_id = None if row is None else change.target_id
    candidate = Candidate(record, whole_row, frozenset(wanted), target_id, anybody, change.id)
    problems = problems_of(candidate)
    if any(problem.is_error for problem in problems):
        raise Invalid(problems)
    if heed_warnings and problems:
        raise Doubtful
