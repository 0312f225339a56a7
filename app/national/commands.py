"""`flask national …`: packets made, verified and listed at the server's console."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_babel import lazy_gettext as _

from app.access.owner import as_owner
from app.access.standing import operator
from app.changes.refusals import Refusal
from app.extensions import db
from app.jobs.run import Refused
from app.national import making, register
from app.national.jobs import summary
from app.national.mapping_checks import faults_today
from app.national.models import KINDS
from app.national.telling import sentence
from app.national.verifying import verify as verify_packet
from app.records.clock import ZONE
from app.records.vietnamese import moment, number

OPERATOR = "packets are made by the operator at the server's console"


def register_commands(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(national)


@click.group("national")
def national() -> None:
    """Make, verify and list packets for the national database."""


@national.command("export")
@click.option("--full", is_flag=True, help="everybody on record")
@click.option("--since", type=click.IntRange(1), metavar="NUMBER", help="who changed since this packet of the register")
@click.option("--to", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="the zip to write")
@with_appcontext
def export(full: bool, since: int | None, file: Path) -> None:
    """Make a packet of official data and enter it in the register."""
    if full == (since is not None):
        raise click.ClickException(str(_("Say either --full or --since NUMBER.")))
    if file.exists():
        raise click.ClickException(str(_("%(file)s is there already; name another file.", file=file)))
    if not os.access(file.absolute().parent, os.W_OK):
        raise click.ClickException(str(_("The folder of %(file)s cannot be written to.", file=file)))
    with _complaining(), as_owner(), operator(OPERATOR):
        packet = making.make(file, since)
        db.session.commit()
        click.echo(summary(packet))
        click.echo(f"SHA-256 {packet.sha256}")


@national.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sha256", help="the hash that the register has, to know that the packet is the very one")
def verify(file: Path, sha256: str | None) -> None:
    """Read FILE through without a database, and name every fault with file, line and field."""
    verdict = verify_packet(file)
    click.echo(f"SHA-256 {verdict.sha256}")
    for fault in verdict.faults:
        click.echo(sentence(fault))
    if not verdict.is_sound:
        raise click.ClickException(str(_("The packet is not sound: %(count)d faults.", count=len(verdict.faults))))
    if sha256 and sha256.strip().lower() != verdict.sha256:
        raise click.ClickException(str(_("The packet is sound in itself, but it is not the one with this hash.")))
    for name, count in verdict.manifest["counts"].items():
        click.echo(f"{name:12} {count:>9}")
    click.echo(str(_("The packet is sound.")))


@national.command("check")
@with_appcontext
def check() -> None:
    """Hold the mapping in force against the records; each fault names the line and the remedy."""
    with operator(OPERATOR):
        found = faults_today()
    for fault in found:
        click.echo(fault)
    if found:
        raise click.ClickException(str(_("The mapping has %(count)d faults.", count=len(found))))
    click.echo(str(_("The mapping has no fault.")))


@national.command("list")
@with_appcontext
def list_() -> None:
    """The register: number, when, of what kind, how many, and the hash."""
    with operator(OPERATOR):
        for row in register.packets():
            since = f" {row.since_id}" if row.since_id else ""
            click.echo(
                f"{row.id:>5}  {moment(row.made_at, ZONE)}  {KINDS[row.kind]}{since}  {number(row.counts['people'])}  "
                f"{number(row.counts['held_back'])}  {row.sha256}"
            )


@contextlib.contextmanager
def _complaining() -> Iterator[None]:
    """A refusal as a message of the command."""
    try:
        yield
    except (Refusal, Refused) as refusal:
        raise click.ClickException(str(refusal.message)) from refusal
