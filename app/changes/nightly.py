"""What the night brings: changes whose day has come become official, and what is true today is derived anew."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.changes import feeding, operations
from app.changes.guard import applying
from app.extensions import db
from app.jobs.functions import nightly
from app.jobs.run import Run
from app.records.area import registry

CHUNK = 500


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
