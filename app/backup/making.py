"""Making a backup: a moment of the database, the kept files and the secrets, encrypted into one file.

The file appears under its name when it is whole, or not at all.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from flask_babel import lazy_gettext as _
from sqlalchemy import Engine

import config
from app.access import second_wall
from app.access.owner import OWNER
from app.backup import kept_files, keys, postgresql, register, sqlite
from app.backup.archive import Packer, Progress
from app.backup.crypt import encrypting
from app.backup.manifest import Manifest
from app.backup.models import Backup
from app.backup.snapshot import Snapshot
from app.extensions import db
from app.jobs.run import Refused
from app.records.clock import now

ENDING, UNFINISHED = ".age", ".part"
KILLED_AFTER = timedelta(days=1)


def owner_engine() -> Engine:
    """The connections of the role that owns the database. Raises `Refused` where this program does not have them."""
    engine: Engine = db.engines.get(OWNER, db.engine)
    if engine.dialect.name == postgresql.KIND:
        with engine.connect() as connection:
            if second_wall.stands(connection):
                raise Refused(
                    _(
                        "This service does not own the database, so it cannot copy it. Backups are made by the command "
                        "“flask backup create” with DATABASE_OWNER_URL, best by a timer; see README, “Backups”."
                    )
                )
    return engine


def why_not() -> Refused | None:
    """What keeps this program from making a backup now, as far as it can be told before."""
    try:
        keys.recipients()
        owner_engine()
    except Refused as refusal:
        return refusal
    return None


def expected_size() -> int:
    """The bytes that will go by; 0 where nobody knows how well pg_dump packs."""
    url = db.engine.url
    if url.get_backend_name() == postgresql.KIND:
        return 0
    return kept_files.size() + Path(url.database or "").stat().st_size


def default_folder() -> Path:
    """Where backups are put when nobody says otherwise."""
    return Path(current_app.config["BACKUP_FOLDER"])


def create(folder: Path, made_by: int | None = None, progress: Progress = lambda _size: None) -> Backup:
    """Make a backup in a folder, and enter it in the register, which the caller commits.

    `progress` is told the bytes that have gone by. Raises `Refused`; what failed is in the register too.
    """
    at = now()
    path = folder / f"cbccvc-{at:%Y%m%dT%H%M%SZ}{ENDING}"
    try:
        manifest = _write(path, at, progress)
    except Exception as error:
        db.session.rollback()
        register.enter_failure(at, made_by, path, error)
        db.session.commit()
        raise
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return register.enter(manifest, at, made_by, path, sha256)


def _write(path: Path, at: datetime, progress: Progress) -> Manifest:
    recipients, engine = keys.recipients(), owner_engine()
    _make_folder(path.parent)
    _clear_unfinished(path.parent, at)
    unfinished = path.with_name(f".{path.name}{UNFINISHED}")
    with _alone() as work, _snapshot(engine, work) as copied:
        manifest = Manifest(
            made_at=at.isoformat(timespec="seconds"),
            version=current_app.config["VERSION"],
            migration=copied.migration,
            kind=copied.kind,
            server=copied.server,
            counts=copied.counts,
            roles=copied.roles,
            missing=kept_files.missing(copied.evidence),
        )
        try:
            with encrypting(unfinished, recipients) as stream:
                packer = Packer(stream, at.timestamp(), progress)
                try:
                    _fill(packer, copied, manifest)
                finally:
                    packer.abandon()
            os.rename(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    return manifest


def _fill(packer: Packer, copied: Snapshot, manifest: Manifest) -> None:
    """The parts in their order: the database last, so that whoever gets it back changes it last."""
    packer.secrets(_secrets())
    for kept in kept_files.walk():
        with contextlib.suppress(FileNotFoundError), kept.path.open("rb") as source:
            hashed = packer.file(kept, os.fstat(source.fileno()).st_size, source)
            if kept_files.is_altered(kept.name, hashed.sha256):
                manifest.missing.append(kept.path.name)
    with copied.open() as stream:
        packer.database(stream)
    packer.close(manifest)


def _secrets() -> bytes:
    """What sealed fields are opened with; without it they would be lost, however good the copy of the database."""
    lines = (f"{name}={current_app.config[name]}\n" for name in config.SECRETS)
    return "".join(lines).encode()


def _snapshot(engine: Engine, work: Path) -> contextlib.AbstractContextManager[Snapshot]:
    return postgresql.snapshot(engine) if engine.dialect.name == postgresql.KIND else sqlite.snapshot(engine, work)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = _("The backup cannot be written to %(folder)s: %(reason)s.", folder=folder, reason=error.strerror)
        raise Refused(message) from error


def _clear_unfinished(folder: Path, at: datetime) -> None:
    """Remove what backups left that were killed; one of another installation may be under way in the same folder."""
    for path in folder.glob(f".cbccvc-*{ENDING}{UNFINISHED}"):
        if path.stat().st_mtime < (at - KILLED_AFTER).timestamp():
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone() -> Iterator[Path]:
    """A folder to work in, for one backup at a time; what a killed one left there is cleared away."""
    instance = Path(current_app.config["INSTANCE_PATH"])
    work = instance / "backup-work"
    with (instance / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_("Another backup is being made; wait until it is done.")) from None
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)
