"""An area groups records for the menu; the registry is every area of one application."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app

from app.records.field import Field
from app.records.links import Link
from app.records.record import Record
from app.records.settings import SettingDeclaration


@dataclass(frozen=True)
class Area:
    """One of the fourteen management areas of Điều 4 khoản 2: its letter there, its records in menu order, its own pages,
    and the figures of law that its rules ask for.

    `code_lists` says what code lists are called.
    A page of its own says `label` and `icon` for the menu, and the `act` that a role must allow to open it, or the record
    that its reader `writes`.
    """

    name: str
    label: Any
    letter: str = ""
    icon: str = "folder"
    records: Sequence[type[Record]] = ()
    charts: Sequence[Any] = ()
    views: Sequence[Any] = ()
    group: Any = ""
    code_lists: Mapping[str, Any] = field(default_factory=dict)
    settings: Sequence[SettingDeclaration] = ()


class Registry:
    """Every record of an application, by name, in menu order."""

    def __init__(self, areas: Sequence[Area], engine_records: Sequence[type[Record]] = ()) -> None:
        self.areas = tuple(areas)
        self.records: dict[str, type[Record]] = {record.name: record for record in engine_records}
        for area in self.areas:
            self.records.update({record.name: record for record in area.records})
        self.code_lists = {name: label for area in self.areas for name, label in area.code_lists.items()}

    def __iter__(self) -> Iterator[type[Record]]:
        return iter(self.records.values())

    def record(self, name: str) -> type[Record]:
        """The record called `name`. Raises `LookupError`."""
        try:
            return self.records[name]
        except KeyError:
            raise LookupError(f"no record is called '{name}'; known: {', '.join(self.records)}") from None

    @property
    def tree(self) -> type[Record]:
        """The record by whose nodes rights are given. Raises `LookupError` when none is marked `scope_tree`."""
        for record in self:
            if record.scope_tree:
                return record
        raise LookupError("no record is marked scope_tree")

    @property
    def subject(self) -> type[Record] | None:
        """The record of the persons whom rows are about."""
        return next((record for record in self if record.subject_from == "id"), None)

    def area_of(self, record: type[Record]) -> Area | None:
        return next((area for area in self.areas if record in area.records), None)

    def links_to(self, target: type[Record]) -> list[tuple[type[Record], Field]]:
        """Every field of every record that points at `target`: the tabs of its page."""
        return [
            (record, field)
            for record in self
            for field in record.fields.values()
            if isinstance(field.kind, Link) and field.kind.target is target
        ]

    def feeders(self, target: type[Record]) -> dict[type[Record], list[Field]]:
        """The events that feed columns of `target`, with the fields that do."""
        found: dict[type[Record], list[Field]] = {}
        for record in self:
            fed = [f for f in record.fields.values() if f.current is not None and f.current.class_ is target]
            if fed:
                found[record] = fed
        return found

    def fed_columns(self, target: type[Record]) -> dict[str, list[tuple[type[Record], Field]]]:
        """The columns of `target` that events feed, each with its events and their fields; who goes before comes first."""
        found: dict[str, list[tuple[type[Record], Field]]] = {}
        for record, fields in self.feeders(target).items():
            for fed in fields:
                assert fed.current is not None
                found.setdefault(fed.current.key, []).append((record, fed))
        return {name: sorted(events, key=lambda pair: -pair[0].precedence) for name, events in found.items()}


def registry() -> Registry:
    """The registry of the running application."""
    held: Registry = current_app.extensions["registry"]
    return held
