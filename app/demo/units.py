"""The units of the demo province: the tree of a year, the bodies below it, and how many people each has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select

from app.areas.organization.models import HeadcountQuota, OrgUnit
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.bodies import SHOWN, bodies_below, commune_name
from app.demo.seeds import Row, table
from app.extensions import db
from app.records.record import Record

AS_OF = {"2025": date(2026, 11, 1), "2023": date(2023, 12, 1)}
PROVINCE_SINCE = date(1991, 10, 1)  # the day the province was made again, for bodies whose first day is not known
SHOWN_DIVISION = 3
SECTORS = {
    "Trường": "education",
    "Trường học": "education",
    "Trường đại học": "education",
    "Trường cao đẳng": "education",
    "Bệnh viện": "health",
    "Trung tâm y tế": "health",
    "Trạm y tế": "health",
    "Bảo tàng": "culture",
    "Thư viện": "culture",
    "Báo và đài": "information",
}
HA_GIANG_BELOW = 2000  # codes of the statistics office: communes of the former Hà Giang come first


@dataclass(frozen=True)
class Role:
    """How a kind of unit is led and staffed."""

    name: str
    head: str
    deputy: str
    deputies: int
    weight: float
    leaders_type: str
    leaders_ladder: str
    former: str


@dataclass(frozen=True)
class Staffed:
    """One unit with its people counted: leaders first, contract workers last."""

    id: int
    code: str
    name: str
    since: date
    role: Role
    head_unit: str
    head_unit_name: str
    commune: str
    province: str
    stands_above: bool
    size: int

    @property
    def deputies(self) -> int:
        """A body with others below it is made of its leaders; elsewhere there is one deputy to four."""
        most = self.size - 1 if self.stands_above else (self.size - 1) // 4
        return max(0, min(self.role.deputies, most))


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    return {
        row["role"]: Role(
            row["role"],
            row["head"],
            row["deputy"],
            int(row["deputies"]),
            float(row["weight"]),
            row["leaders_type"],
            row["leaders_ladder"],
            row["former"],
        )
        for row in table("demo/roles")
    }


def plant_units(batch: Batch, tree: str, people: int) -> list[Staffed]:
    """Load the units that are missing, parents first, and share the people out among all of them."""
    rows = [*table(f"organizations_{tree}"), *(bodies_below(people) if tree == "2025" else ())]
    known = _known(AS_OF[tree])
    load(batch, OrgUnit, _missing(rows, known, next_key(OrgUnit)))
    return list(staffed_units(rows, known, people))


def next_key(record: type[Record]) -> int:
    """The key that the loader gives to the next new row."""
    return (db.session.execute(select(func.max(record.__table__.c.id))).scalar() or 0) + 1


def _known(on: date) -> dict[str, int]:
    """The units on record by code, of those that were there on a day: codes were used again for other bodies."""
    units = OrgUnit.__table__
    there = (units.c.valid_from <= on, units.c.valid_to.is_(None) | (units.c.valid_to >= on))
    rows = db.session.execute(select(units.c.code, units.c.id).where(*there))
    return {row.code: row.id for row in rows}


def _missing(rows: Iterable[Row], known: dict[str, int], first_key: int) -> list[dict[str, Any]]:
    """The units to be loaded; `known` learns their keys."""
    new: list[dict[str, Any]] = []
    for row in rows:
        if row["code"] in known:
            continue
        known[row["code"]] = first_key + len(new)
        new.append({"id": known[row["code"]], "parent_id": known.get(row["parent_code"]), **_values(row)})
    return new


def _values(row: Row) -> dict[str, Any]:
    """The items of a unit as the record has them."""
    sector = SECTORS.get(row["unit_type"])
    service = row["kind"] == "DVSN"
    return {
        "code": row["code"],
        "valid_from": _since(row),
        "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        "name_vi": row["name_vi"],
        "name_en": row["name_en"] or None,
        "kind_code": row["kind"],
        "unit_type": row["unit_type"] or None,
        "gso_code": row["gso_code"] or None,
        "code_status": row["code_status"] or None,
        "sort_order": int(row["sort_order"]),
        "service_sector": (sector or "other") if service else None,
        "autonomy_group": "4" if service else None,
        "source": row["source"] or None,
    }


def _since(row: Row) -> date:
    return date.fromisoformat(row["valid_from"]) if row["valid_from"] else PROVINCE_SINCE


def staffed_units(rows: list[Row], known: dict[str, int], people: int) -> Iterator[Staffed]:
    """Every unit with its people, in the order of the tree."""
    by_code = {row["code"]: row for row in rows}
    unit_roles = [roles()[_role_name(row, _kind(by_code.get(row["parent_code"])))] for row in rows]
    above = {row["parent_code"] for row in rows}
    shown = {row["code"] for row in rows if row["name_vi"] in SHOWN}
    least = [_least(row, role, above, shown) for row, role in zip(rows, unit_roles, strict=True)]
    weights = [0 if row["code"] in above else role.weight for row, role in zip(rows, unit_roles, strict=True)]
    first = sorted(range(len(rows)), key=lambda place: _head_unit(rows[place]["code"]) not in shown)
    sizes = _apportioned(people, weights, least, first)
    for row, role, size in zip(rows, unit_roles, sizes, strict=True):
        head = by_code[_head_unit(row["code"])]
        commune, province = _commune_of(row, by_code)
        yield Staffed(
            id=known[row["code"]],
            code=row["code"],
            name=row["name_vi"],
            since=_since(row),
            role=role,
            head_unit=head["code"],
            head_unit_name=head["name_vi"],
            commune=commune,
            province=province,
            stands_above=row["code"] in above,
            size=size,
        )


def _kind(row: Row | None) -> str:
    return row["kind"] if row else ""


def _role_name(row: Row, parent_kind: str) -> str:
    """The first line of `unit_roles.csv` that the unit answers to."""
    for line in table("demo/unit_roles"):
        if (
            line["kind"] == row["kind"]
            and line["unit_type"] in ("", row["unit_type"])
            and row["name_vi"].startswith(line["begins"])
            and line["below"] in ("", parent_kind)
            and (not line["ended"] or row["valid_to"])
        ):
            return line["role"]
    return "division"


def _least(row: Row, role: Role, above: set[str], shown: set[str]) -> int:
    """The people a unit has before any are shared out: its leaders, and some in the divisions that are shown."""
    if row["code"] in above:
        return 1 + role.deputies
    return SHOWN_DIVISION if row["parent_code"] in shown and row["kind"] == "PHONG" else 0


def _apportioned(people: int, weights: list[float], least: list[int], first: list[int]) -> list[int]:
    """Whole numbers that add up to `people`: the least first, the rest by weight with largest remainders."""
    sizes = [0] * len(weights)
    for place in first:
        sizes[place] = min(least[place], people)
        people -= sizes[place]
    total = sum(weights)
    shares = [people * weight / total for weight in weights]
    order = sorted(range(len(shares)), key=lambda place: int(shares[place]) - shares[place])
    for place in order[: people - sum(int(share) for share in shares)]:
        sizes[place] += 1
    return [size + int(share) for size, share in zip(sizes, shares, strict=True)]


def _head_unit(code: str) -> str:
    """The agency or commune to which a unit belongs: the first two groups of its code."""
    return ".".join(code.split(".")[:2])


def _commune_of(row: Row, by_code: dict[str, Row]) -> tuple[str, str]:
    """The commune where the people of a unit live, and the province of their birth register (008, 002)."""
    above: Row | None = row
    while above and above["kind"] != "UBNDX":
        above = by_code.get(above["parent_code"])
    if above is None:
        return "", "008"
    code = above["gso_code"]
    return commune_name(above["name_vi"]), "002" if code.isdigit() and int(code) < HA_GIANG_BELOW else "008"


def plant_quotas(batch: Batch, units: list[Staffed], year: int) -> int:
    """The headcount given to every unit that has people, for this year and the last."""
    mark = f"{year}/QĐ-UBND"
    rows = [_quota(unit, of, mark) for unit in units if unit.size for of in (year - 1, year)]
    return load(batch, HeadcountQuota, rows)


def _quota(unit: Staffed, year: int, mark: str) -> dict[str, Any]:
    """A tenth more than serve; in a public service unit they are public employees."""
    given = unit.size + 1 + unit.size // 10
    service = unit.role.leaders_type == "VC"
    return {
        "unit_id": unit.id,
        "quota_year": year,
        "civil_servants": None if service else given,
        "public_employees_budget": given if service else None,
        "contract_workers": max(1, unit.size // 10),
        "decision_number": mark,
        "decided_on": date(year - 1, 12, 20),
    }
