"""The files that jobs leave: named by chance, readable by the server alone, handed to the requester alone, kept a week.

One with secrets in it (first passwords) is sealed as well, and handed out once.
"""

from __future__ import annotations

import base64
import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult

from app.access.standing import current_standing
from app.extensions import db
from app.jobs.files import remove_when_committed
from app.jobs.functions import nightly
from app.jobs.limits import limit
from app.jobs.models import Job
from app.records.clock import now
from app.records.secrets import key_ring

if TYPE_CHECKING:
    from app.jobs.run import Run

SEALED_PLACE = "job.result"
MADE_WITHIN = timedelta(days=1)  # however long a list is


@dataclass(frozen=True)
class ResultFile:
    """A file to hand out: where it lies, the name it is given, its content type."""

    path: Path
    name: str
    mime: str


def folder() -> Path:
    """Where results lie."""
    return _folder("results")


def work_folder() -> Path:
    """Where files lie that are being made; what a killed process leaves there the night clears away."""
    return _folder("work")


def _folder(name: str) -> Path:
    path = Path(current_app.config["JOB_PATH"])
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    (path / name).mkdir(mode=0o700, exist_ok=True)
    return path / name


def new_file() -> Path:
    """An empty file of its own to write a result into."""
    path = work_folder() / secrets.token_urlsafe(32)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def keep(path: Path) -> str:
    """Take a finished file in; the answer is its name in the folder."""
    path.chmod(0o600)
    kept = folder() / secrets.token_urlsafe(32)
    shutil.move(path, kept)
    return kept.name


def discard(name: str) -> None:
    """Remove a finished file that no job came to name."""
    (folder() / name).unlink(missing_ok=True)


def withdraw(job_id: int) -> None:
    """Take the file of a job back, in the present transaction: nobody fetches it any more."""
    mine = Job.id == job_id
    if name := db.session.scalar(select(Job.result_path).where(mine)):
        db.session.execute(update(Job).where(mine).values(result_path=None))
        remove_when_committed(folder() / name)


def seal(path: Path) -> None:
    """Make a finished file unreadable for whoever finds it on the disk or in a copy of it."""
    text = base64.b64encode(path.read_bytes()).decode()
    path.write_text(key_ring().seal(text, SEALED_PLACE))


def take(job_id: int) -> bytes | None:
    """The content of a sealed file, for its requester, once: the file is gone when the caller's transaction is committed."""
    found = result_of(job_id)
    cleared = update(Job).where(Job.id == job_id, Job.result_path.is_not(None)).values(result_path=None)
    # Two who ask at once: the condition lets one of them through.
    if found is None or not cast(CursorResult[Any], db.session.execute(cleared)).rowcount:
        return None
    content = base64.b64decode(key_ring().open(found.path.read_text(), SEALED_PLACE))
    remove_when_committed(found.path)
    return content


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
    for path in (*_older(folder(), oldest), *_older(work_folder(), now() - MADE_WITHIN)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        run.advance()
    old = (Job.result_path.is_not(None), Job.finished_at < oldest)
    db.session.execute(update(Job).where(*old).values(result_path=None))


def _older(folder: Path, than: datetime) -> list[Path]:
    return [path for path in folder.iterdir() if path.stat().st_mtime < than.timestamp()]
