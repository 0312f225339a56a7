"""How far a campaign is, by unit: people concerned, confirmed, with proposals that wait, and those of whom nothing came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.access.asked import ALONE, NOT, OR, RANGE
from app.access.scope import below
from app.access.standing import Standing
from app.areas.organization.models import OrgUnit
from app.areas.organization.units_in_reach import Unit, below_of
from app.areas.personnel.models import IN_SERVICE, Employee
from app.areas.self_service.campaigns import Campaign
from app.changes.models import WAITING, Change
from app.extensions import db
from app.records import vietnamese

ADDRESS = "/update_progress/"
CHILDREN_MOST = 500
KINDS = ("concerned", "confirmed", "waiting", "untouched")
LISTED = ("concerned", "confirmed")  # by the list of employees itself; the others by a list of this page
ALL = ""


@dataclass(frozen=True)
class Figure:
    """A number and the people behind it."""

    kind: str
    text: str
    url: str
    any: bool


@dataclass(frozen=True)
class Line:
    """One unit with all below it, or (`alone`) by itself; `share` is how many of a hundred have confirmed."""

    name: str
    url: str
    figures: list[Figure]
    share: int
    total: bool = False


def concerned(campaign: Campaign) -> list[ColumnElement[bool]]:
    """The people in service of whom a campaign asks, of the types that it names, in its unit and below it."""
    found: list[ColumnElement[bool]] = [Employee.status_code.in_(IN_SERVICE.split(OR))]
    if campaign.staff_types:
        found.append(Employee.staff_type_code.in_(campaign.staff_types.split(OR)))
    return found


def confirmed(campaign: Campaign) -> ColumnElement[bool]:
    """Confirmed since the campaign began."""
    return and_(Employee.confirmed_on.is_not(None), Employee.confirmed_on >= campaign.starts_on)


def unconfirmed(campaign: Campaign) -> ColumnElement[bool]:
    return or_(Employee.confirmed_on.is_(None), Employee.confirmed_on < campaign.starts_on)


def with_proposals() -> Select[Any]:
    """The people of whom a change waits."""
    return select(Change.subject_id).where(Change.state.in_(WAITING), Change.subject_id.is_not(None))


def behind(campaign: Campaign, kind: str) -> ColumnElement[bool]:
    """The people behind a figure that the list of employees has no filter for."""
    waiting = Employee.id.in_(with_proposals())
    return and_(*concerned(campaign), unconfirmed(campaign), waiting if kind == "waiting" else ~waiting)


@dataclass
class Progress:
    """The figures of a campaign below one unit, from one statement."""

    campaign: Campaign
    unit: Unit
    standing: Standing
    day: date

    @cached_property
    def figures(self) -> Mapping[str, Counter[str]]:
        """For everything, for the unit by itself, and for each unit directly below with what stands below that."""
        waiting = with_proposals().distinct().subquery()
        still = unconfirmed(self.campaign)
        named = waiting.c.subject_id
        statement = (
            select(
                OrgUnit.path,
                func.count().label("concerned"),
                func.count().filter(confirmed(self.campaign)).label("confirmed"),
                func.count().filter(still, named.is_not(None)).label("waiting"),
                func.count().filter(still, named.is_(None)).label("untouched"),
            )
            .select_from(Employee)
            .join(OrgUnit, OrgUnit.id == Employee.unit_id)
            .outerjoin(waiting, named == Employee.id)
            .where(below(OrgUnit.path, self._below), *concerned(self.campaign))
            .group_by(OrgUnit.path)
        )
        heaps: dict[str, Counter[str]] = {}
        own = self.unit.path
        for row in db.session.execute(statement):
            child = row.path[len(own) :].partition("/")[0]
            for heap in (ALL, f"{own}{child}/" if child else own):
                heaps.setdefault(heap, Counter()).update({kind: getattr(row, kind) for kind in KINDS})
        return heaps

    @property
    def _below(self) -> str:
        """The lower one of the reader's unit and the campaign's: below both."""
        unit, campaign = self.unit.path, self.campaign.path
        return campaign if campaign.startswith(unit) else unit

    def total(self) -> Line:
        """The unit with all below it."""
        return self._line(self.unit, ALL, total=True)

    def table(self) -> list[Line]:
        """The unit with all below it, the unit by itself where people serve there, and each unit directly below."""
        children = [
            child
            for child in below_of([self.unit.id], self.day, self.standing, CHILDREN_MOST)
            if child.path in self.figures
        ]
        lines = [self.total()]
        if children and self.unit.path in self.figures:
            lines.append(self._line(self.unit, self.unit.path))
        return [*lines, *(self._line(child, child.path) for child in children)]

    def _line(self, unit: Unit, heap: str, *, total: bool = False) -> Line:
        found, alone = self.figures.get(heap, Counter()), heap == self.unit.path
        figures = [self._figure(kind, found[kind], unit.id, alone) for kind in KINDS]
        name = gettext("%(unit)s (without those below)", unit=unit.name_vi) if alone else unit.name_vi
        url = "" if alone or total else f"{ADDRESS}{self.campaign.id}?{urlencode({'unit': unit.id})}"
        share = round(100 * found["confirmed"] / found["concerned"]) if found["concerned"] else 0
        return Line(name, url, figures, share, total)

    def _figure(self, kind: str, number: int, unit_id: int, alone: bool) -> Figure:
        text = vietnamese.number(number)
        if kind in LISTED:
            return Figure(
                kind, text, people_url(self.campaign, kind, f"{ALONE if alone else ''}{unit_id}"), bool(number)
            )
        return Figure(kind, text, f"{ADDRESS}{self.campaign.id}/{kind}/{unit_id}/{int(alone)}/", bool(number))


def people_url(campaign: Campaign, kind: str, unit: str, base: str = f"/{Employee.name}/list/") -> str:
    """The list of the people concerned, of those who confirmed, or of those who did not yet (`open`)."""
    asked = {"unit_id": unit, "status_code": IN_SERVICE}
    if campaign.staff_types:
        asked["staff_type_code"] = campaign.staff_types
    since = f"{vietnamese.day(campaign.starts_on)}{RANGE}"
    if kind != "concerned":
        asked["confirmed_on"] = since if kind == "confirmed" else f"{NOT}{since}"
    return f"{base}?{urlencode(asked)}"
