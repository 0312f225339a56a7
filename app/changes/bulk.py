"""The checks of the forms for many new rows at once: a statement for a thousand rows, not for each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select, tuple_

from app.access.standing import Standing
from app.changes.among import among
from app.changes.linked import Figures, LinkedRows
from app.changes.refusals import InvalidRows
from app.changes.uniqueness import TAKEN_ELSEWHERE, column_of, groups_of, stored
from app.changes.validation import NOT_CHOOSABLE, NOT_IN_LIST, NOTHING, Candidate, rule_problems
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.links import Link
from app.records.problems import REQUIRED, Problem
from app.records.record import Record

Rows = Sequence[tuple[int, Mapping[str, Any]]]
Key = tuple[Any, ...] | None
TWICE = _("The same key stands in another row of this file.")


@dataclasses.dataclass(frozen=True)
class LookedUp:
    """What some rows are checked against: their own keys, the keys that are taken, codes in no list, rows that rules read;
    and what is wrong with the first of them.
    """

    keys: Sequence[Sequence[Key]]
    taken: Sequence[set[Any]]
    unlisted: Mapping[str, set[str]]
    linked: LinkedRows
    first: list[Problem] = dataclasses.field(default_factory=list)


class BulkChecks:
    """What is remembered from row to row of one file: keys that it brings, rows that its links were seen to lead to."""

    def __init__(self, record: type[Record]) -> None:
        self.record = record
        self.standing = Standing(unlimited=True)
        self.required = [field.name for field in record.fields.values() if field.required and field.given]
        self.links = [
            (field.name, field.kind.target) for field in record.fields.values() if isinstance(field.kind, Link)
        ]
        self.coded = [(f.name, f.kind) for f in record.fields.values() if isinstance(f.kind, CatalogueKind)]
        self.groups = groups_of(record)
        self.seen: list[set[tuple[Any, ...]]] = [set() for _group in self.groups]
        self.known: dict[type[Record], set[int]] = {}
        self.figures: Figures = {}
        self.count = 0

    def look_up(self, rows: Rows) -> LookedUp:
        """Ask the database what the checks of these rows compare with: most of it at once, so that checking asks little."""
        keys = [self._keys(values) for _key, values in rows]
        taken = [self._taken(position, keys) for position in range(len(self.groups))]
        self._learn_links(rows)
        linked = LinkedRows([values for _key, values in rows], self.figures)
        for name, target in self.links:
            linked.expect(target, _given(name, rows))
        found = LookedUp(keys, taken, self._unlisted(rows), linked)
        # What rules look at, the first row that is checked fetches for all.
        found.first.extend(self._problems(rows[0][1], found))
        return found

    def check(self, rows: Rows, looked_up: LookedUp) -> None:
        """Raise `InvalidRows` when one of the next rows, each with its key, cannot become official."""
        found: dict[int, list[Problem]] = {}
        for place, ((key, values), own) in enumerate(zip(rows, looked_up.keys, strict=True)):
            self.count += 1
            own_problems = self._problems(values, looked_up) if place else looked_up.first
            problems = [*own_problems, *self._key_problems(own, looked_up.taken)]
            self.known.setdefault(self.record, set()).add(key)
            if any(problem.is_error for problem in problems):
                found[self.count] = [problem for problem in problems if problem.is_error]
        if found:
            raise InvalidRows(found)

    def _problems(self, values: Mapping[str, Any], looked_up: LookedUp) -> Iterator[Problem]:
        for name in self.required:
            if values[name] in NOTHING:
                yield Problem(REQUIRED, name)
        for name, codes in looked_up.unlisted.items():
            if values[name] in codes:
                yield Problem(NOT_IN_LIST, name)
        for name, target in self.links:
            if values[name] is not None and values[name] not in self.known[target]:
                yield Problem(NOT_CHOOSABLE, name)
        if self.record.rules:
            touched = frozenset(name for name, value in values.items() if value is not None)
            candidate = Candidate(self.record, values, touched, None, self.standing, None, looked_up.linked)
            yield from rule_problems(candidate)

    def _unlisted(self, rows: Rows) -> dict[str, set[str]]:
        """Of the codes of these rows, by field, those that stand in none of its lists. One out of force holds no row up."""
        found = {name: {code for code in _given(name, rows) if not kind.item(code)} for name, kind in self.coded}
        return {name: codes for name, codes in found.items() if codes}

    def _learn_links(self, rows: Rows) -> None:
        for name, target in self.links:
            known = self.known.setdefault(target, set())
            asked = _given(name, rows) - known
            if asked:
                table = target.__table__
                known.update(db.session.scalars(select(table.c.id).where(among(table.c.id, asked))))

    def _keys(self, values: Mapping[str, Any]) -> list[tuple[Any, ...] | None]:
        """The value of every group that no two rows may share, as its columns have it; None where it is not given."""
        return [
            tuple(stored(field, values.get(field.name)) for field in group)
            if values.get(group[0].name) is not None
            else None
            for group in self.groups
        ]

    def _taken(self, position: int, keys: Sequence[Sequence[tuple[Any, ...] | None]]) -> set[tuple[Any, ...]]:
        """Of the keys of these rows those that official rows have."""
        given = {own[position] for own in keys}
        columns = [column_of(self.record, field) for field in self.groups[position]]
        whole = [key for key in given if key is not None and None not in key]
        partly = [key for key in given if key is not None and None in key]
        found: set[tuple[Any, ...]] = set()
        if whole and len(columns) == 1:
            rows = db.session.execute(select(*columns).where(among(columns[0], [key[0] for key in whole])))
            found.update(tuple(row) for row in rows)
        elif whole:
            found.update(tuple(row) for row in db.session.execute(select(*columns).where(tuple_(*columns).in_(whole))))
        for key in partly:
            same = (c.is_(None) if part is None else c == part for c, part in zip(columns, key, strict=True))
            found.update(tuple(row) for row in db.session.execute(select(*columns).where(*same)))
        return found

    def _key_problems(self, own: Sequence[tuple[Any, ...] | None], taken: Sequence[set[Any]]) -> Iterator[Problem]:
        for key, held, seen, group in zip(own, taken, self.seen, self.groups, strict=True):
            if key is None:
                continue
            if key in held:
                yield Problem(TAKEN_ELSEWHERE, group[0].name)
            elif key in seen:
                yield Problem(TWICE, group[0].name)
            seen.add(key)


def _given(name: str, rows: Rows) -> set[Any]:
    """Every value that these rows have in a field."""
    return {values[name] for _key, values in rows} - {None}
