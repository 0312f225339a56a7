"""Who may fetch an evidence file: whoever may see the row it proves, and while a form is open only its sender."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from app.access.scope import rows_within, scoped
from app.access.standing import Reach, Standing
from app.records.area import registry
from app.records.attachments import Attachment
from app.records.links import Files


def _visible(cls: Any, standing: Standing) -> ColumnElement[bool]:
    own = and_(cls.sent_by == standing.user_id, cls.change_id.is_(None))
    return or_(own, and_(cls.change_id.is_not(None), rows_within(cls, _evidence_reach(standing))))


def _evidence_reach(standing: Standing) -> Reach:
    """The widest of the reaches over records that carry evidence."""
    reaches = [
        standing.reach("read", record.name)
        for record in registry()
        if any(isinstance(field.kind, Files) for field in record.fields.values())
    ]
    return Reach(
        everywhere=any(reach.everywhere for reach in reaches),
        using=tuple(sorted({path for reach in reaches for path in reach.using})),
        managing=tuple(sorted({path for reach in reaches for path in reach.managing})),
        subject_id=next((reach.subject_id for reach in reaches if reach.subject_id), None),
    )


scoped(_visible)(Attachment)
