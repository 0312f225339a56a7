"""The files that people send to be imported: named by chance, readable by the server alone, cleared away after a week."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import IO

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.access.standing import current_standing
from app.exchange.models import ImportFile
from app.exchange.sheet import TEXT_ENDINGS, Sheet, read
from app.extensions import db
from app.jobs.asking import cancel
from app.jobs.files import remove_when_committed
from app.jobs.functions import nightly
from app.jobs.results import withdraw
from app.jobs.run import Run
from app.records.clock import now
from app.records.names import nfc

PIECE = 1 << 16
KEPT = timedelta(days=7)
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", *TEXT_ENDINGS)
NAMELESS, LONGEST_NAME = "bang", 200


def folder() -> Path:
    """Where uploaded sheets lie."""
    path = Path(current_app.config["INSTANCE_PATH"]) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(stream: IO[bytes], name: str) -> Path:
    """Write what is being sent into a file of its own."""
    path = folder() / f"{secrets.token_urlsafe(24)}{_ending(name)}"
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        while piece := stream.read(PIECE):
            file.write(piece)
    return path


def enter(path: Path, sheet: Sheet, record: str) -> ImportFile:
    """The row of a kept file, in the present transaction."""
    user_id = current_standing().user_id
    assert user_id is not None
    row = ImportFile(
        token=secrets.token_urlsafe(32),
        record=record,
        user_id=user_id,
        name=sheet.name,
        sha256=sheet.sha256,
        lines=len(sheet.lines),
        cells=sheet.cells,
        kept_as=path.name,
        sent_at=now(),
    )
    db.session.add(row)
    return row


def plain_name(given: str) -> str:
    """The last part of the name under which a file was sent; its folders are nobody's business."""
    name = nfc(given.replace("\\", "/").rpartition("/")[2]).strip(". ") or NAMELESS
    ending = Path(name).suffix[:10]
    return Path(name).stem[: LONGEST_NAME - len(ending)] + ending


def path_of(kept: ImportFile) -> Path | None:
    """Where the file lies; None once it is cleared away."""
    path = folder() / kept.kept_as if kept.kept_as else None
    return path if path and path.is_file() else None


def sheet_of(kept: ImportFile) -> Sheet | None:
    """The sheet as it was sent; None once it is cleared away."""
    path = path_of(kept)
    return read(path, kept.name) if path else None


def clear(kept: ImportFile) -> None:
    """Forget the file; it is removed when the caller has committed, and by the night if he does not live to do it.

    The row stays, with what became of it.
    """
    drop_marks(kept)
    if path := path_of(kept):
        remove_when_committed(path)
    kept.kept_as = None


def drop_marks(kept: ImportFile) -> None:
    """Call off the marking of a sheet or take the marked copy back, in the present transaction: it is no longer true."""
    db.session.refresh(kept, ["mark_job_id"])
    if kept.mark_job_id is not None:
        cancel(kept.mark_job_id)
        withdraw(kept.mark_job_id)
        kept.mark_job_id = None


@nightly("clear_old_imports", _("Clearing away of uploaded sheets"), order=85)
def clear_old(run: Run) -> None:
    """Remove sheets that were sent longer ago than a week, with the cells that their outcome and marked copies quote."""
    oldest = now() - KEPT
    in_use = set(db.session.scalars(select(ImportFile.kept_as).where(ImportFile.sent_at >= oldest)))
    for path in folder().iterdir():
        if path.name not in in_use and path.stat().st_mtime < oldest.timestamp():
            path.unlink()
            run.advance()
    marked = select(ImportFile).where(ImportFile.sent_at < oldest, ImportFile.mark_job_id.is_not(None))
    for kept in db.session.scalars(marked):
        drop_marks(kept)
    old = update(ImportFile).where(ImportFile.sent_at < oldest)
    db.session.execute(old.values(kept_as=None, outcome=None))


def _ending(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if ending in ENDINGS else ""
