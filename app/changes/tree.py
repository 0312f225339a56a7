"""The paths of the tree, by which rights are given: set when a node is planted, rewritten when it moves."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import func, literal, select, update

from app.access.scope import below
from app.changes.refusals import Refusal
from app.extensions import db
from app.records.record import Record

ROOT = "/"


def replant(record: type[Record], node_id: int, parent_id: int | None) -> None:
    """Set the path of a node from its parent's, and take everything below it along.

    Both rows are held, so that of two units moved below one another at once the second finds the first moved.
    """
    table = record.__table__
    keys = [key for key in (node_id, parent_id) if key is not None]
    held = select(table.c.id, table.c.path).where(table.c.id.in_(keys)).order_by(table.c.id).with_for_update()
    paths = {row.id: row.path for row in db.session.execute(held)}
    old = paths[node_id]
    above = ROOT if parent_id is None else paths[parent_id]
    if old != ROOT and above.startswith(old):
        raise Refusal(_("A unit cannot stand below itself; choose another parent."))
    new = f"{above}{node_id}/"
    db.session.execute(update(table).where(table.c.id == node_id).values(path=new))
    if old not in (ROOT, new):
        tail = func.substr(table.c.path, len(old) + 1)
        moved = (table.c.id != node_id) & below(table.c.path, old)
        db.session.execute(update(table).where(moved).values(path=literal(new) + tail))
