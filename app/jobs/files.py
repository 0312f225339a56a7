"""Files whose rows say that they are no longer wanted: removed once that is committed, and never before."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.extensions import db

UNWANTED = "unwanted_files"  # in `session.info`


def remove_when_committed(path: Path) -> None:
    """Remove a file when the present transaction is committed; one that is taken back needs it again."""
    db.session().info.setdefault(UNWANTED, []).append(path)


@event.listens_for(Session, "after_commit")
def _remove(session: Session) -> None:
    if not session.in_nested_transaction():
        for path in session.info.pop(UNWANTED, ()):
            path.unlink(missing_ok=True)


@event.listens_for(Session, "after_rollback")
def _keep(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(UNWANTED, None)
