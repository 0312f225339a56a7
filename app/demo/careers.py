"""A salary from recruitment to today as NĐ 204/2004/NĐ-CP and TT 08/2013/TT-BNV lead it, event by event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from app.areas.compensation.scales import Scale
from app.demo.seeds import table
from app.law.months import months_between

SCALES_BEGIN = date(2004, 10, 1)
PROBATION_ENDS_WITH_LAW = {"CC": date(2025, 7, 1), "VC": date(2026, 7, 1)}
FIRST_OVER_STEP, NEXT_OVER_STEP, MONTHS_OVER_STEP = 5, 1, 12
EARLY_BY_MONTHS = 6

ScaleOf = Callable[[str], Scale]


@dataclass(frozen=True)
class Rung:
    """A rank code, and the day from which it was used for the same work."""

    code: str
    since: date


@dataclass(frozen=True)
class Ladder:
    """The grades of one profession from the lowest up; each a row of codes, the newest last."""

    name: str
    work: str
    probation_months: int
    grades: tuple[tuple[Rung, ...], ...]

    def rung(self, grade: int, on: date) -> Rung:
        """The code in use for a grade on a day (the first known, for a day before any)."""
        used = [rung for rung in self.grades[grade] if rung.since <= on]
        return used[-1] if used else self.grades[grade][0]

    def recoded_after(self, grade: int, day: date) -> date | None:
        """The next day on which the grade was given another code."""
        return next((rung.since for rung in self.grades[grade] if rung.since > day), None)


@dataclass(frozen=True)
class Pay:
    """One event: rank, step and coefficient from a day on. `counted` is where the next raise counts from."""

    on: date
    kind: str
    rank: str
    step: int
    coefficient: Decimal
    percent: int
    held_since: date
    counted: date
    over: int | None = None
    over_since: date | None = None


@lru_cache(maxsize=1)
def ladders() -> dict[str, Ladder]:
    """The ladders of `app/seed/demo/ladders.csv` by name."""
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in table("demo/ladders"):
        grouped.setdefault(row["ladder"], []).append(row)
    return {name: _ladder(name, rows) for name, rows in grouped.items()}


def _ladder(name: str, rows: list[dict[str, str]]) -> Ladder:
    grades: dict[int, list[Rung]] = {}
    for row in rows:
        since = date.fromisoformat(row["since"]) if row["since"] else date.min
        if row["code"]:
            grades.setdefault(int(row["grade"]), []).append(Rung(row["code"], since))
    steps = tuple(tuple(grades[number]) for number in sorted(grades))
    return Ladder(name, rows[0]["work"], int(rows[0]["probation_months"]), steps)


def months_after(day: date, months: int) -> date:
    """The same day so many months later (at most the 28th, on which every month agrees)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, 28))


class Career:
    """The salary of one person: made once, read as `events`."""

    def __init__(
        self,
        ladder: Ladder,
        staff_type: str,
        recruited: date,
        as_of: date,
        scale_of: ScaleOf,
        promoted_on: date | None = None,
        early_at_step: int | None = None,
    ) -> None:
        self.ladder, self.as_of, self.scale_of = ladder, as_of, scale_of
        self.promoted_on, self.early_at_step = promoted_on, early_at_step
        self.grade = 0
        self.events: list[Pay] = []
        self._begin(recruited, staff_type)
        if self.events[-1].kind != "TS85":
            while self._advance():
                pass
        # What happens on one day is one event: the last word counts.
        self.events = [one for one, after in pairwise(self.events) if one.on != after.on] + self.events[-1:]

    @property
    def on_probation(self) -> bool:
        return self.events[-1].kind == "TS85"

    def _begin(self, recruited: date, staff_type: str) -> None:
        """Placement at recruitment, after probation; whoever served already in 10/2004 was placed anew then."""
        ended = PROBATION_ENDS_WITH_LAW.get(staff_type)
        months = 0 if ended and recruited >= ended else self.ladder.probation_months
        counted = months_after(recruited, months)
        begun = max(recruited, SCALES_BEGIN)
        rank = self.ladder.rung(0, begun).code
        scale = self.scale_of(rank)
        if recruited < SCALES_BEGIN:
            step = min(1 + max(months_between(counted, begun), 0) // scale.months, scale.last_step)
            since = months_after(counted, (step - 1) * scale.months)
            self._add(begun, "CX", rank, step, since, since)
            return
        if months:
            self._add(begun, "TS85", rank, 1, begun, counted, percent=85)
            if counted > self.as_of:
                return
        self._add(counted, "XL", self.ladder.rung(0, counted).code, 1, counted, counted)

    def _add(self, on: date, kind: str, rank: str, step: int, held: date, counted: date, percent: int = 100) -> None:
        worth = self.scale_of(rank).coefficients[step]
        self.events.append(Pay(on, kind, rank, step, worth, percent, held, counted))

    def _advance(self) -> bool:
        """The next thing that happens, if it happens by today."""
        last = self.events[-1]
        recoded = self.ladder.recoded_after(self.grade, last.on)
        promoted = self.promoted_on if self.promoted_on and self.promoted_on > last.on else None
        coming = [
            (recoded or date.max, 0, self._recode),
            (promoted or date.max, 1, self._promote),
            (max(self._raised_on(last), last.on), 2, self._raise),
        ]
        on, _order, happens = min(coming, key=lambda item: item[:2])
        if on > self.as_of:
            return False
        happens(last, on)
        return True

    def _raised_on(self, last: Pay) -> date:
        scale = self.scale_of(last.rank)
        if last.over is not None:
            return months_after(last.counted, MONTHS_OVER_STEP)
        if last.step == scale.last_step:
            return months_after(last.counted, scale.over_step_months or 12 * 100)
        early = EARLY_BY_MONTHS if last.step + 1 == self.early_at_step else 0
        return months_after(last.counted, scale.months - early)

    def _raise(self, last: Pay, on: date) -> None:
        scale = self.scale_of(last.rank)
        if last.step < scale.last_step:
            kind = "NTH-TT" if last.step + 1 == self.early_at_step else "NTX"
            self._add(on, kind, last.rank, last.step + 1, on, on)
            return
        over = FIRST_OVER_STEP if last.over is None else last.over + NEXT_OVER_STEP
        self.events.append(replace(last, on=on, kind="VK", counted=on, over=over, over_since=on))

    def _recode(self, last: Pay, on: date) -> None:
        """The same work under a new code: step, coefficient and counting stay."""
        self.events.append(replace(last, on=on, kind="CX", rank=self.ladder.rung(self.grade, on).code))

    def _promote(self, last: Pay, on: date) -> None:
        """The next grade, at the equal or next higher coefficient (TT 02/2007/TT-BNV).

        A gain smaller than one old step keeps the day from which the old step counted.
        """
        self.grade += 1
        old, rank = self.scale_of(last.rank), self.ladder.rung(self.grade, on).code
        scale = self.scale_of(rank)
        worth = last.coefficient * (100 + (last.over or 0)) / 100
        step = next((n for n, value in scale.coefficients.items() if value >= worth), scale.last_step)
        values = sorted(old.coefficients.values())
        keeps = scale.coefficients[step] - worth < values[1] - values[0]
        counted = last.counted if keeps and months_after(last.counted, scale.months) > on else on
        self._add(on, "NN", rank, step, on, counted)
