"""The places in the units of the demo province: who leads, and what the others do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.demo.careers import Ladder, ladders
from app.demo.seeds import Row, table
from app.demo.units import Staffed

CONTRACT_TYPES = ("HD111HC", "HD111SN", "HD111CM")
PHASE = 0.618  # units begin at different points of their plan, so that small ones differ and the whole agrees


@dataclass(frozen=True)
class Seat:
    """One place of a unit: in which position, as what type of staff, on which ladder; `women` in per cent."""

    unit: Staffed
    rank: str
    staff_type: str
    ladder: Ladder
    position: str
    women: int

    @property
    def leads(self) -> bool:
        return self.rank != "staff"

    @property
    def by_contract(self) -> bool:
        return self.staff_type in CONTRACT_TYPES


def seats(units: list[Staffed]) -> Iterator[Seat]:
    """Every place of every unit, in the order of the tree: leaders first, contract workers last."""
    mixes: dict[str, list[Row]] = {}
    for row in table("demo/staffing"):
        mixes.setdefault(row["role"], []).append(row)
    for unit in units:
        for ordinal in range(unit.size):
            yield _seat(unit, ordinal, mixes[unit.role.name])


def _seat(unit: Staffed, ordinal: int, mix: list[Row]) -> Seat:
    role, leaders = unit.role, 1 + unit.deputies
    if ordinal < leaders:
        rank, position = ("deputy", role.deputy) if ordinal else ("head", role.head)
        women = int(mix[0]["women"]) // 2
        return Seat(unit, rank, role.leaders_type, ladders()[role.leaders_ladder], position, women)
    line = _line(mix, (ordinal - leaders + unit.id * PHASE % 1) / (unit.size - leaders))
    ladder = ladders()[line["ladder"]]
    return Seat(unit, "staff", line["staff_type"], ladder, line["position"], int(line["women"]))


def _line(mix: list[Row], part: float) -> Row:
    """The line of the staffing plan that a part of the people, from 0 to 1, has come to."""
    reached, target = 0.0, part * sum(float(line["share"]) for line in mix)
    for line in mix:
        reached += float(line["share"])
        if target < reached:
            return line
    return mix[-1]
