"""Headcount given against people present, for a unit and what stands below it.

Present is who holds a rank or title and is on the payroll: whoever is seconded away counts at home and not at the host.
Contract workers are counted apart (biên chế; the code lists of staff types and statuses say who counts as what).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, or_, select

from app.access.asked import ALONE, ANY, OR
from app.access.scope import below
from app.access.standing import Standing
from app.areas.organization.models import HeadcountQuota, OrgUnit
from app.areas.organization.units_in_reach import Unit, below_of
from app.extensions import db
from app.records import vietnamese
from app.records.area import registry
from app.records.catalogues import catalogues

PEOPLE = "employee"
CONTRACT = "contract_workers"
KINDS = (
    ("civil_servants", _("Civil servants and elected officials")),
    ("public_employees", _("Public employees")),
    (CONTRACT, _("Contract workers")),
)
GIVEN = {
    "civil_servants": ("civil_servants",),
    "public_employees": ("public_employees_budget", "public_employees_revenue"),
    CONTRACT: ("contract_workers",),
}
CHILDREN_MOST = 500
ALL = ""
Figures = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Count:
    """What one kind of staff of one line has: how many were given (None: nothing was), and how many are present."""

    given: int | None
    present: int
    people_url: str = ""

    @property
    def vacant(self) -> int | None:
        return None if self.given is None else self.given - self.present

    def shown(self, name: str) -> str:
        value = getattr(self, name)
        return "" if value is None else vietnamese.number(value)


@dataclass(frozen=True)
class Line:
    """One unit with all below it, or (`alone`) by itself; `unit` is the filter that finds its people."""

    name: str
    url: str
    counts: Sequence[Count]
    alone: bool = False
    total: bool = False
    unit: str = ""


@dataclass
class Headcount:
    """The figures below one unit: what was given in a year by path, and who is present by path; one statement each."""

    unit: Unit
    year: int
    standing: Standing
    day: date

    @cached_property
    def given(self) -> Figures:
        """By path the numbers of each column of the quota."""
        names = [name for names in GIVEN.values() for name in names]
        statement = (
            select(OrgUnit.path, *(getattr(HeadcountQuota, name) for name in names))
            .join(HeadcountQuota, HeadcountQuota.unit_id == OrgUnit.id)
            .where(below(OrgUnit.path, self.unit.path), HeadcountQuota.quota_year == self.year)
        )
        found = (
            (row[0], name, value)
            for row in db.session.execute(statement)
            for name, value in zip(names, row[1:], strict=True)
            if value is not None
        )
        return self._heaped(found)

    @cached_property
    def present(self) -> Figures:
        """By path how many of each kind are present."""
        people: Any = registry().record(PEOPLE)
        kinds = kinds_of_types()
        contracts = [code for code, kind in kinds.items() if kind == CONTRACT]
        statement = (
            select(OrgUnit.path, people.staff_type_code, func.count())
            .join(people, people.unit_id == OrgUnit.id)
            .where(
                below(OrgUnit.path, self.unit.path),
                people.staff_type_code.in_(list(kinds)),
                people.status_code.in_(on_payroll()),
                or_(people.rank_code.is_not(None), people.staff_type_code.in_(contracts)),
            )
            .group_by(OrgUnit.path, people.staff_type_code)
        )
        return self._heaped((path, kinds[code], number) for path, code, number in db.session.execute(statement))

    def _heaped(self, found: Iterable[tuple[str, str, int]]) -> Figures:
        """Sums for everything, for the unit by itself, and for each unit directly below it with what stands below that."""
        own = self.unit.path
        heaps: dict[str, Counter[str]] = {}
        for path, name, number in found:
            child = path[len(own) :].partition("/")[0]
            for heap in (ALL, f"{own}{child}/" if child else own):
                heaps.setdefault(heap, Counter())[name] += number
        return heaps

    def table(self, open_: bool = True) -> list[Line]:
        """The unit with all below it; when it is opened, the unit by itself and each unit directly below as well."""
        children = below_of([self.unit.id], self.day, self.standing, CHILDREN_MOST) if open_ else ()
        lines = [self._line(self.unit, total=True)]
        if children:
            lines.append(self._line(self.unit, alone=True))
        return [*lines, *(self._line(child) for child in children)]

    def _line(self, unit: Unit, *, alone: bool = False, total: bool = False) -> Line:
        heap, place = ALL if total else unit.path, f"{ALONE}{unit.id}" if alone else str(unit.id)
        given, present = self.given.get(heap, {}), self.present.get(heap, {})
        counts = [
            Count(
                sum(given.get(name, 0) for name in names) if any(name in given for name in names) else None,
                present.get(kind, 0),
                people_url((kind,), place),
            )
            for kind, names in GIVEN.items()
        ]
        name = gettext("%(unit)s (without those below)", unit=unit.name_vi) if alone else unit.name_vi
        url = "" if alone or total else f"/headcount/?{urlencode({'unit': unit.id, 'year': self.year})}"
        return Line(name, url, counts, alone, total, place)


def kinds_of_types() -> dict[str, str]:
    """In which of the quotas each type of staff counts; those that count in none are left out."""
    items = catalogues().items("staff_types").values()
    return {item.code: kind for item in items if (kind := item.attributes.get("headcount"))}


def on_payroll() -> list[str]:
    """The employment statuses of who is on the payroll."""
    return [
        item.code for item in catalogues().items("employment_statuses").values() if item.attributes.get("on_payroll")
    ]


def people_url(kinds: Sequence[str], unit: str) -> str:
    """The list of the people behind a number."""
    types = [code for code, of in kinds_of_types().items() if of in kinds]
    asked = {"unit_id": unit, "staff_type_code": OR.join(types), "status_code": OR.join(on_payroll())}
    if CONTRACT not in kinds:
        asked["rank_code"] = ANY
    return f"/{PEOPLE}/list/?{urlencode(asked)}"


def cells(lines: Iterable[Line]) -> list[list[Any]]:
    """The table for a sheet."""
    return [
        [line.name, *(value for count in line.counts for value in (count.given, count.present, count.vacant))]
        for line in lines
    ]
