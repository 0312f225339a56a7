"""The working life of a person of the demo province: posts, contract and salary, with the papers behind them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.compensation.scales import Scale, group_of, scale
from app.areas.personnel.identity_numbers import MALE
from app.demo.careers import Career, Ladder, Pay, Rung, months_after
from app.demo.lives import Life
from app.demo.papers import PLACED_ANEW, REORGANISED, Papers
from app.demo.seats import Seat
from app.demo.seeds import draws, table
from app.records.partial_dates import PartialDate

SCALES_KNOWN_ON = date(2024, 7, 1)
NEW_LAW_OF_CONTRACTS = date(2023, 3, 1)  # NĐ 111/2022/NĐ-CP, in force 22/02/2023
LAW_OF_SERVICE_UNITS = date(2026, 7, 1)  # NĐ 235/2026/NĐ-CP
PUBLIC_EMPLOYEE = "VC"
LONGEST_SUPPORT, TERMS_OF_SUPPORT = 34, (None, 36, 36)  # months
PAID_FROM_REVENUE = 0.4
AGREED = (5_200_000, 9_600_000, 100_000)
CLERICAL_WORK = ("official", "junior_official", "accountant", "inspector")
MOVED_ONCE, PROMOTED, EARLY_RAISE, BY_SCALE, CONCURRENT = 0.45, 0.22, 0.05, 0.35, 0.15
OLD_FILES_FROM, PARTLY_DATED, MONTH_KNOWN = 50, 0.12, 0.7
# Contract work by sex: rank, job position and what it is.
SUPPORT = {
    True: (("01.010", "VT26", "Lái xe"), ("01.011", "VT23", "Bảo vệ")),
    False: (("01.009", "VT27", "Tạp vụ"), ("01.009", "VT24", "Phục vụ")),
}


class Service:
    """Draws posts, contracts and salaries; `positions` and `job_positions` are the keys on record by code."""

    def __init__(self, as_of: date, positions: dict[str, int], job_positions: dict[str, int], papers: Papers) -> None:
        self.as_of, self.papers = as_of, papers
        self.positions, self.job_positions = positions, job_positions
        self._clerical = [key for code, key in sorted(job_positions.items()) if code <= "VT21"]
        self._former = draws(table("demo/former_bodies"), "role")
        self._scales: dict[str, Scale] = {}

    def scale_of(self, rank: str) -> Scale:
        """The scale of a rank."""
        if rank not in self._scales:
            found = scale(group_of(rank), SCALES_KNOWN_ON)
            if found is None:
                raise LookupError(f"the code lists give no salary scale for the rank {rank}")
            self._scales[rank] = found
        return self._scales[rank]

    def career(self, rng: Random, life: Life) -> Career:
        """The salary of somebody paid by the scale."""
        ladder = life.seat.ladder
        early = rng.randint(3, 6) if rng.random() < EARLY_RAISE else None
        promoted = self._promoted_on(rng, life, ladder)
        return Career(ladder, life.seat.staff_type, life.recruited, self.as_of, self.scale_of, promoted, early)

    def _promoted_on(self, rng: Random, life: Life, ladder: Ladder) -> date | None:
        """Leaders reach the second grade, and some of the others late."""
        years = rng.randint(9, 13) if life.seat.leads else rng.randint(13, 18)
        wanted = life.seat.leads or rng.random() < PROMOTED
        if len(ladder.grades) < 2 or not wanted:
            return None
        on = max(months_after(life.recruited, 12 * years), ladder.grades[1][0].since)
        return months_after(on, rng.randint(0, 11)) if months_after(on, 12) < self.as_of else None

    def salary(self, rng: Random, life: Life, events: list[Pay], employee_id: int) -> list[dict[str, Any]]:
        """The rows of a career paid by the scale; each event ends the day before the next."""
        ends = [event.on - timedelta(days=1) for event in events[1:]]
        return [
            self._salary_row(rng, life.seat, event, end, employee_id)
            for event, end in zip(events, [*ends, None], strict=True)
        ]

    def _salary_row(self, rng: Random, seat: Seat, event: Pay, end: date | None, employee_id: int) -> dict[str, Any]:
        return {
            "employee_id": employee_id,
            "kind_code": event.kind,
            "rank_code": event.rank,
            "step": event.step,
            "coefficient": event.coefficient,
            "pay_percent": event.percent,
            "over_step_percent": event.over,
            "over_step_from": event.over_since,
            "step_from": min(event.held_since, event.on),
            "next_count_from": event.counted if event.counted <= event.on else None,
            **_in_force(event.on, end),
            **self.papers.for_event(seat.unit, event.kind, event.on, rng).block,
        }

    def by_contract(
        self, rng: Random, life: Life, employee_id: int
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
        """The contract of a contract worker, his salary, and the job position that the work is."""
        professional = life.seat.staff_type == "HD111CM"
        code, job_position, work = rng.choice(SUPPORT[life.gender == MALE])
        since = self._contract_begins(rng, life, professional)
        by_scale = not professional and rng.random() < BY_SCALE
        agreed = None if by_scale else rng.randrange(*AGREED)
        months = 12 if professional else rng.choice(TERMS_OF_SUPPORT)
        until = months_after(since, months) - timedelta(days=1) if months else None
        service = life.seat.unit.role.leaders_type == PUBLIC_EMPLOYEE
        law = "HD235" if service and since >= LAW_OF_SERVICE_UNITS else "HD111"
        contract = {
            "employee_id": employee_id,
            "contract_number": f"{life.place + 1:03}/{since.year}/HĐLĐ",
            "kind_code": f"{law}-CM" if professional else f"{law}-HT",
            "term_kind": "fixed" if months else "open",
            "unit_id": life.seat.unit.id,
            "job_position_id": None if professional else self.job_positions.get(job_position),
            "signed_on": since,
            "job": life.seat.ladder.work if professional else work,
            "job_group": "professional" if professional else "support",
            "pay_mode": "scale" if by_scale else "agreed",
            "agreed_amount": agreed,
            "funding": "revenue" if service and rng.random() < PAID_FROM_REVENUE else "budget",
            **_in_force(since, until),
        }
        if by_scale:
            ladder = Ladder("support", work, 0, ((Rung(code, date.min),),))
            events = Career(ladder, life.seat.staff_type, since, self.as_of, self.scale_of).events
            first = {"rank_code": code, "step": events[0].step, "coefficient": events[0].coefficient}
            return [contract | first], self.salary(rng, life, events, employee_id), job_position
        paid = {"employee_id": employee_id, "kind_code": "XL", "agreed_amount": agreed, **_in_force(since, None)}
        return [contract], [paid], job_position

    def _contract_begins(self, rng: Random, life: Life, professional: bool) -> date:
        if professional:
            return max(life.recruited, months_after(self.as_of, -rng.randint(2, 10)))
        return max(life.recruited, NEW_LAW_OF_CONTRACTS, months_after(self.as_of, -rng.randint(2, LONGEST_SUPPORT)))

    def assignments(
        self, rng: Random, life: Life, employee_id: int, job_position: str | None, recruited: PartialDate
    ) -> list[dict[str, Any]]:
        """Posts before the present unit was there, named in words, and the present one."""
        unit = life.seat.unit
        rows: list[dict[str, Any]] = []
        begun = self._came_to_the_unit(rng, life)
        if life.recruited < begun:
            rows = self._former_posts(rng, life, begun - timedelta(days=1), recruited)
        placed_anew = bool(rows) and unit.since == REORGANISED
        movement = PLACED_ANEW if placed_anew else "BN" if life.seat.leads else "DD" if rows else "TD"
        since = PartialDate.from_date(begun) if rows else recruited
        rows.append(
            {
                "movement_code": movement,
                "post_kind": "main",
                "unit_id": unit.id,
                "position_id": self.positions[life.seat.position],
                "job_position_id": self._job_position(rng, life.seat, job_position),
                "effective_from": since,
                **self.papers.for_event(unit, PLACED_ANEW if placed_anew else movement, begun, rng).block,
            }
        )
        if rng.random() < CONCURRENT and life.seat.rank == "deputy":
            rows.append(self._concurrent(rng, life, begun))
        return [{"employee_id": employee_id, **row} for row in rows]

    def _came_to_the_unit(self, rng: Random, life: Life) -> date:
        """The day of recruitment, the day the unit was made, or for some that of a move from elsewhere."""
        moved = months_after(life.recruited, 12 * rng.randint(4, 9))
        if life.recruited >= life.seat.unit.since and moved < self.as_of and rng.random() < MOVED_ONCE:
            return moved
        return max(life.recruited, life.seat.unit.since)

    def _former_posts(self, rng: Random, life: Life, last_day: date, recruited: PartialDate) -> list[dict[str, Any]]:
        """One or two posts in bodies that are gone, the last of them until the present unit began."""
        draw = self._former[(life.seat.unit.role.former,)]
        first = {
            "movement_code": "TD",
            "post_kind": "main",
            "unit_text": draw.one(rng),
            "effective_from": recruited,
            "effective_to": PartialDate.from_date(last_day),
            **self.papers.for_event(life.seat.unit, "TD", life.recruited, rng).block,
        }
        moved = months_after(life.recruited, 12 * rng.randint(4, 9))
        if moved >= last_day or rng.random() >= MOVED_ONCE:
            return [first]
        second = {
            **first,
            "movement_code": "DD",
            "unit_text": draw.one(rng),
            "effective_from": PartialDate.from_date(moved),
            **self.papers.for_event(life.seat.unit, "DD", moved, rng).block,
        }
        first["effective_to"] = PartialDate.from_date(moved - timedelta(days=1))
        return [first, second]

    def _concurrent(self, rng: Random, life: Life, begun: date) -> dict[str, Any]:
        """A second post beside the first, which leaves unit and position as they are."""
        since = min(months_after(begun, rng.randint(2, 12)), self.as_of)
        return {
            "movement_code": "KN",
            "post_kind": "concurrent",
            "unit_id": life.seat.unit.id,
            "position_id": self.positions["P116"],
            "effective_from": PartialDate.from_date(since),
            **self.papers.for_event(life.seat.unit, "KN", since, rng).block,
        }

    def _job_position(self, rng: Random, seat: Seat, given: str | None) -> int | None:
        if given:
            return self.job_positions.get(given)
        if seat.leads or seat.ladder.name not in CLERICAL_WORK or not self._clerical:
            return None
        return rng.choice(self._clerical)


def _in_force(since: date, until: date | None) -> dict[str, Any]:
    return {
        "effective_from": PartialDate.from_date(since),
        "effective_to": PartialDate.from_date(until) if until else None,
    }


def recruited_as_known(rng: Random, life: Life, as_of: date) -> PartialDate:
    """The day of recruitment; for old files sometimes only its month or year."""
    day = life.recruited
    if life.age_on(as_of) < OLD_FILES_FROM or rng.random() >= PARTLY_DATED:
        return PartialDate.from_date(day)
    return PartialDate(day.year, day.month) if rng.random() < MONTH_KNOWN else PartialDate(day.year)
