"""Changes that came together are decided or withdrawn together, each by itself: one that is refused holds up no other.

A decision is bound to what its page has shown (`app.changes.offered`), and without being asked passes over no warning.
"""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_, func, select

from app.access.standing import Standing, current_standing
from app.changes import operations
from app.changes.examining import note_decided
from app.changes.models import WAITING, Batch, Change
from app.changes.offered import Key, decidable_in, digest_of_all, keys_of
from app.changes.refusals import Doubtful, NotAllowed, NotFound, Refusal, WrongState
from app.changes.tallying import APPROVE, RETURN, WITHDRAW, Tally, in_words
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.functions import job
from app.jobs.models import OPEN, Job
from app.jobs.run import Run
from app.records.secrets import key_ring
from app.records.settings import settings

CHUNK = 20
REASON_PLACE = "job.arguments.reason"
OPEN_STATES = ("draft", *WAITING)


class NotWhole(Refusal):
    """A batch of which something is settled is not taken back as a whole."""

    message = _("Something of this batch is decided or withdrawn already; withdraw the other changes one by one.")


class Moved(Refusal):
    """The page was about other changes than those that would be decided."""

    message = _("Something of this batch has changed since the page was shown; look at it again before you decide.")


class StillComingIn(Refusal):
    """Whoever takes back what is still being handed in would take back half of it."""

    message = _("The sheet is still being handed in; stop that work first.")


def batch_within_reach(batch_id: int) -> Batch:
    """A batch of which the reader may see some change. Raises `NotFound`."""
    seen = select(Change.id).where(Change.batch_id == batch_id).limit(1)
    batch: Batch | None = db.session.get(Batch, batch_id)
    if batch is None or db.session.scalar(seen) is None:
        raise NotFound
    return batch


def may_withdraw(batch: Batch, standing: Standing) -> bool:
    """Whether this is the submitter, and nothing of it is decided or withdrawn."""
    if standing.user_id is None or batch.made_by != standing.user_id:
        return False
    decided = select(Change.id).where(Change.batch_id == batch.id, Change.state.not_in(OPEN_STATES)).limit(1)
    return db.session.scalar(decided) is None


def act_on_batch(
    batch_id: int, verb: str, upto: int, *, shown: str = "", reason: str = "", with_warnings: bool = False
) -> Tally | Job:
    """Use a verb on every change of a batch that the present user may use it on, up to the last one he was shown.

    `shown` is the digest of the page on which he decides (`Offered.digest`). Changes with warnings are approved only
    `with_warnings`. Commits change by change; more than can be done while a page waits becomes a job of his. Raises
    `NotFound`, `NotAllowed`, `WrongState`, `Moved`, `NotWhole`, `StillComingIn`, `Invalid` (no reason given).
    """
    batch_within_reach(batch_id)
    if verb not in VERBS:
        raise Refusal
    if verb == RETURN:
        reason = operations.given_reason(reason)
    act = _Act(batch_id, verb, upto, shown, reason, with_warnings)
    act.refuse_unless_as_shown()
    count = act.count()
    if not count:
        raise act.why_nothing()
    if count > settings().value("decisions_at_once"):
        # A reason may name a person: it lies sealed in the row of the job.
        asked = ask("act_on_batch", {**vars(act), "reason": key_ring().seal(act.reason, REASON_PLACE)})
        db.session.commit()
        return asked
    tally = Tally()
    for key in act.wanted():
        tally = act.use(tally, key)
        db.session.commit()
    return tally


@job("act_on_batch", _("Decision on a batch of changes, or its withdrawal"), refusals=(Refusal,))
def act_on_big_batch(
    run: Run, batch_id: int, verb: str, upto: int, shown: str, reason: str, with_warnings: bool
) -> None:
    """The same as a job. A decided change waits no more, so whatever killed the last run, none is decided twice."""
    act = _Act(batch_id, verb, upto, shown, key_ring().open(reason, REASON_PLACE), with_warnings)
    if not run.resume:
        act.refuse_unless_as_shown()
    tally = Tally.from_notes(run.resume)
    keys = act.wanted(after=run.resume.get("last", 0))
    run.total(tally.done + tally.refused + len(keys))
    standing = current_standing()
    for start in range(0, len(keys), CHUNK):
        if current_standing() != standing:
            act.refuse_unless_left(keys[start - 1][0] if start else 0)
            standing = current_standing()
        chunk = keys[start : start + CHUNK]
        for key in chunk:
            tally = act.use(tally, key)
        run.checkpoint({"last": chunk[-1][0], **tally.noted()})
        run.advance(len(chunk))
    run.tell(in_words(tally, verb))


class _Act:
    """One verb on one batch, as its page or its job has it."""

    def __init__(self, batch_id: int, verb: str, upto: int, shown: str, reason: str, with_warnings: bool) -> None:
        self.batch_id, self.verb, self.upto = batch_id, verb, upto
        self.shown, self.reason, self.with_warnings = shown, reason, with_warnings

    def refuse_unless_as_shown(self) -> None:
        """What the page promised must still hold when the work begins."""
        standing = current_standing()
        if self.verb == WITHDRAW:
            _refuse_unless_whole(batch_within_reach(self.batch_id), standing)
            return
        keys = keys_of(and_(decidable_in(self.batch_id, standing), Change.id <= self.upto))
        if keys and self.shown != digest_of_all(keys):
            raise Moved

    def refuse_unless_left(self, after: int) -> None:
        """Raise `NotAllowed` when the user's rights, changed during the work, reach nothing of the rest."""
        if not self.wanted(after):
            raise NotAllowed

    def why_nothing(self) -> Refusal:
        """Why there is nothing that the verb could be used on."""
        if self.verb == APPROVE and keys_of(
            and_(decidable_in(self.batch_id, current_standing()), Change.id <= self.upto)
        ):
            return Doubtful(_("All that wait carry warnings; include those with warnings, or look at them one by one."))
        return NotAllowed() if _waits(self.batch_id) else WrongState()

    def count(self) -> int:
        return db.session.scalar(select(func.count()).select_from(Change).where(self._which())) or 0

    def wanted(self, after: int = 0) -> list[Key]:
        """The changes to use the verb on, those behind one of them."""
        return list(keys_of(and_(self._which(), Change.id > after)))

    def use(self, tally: Tally, key: Key) -> Tally:
        """A verb is whole or nothing, so a refusal leaves the others of the chunk as they are."""
        try:
            VERBS[self.verb](self, key)
        except Refusal as refusal:
            return tally.with_refusal(refusal)
        return tally.with_one_done()

    def _which(self) -> ColumnElement[bool]:
        standing = current_standing()
        shown = Change.id <= self.upto
        if self.verb == WITHDRAW:
            own = Change.entered_by == standing.user_id
            return and_(Change.batch_id == self.batch_id, own, Change.state.in_(OPEN_STATES), shown)
        within = and_(decidable_in(self.batch_id, standing), shown)
        if self.verb == APPROVE and not self.with_warnings:
            return and_(within, Change.has_warnings.is_(False))
        return within


def _approve(act: _Act, key: Key) -> None:
    change = operations.approve(key[0], shown=key[1], heed_warnings=not act.with_warnings)
    note_decided(change, current_standing())


def _return(act: _Act, key: Key) -> None:
    operations.return_(key[0], act.reason)


def _withdraw(_act: _Act, key: Key) -> None:
    operations.withdraw(key[0])


VERBS: dict[str, Callable[[_Act, Key], None]] = {APPROVE: _approve, RETURN: _return, WITHDRAW: _withdraw}


def _waits(batch_id: int) -> bool:
    waiting = select(Change.id).where(Change.batch_id == batch_id, Change.state.in_(WAITING)).limit(1)
    return db.session.scalar(waiting) is not None


def _refuse_unless_whole(batch: Batch, standing: Standing) -> None:
    if batch.made_by != standing.user_id or standing.user_id is None:
        raise NotAllowed
    if not may_withdraw(batch, standing):
        raise NotWhole
    at_work = db.session.scalars(select(Job).where(Job.state.in_(OPEN), Job.requested_by == standing.user_id))
    if any(job.step.get("batch") == batch.id for job in at_work):
        raise StillComingIn
