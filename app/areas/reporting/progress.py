"""How far entry and approval have come in a unit and below it: own items entered, changes that wait, were returned, the oldest.

A change belongs to the unit of its row; those of rows without a unit (code lists) are no unit's progress.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, func, or_, select

from app.access.asked import ALONE, read_address
from app.access.scope import below
from app.access.standing import Standing
from app.areas.organization.models import OrgUnit
from app.areas.organization.units_in_reach import Unit, below_of, chosen_unit, tops
from app.areas.personnel.models import IN_SERVICE, Employee
from app.areas.reporting.board import percent
from app.changes.models import WAITING, Change
from app.extensions import db
from app.records import vietnamese
from app.records.charts import Block, Figure, Row
from app.records.clock import ZONE, now, today

PAGE = "/progress/"
STATES: Mapping[str, tuple[str, ...]] = {"waiting": WAITING, "returned": ("returned",)}
UNITS_MOST, LINES_MOST = 500, 12
COLUMNS = (
    _("records in service"),
    _("own items all entered"),
    _("share of records"),
    _("changes waiting"),
    _("changes returned"),
    _("oldest waiting"),
)


@dataclass
class Tally:
    """What was counted for one line."""

    records: int = 0
    complete: int = 0
    waiting: int = 0
    returned: int = 0
    oldest: datetime | None = None

    def add(self, **counts: Any) -> None:
        oldest = counts.pop("oldest", None)
        for name, number in counts.items():
            setattr(self, name, getattr(self, name) + number)
        if oldest and (self.oldest is None or oldest < self.oldest):
            self.oldest = oldest


@dataclass(frozen=True)
class Place:
    """The unit asked for, or the units with which the reader's reach begins; `parts` are the lines that it is split into."""

    roots: Sequence[Unit]
    parts: Sequence[Unit] = field(default=())

    @property
    def unit(self) -> str:
        """The filter of the whole; nothing where several roots are everything."""
        return str(self.roots[0].id) if len(self.roots) == 1 else ""

    def within(self) -> ColumnElement[bool]:
        return or_(*(below(OrgUnit.path, root.path) for root in self.roots))

    def part_of(self, path: str) -> int | None:
        """The part in which a path lies; None for the root itself, or what has come to an end."""
        return next((part.id for part in self.parts if path.startswith(part.path)), None)


def place_of(unit_id: int | None, standing: Standing, *, split: bool = True) -> Place:
    """The unit of an address, or all that the reader reaches."""
    day = today()
    found = chosen_unit(str(unit_id), day, standing) if unit_id is not None else None
    roots = [found] if found else list(tops(day, standing))
    if not split:
        return Place(roots)
    parts = below_of([roots[0].id], day, standing, UNITS_MOST) if len(roots) == 1 else roots
    return Place(roots, parts)


def progress_blocks(unit_id: int | None, standing: Standing) -> Iterator[Block]:
    """The whole, then unit by unit: two statements, and those that find the units."""
    place = place_of(unit_id, standing)
    if not place.roots:
        return
    whole, parts = _counted(place)
    rows = [Row(gettext("in all"), figures(whole, place.unit, standing), total=True)]
    own = parts.get(None)
    if own and len(place.roots) == 1 and place.parts:
        name = gettext("%(unit)s (without those below)", unit=place.roots[0].name_vi)
        rows.append(Row(name, figures(own, f"{ALONE}{place.unit}", standing)))
    rows += [Row(part.name_vi, figures(parts.get(part.id, Tally()), str(part.id), standing)) for part in place.parts]
    yield Block(_("How far have entry and approval come?"), COLUMNS, rows, heads_of(rows[0]))


def progress_first(unit_id: int | None, standing: Standing) -> Iterator[Block]:
    """For the dashboard: the whole, and the units where most waits; then those where most is still to be entered."""
    for block in progress_blocks(unit_id, standing):
        whole, *parts = block.rows
        first = sorted(parts, key=_behind, reverse=True)[:LINES_MOST]
        more = page_url(str(unit_id or ""), "") if len(parts) > LINES_MOST else ""
        yield replace(block, rows=[whole, *first], more_url=more)


def _behind(row: Row) -> tuple[int, int]:
    records, complete, _share, waiting, *_rest = (figure.number or 0 for figure in row.figures)
    return waiting, records - complete


def whole_of(unit_id: int | None, standing: Standing) -> Row | None:
    """The line of everything alone."""
    place = place_of(unit_id, standing, split=False)
    return Row("", figures(_counted(place)[0], place.unit, standing)) if place.roots else None


def heads_of(whole: Row) -> list[tuple[Any, Figure]]:
    """The figures of the whole, as they stand at the head of a page."""
    _records, _complete, share, waiting, returned, oldest = whole.figures
    return [
        (_("of the records have their own items entered"), share),
        (_("changes wait for a decision"), waiting),
        (_("changes returned, to be mended"), returned),
        (_("since the oldest change waits"), oldest),
    ]


def figures(tally: Tally, unit: str, standing: Standing) -> list[Figure]:
    """One line; each figure leads to what it counts."""
    people = _people(unit, standing)
    done = _people(unit, standing, is_complete="1")
    waiting, returned = page_url(unit, "waiting"), page_url(unit, "returned")
    return [
        Figure(tally.records, people),
        Figure(tally.complete, done),
        Figure(tally.complete, done, text=percent(tally.complete, tally.records)),
        Figure(tally.waiting, waiting),
        Figure(tally.returned, returned, late=bool(tally.returned)),
        Figure(tally.waiting, waiting, text=_age(tally.oldest)),
    ]


def _people(unit: str, standing: Standing, **more: str) -> str:
    asked = read_address(Employee, {"status_code": IN_SERVICE, "unit_id": unit, **more}, standing)
    return asked.address(f"/{Employee.name}/list/")


def page_url(unit: str, state: str) -> str:
    """The page of the changes behind a figure."""
    return f"{PAGE}?{urlencode({name: text for name, text in (('unit', unit), ('state', state)) if text})}"


def _age(oldest: datetime | None) -> str:
    if oldest is None:
        return "–"
    days = (now() - oldest).days
    return gettext("%(days)d days (%(day)s)", days=days, day=vietnamese.day(oldest.astimezone(ZONE).date()))


def _counted(place: Place) -> tuple[Tally, dict[int | None, Tally]]:
    """The whole and each part, from one statement on people and one on changes, grouped by unit in the database."""
    whole, parts = Tally(), dict[int | None, Tally]()
    for row in db.session.execute(_of_people(place)):
        path, records, complete = row
        for tally in (whole, parts.setdefault(place.part_of(path), Tally())):
            tally.add(records=records, complete=complete)
    for row in db.session.execute(_of_changes(place)):
        path, waiting, returned, oldest = row
        for tally in (whole, parts.setdefault(place.part_of(path), Tally())):
            tally.add(waiting=waiting, returned=returned, oldest=oldest)
    return whole, parts


def _of_people(place: Place) -> Select[str, int, int]:
    return (
        select(OrgUnit.path, func.count(), func.count().filter(Employee.is_complete.is_(True)))
        .join(Employee, Employee.unit_id == OrgUnit.id)
        .where(place.within(), Employee.status_code.in_(IN_SERVICE.split("|")))
        .group_by(OrgUnit.path)
    )


def _of_changes(place: Place) -> Select[str, int, int, datetime | None]:
    waits = Change.state.in_(WAITING)
    return (
        select(
            OrgUnit.path,
            func.count().filter(waits),
            func.count().filter(~waits),
            func.min(Change.submitted_at).filter(waits),
        )
        .join(Change, Change.scope_id == OrgUnit.id)
        .where(place.within(), Change.state.in_([state for states in STATES.values() for state in states]))
        .group_by(OrgUnit.path)
    )
