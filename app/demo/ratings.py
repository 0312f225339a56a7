"""How the people and units of the demo province were rated in the last two years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

from app.areas.evaluation.models import EvaluationPeriod, UnitEvaluation
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.lives import Life
from app.demo.papers import Papers
from app.demo.seats import Seat
from app.demo.units import Staffed, next_key
from app.law.cap import most_excellent
from app.law.months import months_between
from app.records.partial_dates import PartialDate

YEARS_BACK, CAP_PERCENT, LEAST_MONTHS = 2, 20, 6
EXCELLENT, GOOD, COMPLETED, FAILED, NOT_GRADED = "1", "2", "3", "4", "0"
PROPOSED, GOOD_SHARE, COMPLETED_SHARE = 0.8, 0.9, 0.99
UNITS_EXCELLENT, UNITS_GOOD = 0.2, 0.95
LEADERS, OTHERS = "Lãnh đạo, quản lý", "Chuyên môn, nghiệp vụ"
GROUPS = {"CB": "elected", "CC": "civil", "VC": "public"}
LEADING = {"civil": "civil_leader", "public": "public_manager"}


class Ratings:
    """Draws evaluations; people must be asked for in their order, for the cap counts within unit and group."""

    def __init__(self, as_of: date, papers: Papers) -> None:
        self.papers = papers
        self.years = {as_of.year - back: 0 for back in range(YEARS_BACK, 0, -1)}
        self._rated: Counter[tuple[int, int, str, str]] = Counter()

    def plant_periods(self, batch: Batch) -> int:
        """The periods, whose keys are remembered by year."""
        first = next_key(EvaluationPeriod)
        self.years = {year: first + place for place, year in enumerate(self.years)}
        return load(batch, EvaluationPeriod, [_period(year, key) for year, key in self.years.items()])

    def plant_units(self, batch: Batch, units: Iterable[Staffed]) -> int:
        """Every unit that had people in a period."""
        rows = [
            _unit_row(unit, year, key)
            for unit in units
            for year, key in self.years.items()
            if unit.size and unit.since <= date(year, 12, 1)
        ]
        return load(batch, UnitEvaluation, rows)

    def of(self, rng: Random, life: Life, employee_id: int, assignments: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The evaluations of one person by the unit where he serves, since he came there."""
        came = next(row for row in reversed(assignments) if row["post_kind"] == "main")["effective_from"].latest()
        return [
            {"employee_id": employee_id, **self._rating(rng, life, year, key)}
            for year, key in self.years.items()
            if came <= date(year, 12, 1)
        ]

    def grades(self, evaluations: Iterable[dict[str, Any]]) -> dict[int, str]:
        """The grades of a person by year."""
        years = {key: year for year, key in self.years.items()}
        return {years[row["period_id"]]: row["grade_code"] for row in evaluations}

    def _rating(self, rng: Random, life: Life, year: int, period_id: int) -> dict[str, Any]:
        seat, known = life.seat, date(year, 12, 5)
        served = min(12, months_between(life.recruited, date(year, 12, 31)))
        group = LEADERS if seat.leads else OTHERS
        grade = NOT_GRADED if served < LEAST_MONTHS else self._grade(rng, seat, year, group)
        self._rated[seat.unit.id, year, group, grade] += 1
        return {
            "period_id": period_id,
            "unit_id": seat.unit.id,
            "rated_as": _rated_as(seat),
            "peer_group": group,
            "heads_unit": seat.rank == "head",
            "months_served": served,
            "grade_code": grade,
            "self_grade_code": None if grade == NOT_GRADED else grade,
            "not_graded_reason": "short_service" if grade == NOT_GRADED else None,
            "effective_from": PartialDate.from_date(known),
            **self.papers.for_event(seat.unit, "DG", known, rng).block,
        }

    def _grade(self, rng: Random, seat: Seat, year: int, group: str) -> str:
        """Excellent while the cap has room; a head no better than his unit."""
        drawn, unit = rng.random(), seat.unit.id
        room = (
            most_excellent(self._rated[unit, year, group, GOOD], CAP_PERCENT)
            - self._rated[unit, year, group, EXCELLENT]
        )
        if room > 0 and seat.rank != "head" and rng.random() < PROPOSED:
            return EXCELLENT
        grade = GOOD if drawn < GOOD_SHARE else COMPLETED if drawn < COMPLETED_SHARE else FAILED
        return max(grade, unit_grade(unit, year)) if seat.rank == "head" else grade


def unit_grade(unit_id: int, year: int) -> str:
    """How a unit was rated in a year."""
    drawn = Random(f"{unit_id}/{year}").random()
    return EXCELLENT if drawn < UNITS_EXCELLENT else GOOD if drawn < UNITS_GOOD else COMPLETED


def _rated_as(seat: Seat) -> str:
    group = GROUPS.get(seat.staff_type, "contract")
    return LEADING.get(group, group) if seat.leads else group


def _period(year: int, key: int) -> dict[str, Any]:
    return {
        "id": key,
        "code": str(year),
        "title_vi": f"Năm {year}",
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "due_on": date(year, 12, 15),
    }


def _unit_row(unit: Staffed, year: int, period_id: int) -> dict[str, Any]:
    return {
        "unit_id": unit.id,
        "period_id": period_id,
        "grade_code": unit_grade(unit.id, year),
        "decision_number": f"{1200 + unit.id}/QĐ-UBND",
        "decided_on": date(year, 12, 15),
        "issuer": "Ủy ban nhân dân tỉnh Tuyên Quang",
    }
