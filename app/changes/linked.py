"""What a rule looks at beside its own row, fetched together: rows that links point at, rows that are alike, figures of law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from app.changes.among import among
from app.extensions import db
from app.records.record import Record
from app.records.secrets import Sealed
from app.records.settings import settings

Values = tuple[Any, ...]
Figures = dict[str, Callable[[date], Any]]  # by name: what a figure of law is on a day


class LinkedRows:
    """The official rows that the rules of some candidates ask for; the first one asked for brings all expected ones.

    `candidates` are the values of all rows that are looked at together; `figures` are those of law, kept for the next ones.
    """

    def __init__(self, candidates: Sequence[Mapping[str, Any]] = (), figures: Figures | None = None) -> None:
        self._candidates = candidates
        self._expected: dict[type[Record], set[int]] = {}
        self._rows: dict[type[Record], dict[int, Mapping[str, Any] | None]] = {}
        self._alike: dict[tuple[type[Record], tuple[str, ...]], dict[Values, set[int]]] = {}
        self._with: dict[tuple[type[Record], str], dict[Any, list[Mapping[str, Any]]]] = {}
        self._together: dict[str, dict[Any, list[Mapping[str, Any]]]] = {}
        self._figures: Figures = {} if figures is None else figures

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

    def rows_with(self, record: type[Record], name: str, value: Any) -> Sequence[Mapping[str, Any]]:
        """The official rows of a record that have this value in a field, without their secrets."""
        known = self._with.setdefault((record, name), {})
        if value not in known:
            wanted = {value, *(candidate.get(name) for candidate in self._candidates)} - {None} - known.keys()
            known.update((other, []) for other in wanted)
            for row in _rows_where(record, among(record.__table__.c[name], wanted)):
                known[row[name]].append(row)
        return known[value]

    def looked_at_with(self, name: str, values: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """The other rows that are looked at together with this one and have the same value in a field."""
        if name not in self._together:
            grouped: dict[Any, list[Mapping[str, Any]]] = {}
            for candidate in self._candidates:
                grouped.setdefault(candidate.get(name), []).append(candidate)
            self._together[name] = grouped
        others = self._together[name].get(values.get(name), ())
        without = [other for other in others if other is not values]
        if len(without) < len(others):
            return without
        own = next((place for place, other in enumerate(without) if _same(other, values)), len(without))
        return without[:own] + without[own + 1 :]

    def figure(self, name: str, on: date) -> Any:
        """A figure of law on a day; None before it came into force."""
        if name not in self._figures:
            self._figures[name] = settings().figures(name)
        return self._figures[name](on)


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows say the same; one that was left empty may be missing."""
    return all(one.get(name) == other.get(name) for name in one.keys() | other.keys())


def _grouped(record: type[Record], names: tuple[str, ...], firsts: set[Any]) -> dict[Values, set[int]]:
    """The keys of rows by their values in these fields, of those whose first value is one of `firsts`."""
    columns = [record.__table__.c[name] for name in names]
    found: dict[Values, set[int]] = {}
    for key, *values in db.session.execute(select(record.__table__.c.id, *columns).where(among(columns[0], firsts))):
        found.setdefault(tuple(values), set()).add(key)
    return found


def _fetched(target: type[Record], keys: set[int]) -> dict[int, Mapping[str, Any]]:
    return {row["id"]: row for row in _rows_where(target, among(target.__table__.c.id, keys))}


def _rows_where(record: type[Record], which: ColumnElement[bool]) -> list[dict[str, Any]]:
    columns = [column for column in record.__table__.c if not isinstance(column.type, Sealed)]
    rows = db.session.execute(select(*columns).where(which).order_by(record.__table__.c.id))
    return [dict(row) for row in rows.mappings()]
