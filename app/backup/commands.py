"""`flask backup`: thin shells round what the page could call too."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_babel import lazy_gettext as _

from app.access import second_wall
from app.access.owner import as_owner
from app.access.standing import operator
from app.backup import keys, making, register, restoring
from app.backup.manifest import Manifest
from app.backup.models import OUTCOMES
from app.extensions import db
from app.jobs.run import Refused
from app.records.clock import ZONE, now
from app.records.vietnamese import moment, number

OPERATOR = "backups are made and restored by the operator at the server's console"
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
IDENTITY = {"type": click.Path(exists=True, dir_okay=False, path_type=Path), "metavar": "KEYFILE"}


def register_commands(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(backup)


@click.group("backup")
def backup() -> None:
    """Make, verify, restore and list encrypted backups."""


@backup.command("key")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def key(file: Path) -> None:
    """Make a pair of keys: the private one into FILE, the public one for BACKUP_RECIPIENTS."""
    with _complaining():
        public = keys.make_pair(file, now())
    click.echo(f"BACKUP_RECIPIENTS={public}")
    click.echo(
        str(
            _(
                "%(file)s is the private key. Whoever has it opens every backup, whoever lost it opens none. Keep two copies "
                "on devices in two safes, away from the server and from the backups, and remove the file here. Name "
                "the public keys of two custodians in BACKUP_RECIPIENTS, so that one lost key loses nothing.",
                file=file,
            )
        )
    )


@backup.command("create")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="default: BACKUP_FOLDER")
@with_appcontext
def create(folder: Path | None) -> None:
    """Make a backup of database, kept files and secrets in one encrypted file."""
    with _complaining(), as_owner(), operator(OPERATOR):
        made = making.create(folder or making.default_folder())
        db.session.commit()
        rows = sum(made.counts.values())
        click.echo(made.path)
        click.echo(f"SHA-256 {made.sha256}")
        click.echo(
            str(
                _(
                    "%(size)s bytes, %(rows)s rows, %(files)s files",
                    size=number(made.size or 0),
                    rows=number(rows),
                    files=number(made.files or 0),
                )
            )
        )
        if made.message:
            click.echo(made.message, err=True)


@backup.command("verify")
@FILE
@click.option("--identity", **IDENTITY, help="the private key; without it only the hash is compared")  # type: ignore[arg-type]
@with_appcontext
def verify(file: Path, identity: Path | None) -> None:
    """Read FILE through and hold it against its hashes."""
    with file.open("rb") as opened:
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    click.echo(f"SHA-256 {sha256}")
    with _complaining(), operator(OPERATOR):
        if identity is None:
            _hold_against_register(sha256)
        else:
            _tell(restoring.verify(file, keys.identities(identity)))


@backup.command("restore")
@FILE
@click.option("--identity", required=True, **IDENTITY, help="the private key")  # type: ignore[arg-type]
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="an instance folder; default: INSTANCE_PATH",
)
@with_appcontext
def restore(file: Path, identity: Path, folder: Path | None) -> None:
    """Put FILE into an empty instance folder and an empty database."""
    if folder is not None:
        _restore_elsewhere(file, identity, folder)
        return
    with _complaining():
        with as_owner(), operator(OPERATOR):
            manifest = restoring.restore(file, keys.identities(identity))
        second_wall.refuse_to_serve_unwalled()
    _tell(manifest)
    click.echo(
        str(
            _(
                "Restored: rows and files are as the manifest says, the locks stand. Run “flask bootstrap”, start the service, "
                "sign in, and enter the restore test on the page “Backups”."
            )
        )
    )


def _restore_elsewhere(file: Path, identity: Path, folder: Path) -> None:
    """The same command, begun anew with another instance folder: settings are read once at the start."""
    command = [sys.executable, "-m", "flask", "backup", "restore", str(file), "--identity", str(identity)]
    ended = subprocess.run(command, env={**os.environ, "INSTANCE_PATH": str(folder)}, check=False)
    if ended.returncode:
        raise click.exceptions.Exit(ended.returncode)


@backup.command("list")
@with_appcontext
def list_() -> None:
    """The register: when, how it ended, how large, where, and whether the file is still there."""
    with operator(OPERATOR):
        for row in register.backups():
            there = _("there") if Path(row.path).is_file() else _("not there")
            click.echo(
                f"{moment(row.made_at, ZONE)}  {OUTCOMES[row.outcome]}  {number(row.size or 0):>16}  {there}  {row.path}"
                + (f"  {row.message}" if row.message else "")
            )


def _hold_against_register(sha256: str) -> None:
    row = register.good_with(sha256)
    if row is None:
        raise Refused(
            _(
                "No backup of the register has this hash: the file is damaged, or it was made elsewhere. Give --identity."
            )
        )
    click.echo(
        str(
            _(
                "As it was made on %(moment)s; whether it opens is seen with --identity.",
                moment=moment(row.made_at, ZONE),
            )
        )
    )


def _tell(manifest: Manifest) -> None:
    """What the manifest says, in lines."""
    click.echo(f"{manifest.made_at}  {manifest.version}  {manifest.migration}  {manifest.kind} {manifest.server}")
    for name, part in manifest.parts.items():
        click.echo(f"{name:12} {number(part.size):>16}  {part.count:>7}  {part.sha256}")
    for name, count in manifest.counts.items():
        click.echo(f"{name:32} {count:>9}")


@contextlib.contextmanager
def _complaining() -> Iterator[None]:
    """A refusal as a message of the command."""
    try:
        yield
    except Refused as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
