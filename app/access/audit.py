"""The log of acts that leave no Change: reading a sensitive value, an export, a sign-in, a command of the operator."""

from __future__ import annotations

from typing import Any

from app.access.models import AuditEntry
from app.access.standing import current_standing
from app.extensions import db
from app.records.clock import now


def note(
    act: str,
    *,
    record: str | None = None,
    row_id: int | None = None,
    subject_id: int | None = None,
    detail: dict[str, Any] | None = None,
    succeeded: bool = True,
    user_id: int | None = None,
) -> None:
    """Add an entry to the present transaction. `detail` names columns and counts, never a person's data."""
    db.session.add(
        AuditEntry(
            at=now(),
            user_id=user_id or current_standing().user_id,
            act=act,
            record=record,
            row_id=row_id,
            subject_id=subject_id,
            detail=detail,
            succeeded=succeeded,
        )
    )
