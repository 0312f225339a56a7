"""What the people and units of the demo province were rewarded for: titles that fit the grades of their years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from app.areas.rewards_discipline.models import UnitReward
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.lives import Life
from app.demo.papers import PROVINCE, Papers
from app.demo.ratings import COMPLETED, EXCELLENT, GOOD, unit_grade
from app.demo.units import Staffed
from app.records.partial_dates import PartialDate

YEARS_BACK = 4
STRONG, STRONG_EXCELLENT, USUALLY_GOOD = 0.06, 0.85, 0.92
ADVANCED, GRASSROOTS, WITH_INITIATIVE, PROVINCIAL = 0.88, 0.7, 0.03, 0.6
COMMENDED, MERIT, LONG_SERVICE, MEDAL = 0.08, 0.02, 0.25, 0.15
ADVANCED_WORKER, GRASSROOTS_FIGHTER, PROVINCIAL_FIGHTER = "DH04", "DH03", "DH02"
IN_A_ROW = 3
FLAG, EXCELLENT_COLLECTIVE, ADVANCED_COLLECTIVE = "DH12", "DH13", "DH15"
UNITS_HONOURED, UNITS_FLAGGED = 0.8, 0.05
MERIT_OF = "Hoàn thành xuất sắc nhiệm vụ năm {year}"
MOVEMENT = "Có thành tích xuất sắc trong phong trào thi đua yêu nước năm {year}"
INITIATIVE = "Sáng kiến cải tiến quy trình công việc, QĐ công nhận số {number}/QĐ-HĐSK"


@dataclass
class Merits:
    """Draws rewards by year."""

    as_of: date
    papers: Papers
    years: range = field(init=False)

    def __post_init__(self) -> None:
        self.years = range(self.as_of.year - YEARS_BACK, self.as_of.year)

    def of(
        self, rng: Random, life: Life, employee_id: int, grades: Mapping[int, str], disciplined: Collection[int]
    ) -> list[dict[str, Any]]:
        """The rewards of one person. Years without an evaluation on record are drawn as they mostly are."""
        strong, fighter = rng.random() < STRONG, 0
        rows: list[dict[str, Any]] = []
        for year in self.years:
            if year <= life.recruited.year or year in disciplined:
                fighter = 0
                continue
            grade = grades.get(year) or _grade(rng, strong)
            titles = list(_titles(rng, grade, fighter))
            rows += [self._title(rng, life, title, year, grade) for title in titles]
            fighter = fighter + 1 if GRASSROOTS_FIGHTER in titles else 0
            rows += self._awards(rng, life, year, grade)
        rows += self._for_long_service(rng, life)
        return [{"employee_id": employee_id, **row} for row in rows]

    def _row(self, rng: Random, life: Life, year: int, level: str, kind: str, month: int = 1) -> dict[str, Any]:
        on = date(year + 1, month, 28)
        return {
            "year_from": year,
            "award_level": level,
            "kind_code": kind,
            "effective_from": PartialDate.from_date(on),
            **self.papers.for_event(life.seat.unit, "KT", on, rng).block,
            "decided_on": on,
        }

    def _title(self, rng: Random, life: Life, title: str, year: int, grade: str) -> dict[str, Any]:
        level = "TINH" if title == PROVINCIAL_FIGHTER else "CS"
        row = {
            "title_code": title,
            "achievement": MERIT_OF.format(year=year),
            **self._row(rng, life, year, level, "CT"),
        }
        if title == GRASSROOTS_FIGHTER and (grade != EXCELLENT or rng.random() < GRASSROOTS):
            row["initiative"] = INITIATIVE.format(number=rng.randint(10, 90))
        return row

    def _awards(self, rng: Random, life: Life, year: int, grade: str) -> Iterator[dict[str, Any]]:
        if grade in (EXCELLENT, GOOD) and rng.random() < COMMENDED:
            code = "GK03" if life.seat.staff_type == "CCX" else "GK01"
            yield self._award(rng, life, code, year, "CS", "PT")
        if (grade == EXCELLENT and rng.random() < MERIT * 10) or rng.random() < MERIT:
            yield self._award(rng, life, "BK02", year, "TINH", "PT")

    def _award(self, rng: Random, life: Life, code: str, year: int, level: str, kind: str) -> dict[str, Any]:
        row = self._row(rng, life, year, level, kind, month=2)
        return {"award_code": code, "achievement": MOVEMENT.format(year=year), **row}

    def _for_long_service(self, rng: Random, life: Life) -> Iterator[dict[str, Any]]:
        """A commemorative medal after twenty years; to some leaders after twenty-five a medal of labour."""
        for code, served, level, share in (
            ("KNC", 20, "BO", LONG_SERVICE),
            ("HC11", 25, "NN", MEDAL if life.seat.leads else 0),
        ):
            year = life.recruited.year + served
            if year + 1 < self.as_of.year and rng.random() < share:
                row = self._row(rng, life, year, level, "QT", month=8)
                yield {"award_code": code, **row, "issuer": "Chủ tịch nước" if level == "NN" else row["issuer"]}

    def plant_units(self, batch: Batch, units: Iterable[Staffed]) -> int:
        """The collective titles of units that were rated well."""
        rows = [
            row
            for unit in units
            if unit.size
            for year in self.years
            if unit.since <= date(year, 12, 1)
            for row in _unit_rows(unit, year)
        ]
        return load(batch, UnitReward, rows)


def _grade(rng: Random, strong: bool) -> str:
    if strong and rng.random() < STRONG_EXCELLENT:
        return EXCELLENT
    return GOOD if rng.random() < USUALLY_GOOD else COMPLETED


def _titles(rng: Random, grade: str, fighter: int) -> Iterator[str]:
    """The titles of one year; `fighter` is how many years in a row before it brought the grassroots title."""
    if grade not in (EXCELLENT, GOOD) or rng.random() >= ADVANCED:
        return
    yield ADVANCED_WORKER
    if rng.random() < (GRASSROOTS if grade == EXCELLENT else WITH_INITIATIVE):
        yield GRASSROOTS_FIGHTER
        if fighter + 1 >= IN_A_ROW and rng.random() < PROVINCIAL:
            yield PROVINCIAL_FIGHTER


def _unit_rows(unit: Staffed, year: int) -> Iterator[dict[str, Any]]:
    grade, rng = unit_grade(unit.id, year), Random(f"{unit.id}/{year}/reward")
    if grade > GOOD or rng.random() >= UNITS_HONOURED:
        return
    titles = [EXCELLENT_COLLECTIVE if grade == EXCELLENT else ADVANCED_COLLECTIVE]
    if grade == EXCELLENT and rng.random() < UNITS_FLAGGED:
        titles.append(FLAG)
    for title in titles:
        on = date(year + 1, 1, 25)
        yield {
            "unit_id": unit.id,
            "title_code": title,
            "year_from": year,
            "award_level": "CS" if title == ADVANCED_COLLECTIVE else "TINH",
            "kind_code": "CT",
            "achievement": MERIT_OF.format(year=year),
            "effective_from": PartialDate.from_date(on),
            "decision_number": f"{40 + unit.id}/QĐ-UBND",
            "decided_on": on,
            "issuer": PROVINCE,
            "signer_title": "Chủ tịch",
        }
