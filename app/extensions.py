"""The shared extension objects: made here, bound to an application in `create_app`; imports nothing of ours."""

import sqlite3
from typing import Any

from flask import current_app, request
from flask_appbuilder import Model
from flask_appbuilder.models.sqla.base import SQLA
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import event
from sqlalchemy.engine import Engine

# Named constraints can be dropped again by a migration on either database.
Model.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

db = SQLA(model_class=Model, session_options={"expire_on_commit": False})
migrate = Migrate(render_as_batch=True, compare_type=True)

SQLITE_PATIENCE_MS = 15_000  # that a statement waits for the one writer


class PageTokens(CSRFProtect):
    """Asks for the token of a page whenever a browser could have been made to send its cookie along.

    A program that comes with a token of its own and without the cookie of a session cannot be led astray like that.
    """

    def protect(self, *args: Any, **kwargs: Any) -> None:
        bears = request.headers.get("Authorization", "").startswith("Bearer ")
        if (
            bears
            and request.path.startswith("/api/")
            and current_app.config["SESSION_COOKIE_NAME"] not in request.cookies
        ):
            return
        super().protect(*args, **kwargs)


csrf = PageTokens()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: object) -> None:
    """Foreign keys are off in SQLite until asked for; readers and the one writer do not block each other under WAL."""
    if not isinstance(connection, sqlite3.Connection):
        return
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={SQLITE_PATIENCE_MS}"):
        connection.execute(f"PRAGMA {pragma}")
