"""Whether the product can serve: asked by a load balancer or a monitor, answered without any data."""

from __future__ import annotations

from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app, jsonify
from flask_appbuilder import BaseView, expose
from sqlalchemy.exc import SQLAlchemyError

from app.access import second_wall
from app.changes import guard
from app.extensions import db
from app.records.area import registry


class HealthView(BaseView):
    """`GET /healthz`: 200 when database, schema and locks are as they should be, 503 otherwise."""

    route_base = ""
    class_permission_name = "HealthView"
    default_view = "healthz"

    @expose("/healthz")
    def healthz(self) -> Any:
        faults, notes = look()
        status = "ok" if not faults else "unavailable"
        return jsonify(status=status, faults=faults, notes=notes), 200 if not faults else 503


def look() -> tuple[list[str], list[str]]:
    """What keeps the product from serving, and what should be known but does not, in one word each."""
    try:
        with db.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            unlocked = guard.missing(connection, registry())
            uncovered = second_wall.faults(connection)
            notes = [] if second_wall.stands(connection) else ["second_wall_off"]
    except SQLAlchemyError:
        return ["database"], []
    except second_wall.WallDown:
        return ["second_wall"], []
    folder = current_app.extensions["migrate"].directory
    wanted = ScriptDirectory(folder).get_current_head()
    found = {"schema": current != wanted, "locks": unlocked, "second_wall": uncovered}
    return [name for name, is_so in found.items() if is_so], notes
