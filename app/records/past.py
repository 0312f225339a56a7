"""The former images of official rows: `<table>_past`, made from the declaration, written by `app.changes` alone."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from app.records.clock import Moment


def past_table(table: Table) -> Table:
    """The table of former images of `table`: the same columns, plus when each image stopped being official.

    `recorded_at` (copied) and `superseded_at` bound the time during which the image was what was known.
    """
    name = f"{table.name}_past"
    if name in table.metadata.tables:
        return table.metadata.tables[name]
    copies = [_plain_copy(column) for column in table.columns]
    return Table(
        name,
        table.metadata,
        Column("past_id", Integer, primary_key=True),
        *copies,
        Column("superseded_at", Moment(), nullable=False),
        Column("superseded_by", Integer),
        info={"record": table.name},
    )


def _plain_copy(column: Column[object]) -> Column[object]:
    """A column without its constraints: a former image answers to nobody."""
    return Column(column.name, column.type, nullable=True, index=column.name in ("id", "scope_id") or None)
