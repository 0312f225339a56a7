"""Evidence files and the changes that carry them: who may fetch a file, which files a change may name, whose they become."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from app.access.policies import EVERYBODY, PAST, Policy, walled
from app.access.scope import scoped
from app.access.standing import Standing
from app.changes.models import Change, changes_within
from app.extensions import db
from app.records.area import registry
from app.records.attachments import Attachment
from app.records.links import Files
from app.records.record import Record

LIVE = ("submitted", "checked", "approved", "applied")


def file_levels(record: type[Record]) -> list[str]:
    """The field groups of a record's evidence; empty when it carries none."""
    return sorted({field.level for field in record.fields.values() if isinstance(field.kind, Files)})


def _visible(cls: Any, standing: Standing) -> ColumnElement[bool]:
    """Whoever may see the row that a file proves; while a form is open only its sender.

    One change may carry files of several field groups, so all of them have to be seen in full.
    """
    change = Change.__table__.alias("evidence_change")
    proving = {record: levels for record in registry() if (levels := file_levels(record))}
    readable = {record: levels for record, levels in proving.items() if standing.may("read", record.name)}
    proved = changes_within(change.c, readable, standing)
    carried = select(change.c.id).where(change.c.id == cls.change_id, proved).exists()
    if standing.user_id is None:
        return carried
    return or_(and_(cls.sent_by == standing.user_id, cls.change_id.is_(None)), carried)


scoped(_visible)(Attachment)
# The field groups of a file are the first wall's matter; the second asks whether its change is within reach.
OWN = "change_id IS NULL AND sent_by = (SELECT wall_user())"
CARRIED = "EXISTS (SELECT FROM change AS carrier WHERE carrier.id = attachment.change_id)"
walled(Policy(using=f"({OWN}) OR {CARRIED}", to=EVERYBODY), Policy("INSERT", check=OWN, to=EVERYBODY), PAST)(Attachment)


def unusable(
    record: type[Record], target_id: int | None, subject_id: int | None, keys: Collection[int], standing: Standing
) -> set[int]:
    """The files among `keys` that this writer may not put on this row.

    He may name what he sent and no change carries, what a change of the same row carried, and what one of his own
    that never became official carried: a returned form is handed in again with its files.
    """
    sought = set(keys)
    if not sought or standing.unlimited:
        return set()
    carrier = Change.__table__
    same = [carrier.c.subject_id == subject_id] if subject_id else []
    same += [carrier.c.target_id == target_id] if target_id else []
    never = and_(carrier.c.entered_by == standing.user_id, carrier.c.target_id.is_(None), carrier.c.state.not_in(LIVE))
    carried = select(carrier.c.id).where(carrier.c.record == record.name, or_(never, *same))
    own = and_(Attachment.sent_by == standing.user_id, Attachment.change_id.is_(None))
    usable = select(Attachment.id).where(
        Attachment.id.in_(sought), or_(own, Attachment.change_id.in_(carried.correlate(None)))
    )
    return sought - set(db.session.scalars(usable))


def bind(record: type[Record], change: Change, values: Mapping[str, Any]) -> None:
    """The files of a change take the scope of the row that they prove."""
    place = {"scope_id": change.scope_id, "managing_id": change.managing_id, "subject_id": change.subject_id}
    bind_to(change.id, place, files_in(record, values))


def files_in(record: type[Record], values: Mapping[str, Any]) -> list[int]:
    """The keys of every file that the values name."""
    fields = [field for field in record.fields.values() if isinstance(field.kind, Files)]
    return [key for field in fields for key in values.get(field.name) or []]


def bind_to(change_id: int, place: Mapping[str, int | None], keys: Collection[int]) -> None:
    """Let a change carry these files, unless another one that is alive carries them already."""
    if not keys:
        return
    file, carrier = Attachment.__table__, Change.__table__
    live = select(carrier.c.id).where(carrier.c.id == file.c.change_id, carrier.c.state.in_(LIVE))
    db.session.execute(
        update(file)
        .where(file.c.id.in_(keys), or_(file.c.change_id == change_id, ~live.exists()))
        .values(change_id=change_id, **place)
    )
