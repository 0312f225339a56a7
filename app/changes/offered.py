"""What of a batch one reader may decide, and what stands for all of it that a page has shown him."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from app.access.standing import Standing
from app.changes import operations
from app.changes.models import Change
from app.changes.places import place
from app.changes.refusals import Refusal
from app.changes.waiting import decidable
from app.extensions import db
from app.records.area import registry
from app.records.settings import settings

Key = tuple[int, str]


@dataclass(frozen=True)
class Offered:
    """How many changes of a batch a reader may decide, how many of them came with warnings, and the digest of them all.

    `unfit` would be refused although his right reaches them, because somebody higher is competent; it is not asked of a
    batch so big that a job decides it.
    """

    count: int = 0
    with_warnings: int = 0
    unfit: int = 0
    digest: str = ""

    @property
    def without_warnings(self) -> int:
        return self.count - self.with_warnings


def decidable_in(batch_id: int, standing: Standing) -> ColumnElement[bool]:
    """The changes of a batch that this reader may decide; those to be checked first are looked at one by one."""
    unchecked = and_(Change.needs_check.is_(True), Change.state != "checked")
    return and_(Change.batch_id == batch_id, decidable(standing), ~unchecked)


def offered(batch_id: int, standing: Standing) -> Offered:
    """What a page offers of a batch."""
    which = decidable_in(batch_id, standing)
    rows = db.session.execute(
        select(Change.id, Change.digest, Change.has_warnings).where(which).order_by(Change.id)
    ).all()
    unfit = _unfit(which) if 0 < len(rows) <= settings().value("decisions_at_once") else set()
    fit = [row for row in rows if row.id not in unfit]
    warned = sum(row.has_warnings for row in fit)
    return Offered(len(fit), warned, len(unfit), digest_of_all((row.id, row.digest) for row in rows))


def digest_of_all(keys: Iterable[Key]) -> str:
    """SHA-256 of changes in their order, each with its own digest; of none an empty text."""
    text = "\n".join(f"{key}:{digest}" for key, digest in keys)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def keys_of(which: ColumnElement[bool]) -> Sequence[Key]:
    """The changes of a selection in their order."""
    rows = db.session.execute(select(Change.id, Change.digest).where(which).order_by(Change.id))
    return [(row.id, row.digest) for row in rows]


def _unfit(which: ColumnElement[bool]) -> set[int]:
    """Those for which the present user is not competent."""
    found = set()
    for change in db.session.scalars(select(Change).where(which)):
        try:
            operations.refuse_unless_competent(
                change, registry().record(change.record), place(change.scope_id, change.managing_id, change.subject_id)
            )
        except Refusal:
            found.add(change.id)
    return found
