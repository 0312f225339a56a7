"""Rows that a rule looks at beside its own, fetched together: those that links point at, and those that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.records.record import Record
from app.records.secrets import Sealed

Values = tuple[Any, ...]


class LinkedRows:
    """The official rows that the rules of some candidates ask for; the first one asked for brings all expected ones.

    `candidates` are the values of all rows that are looked at together.
    """

    def __init__(self, candidates: Sequence[Mapping[str, Any]] = ()) -> None:
        self._candidates = candidates
        self._expected: dict[type[Record], set[int]] = {}
        self._rows: dict[type[Record], dict[int, Mapping[str, Any] | None]] = {}
        self._alike: dict[tuple[type[Record], tuple[str, ...]], dict[Values, set[int]]] = {}

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

    def alike(self, record: type[Record], names: tuple[str, ...], values: Values) -> set[int]:
        """The keys of the official rows that have these values in these fields."""
        if (record, names) not in self._alike:
            firsts = {values[0], *(candidate[names[0]] for candidate in self._candidates)} - {None}
            self._alike[record, names] = _grouped(record, names, firsts)
        return self._alike[record, names].get(values, set())


def _grouped(record: type[Record], names: tuple[str, ...], firsts: set[Any]) -> dict[Values, set[int]]:
    """The keys of rows by their values in these fields, of those whose first value is one of `firsts`."""
    columns = [record.__table__.c[name] for name in names]
    found: dict[Values, set[int]] = {}
    for key, *values in db.session.execute(select(record.__table__.c.id, *columns).where(columns[0].in_(firsts))):
        found.setdefault(tuple(values), set()).add(key)
    return found


def _fetched(target: type[Record], keys: set[int]) -> dict[int, Mapping[str, Any]]:
    columns = [column for column in target.__table__.c if not isinstance(column.type, Sealed)]
    rows = db.session.execute(select(*columns).where(target.__table__.c.id.in_(keys)))
    return {row["id"]: dict(row) for row in rows.mappings()}
