"""Who of the demo province has left the service in the last two years, and why; and who has just come.

A departed person keeps his record; his post, pay and contracts ended on his last day, and nothing is on record after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from app.areas.compensation.allowances import AllowanceEvent
from app.areas.compensation.models import SalaryEvent
from app.areas.contracts.models import Contract
from app.areas.personnel.retirement import ROADMAP
from app.areas.work_history.absences import LeaveOfAbsence, Secondment
from app.areas.work_history.models import Assignment
from app.demo.absences import ANNOUNCED, DECIDED
from app.demo.lives import Life
from app.demo.papers import Papers
from app.demo.seats import Seat
from app.demo.seeds import one_of
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.partial_dates import PartialDate
from app.records.record import Record

LEFT, CAME = 0.055, 0.022  # shares of the staff; leaders are succeeded by others, which the demo does not tell
MONTHS_BACK, SERVED_LEAST, CAME_WITHIN = 24, 24, 15
RETIRED, RESIGNED, MOVED, SLIMMED, CONTRACT_ENDED, DIED = "NH", "TV", "CCT", "NH178", "CHD", "TT"
REASONS = ((RETIRED, 48), (RESIGNED, 24), (MOVED, 16), (DIED, 4), (SLIMMED, 8))
SLIMMED_FROM_AGE = 52
ELSEWHERE = ("Sở Nội vụ tỉnh Phú Thọ", "Sở Giáo dục và Đào tạo thành phố Hà Nội", "Sở Y tế tỉnh Thái Nguyên")
MONTHS_OF_COMING = (1, 3, 8, 9, 9, 9, 10)
ENDING = (Assignment, SalaryEvent, AllowanceEvent, LeaveOfAbsence, Secondment)
CONTRACT_ENDS = "Người lao động không còn làm việc tại đơn vị"
Rows = dict[type[Record], list[dict[str, Any]]]


@dataclass(frozen=True)
class Leaving:
    """The first day that is no longer served, and why; for a retirement also the month of birth that the law goes by."""

    reason: str
    on: date
    born: date | None = None


class Movements:
    """Draws who left and who came, each from generators of his own, so that nobody else's life changes."""

    def __init__(self, seed: int, as_of: date, papers: Papers) -> None:
        self.seed, self.as_of, self.papers = seed, as_of, papers

    @cached_property
    def _retiring(self) -> dict[str, list[tuple[date, date]]]:
        """By sex the months of birth whose age of retirement was reached lately, with the last day of service."""
        found: dict[str, list[tuple[date, date]]] = {}
        earliest = months_after(self.as_of, -MONTHS_BACK)
        for code, item in catalogues().items(ROADMAP).items():
            sex, _dash, month = code.partition("-")
            last = date.fromisoformat(item.attributes["retirement_date"])
            if earliest <= last < self.as_of - timedelta(days=1):
                found.setdefault(sex, []).append((date.fromisoformat(f"{month}-01"), last))
        return found

    def leaving(self, life: Life) -> Leaving | None:
        """Whether, when and why this person left."""
        rng = Random(f"{self.seed}/{life.place}/leaving")
        seat = life.seat
        if seat.leads or rng.random() >= LEFT:
            return None
        begins = max(months_after(seat.unit.since, 1), months_after(self.as_of, -MONTHS_BACK))
        reason = CONTRACT_ENDED if seat.by_contract else one_of(rng, REASONS)
        if reason == RETIRED:
            return self._retired(rng, life, begins)
        if reason == SLIMMED and life.age_on(self.as_of) < SLIMMED_FROM_AGE:
            reason = RESIGNED
        begins = max(begins, months_after(life.recruited, SERVED_LEAST))
        days = (self.as_of - begins).days
        return Leaving(reason, (begins + timedelta(days=rng.randrange(days))).replace(day=1)) if days > 31 else None

    def _retired(self, rng: Random, life: Life, begins: date) -> Leaving | None:
        """On the first day after the month in which the age of the law was reached."""
        months = [found for found in self._retiring.get(life.gender, ()) if found[1] >= begins]
        if not months:
            return None
        born, last = rng.choice(months)
        return Leaving(RETIRED, last + timedelta(days=1), born.replace(day=rng.randint(1, 28)))

    def lived(self, life: Life, leaving: Leaving | None) -> Life:
        """The life of whoever retired, told from the birth that the law went by; or of one who has just been recruited."""
        if leaving is not None and leaving.born is not None:
            younger = leaving.born.year - life.born.year
            recruited = life.recruited.replace(year=life.recruited.year + younger, day=1)
            return replace(life, born=leaving.born, recruited=recruited)
        rng = Random(f"{self.seed}/{life.place}/coming")
        if leaving is not None or life.seat.leads or life.seat.by_contract or rng.random() >= CAME:
            return life
        recruited = self._came(rng, life.seat)
        born = date(recruited.year - rng.randint(23, 28), rng.randint(1, 12), rng.randint(1, 28))
        return replace(life, born=born, recruited=recruited)

    def _came(self, rng: Random, seat: Seat) -> date:
        earliest = max(months_after(self.as_of, -CAME_WITHIN), months_after(seat.unit.since, 1))
        day = date(self.as_of.year, rng.choice(MONTHS_OF_COMING), 1)
        while day >= self.as_of:
            day = day.replace(year=day.year - 1)
        return max(day, earliest.replace(day=1))

    def separation(self, life: Life, employee_id: int, leaving: Leaving) -> dict[str, Any]:
        """The decision by which he left."""
        rng = Random(f"{self.seed}/{life.place}/separation")
        row = {
            "employee_id": employee_id,
            "reason_code": leaving.reason,
            "effective_from": PartialDate.from_date(leaving.on),
            **self.papers.for_event(life.seat.unit, leaving.reason, leaving.on, rng).block,
        }
        if leaving.reason == RETIRED:
            row |= {
                "notified_on": leaving.on - timedelta(days=ANNOUNCED),
                "decided_on": leaving.on - timedelta(days=DECIDED),
            }
        if leaving.reason == MOVED:
            row["destination"] = rng.choice(ELSEWHERE)
        if leaving.reason != DIED:
            row["handed_over_on"] = leaving.on - timedelta(days=rng.randint(1, 6))
        return row


def cut_off(record: type[Record], rows: Iterable[dict[str, Any]], left_on: date) -> list[dict[str, Any]]:
    """What is on record of somebody who left: nothing that began afterwards, and his post, pay and contracts ended."""
    last = left_on - timedelta(days=1)
    kept = [row for row in rows if not _begins_on_or_after(row.get(record.dated_by), left_on)]
    for row in kept if record in (*ENDING, Contract) else ():
        until = row.get("effective_to")
        if until is not None and until.latest() < left_on:
            continue
        if record is Contract:
            row |= {"ended_on": last, "end_reason": CONTRACT_ENDS}
        else:
            row["effective_to"] = PartialDate.from_date(last)
    return kept


def _begins_on_or_after(value: date | PartialDate | None, day: date) -> bool:
    if value is None:
        return False
    return (value.earliest() if isinstance(value, PartialDate) else value) >= day
