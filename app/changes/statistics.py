"""What PostgreSQL plans by: it counts its tables now and then, and never rows that are not committed yet."""

from __future__ import annotations

from sqlalchemy import Table, text

from app.changes.keys import on_postgresql
from app.extensions import db

SMALL = 64  # pages; any plan will do for a table that is smaller
HAS_GROWN = text(
    "SELECT pg_relation_size(oid) / current_setting('block_size')::int > greatest(2 * relpages, :small) "
    "FROM pg_class WHERE oid = to_regclass(:name)"
)


def count_anew(*tables: Table) -> None:
    """Have the tables counted that are twice what they were: for a small one PostgreSQL would choose other plans."""
    if not on_postgresql():
        return
    quote = db.session.get_bind().dialect.identifier_preparer.quote
    for table in tables:
        name = quote(table.name)
        if db.session.scalar(HAS_GROWN, {"name": name, "small": SMALL}):
            db.session.execute(text(f"ANALYZE {name}"))
