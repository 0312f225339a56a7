"""The planning of leaders in the demo province: a title for the head of each unit, and its deputies planned for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.personnel.retirement import retires_on
from app.areas.planning.models import PlanningEntry, PlanningReview, PlanningRound, PlanningTitle
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.lives import Life
from app.demo.units import Staffed, next_key
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.partial_dates import PartialDate

ROUNDS = (
    ("2025-2030", "Quy hoạch lãnh đạo, quản lý nhiệm kỳ 2025 - 2030", date(2025, 10, 15), date(2030, 10, 14), "BTVTU"),
    ("2026-2031", "Quy hoạch nhiệm kỳ 2026 - 2031 (HĐND, UBND)", date(2026, 3, 15), date(2031, 3, 14), "BTVTU"),
)
FIRST = date(2025, 10, 20)
MOST, TERM = 3, 60
ABOVE = "province"  # its head is planned for by central bodies
ENDINGS = (("approved", 80), ("added", 12), ("removed", 8))
REASONS = ("own_wish", "health", "moved")
DECISION = "Ban Thường vụ Tỉnh ủy"


@dataclass
class Succeeding:
    """Draws the planning; `positions` are the keys on record by code."""

    as_of: date
    positions: dict[str, int]
    _titles: dict[int, int] = field(default_factory=dict, init=False)
    _planned: dict[int, int] = field(default_factory=dict, init=False)

    def plant_rounds(self, batch: Batch) -> int:
        """The rounds; the first is that for which titles are planned. Earlier there was another regulation."""
        if self.as_of < FIRST:
            return 0
        self._round = next_key(PlanningRound)
        rows = [
            {
                "id": self._round + place,
                "code": code,
                "title_vi": title,
                "term_code": code,
                "starts_on": starts,
                "ends_on": ends,
                "approver_level_code": level,
            }
            for place, (code, title, starts, ends, level) in enumerate(ROUNDS)
        ]
        return load(batch, PlanningRound, rows)

    def plant_titles(self, batch: Batch, units: Sequence[Staffed], names: dict[int, str]) -> int:
        """The title of the head of every unit that has deputies; `names` are those of the positions by key."""
        first = next_key(PlanningTitle)
        headed = [u for u in units if u.deputies and u.role.name != ABOVE and self.as_of >= FIRST]
        self._titles = {unit.id: first + place for place, unit in enumerate(headed)}
        return load(batch, PlanningTitle, (self._title(unit, names) for unit in headed))

    def _title(self, unit: Staffed, names: dict[int, str]) -> dict[str, Any]:
        position = self.positions[unit.role.head]
        return {
            "id": self._titles[unit.id],
            "code": f"2025-2030/{unit.code}",
            "title_vi": f"{names[position]} ({unit.name})"[:250],
            "round_id": self._round,
            "unit_id": unit.id,
            "position_id": position,
            "level_code": "BTVTU" if unit.role.name in ("department", "commune") else "SO",
        }

    def plant_reviews(self, batch: Batch, units: Sequence[Staffed]) -> int:
        """The review of this year in every agency of the province that plans."""
        rows = [
            {
                "round_id": self._round,
                "unit_id": unit.id,
                "review_year": self.as_of.year,
                "reviewed_on": date(self.as_of.year, 3, 16),
                "reviewed": unit.deputies,
                "added": 0,
                "removed": 0,
                "decision_number": f"{unit.id:02}-BC/ĐU",
                "conclusion": "Giữ nguyên quy hoạch",
            }
            for unit in units
            if unit.id in self._titles and unit.code == unit.head_unit
        ]
        return load(batch, PlanningReview, rows)

    def rows(self, rng: Random, life: Life, employee_id: int) -> dict[type[Any], list[dict[str, Any]]]:
        """A deputy who can still serve a term is planned for the head of the unit."""
        return {PlanningEntry: list(self._entries(rng, life, employee_id))}

    def _entries(self, rng: Random, life: Life, employee_id: int) -> Iterator[dict[str, Any]]:
        title = self._titles.get(life.seat.unit.id)
        begins = ROUNDS[0][2]
        retires = retires_on(life.gender, PartialDate.from_date(life.born))
        serves = retires is None or retires >= months_after(begins, TERM)
        if title is None or life.seat.rank != "deputy" or not serves or self._planned.get(title, 0) >= MOST:
            return
        self._planned[title] = self._planned.get(title, 0) + 1
        status = rng.choices([name for name, _ in ENDINGS], [weight for _, weight in ENDINGS])[0]
        added = FIRST + timedelta(days=rng.randint(0, 60))
        approved = added + timedelta(days=rng.randint(20, 45)) if status != "added" else None
        yield {
            "employee_id": employee_id,
            "title_id": title,
            "unit_id": life.seat.unit.id,
            "round_id": self._round,
            "status": status,
            "added_on": added,
            "approved_on": approved,
            "age_band_code": _band(life.age_on(begins)),
            "source": "elsewhere" if rng.random() < 0.1 else "in_place",
            "decision_number": f"{rng.randint(100, 900)}-QĐ/TU" if approved else None,
            "issuer": DECISION if approved else None,
            **_votes(rng),
            "ended_on": date(self.as_of.year, 3, 16) if status == "removed" else None,
            "removal_reason": rng.choice(REASONS) if status == "removed" else None,
        }


def _band(age: int) -> str | None:
    """The band of an age, as the code list has them."""
    for item in catalogues().items("planning_age_bands").values():
        if int(item.attributes.get("from_age") or 0) <= age <= int(item.attributes.get("to_age") or 200):
            return item.code
    return None


def _votes(rng: Random) -> dict[str, int]:
    """Every step with most votes in favour."""
    found = {}
    for step, present in (
        ("key_staff", rng.randint(18, 46)),
        ("committee", rng.randint(7, 15)),
        ("leaders", rng.randint(3, 5)),
    ):
        found[f"{step}_present"], found[f"{step}_agreed"] = present, present - rng.randint(0, present // 6)
    return found
