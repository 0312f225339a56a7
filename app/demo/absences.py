"""When the people of the demo province were away or leave the service, and what they did before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.personnel.retirement import retires_on
from app.areas.work_history.absences import LeaveOfAbsence, Secondment, Separation
from app.areas.work_history.models import WorkPeriod
from app.demo.lives import Life
from app.demo.papers import Papers
from app.records.clock import months_after
from app.records.partial_dates import PartialDate
from app.records.record import Record

Rows = dict[type[Record], list[dict[str, Any]]]

HOSTS = ("Bộ Nội vụ", "Văn phòng Tỉnh ủy", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Bộ Giáo dục và Đào tạo")
SCHOOLS = ("Đại học Tân Trào", "Đại học Thái Nguyên", "Đại học Sư phạm Hà Nội", "Học viện Hành chính Quốc gia")
STUDY, SERVICE = "HT", "QN"
SERVED, WAS_AWAY = 0.12, 0.3
LEAVES = {"NKL": ("NKL", 12), "TSAN": ("TSAN", 6), "OM": ("OM", 10), "DH": ("DH", 22)}
WOMAN, MATERNITY_AGE = "2", 27
ANNOUNCED, DECIDED = 200, 110  # days of notice and of decision before retirement


@dataclass(frozen=True)
class Absences:
    """Draws the time away that goes with the status of an employee, past leaves, and retirements ahead."""

    as_of: date
    papers: Papers

    def rows(self, rng: Random, life: Life, employee_id: int, status: str) -> Rows:
        one = {"employee_id": employee_id}
        return {
            Secondment: [{**one, **row} for row in self._secondments(rng, life, status)],
            LeaveOfAbsence: [{**one, **row} for row in self._leaves(rng, life, status)],
            Separation: [{**one, **row} for row in self._separations(rng, life)],
            WorkPeriod: [{**one, **row} for row in self._periods(rng, life)],
        }

    def _event(self, rng: Random, life: Life, since: date, until: date | None, kind: str) -> dict[str, Any]:
        return {
            "effective_from": PartialDate.from_date(since),
            "effective_to": PartialDate.from_date(until) if until else None,
            **self.papers.for_event(life.seat.unit, kind, since, rng).block,
        }

    def _lately(self, rng: Random, life: Life, months: int) -> date:
        """A day not longer ago than a time of so many months, so that it has not passed yet."""
        return max(life.recruited, months_after(self.as_of, -rng.randint(1, max(1, months // 2 - 1))))

    def _secondments(self, rng: Random, life: Life, status: str) -> list[dict[str, Any]]:
        if status != "BP":
            return []
        since = self._lately(rng, life, 36)
        event = self._event(rng, life, since, months_after(since, 36), "BP")
        return [{"home_unit_id": life.seat.unit.id, "host_text": rng.choice(HOSTS), **event}]

    def _leaves(self, rng: Random, life: Life, status: str) -> list[dict[str, Any]]:
        """The leave that is in force, or one that a woman took for an earlier child."""
        if status in LEAVES:
            kind, months = LEAVES[status]
            since = self._lately(rng, life, months)
            until = months_after(since, months)
            return [{"kind_code": kind, **self._event(rng, life, since, until, kind)}]
        since = date(life.born.year + MATERNITY_AGE, life.born.month, 15)
        is_past = life.recruited < since < months_after(self.as_of, -12)
        if life.gender != WOMAN or not is_past or rng.random() >= WAS_AWAY:
            return []
        until = months_after(since, 6) - timedelta(days=1)
        return [{"kind_code": "TSAN", **self._event(rng, life, since, until, "TSAN")}]

    def _separations(self, rng: Random, life: Life) -> list[dict[str, Any]]:
        """Who retires within months is announced in time; the decision follows three months before."""
        retires = retires_on(life.gender, PartialDate.from_date(life.born))
        first = retires + timedelta(days=1) if retires else None
        is_near = first is not None and self.as_of < first <= self.as_of + timedelta(days=DECIDED)
        if first is None or not is_near:
            return []
        event = self._event(rng, life, first, None, "NH")
        decided = first - timedelta(days=DECIDED)
        return [{"reason_code": "NH", "notified_on": first - timedelta(days=ANNOUNCED), **event, "decided_on": decided}]

    def _periods(self, rng: Random, life: Life) -> list[dict[str, Any]]:
        """Study from eighteen on, and for some men the service in between."""
        begun = life.born.year + 18
        rows = []
        if life.gender != WOMAN and rng.random() < SERVED and life.recruited.year > begun + 6:
            rows.append(_period(SERVICE, begun, 2, "Bộ Chỉ huy Quân sự tỉnh", "Chiến sĩ"))
            begun += 2
        years = min(4, life.recruited.year - begun)
        if years > 1:
            rows.append(_period(STUDY, begun, years, rng.choice(SCHOOLS), "Sinh viên"))
        return rows


def _period(kind: str, begun: int, years: int, place: str, work: str) -> dict[str, Any]:
    return {
        "kind_code": kind,
        "begun_on": PartialDate(begun, 9),
        "ended_on": PartialDate(begun + years, 7),
        "place": place,
        "work": work,
    }
