"""Rows of one record with the values that the mapping asks for, each as the standard wants it."""

from __future__ import annotations

import re
from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.national.mapping import Line
from app.national.mapping_checks import linked_field
from app.national.transforms import TRANSFORMS, TYPES, UnknownCode
from app.records.area import registry
from app.records.catalogues import CatalogueKind
from app.records.choices import CatalogueItem
from app.records.links import Link
from app.records.record import Record

MISSING, UNKNOWN_CODE, WRONG_FORM = "missing", "unknown_code", "wrong_form"
MOST_LINKED = 20_000  # linked rows kept at hand: units and positions are few and come again and again
Data = dict[str, Any]
External = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Flaw:
    """Why somebody is held back: the line of the mapping, the row of ours, and what is wrong with the value there."""

    line: str
    record: str
    row_id: int
    reason: str


@dataclass
class Released:
    """One person (or unit): the key by which the other end knows him, what each group says of him, and his flaws."""

    id: int
    key: str
    groups: dict[int, Data] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)


class Column:
    """One line of the mapping, made ready: which column it reads, whether it goes through a link, what it does."""

    def __init__(self, line: Line, record: type[Record], external: External) -> None:
        found = linked_field(record, line.field)
        assert found is not None
        self.line, (self.own, self.further) = line, found
        self.field = self.further or self.own
        self.work = TRANSFORMS[line.transform].work
        kind = self.field.kind
        lists = kind.lists if isinstance(kind, CatalogueKind) else ()
        patterns = (line.pattern, TYPES[line.type].get("pattern", ""))
        self.patterns = [re.compile(pattern) for pattern in patterns if pattern]
        self.longest: int | None = TYPES[line.type].get("maxLength")
        self.external = ChainMap(*(dict(external.get(name, {})) for name in lists))

    @property
    def target(self) -> type[Record]:
        assert isinstance(self.own.kind, Link)
        return self.own.kind.target

    def value(self, stored: Any) -> tuple[Any, str]:
        """The value for the packet, and what is wrong with it, if anything."""
        if stored is None or stored == "":
            return None, MISSING if self.line.required else ""
        try:
            result = self.work(self.field, stored, self.external)
        except UnknownCode:
            return None, UNKNOWN_CODE
        if isinstance(result, str) and not self._has_form(result):
            return None, WRONG_FORM
        return result, ""

    def _has_form(self, text: str) -> bool:
        fits = self.longest is None or len(text) <= self.longest
        return fits and all(pattern.search(text) for pattern in self.patterns)


class Part:
    """The lines of one group that come from one record: the person's own items, or one table of rows about him."""

    def __init__(self, group: int, block: str, record: type[Record], lines: Iterable[Line], external: External) -> None:
        self.group, self.block, self.record = group, block, record
        self.columns = [Column(line, record, external) for line in lines]
        self.owner: Any = getattr(record, record.subject_from) if record.subject_from else None
        names = {"id", *([record.subject_from] if record.subject_from else [])}
        names |= {declared.name for declared in record.key_fields() if record.scope_tree}
        model: Any = record
        self._selected = [getattr(model, name) for name in sorted(names | {c.own.name for c in self.columns})]
        dated = [record.dated_by] if record.dated_by in record.fields else []
        self._order = [getattr(model, name) for name in (*dated, "id")]

    def rows(self, *where: Any) -> list[Mapping[str, Any]]:
        """The official rows within reach, in the order in which they happened."""
        statement = select(*self._selected).where(*where).order_by(*self._order)
        return [row._mapping for row in db.session.execute(statement)]

    def data(self, row: Mapping[str, Any], linked: LinkedRows, released: Released) -> Data:
        """The values of a row by the codes of the standard; every line has one, null where nothing is known."""
        data: Data = {}
        for column in self.columns:
            stored = row[column.own.name]
            if column.further is not None:
                stored = linked.value(column, stored)
            data[column.line.code], reason = column.value(stored)
            if reason:
                released.flaws.append(Flaw(column.line.code, self.record.name, row["id"], reason))
        return data


class LinkedRows:
    """The rows that lines go through a link to, fetched for many at once."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], Mapping[str, Any]] = {}

    def learn(self, part: Part, rows: Iterable[Mapping[str, Any]]) -> None:
        """Fetch what these rows point at, as far as it is not at hand."""
        if len(self._rows) > MOST_LINKED:
            self._rows.clear()
        wanted: dict[type[Record], set[int]] = defaultdict(set)
        links = {column.own.name: column.target for column in part.columns if column.further is not None}
        for row in rows:
            for name, target in links.items():
                if row[name] is not None and (target.name, row[name]) not in self._rows:
                    wanted[target].add(row[name])
        for record, keys in wanted.items():
            model: Any = record
            plain = [name for name, declared in record.fields.items() if not declared.secret]
            statement = select(model.id, *(getattr(model, name) for name in plain)).where(model.id.in_(keys))
            for row in db.session.execute(statement):
                self._rows[record.name, row.id] = row._mapping

    def value(self, column: Column, key: int | None) -> Any:
        """What the linked row says; nothing where there is none, or none within reach."""
        found = self._rows.get((column.target.name, key)) if key is not None else None
        return found[column.field.name] if found else None


def parts_of(group: int, lines: Iterable[Line], external: External) -> list[Part]:
    """The lines of a group that are sent, those of one record together."""
    together: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if line.is_sent:
            together[line.block, line.record].append(line)
    return [
        Part(group, block, registry().record(record), found, external) for (block, record), found in together.items()
    ]


def external_codes(name: str) -> External:
    """Code list -> our code -> the code that the standard has for it, where somebody entered one."""
    c = CatalogueItem
    found: dict[str, dict[str, str]] = defaultdict(dict)
    entered = select(c.list_code, c.code, c.external_codes).where(c.external_codes.is_not(None))
    for list_code, code, external in db.session.execute(entered):
        if name in (external or {}):
            found[list_code][code] = external[name]
    return found
