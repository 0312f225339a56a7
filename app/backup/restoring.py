"""Getting a backup back: into an empty place, after the file has been read through once and found whole.

The database comes last; until then everything lies in a folder of its own, which is cleared away when something fails.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from flask_babel import lazy_gettext as _
from flask_migrate import upgrade
from pyrage.x25519 import Identity
from sqlalchemy import Engine

import config
from app.backup import kept_files, postgresql, sqlite
from app.backup.archive import PIECE, Receiver, unpack
from app.backup.making import owner_engine
from app.backup.manifest import Manifest
from app.changes import guard
from app.jobs.run import Refused
from app.records.area import registry

SECRETS_FILE, WORK = "secrets.env", "restoring"
# What a start may leave in the folder of a new installation before anything is in it.
MADE_BY_A_START = {SECRETS_FILE, WORK}
Place = sqlite.Place | postgresql.Place


def verify(path: Path, identities: Sequence[Identity]) -> Manifest:
    """Read a backup through and hold every part against its hash. Raises `Refused`."""
    return unpack(path, identities, Receiver())


def restore(path: Path, identities: Sequence[Identity]) -> Manifest:
    """Put a backup into the empty place that the settings name, and bring it up to this version. Raises `Refused`."""
    instance = Path(current_app.config["INSTANCE_PATH"])
    engine, work = owner_engine(), instance / WORK
    with contextlib.closing(_place(engine, work)) as place:
        _refuse_unless_empty(instance, place)
        looked_at = Receiver()
        manifest = unpack(path, identities, looked_at)
        _refuse_unless_fit(manifest, place)
        _refuse_other_secrets(looked_at.secrets)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        try:
            _put_back(path, identities, manifest, place, work)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    upgrade()
    _refuse_unlocked(engine)
    return manifest


class _IntoPlace(Receiver):
    """Puts the files into the folder to work in, and hands the database on."""

    def __init__(self, place: Place, work: Path) -> None:
        self._place, self._work = place, work

    def file(self, name: str, source: kept_files.Hashed) -> None:
        path = self._work / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            while piece := source.read(PIECE):
                file.write(piece)

    def database(self, piece: bytes) -> None:
        self._place.write(piece)


def _put_back(path: Path, identities: Sequence[Identity], manifest: Manifest, place: Place, work: Path) -> None:
    receiver = _IntoPlace(place, work)
    unpack(path, identities, receiver)
    _compare(manifest.counts, place.finish())
    for name, folder in kept_files.folders().items():
        if (work / name).is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
            for path in (work / name).iterdir():
                shutil.move(path, folder / path.name)
    _keep_secrets(receiver.secrets)
    place.settle()


def _place(engine: Engine, work: Path) -> Place:
    return postgresql.Place(engine) if engine.dialect.name == postgresql.KIND else sqlite.Place(engine, work)


def _refuse_unless_empty(instance: Path, place: Place) -> None:
    """The place looks into its database itself; an empty file of it may be there since a connection was made."""
    in_the_way: list[str] = [place.what_is_there()]
    for path in (*instance.iterdir(), *kept_files.folders().values()):
        known = path.name in MADE_BY_A_START or path in place.own_files
        empty = not path.exists() or (path.is_dir() and not any(path.iterdir()))
        in_the_way.append("" if known or empty else str(path))
    if found := next(filter(None, in_the_way), ""):
        raise Refused(
            _(
                "A backup is restored into an empty place only, and %(place)s is there. Name an empty folder in "
                "INSTANCE_PATH and, on PostgreSQL, an empty database in DATABASE_URL and DATABASE_OWNER_URL.",
                place=found,
            )
        )


def _refuse_unless_fit(manifest: Manifest, place: Place) -> None:
    if manifest.kind != place.kind:
        message = _(
            "The backup is of a database of the kind %(kind)s; DATABASE_URL names one of the kind %(own)s.",
            kind=manifest.kind,
            own=place.kind,
        )
        raise Refused(message)
    own = current_app.config["VERSION"]
    if _numbers(manifest.version) > _numbers(own) or not _is_known(manifest.migration):
        message = _(
            "The backup was made by version %(version)s with the migration %(migration)s, which is newer than this version "
            "%(own)s. Install that version or a later one, and restore with it.",
            version=manifest.version,
            migration=manifest.migration,
            own=own,
        )
        raise Refused(message)
    place.refuse_unless_fit(manifest.server, manifest.roles)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _is_known(migration: str) -> bool:
    """Whether this version has the migration at which the backup was made."""
    try:
        script = ScriptDirectory(current_app.extensions["migrate"].directory).get_revision(migration)
    except CommandError:
        return False
    return script is not None


def _refuse_other_secrets(raw: bytes) -> None:
    """Where the secrets do not come from the default file, they must be those of the backup already."""
    if current_app.config["SECRETS_PATH"]:
        return
    lines = (line.partition("=") for line in raw.decode().splitlines())
    if any(current_app.config.get(name) != value for name, _sign, value in lines):
        raise Refused(
            _(
                "The secrets in force are not those of the backup, and without those its sealed fields cannot be opened. "
                "Unset SECRETS_FILE (and %(names)s) for this command; the secrets of the backup are then put into the "
                "instance folder, from where you take them into your safe.",
                names=", ".join(config.SECRETS),
            )
        )


def _keep_secrets(raw: bytes) -> None:
    """The secrets of the backup become those of the place; those that its first start made are put aside."""
    named = current_app.config["SECRETS_PATH"]
    if not named:
        return
    path = Path(named)
    if path.exists() and path.read_bytes() != raw:
        os.replace(path, path.with_name(f"{path.name}.before-restore"))
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(raw)


def _compare(wanted: dict[str, int], found: dict[str, int]) -> None:
    other = [name for name in sorted({*wanted, *found}) if wanted.get(name) != found.get(name)]
    if other:
        shown = ", ".join(f"{name} ({wanted.get(name, 0)} ≠ {found.get(name, 0)})" for name in other)
        raise Refused(_("The restored rows are not as many as the backup says: %(tables)s.", tables=shown))


def _refuse_unlocked(engine: Engine) -> None:
    with engine.connect() as connection:
        if unlocked := guard.missing(connection, registry()):
            message = _("The locks of official tables do not stand on: %(tables)s.", tables=", ".join(unlocked))
            raise Refused(message)
