"""`flask import`, `flask import-sheet` and `flask export`: thin shells round what a screen could call too."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.owner import as_owner
from app.access.standing import Standing, acting_as, operator, standing_of
from app.changes.refusals import NotAllowed, Refusal
from app.exchange.blank import write_sheet
from app.exchange.exporting import FORMATS, export
from app.exchange.importing import bring_in
from app.exchange.report import Report
from app.exchange.sheet import read
from app.exchange.ways import ByDocument, ForApproval, Way
from app.extensions import db
from app.records.area import registry
from app.records.record import Record, snake_case

PATIENCE = 2.0
OPERATOR = "a command at the server's console is run by the operator"


def register(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(import_command)
    app.cli.add_command(sheet_command)
    app.cli.add_command(export_command)


@click.command("import")
@click.argument("record")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="say what would happen, and write nothing")
@click.option("--partial", is_flag=True, help="write the good rows although others are refused")
@click.option("--as", "username", metavar="USER", help="each row waits for approval as this user's entry")
@click.option("--migration", metavar="NUMBER", help="number of the document that makes the rows official at once")
@click.option("--valid-from", metavar="DAY", help="the first day, where the sheet leaves it empty")
@click.option("--valid-to", metavar="DAY", help="the last day, where the sheet leaves it empty")
@click.option("--set", "given", multiple=True, metavar="FIELD=VALUE", help="a value for empty cells of a field")
@with_appcontext
def import_command(
    record: str,
    file: Path,
    dry_run: bool,
    partial: bool,
    username: str | None,
    migration: str | None,
    valid_from: str | None,
    valid_to: str | None,
    given: tuple[str, ...],
) -> None:
    """Take the rows of FILE (.xlsx, .xls, .ods or .csv) in as rows of RECORD."""
    found = _record(record)
    if username and migration is not None:
        raise click.UsageError(str(_("Give either --as or --migration, not both.")))
    if not (username or migration is not None or dry_run):
        raise click.UsageError(
            str(
                _(
                    "Say how the rows come in: --as USER hands them in for approval in the name of a user; "
                    "--migration NUMBER makes them official by the document of that number; --dry-run only tries."
                )
            )
        )
    defaults = _defaults(given) | {
        name: text for name, text in (("valid_from", valid_from), ("valid_to", valid_to)) if text is not None
    }
    by_whom = contextlib.nullcontext() if username else as_owner()
    with by_whom, _as(username), _complaining(), _Patience() as patience:
        way: Way = ForApproval() if username else ByDocument("--dry-run" if migration is None else migration)
        report = bring_in(
            found, read(file), way, defaults=defaults, partial=partial, dry_run=dry_run, progress=patience
        )
    written = not dry_run and (report.is_clean or partial)
    _print(report, dry_run, written)
    if not report.is_clean and not partial:
        raise click.exceptions.Exit(1)


@click.command("import-sheet")
@click.argument("record")
@click.option("--to", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx")
@click.option("--as", "username", metavar="USER", help="the items and lists of this user, to be imported --as him")
@with_appcontext
def sheet_command(record: str, file: Path, username: str | None) -> None:
    """Write the sheet to fill in for RECORD: its columns, an example, the lists to choose from, and a guide.

    Without --as it is the operator's, with every item; the audit log says so.
    """
    found = _record(record)
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(str(_("The file must end in .xlsx.")))
    with _as(username) as standing, _complaining(), _whole(file) as to:
        if not standing.keeps(found.name):
            raise NotAllowed
        write_sheet(found, to, standing)
        db.session.commit()
    click.echo(file)


@click.command("export")
@click.argument("record")
@click.option("--to", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx|.csv")
@click.option("--as", "username", metavar="USER", help="the rows and items that this user may see")
@click.option("--operator", "as_operator", is_flag=True, help="every row and item; the audit log says so")
@click.option("--columns", metavar="FIELD,FIELD", help="these items alone, in this order")
@click.option("--codes", is_flag=True, help="codes and keys instead of names, to be imported again")
@with_appcontext
def export_command(
    record: str, file: Path, username: str | None, as_operator: bool, columns: str | None, codes: bool
) -> None:
    """Write the rows of RECORD into a file."""
    found = _record(record)
    format_ = file.suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        raise click.UsageError(str(_("The file must end in .xlsx or .csv.")))
    if bool(username) == as_operator:
        raise click.UsageError(
            str(
                _(
                    "Say whose rows: --as USER for what a user may see, or --operator for everything; the export is logged."
                )
            )
        )
    chosen = _columns(found, columns)
    with _as(username), _complaining(), _whole(file) as to:
        done = export(found, chosen, None, to, format_, codes=codes)
        db.session.commit()
    click.echo(str(_("%(rows)d rows, %(columns)d columns", rows=done.rows, columns=len(done.columns))))


def _record(name: str) -> type[Record]:
    """The record called so: `org_unit` or `OrgUnit`."""
    try:
        return registry().record(snake_case(name))
    except LookupError:
        known = "\n".join(f"  {record.name:28} {record.label}" for record in registry())
        message = _("No record is called “%(name)s”. Known are:\n%(known)s", name=name, known=known)
        raise click.UsageError(str(message)) from None


def _columns(record: type[Record], text: str | None) -> list[str] | None:
    if text is None:
        return None
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in record.fields:
            known = ", ".join(record.fields)
            raise click.UsageError(str(_("There is no item “%(name)s”; known are: %(known)s.", name=name, known=known)))
    return names


def _defaults(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    if any(not sign for _name, sign, _value in pairs):
        raise click.UsageError(str(_("Write --set as FIELD=VALUE.")))
    return {name.strip(): value for name, _sign, value in pairs}


@contextlib.contextmanager
def _as(username: str | None) -> Iterator[Standing]:
    """Act as a user of that name, or as the operator when no name is given."""
    with operator(OPERATOR) as everything:
        if username is None:
            yield everything
            return
        user = db.session.scalar(select(User).where(func.lower(User.username) == username.lower()))
        if user is None or not user.is_active:
            raise click.UsageError(str(_("No active user is called “%(name)s”.", name=username)))
        standing = standing_of(user.id)
    with acting_as(standing):
        yield standing


@contextlib.contextmanager
def _complaining() -> Iterator[None]:
    """A refusal as a message of the command."""
    try:
        yield
    except Refusal as refusal:
        db.session.rollback()
        raise click.ClickException(str(refusal.message)) from refusal


@contextlib.contextmanager
def _whole(file: Path) -> Iterator[Any]:
    """A file that appears when it is complete, readable by its owner alone."""
    try:
        held = tempfile.NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False)  # noqa: SIM115
    except OSError as error:
        raise click.ClickException(str(_("The file cannot be written there; choose another folder."))) from error
    try:
        with held:
            yield held
        os.replace(held.name, file)
    except BaseException:
        Path(held.name).unlink(missing_ok=True)
        raise


def _print(report: Report, dry_run: bool, written: bool) -> None:
    """The findings, then what was done, and last the counts, which are the same in every language."""
    for finding in report.findings:
        click.echo(finding.sentence)
    if not written:
        click.echo(str(_("Nothing was written: this was a dry run.") if dry_run else _("Nothing was written.")))
    click.echo(report.summary)


class _Patience:
    """A progress bar on a terminal, once the work has gone on for a while."""

    def __init__(self) -> None:
        self.begun = time.monotonic()
        self.bar: Any = None

    def __enter__(self) -> _Patience:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)

    def __call__(self, done: int, total: int) -> None:
        if self.bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self.begun < PATIENCE:
                return
            self.bar = click.progressbar(length=total, file=sys.stderr)
            self.bar.__enter__()
        self.bar.update(done - self.bar.pos)
