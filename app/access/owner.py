"""The operator's commands work as the owner of the database: the web role may neither migrate nor load."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import cast

import click
from sqlalchemy import Engine

from app.access import second_wall
from app.extensions import db

OWNER = "owner"
MISSING = (
    "The role of DATABASE_URL owns nothing; set DATABASE_OWNER_URL for this command (README, “Installing for real”)."
)


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    """Let a command at the console work on the owner's connections. Where one role does everything nothing changes."""
    engines = cast(dict[str | None, Engine], db.engines)
    web = engines[None]
    if OWNER not in engines:
        _refuse_behind_the_wall(web)
        yield
        return
    db.session.remove()
    engines[None] = engines[OWNER]
    try:
        yield
    finally:
        db.session.remove()
        engines[None] = web


def _refuse_behind_the_wall(engine: Engine) -> None:
    with engine.connect() as connection:
        if second_wall.stands(connection):
            raise click.ClickException(MISSING)
