"""`flask demo`: plants the demo province and hands out its accounts."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext
from flask_babel import lazy_gettext as _

from app.access.owner import as_owner
from app.access.standing import operator
from app.areas.self_service.models import YearlyConfirmation
from app.changes.loading import open_batch
from app.changes.refusals import Refusal
from app.demo import accounts
from app.demo.confirming import plant_confirmations
from app.demo.planting import MARK, Summary, holds_people, plant
from app.demo.units import AS_OF
from app.extensions import db
from app.records.area import registry

MOST_PEOPLE = 1_000_000


def register(app: Flask) -> None:
    """Add the command to `flask`."""
    app.cli.add_command(demo)


@click.command("demo")
@click.option(
    "--people", default=2_000, show_default=True, type=click.IntRange(100, MOST_PEOPLE), help="how many people"
)
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0), help="the same seed gives the same people"
)
@click.option(
    "--tree", default="2025", show_default=True, type=click.Choice(sorted(AS_OF)), help="the units of which year"
)
@click.option("--if-empty", is_flag=True, help="do nothing when there are people already")
@with_appcontext
def demo(people: int, seed: int, tree: str, if_empty: bool) -> None:
    """Fill an empty database with a made-up province and one account for each role."""
    with as_owner(), operator("the demo is planted at the server's console"):
        if if_empty and holds_people():
            _say_where_the_accounts_are()
            return
        try:
            summary = plant(people, seed, tree)
            opened = accounts.open_accounts(tree)
            confirmations = plant_confirmations(open_batch(MARK, MARK), seed, AS_OF[tree])
            summary.add(YearlyConfirmation, confirmations)
            accounts.ask_no_second_factor()
        except Refusal as refusal:
            db.session.rollback()
            raise click.ClickException(str(refusal.message)) from refusal
        db.session.commit()
        kept = accounts.keep(opened)
    _tell(summary)
    click.echo(accounts.as_table(opened))
    click.echo(str(_("These accounts are kept in %(file)s.", file=kept)))


def _say_where_the_accounts_are() -> None:
    if accounts.accounts_file().exists():
        message = _("There are people already. The demo accounts are in %(file)s.", file=accounts.accounts_file())
        click.echo(str(message))
    else:
        click.echo(str(_("There are people already; nothing was planted.")))


def _tell(summary: Summary) -> None:
    for name, count in summary.rows.items():
        click.echo(f"{count:>9}  {registry().record(name).plural}")
    message = _(
        "%(count)d flaws were planted; they are listed in %(file)s.", count=len(summary.flaws), file=summary.flaws_file
    )
    click.echo(str(message))
