"""Rows that links point at, fetched together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.records.record import Record
from app.records.secrets import Sealed


class LinkedRows:
    """The official rows that some candidates point at; the first of a record that is asked for brings all expected ones."""

    def __init__(self) -> None:
        self._expected: dict[type[Record], set[int]] = {}
        self._rows: dict[type[Record], dict[int, Mapping[str, Any] | None]] = {}

    def expect(self, target: type[Record], keys: Iterable[int]) -> None:
        """These rows may be asked for."""
        self._expected.setdefault(target, set()).update(keys)

    def row(self, target: type[Record], key: int | None) -> Mapping[str, Any] | None:
        """One row by its columns, secret ones left out; None when there is none."""
        if key is None:
            return None
        known = self._rows.setdefault(target, {})
        if key not in known:
            wanted = (self._expected.pop(target, set()) | {key}) - known.keys()
            known.update(dict.fromkeys(wanted))
            known.update(_fetched(target, wanted))
        return known[key]


def _fetched(target: type[Record], keys: set[int]) -> dict[int, Mapping[str, Any]]:
    columns = [column for column in target.__table__.c if not isinstance(column.type, Sealed)]
    rows = db.session.execute(select(*columns).where(target.__table__.c.id.in_(keys)))
    return {row["id"]: dict(row) for row in rows.mappings()}
