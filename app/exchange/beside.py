"""What else the sender of a sheet has sent for the same record: the same file before it, a newer one after it."""

from __future__ import annotations

from sqlalchemy import Select, select

from app.exchange.models import ImportFile
from app.extensions import db
from app.records.clock import ZONE
from app.records.vietnamese import moment


def sent_before(kept: ImportFile) -> tuple[str, str] | None:
    """When the same file, whatever it was called, was handed in by the same user, and where."""
    same = _others(kept).where(ImportFile.sha256 == kept.sha256, ImportFile.batch_id.is_not(None))
    earlier = db.session.scalar(same.limit(1))
    return (moment(earlier.sent_at, ZONE), f"/approval/batch/{earlier.batch_id}") if earlier else None


def sent_after(kept: ImportFile) -> tuple[str, str, str] | None:
    """The newest sheet sent after one, which it may replace: its name, when it was sent, and its page."""
    newer = db.session.scalar(_others(kept).where(ImportFile.id > kept.id).limit(1))
    return (newer.name, moment(newer.sent_at, ZONE), f"/import/{newer.record}/{newer.token}") if newer else None


def _others(kept: ImportFile) -> Select[tuple[ImportFile]]:
    """The user's other sheets for the record, newest first."""
    mine = (ImportFile.record == kept.record, ImportFile.user_id == kept.user_id, ImportFile.id != kept.id)
    return select(ImportFile).where(*mine).order_by(ImportFile.id.desc())
