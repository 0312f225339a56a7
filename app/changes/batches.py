"""Changes that came together are decided together, each by itself: one that is refused does not hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, func, select

from app.access.standing import Standing, current_standing
from app.changes import operations
from app.changes.models import WAITING, Batch, Change
from app.changes.refusals import NotAllowed, NotFound, Refusal, WrongState
from app.changes.waiting import decidable
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.functions import job
from app.jobs.models import OPEN, Job
from app.jobs.run import Run
from app.records.settings import settings

APPROVE, RETURN, WITHDRAW = "approve", "return", "withdraw"
CHUNK = 20
OPEN_STATES = ("draft", *WAITING)


class Decided(Refusal):
    """A batch of which something is decided stays as it is."""

    message = _("Something of this batch is decided already; withdraw the other changes one by one.")


class StillComingIn(Refusal):
    """Whoever takes back what is still being handed in would take back half of it."""

    message = _("The sheet is still being handed in; stop that work first.")


@dataclass(frozen=True)
class Tally:
    """How many changes of a batch a verb was used on, and how many it was refused for."""

    done: int = 0
    refused: int = 0


def batch_within_reach(batch_id: int) -> Batch:
    """A batch of which the reader may see some change. Raises `NotFound`."""
    seen = select(Change.id).where(Change.batch_id == batch_id).limit(1)
    batch: Batch | None = db.session.get(Batch, batch_id)
    if batch is None or db.session.scalar(seen) is None:
        raise NotFound
    return batch


def decidable_in(batch_id: int, standing: Standing) -> ColumnElement[bool]:
    """The changes of a batch that this reader may decide; those to be checked first are looked at one by one."""
    unchecked = and_(Change.needs_check.is_(True), Change.state != "checked")
    return and_(Change.batch_id == batch_id, decidable(standing), ~unchecked)


def may_withdraw(batch: Batch, standing: Standing) -> bool:
    """Whether this is the submitter, and nothing of it is decided."""
    if standing.user_id is None or batch.made_by != standing.user_id:
        return False
    decided = select(Change.id).where(Change.batch_id == batch.id, Change.state.not_in(OPEN_STATES)).limit(1)
    return db.session.scalar(decided) is None


def decide_batch(batch_id: int, verb: str, upto: int, reason: str = "") -> Tally | Job:
    """Use a verb on every change of a batch that the present user may use it on, up to the last one he was shown.

    Commits change by change. More than can be done while a page waits becomes a job of his. Raises `NotFound`,
    `NotAllowed`, `Decided`, `StillComingIn`, `Invalid` (no reason given).
    """
    batch, standing = batch_within_reach(batch_id), current_standing()
    if verb not in VERBS:
        raise Refusal
    if verb == RETURN:
        reason = operations.given_reason(reason)
    if verb == WITHDRAW:
        _refuse_unless_whole(batch, standing)
    which = and_(_reached(batch_id, verb, standing), Change.id <= upto)
    count = db.session.scalar(select(func.count()).select_from(Change).where(which)) or 0
    if not count:
        raise NotAllowed if _waits(batch_id) else WrongState
    if count > settings().value("decisions_at_once"):
        arguments = {"batch_id": batch_id, "verb": verb, "upto": upto, "reason": reason}
        asked = ask("decide_batch", arguments)
        db.session.commit()
        return asked
    tally = Tally()
    for key, digest in _keys(which):
        tally = _use(tally, verb, key, digest, reason)
        db.session.commit()
    return tally


@job("decide_batch", _("Decision on a batch of changes"), refusals=(Refusal,))
def decide_many_of_batch(run: Run, batch_id: int, verb: str, upto: int, reason: str) -> None:
    """The same as a job. A decided change waits no more, so whatever killed the last run, none is decided twice."""
    standing = current_standing()
    tally = Tally(run.resume.get("done", 0), run.resume.get("refused", 0))
    after = Change.id > run.resume.get("last", 0)
    keys = _keys(and_(_reached(batch_id, verb, standing), Change.id <= upto, after))
    run.total(tally.done + tally.refused + len(keys))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        for key, digest in chunk:
            tally = _use(tally, verb, key, digest, reason)
        run.checkpoint({"last": chunk[-1][0], "done": tally.done, "refused": tally.refused})
        run.advance(len(chunk))
    run.tell(in_words(tally, verb))


def in_words(tally: Tally, verb: str) -> str:
    """What was done, for whoever asked."""
    sentences: dict[str, Callable[[], str]] = {
        APPROVE: lambda: gettext(
            "%(done)d approved, %(refused)d not approved.", done=tally.done, refused=tally.refused
        ),
        RETURN: lambda: gettext("%(done)d returned, %(refused)d not returned.", done=tally.done, refused=tally.refused),
        WITHDRAW: lambda: gettext(
            "%(done)d withdrawn, %(refused)d not withdrawn.", done=tally.done, refused=tally.refused
        ),
    }
    return sentences[verb]()


def _waits(batch_id: int) -> bool:
    waiting = select(Change.id).where(Change.batch_id == batch_id, Change.state.in_(WAITING)).limit(1)
    return db.session.scalar(waiting) is not None


def _refuse_unless_whole(batch: Batch, standing: Standing) -> None:
    if batch.made_by != standing.user_id or standing.user_id is None:
        raise NotAllowed
    if not may_withdraw(batch, standing):
        raise Decided
    at_work = db.session.scalars(select(Job).where(Job.state.in_(OPEN), Job.requested_by == standing.user_id))
    if any(job.step.get("batch") == batch.id for job in at_work):
        raise StillComingIn


def _reached(batch_id: int, verb: str, standing: Standing) -> ColumnElement[bool]:
    if verb == WITHDRAW:
        own = Change.entered_by == standing.user_id
        return and_(Change.batch_id == batch_id, own, Change.state.in_(OPEN_STATES))
    return decidable_in(batch_id, standing)


def _keys(which: ColumnElement[bool]) -> Sequence[tuple[int, str]]:
    rows = db.session.execute(select(Change.id, Change.digest).where(which).order_by(Change.id))
    return [(row.id, row.digest) for row in rows]


def _use(tally: Tally, verb: str, key: int, digest: str, reason: str) -> Tally:
    """A verb is whole or nothing, so a refusal leaves the others of the chunk as they are."""
    try:
        VERBS[verb](key, digest, reason)
    except Refusal:
        return Tally(tally.done, tally.refused + 1)
    return Tally(tally.done + 1, tally.refused)


def _approve(key: int, digest: str, _reason: str) -> None:
    operations.approve(key, shown=digest)


def _return(key: int, _digest: str, reason: str) -> None:
    operations.return_(key, reason)


def _withdraw(key: int, _digest: str, _reason: str) -> None:
    operations.withdraw(key)


VERBS: dict[str, Callable[[int, str, str], None]] = {APPROVE: _approve, RETURN: _return, WITHDRAW: _withdraw}
