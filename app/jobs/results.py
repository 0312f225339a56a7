"""The files that jobs leave: named by chance, readable by the server alone, handed to the requester alone, kept a week."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.access.standing import current_standing
from app.extensions import db
from app.jobs.functions import nightly
from app.jobs.limits import limit
from app.jobs.models import Job
from app.records.clock import now

if TYPE_CHECKING:
    from app.jobs.run import Run


@dataclass(frozen=True)
class ResultFile:
    """A file to hand out: where it lies, the name it is given, its content type."""

    path: Path
    name: str
    mime: str


def folder() -> Path:
    """Where results lie."""
    path = Path(current_app.config["JOB_PATH"])
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    (path / "results").mkdir(mode=0o700, exist_ok=True)
    return path / "results"


def new_file() -> Path:
    """An empty file of its own to write a result into."""
    path = folder() / secrets.token_urlsafe(32)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def keep(path: Path) -> str:
    """Take a finished file in; the answer is its name in the folder."""
    path.chmod(0o600)
    if path.parent == folder():
        return path.name
    kept = folder() / secrets.token_urlsafe(32)
    shutil.move(path, kept)
    return kept.name


def result_of(job_id: int) -> ResultFile | None:
    """The file that a job left, for its requester; None for anyone else, or when there is none (any more)."""
    standing = current_standing()
    job = db.session.scalar(select(Job).where(Job.id == job_id, Job.state == "done"))
    if job is None or job.requested_by != standing.user_id or not job.result_path:
        return None
    path = folder() / job.result_path
    return ResultFile(path, job.result_name or "", job.result_mime or "") if path.is_file() else None


@nightly("clear_old_results", _("Clearing away of old result files"), order=90)
def clear_old(run: Run) -> None:
    """Remove what was left longer ago than results are kept, files of runs that broke off as well."""
    oldest = now() - timedelta(days=limit("JOB_RESULT_DAYS"))
    for path in folder().iterdir():
        if path.stat().st_mtime < oldest.timestamp():
            path.unlink()
            run.advance()
    old = (Job.result_path.is_not(None), Job.finished_at < oldest)
    db.session.execute(update(Job).where(*old).values(result_path=None))
