"""An area groups records for the menu; the registry is every area of one application."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import current_app

from app.records.charts import Chart
from app.records.field import Field
from app.records.links import Link
from app.records.record import Record
from app.records.settings import SettingDeclaration

LATE = "late"


@dataclass(frozen=True)
class Panel:
    """A computed tab on the page of a record: the page `address` + key, for who may read all that it `needs`.

    A page of an area draws it; asked for as a tab it answers the panel alone.
    """

    name: str
    label: Any
    about: type[Record]
    address: str
    needs: Sequence[type[Record]]


@dataclass(frozen=True)
class Paper:
    """A file about one row that its page offers: the address + key makes it, for who may read the row."""

    label: Any
    about: type[Record]
    address: str


@dataclass(frozen=True)
class HomePart:
    """A part of the first page that is fetched after it stands: what it is called, and the address that answers it.

    It is for who may read the record `reads` beyond his own row, or keeps the record `keeps`, or whose role allows `act`, or
    who has a page of his own record (`own`); without any of these for everybody.
    """

    label: Any
    address: str
    reads: str = ""
    act: str = ""
    own: bool = False
    keeps: str = ""


@dataclass(frozen=True)
class StandardList:
    """A list that people ask for again and again: a record narrowed by `filters`, as the address of its list has them.

    `by` names a day that comes due, and `ahead` the times for which the list is offered: `45d`, `6m`, `1y` from today;
    with `late` what has passed its day is offered before them. With a `head` the number of a year ahead stands under these
    words at the head of the dashboard.
    """

    name: str
    label: Any
    record: type[Record]
    filters: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    ahead: Sequence[str] = ()
    columns: Sequence[str] = ()
    late: bool = False
    head: Any = ""

    def asks(self, ahead: str = "") -> dict[str, str]:
        """What the address asks for; with `LATE` for the time ahead, what has passed its day."""
        period = "..today-1d" if ahead == LATE else f"today..today+{ahead}"
        due = {self.by: period, "sort": self.by} if ahead else {}
        return {**self.filters, **due, **({"cols": ",".join(self.columns)} if self.columns else {})}


@dataclass(frozen=True)
class Area:
    """One of the fourteen management areas of Điều 4 khoản 2: its letter there, its records in menu order, its own pages,
    and the figures of law that its rules ask for.

    `code_lists` says what code lists are called; `list_keeper` is the address that keeps a list as somebody has set it;
    `home_parts` are parts of the first page; `own_page` is the address at which a person finds his own record, and the record
    of which he must be allowed to write his own rows.
    A page of its own says `label` and `icon` for the menu, and who may open it: in `reads` the record that he must be
    allowed to read, in `act` what his role must allow, or in `writes` the record that he keeps. Without any of these it is
    everybody's; without a `label` it has no line in the menu.
    """

    name: str
    label: Any
    letter: str = ""
    icon: str = "folder"
    records: Sequence[type[Record]] = ()
    charts: Sequence[Chart] = ()
    views: Sequence[Any] = ()
    group: Any = ""
    code_lists: Mapping[str, Any] = field(default_factory=dict)
    settings: Sequence[SettingDeclaration] = ()
    panels: Sequence[Panel] = ()
    papers: Sequence[Paper] = ()
    lists: Sequence[StandardList] = ()
    list_keeper: str = ""
    home_parts: Sequence[HomePart] = ()
    own_page: tuple[str, type[Record]] | None = None


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

    def papers(self, about: type[Record]) -> list[Paper]:
        """The files that a record's page offers."""
        return [paper for area in self.areas for paper in area.papers if paper.about is about]

    def panels(self, about: type[Record]) -> list[Panel]:
        """The computed tabs of a record's page."""
        return [panel for area in self.areas for panel in area.panels if panel.about is about]

    @property
    def list_keeper(self) -> str:
        """The address that keeps lists, or nothing."""
        return next((area.list_keeper for area in self.areas if area.list_keeper), "")

    @property
    def own_page(self) -> tuple[str, type[Record]] | None:
        """Where a person finds his own record, if an area has such a page, and what he writes there."""
        return next((area.own_page for area in self.areas if area.own_page), None)

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
