"""What the night brings: changes whose day has come become official, and what is true today is derived anew."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.changes import feeding, operations
from app.changes.guard import applying
from app.extensions import db
from app.jobs.functions import nightly
from app.jobs.run import Run
from app.records.area import registry
from app.records.attachments import Attachment, path_of
from app.records.clock import now

CHUNK = 500
KEPT_UNUSED = timedelta(days=7)


@nightly("apply_due_changes", _("Changes whose day has come"), order=10)
def apply_due_changes(run: Run) -> None:
    """Apply approved changes that were dated ahead."""
    run.advance(operations.apply_due())


@nightly("derive_current_values", _("Current values of all persons"), order=20)
def derive_current_values(run: Run) -> None:
    """Bring the fed columns of every person up to today: events begin and end without anybody's doing."""
    subject = registry().subject
    if subject is None:
        return
    table = subject.__table__
    remaining = select(table.c.id).where(table.c.id > run.resume.get("last", 0)).order_by(table.c.id)
    keys = list(db.session.scalars(remaining))
    run.total(len(keys))
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        with applying(db.session):
            feeding.feed(chunk)
        run.checkpoint({"last": chunk[-1]})
        run.advance(len(chunk))


@nightly("clear_unused_evidence", _("Clearing away of files that no change carries"), order=80)
def clear_unused_evidence(run: Run) -> None:
    """Remove files whose form was never handed in, a week after they were sent."""
    file = Attachment.__table__
    unused = select(Attachment).where(file.c.change_id.is_(None), file.c.sent_at < now() - KEPT_UNUSED)
    for row in db.session.scalars(unused).all():
        db.session.delete(row)
        db.session.flush()
        if db.session.scalar(select(file.c.id).where(file.c.sha256 == row.sha256).limit(1)) is None:
            path_of(row.sha256).unlink(missing_ok=True)
        run.advance()
