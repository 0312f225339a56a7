"""Working derived columns out anew: by the night, by a job after an upgrade, or by `flask rederive`."""

from __future__ import annotations

from collections.abc import Sequence

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.owner import as_owner
from app.access.standing import operator
from app.changes.rederiving import count, digest_of, is_empty, outdated, pieces, stamp
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.functions import nightly
from app.jobs.models import OPEN, Job
from app.jobs.run import Run
from app.records.area import registry
from app.records.record import Record

NAME = "rederive"


@nightly(NAME, _("Derived values after an upgrade"), order=15)
def rederive(run: Run) -> None:
    """Work out anew what another declaration derived. Killed, it goes on behind the last piece of the record it was at."""
    waiting = outdated()
    run.total(sum(count(record) for record in waiting))
    for record in waiting:
        digest = digest_of(record)
        # What was worked out by yet another declaration, before the program was changed under the job, counts for nothing.
        goes_on = run.resume.get("record") == record.name and run.resume.get("digest") == digest
        for piece in pieces(record, run.resume.get("last", 0) if goes_on else 0):
            run.checkpoint({"record": record.name, "digest": digest, "last": piece.last})
            run.advance(piece.rows)
        stamp(record)
        run.advance(0)


def ask_where_outdated() -> int:
    """After an upgrade: a job for the records whose rows are to be worked out anew; those without rows are noted at once.

    Returns how many wait. It is asked for once, however often the installation is brought up to date.
    """
    waiting = []
    for record in outdated():
        if is_empty(record):
            stamp(record)
        else:
            waiting.append(record)
    asked = select(Job.id).where(Job.function == NAME, Job.state.in_(OPEN)).limit(1)
    if waiting and db.session.scalar(asked) is None:
        ask(NAME)
    db.session.commit()
    return len(waiting)


def register_commands(app: Flask) -> None:
    app.cli.add_command(rederive_now)


@click.command("rederive")
@click.argument("record", required=False, metavar="[RECORD]")
@with_appcontext
def rederive_now(record: str | None) -> None:
    """Work derived columns out anew: of RECORD whatever it was derived by, else of every record that derives otherwise now."""
    with as_owner(), operator("what follows from official values is worked out anew at the server's console"):
        for one in _chosen(record):
            looked_at, written = _whole(one)
            click.echo(f"{one.name}: {looked_at} rows, {written} written")


def _chosen(name: str | None) -> Sequence[type[Record]]:
    if name is None:
        return outdated()
    try:
        return [registry().record(name)]
    except LookupError as unknown:
        raise click.ClickException(str(unknown)) from unknown


def _whole(record: type[Record]) -> tuple[int, int]:
    """Every row of a record, committed piece by piece."""
    looked_at = written = 0
    for piece in pieces(record):
        looked_at, written = looked_at + piece.rows, written + piece.written
        db.session.commit()
    stamp(record)
    db.session.commit()
    return looked_at, written
