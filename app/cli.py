"""Commands: each a thin shell round a function that a screen could call too."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_appbuilder.security.sqla.models import User
from flask_migrate import upgrade
from sqlalchemy import select

from app.access import authentication, passwords, policies, rights, second_wall
from app.access.accounts import open_account
from app.access.asked import unit_of_the_person
from app.access.audit import note
from app.access.models import Login
from app.access.owner import as_owner
from app.access.standing import operator
from app.backup import commands as backup
from app.changes import rederiving_job
from app.demo import command as demo
from app.exchange import commands
from app.exchange.seeding import Planting, catalogue_plan, plant, seed_folder
from app.extensions import db
from app.jobs.worker import work
from app.national import commands as national
from app.national import mapping_checks
from app.records.area import registry
from app.records.clock import now
from app.records.problems import FieldError
from app.records.settings import settings

# Facts of the trunk areas beside the code lists, in the order in which one needs another.
SEEDS = (Planting("positions.csv", "position"), Planting("job_positions.csv", "job_position"))

# Roles that need no unit, and without which no request can be approved or carried out.
FIRST = ("province_officer", "administrator")


def register(app: Flask) -> None:
    """Add the product's commands to `flask`."""
    for command in (bootstrap, areas, create_admin, account, check_scope, worker):
        app.cli.add_command(command)
    commands.register(app)
    backup.register_commands(app)
    national.register_commands(app)
    demo.register(app)
    rederiving_job.register_commands(app)


@click.command("bootstrap")
@with_appcontext
def bootstrap() -> None:
    """Bring database, rights, settings and code lists up to date; safe to repeat."""
    with as_owner():
        prepare()
        mapping_checks.say_at_start()


def prepare() -> None:
    """Everything that must stand before the first request."""
    upgrade()
    with operator("rights, settings and code lists belong to the installation"):
        rights.plant(registry())
        settings().plant()
        db.session.commit()
        rederiving_job.ask_where_outdated()  # before the code lists: an installation without rows has nothing to make anew
        folder = seed_folder()
        plant(folder, [*catalogue_plan(folder), *SEEDS])


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Carry out jobs until told to end."""
    second_wall.refuse_to_serve_unwalled()
    mapping_checks.say_at_start()
    work(current_app._get_current_object())  # type: ignore[attr-defined]


@click.command("check-scope")
@with_appcontext
def check_scope() -> None:
    """List every table with its rule in both walls; fail when one has none, or PostgreSQL does not have it."""
    for rule in policies.rules(registry()):
        click.echo(f"{rule.table:32} {rule.first or '-':8} {rule.second or '-':8} {rule.reason}")
    faults = [f"{name}: no rule" for name in policies.unruled(registry())]
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            if not second_wall.stands(connection):
                click.echo(second_wall.OFF)
            faults += [f"{name}: not covered" for name in second_wall.faults(connection)]
    if faults:
        raise click.ClickException("; ".join(faults))


@click.command("areas")
@click.option("--json", "as_json", is_flag=True, help="as JSON")
@with_appcontext
def areas(as_json: bool) -> None:
    """List the areas with their letter, how many records, fields and charts each has, and the records with their fields."""
    with current_app.test_request_context():
        found = describe_areas()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for area in found:
        names = ", ".join(f"{record['name']} ({len(record['fields'])})" for record in area["records"])
        fields = sum(len(record["fields"]) for record in area["records"])
        counts = f"{len(area['records']):3} records {fields:4} fields {len(area['charts']):3} charts"
        click.echo(f"{area['letter'] or '-'}  {area['name']:20} {counts}  {names}".rstrip())


def describe_areas() -> list[dict[str, Any]]:
    """The declarations as data: areas with letter, name, records (name, fields) and charts."""
    return [
        {
            "letter": area.letter,
            "name": area.name,
            "label": str(area.label),
            "records": [
                {
                    "name": record.__name__,
                    "label": str(record.label),
                    "fields": [{"name": field.name, "label": str(field.label)} for field in record.fields.values()],
                }
                for record in area.records
            ],
            "charts": [
                {"record": record.__name__, "field": field.name, "question": str(field.question)}
                for record in area.records
                for field in (*record.fields.values(), *unit_of_the_person(record))
                if field.counted
            ],
        }
        for area in registry().areas
    ]


@click.command("create-admin")
@click.option("--username", prompt=True, help="3 to 60 small letters, digits, dots or hyphens")
@click.option("--name", "full_name", prompt="Full name", help="the person's full name")
@click.option("--document", prompt="Document that allows it", help="number of the written request")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="at least 14 characters")
@with_appcontext
def create_admin(username: str, full_name: str, document: str, password: str) -> None:
    """Open the account of a system administrator, who sees no personnel data."""
    with as_owner(), operator("the first administrator is made at the server's console"):
        try:
            open_account(username, full_name, password, "administrator", document, must_change=False)
        except FieldError as refusal:
            raise click.ClickException(str(refusal.message)) from refusal
        db.session.commit()
    click.echo(f"{username}: administrator")


@click.group("account")
def account() -> None:
    """What the only administrator cannot do for himself."""


@account.command("open")
@click.argument("username", metavar="NAME")
@click.option("--name", "full_name", prompt="Full name", help="the person's full name")
@click.option("--role", type=click.Choice(FIRST), default="province_officer", show_default=True)
@click.option("--document", prompt="Document that allows it", help="number and date of the written request")
@with_appcontext
def open_first_account(username: str, full_name: str, role: str, document: str) -> None:
    """Open the account NAME before there is anybody to approve a request; its first password is shown once."""
    with as_owner(), operator("the first officers of the province are opened at the server's console"):
        password = passwords.random_password(username)
        try:
            user = open_account(username, full_name, password, role, document)
        except FieldError as refusal:
            raise click.ClickException(str(refusal.message)) from refusal
        login = db.session.get(Login, user.id)
        assert login is not None
        login.temporary_until = now() + passwords.lasting()
        db.session.commit()
        hours = passwords.lasting() // timedelta(hours=1)
    click.echo(f"{username}: {password}\nTo be changed at the first sign-in, within {hours} hours.")


@account.command("unlock")
@click.argument("username", metavar="NAME")
@click.option("--document", prompt="Document that allows it", help="number and date of the written request")
@with_appcontext
def unlock_account(username: str, document: str) -> None:
    """Take every lock off the account NAME."""
    with as_owner(), operator("an account is unlocked at the server's console"):
        user = _user_named(username, document)
        authentication.unlock(user)
        note("unlock_account", row_id=user.id, detail={"document": document})
        db.session.commit()
    click.echo(f"{username}: unlocked")


@account.command("reset")
@click.argument("username", metavar="NAME")
@click.option("--document", prompt="Document that allows it", help="number and date of the written request")
@with_appcontext
def reset_account(username: str, document: str) -> None:
    """Give the account NAME a temporary password, shown once; its locks are taken off and its sessions end."""
    with as_owner(), operator("a password is reset at the server's console"):
        user = _user_named(username, document)
        password = passwords.give_temporary(user.id, document)
        authentication.unlock(user)
        db.session.commit()
        hours = passwords.lasting() // timedelta(hours=1)
    click.echo(f"{username}: {password}\nTo be changed at the first sign-in, within {hours} hours.")


def _user_named(username: str, document: str) -> User:
    if not document.strip():
        raise click.ClickException("Name the written request that allows it.")
    user = db.session.scalar(select(User).where(User.username == username))
    if user is None:
        raise click.ClickException(f"There is no account {username}.")
    return user
