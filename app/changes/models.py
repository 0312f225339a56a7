"""A change: what someone wants to become official, from its draft to the day it is applied."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask_appbuilder import Model
from flask_babel import lazy_gettext as _
from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    and_,
    false,
    or_,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.access.policies import IN_A_SET, LISTED, NARROW, OPEN, PAST, WIDE, Policy, walled, within_units
from app.access.scope import rows_within, scoped
from app.access.standing import Reach, Standing
from app.records.area import registry
from app.records.clock import Moment
from app.records.record import Record

STATES = {
    "draft": _("Draft"),
    "submitted": _("Waiting for approval"),
    "checked": _("Checked, waiting for approval"),
    "approved": _("Approved, waiting for its day"),
    "applied": _("Official"),
    "returned": _("Returned"),
    "rejected": _("Rejected"),
    "withdrawn": _("Withdrawn"),
    "cancelled": _("Cancelled"),
}
WAITING = ("submitted", "checked")
IMPORT = "import"  # the kind of a batch that a user handed in as a sheet
VERBS = {"create": _("New row"), "amend": _("Correction"), "cancel": _("Cancellation")}

canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def digest_of(
    record: str,
    target_id: int | None,
    verb: str,
    values: Mapping[str, Any],
    base: Mapping[str, Any],
    effective_on: date | None = None,
) -> str:
    """SHA-256 of what an approver is shown: the same content gives the same digest, anything else another.

    The key that a new row gets when it is applied is no part of it.
    """
    content = [record, None if verb == "create" else target_id, verb, values, base, str(effective_on or "")]
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def digest_of_new(record: str, values: str) -> str:
    """`digest_of` a new row at once, from the canonical text of its values."""
    text = f'[{canonical(record)},null,"create",{values},{{}},""]'
    return hashlib.sha256(text.encode()).hexdigest()


class Batch(Model):
    """Changes that came together: an import, a migration, the demonstration; with the document that allows it."""

    __tablename__ = "batch"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    file_name: Mapped[str | None] = mapped_column(String(200))
    made_by: Mapped[int | None] = mapped_column(Integer)
    made_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)


def _visible(cls: Any, standing: Standing) -> ColumnElement[bool]:
    """A change is seen by whoever may read such rows in its unit, and by whoever entered it and may read such rows."""
    readable = [record for record in registry() if standing.may("read", record.name)]
    if not readable:
        return false()
    within = changes_within(cls, dict.fromkeys(readable, ()), standing)
    if standing.user_id is None:
        return within
    own = and_(cls.entered_by == standing.user_id, cls.record.in_([record.name for record in readable]))
    return or_(own, within)


def changes_within(cls: Any, records: Mapping[type[Record], Sequence[str]], standing: Standing) -> ColumnElement[bool]:
    """The changes of some records over whose rows reading (with the field groups named for each in full) reaches.

    `cls` is whatever has the columns of a change: the class, or the columns of a table. Records with the same reach
    share one condition: a dozen times the same one costs more than all the rest of a page.
    """
    groups: dict[Reach, list[str]] = {}
    for record, levels in records.items():
        groups.setdefault(_reach(record, standing, levels), []).append(record.name)
    parts = [
        and_(cls.record.in_(names), rows_within(cls, reach)) for reach, names in groups.items() if not reach.nothing
    ]
    return or_(*parts) if parts else false()


def _reach(record: type[Record], standing: Standing, levels: Sequence[str]) -> Reach:
    if record.scope == "open":
        return Reach(everywhere=all(standing.sees_anywhere(record.name, level) for level in levels))
    return standing.reach("read", record.name, *levels)


def _as_policy(units: str) -> str:
    """`_visible` as PostgreSQL has it: the reach that most records share by the indexes or a set, any other row by row."""
    return f"""
(record = ANY ((SELECT wall_plain())::text[]) AND ({within_units("", units=units)}))
OR (record = ANY ((SELECT wall_others())::text[]) AND wall_covers(record, scope_id, managing_id, subject_id))
OR (entered_by = (SELECT wall_user())
    AND (record = ANY ((SELECT wall_plain())::text[]) OR record = ANY ((SELECT wall_others())::text[])))
"""


NOT_KEPT_APART = "record <> ALL (wall_apart()) OR (SELECT wall_past())"


@walled(
    Policy(using=_as_policy(LISTED), to=(NARROW,)),
    Policy(using=_as_policy(IN_A_SET), to=(WIDE,)),
    Policy(using=f"{NOT_KEPT_APART} OR {_as_policy(IN_A_SET)}", to=(OPEN,)),
    PAST,
)
@scoped(_visible)
class Change(Model):
    """One change of one row. `values` are the new values by field as JSON, `base` the official ones they replace.

    `subject_id` is the person the row is about, `scope_id` and `managing_id` his units: they say whose inbox it is in.
    `digest` freezes what was shown, `has_warnings` says whether it was handed in with warnings,
    `handed_from` the row whose values it hands on (`applicant/12`). Secret values are sealed
    here as they are in their own column.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_target", "record", "target_id", "state"),
        Index("ix_change_inbox", "state", "scope_id", "submitted_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)
    record: Mapped[str] = mapped_column(String(60), nullable=False)
    target_id: Mapped[int | None] = mapped_column(Integer)
    verb: Mapped[str] = mapped_column(String(10), nullable=False)
    subject_id: Mapped[int | None] = mapped_column(Integer, index=True)
    scope_id: Mapped[int | None] = mapped_column(Integer, index=True)
    managing_id: Mapped[int | None] = mapped_column(Integer, index=True)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, nullable=False)
    base: Mapped[dict[str, Any]] = mapped_column(JSON, nullable=False)
    key_hash: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12), nullable=False)
    needs_check: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False)
    has_warnings: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False, server_default=false())
    effective_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(Text)
    handed_from: Mapped[str | None] = mapped_column(String(80))
    entered_by: Mapped[int | None] = mapped_column(Integer)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment())
    checked_by: Mapped[int | None] = mapped_column(Integer)
    checked_at: Mapped[datetime | None] = mapped_column(Moment())
    decided_by: Mapped[int | None] = mapped_column(Integer)
    decided_at: Mapped[datetime | None] = mapped_column(Moment())
    decision_reason: Mapped[str | None] = mapped_column(Text)
    applied_at: Mapped[datetime | None] = mapped_column(Moment())
    digest: Mapped[str] = mapped_column(String(64), nullable=False)

    def content_digest(self) -> str:
        """The digest that this content has now; another one than `digest` means that somebody altered the row."""
        return digest_of(self.record, self.target_id, self.verb, self.values, self.base, self.effective_on)

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING


def _of_few(name: str, column: Any, which: ColumnElement[bool]) -> None:
    """An index of the changes that somebody made or has to decide: millions were loaded by document and are none of them."""
    Index(f"ix_change_{name}", column, postgresql_where=which, sqlite_where=which)


for _column in (Change.key_hash, Change.handed_from, Change.entered_by, Change.decided_by):
    _of_few(_column.key, _column, _column.is_not(None))
_of_few("waiting", Change.submitted_at, Change.state.in_(WAITING))
