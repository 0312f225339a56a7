"""Commands: each a thin shell round a function that a screen could call too."""

from __future__ import annotations

from flask import Flask, current_app
from flask_migrate import upgrade

from app.access import rights
from app.access.standing import operator
from app.extensions import db
from app.records.settings import settings


def register(app: Flask) -> None:
    """Add the product's commands to `flask`."""

    @app.cli.command("bootstrap")
    def bootstrap() -> None:
        """Bring database, rights, settings and code lists up to date; safe to repeat."""
        prepare()


def prepare() -> None:
    """Everything that must stand before the first request."""
    upgrade()
    with operator("rights, settings and code lists belong to the installation"):
        rights.plant(current_app.extensions["registry"])
        settings().plant()
        db.session.commit()
