"""What a person of the demo province learnt: the diploma before recruitment, courses since, and studies he was sent to."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from app.areas.training.models import TrainingDispatch, TrainingPlan
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.lives import Life
from app.demo.papers import Papers
from app.demo.seeds import Row, table
from app.demo.units import Staffed, next_key
from app.records.clock import months_after
from app.records.partial_dates import PartialDate

GRADUATES_AT, YEARS_OF_A_MASTER, OLDEST_SENT = 22, 2, 38
MASTER, MASTER_MODE, COMMITTED = "20", "VLVH", 72
MASTERS = {"head": 0.6, "deputy": 0.45, "staff": 0.1}
ADVANCED_THEORY = {"head": 0.9, "deputy": 0.5, "staff": 0.0}
GRADES, SHARES = ("XS", "GI", "KH", "TBK", "TB"), (2, 18, 55, 20, 5)
MASTER_OF = {"14": "Quản lý giáo dục", "72": "Y tế công cộng", "38": "Luật hiến pháp và luật hành chính"}
MASTER_AT = {"14": "Trường Đại học Sư phạm Hà Nội", "72": "Trường Đại học Y Hà Nội", "38": "Trường Đại học Luật Hà Nội"}
POLITICAL_SCHOOL, ACADEMY = "Trường Chính trị tỉnh Tuyên Quang", "Học viện Chính trị quốc gia Hồ Chí Minh"
ADMINISTRATION = "Học viện Hành chính Quốc gia"
MINORITY_LANGUAGES = ("tyz", "hmn", "ium", "nut")
CLERKS = ("official", "accountant", "inspector", "junior_official")
FOUR_GRADED_SINCE = 2020
COMPLETED = {"outcome": "completed", "mode_code": "BD", "certificate": "Chứng chỉ"}
PLANNED = (
    ("QLNN", "Bồi dưỡng kiến thức quản lý nhà nước ngạch chuyên viên", 6, 4_500_000),
    ("LLCT", "Cao cấp lý luận chính trị, hệ không tập trung", 2, 18_000_000),
    ("TH", "Bồi dưỡng kỹ năng số cho cán bộ, công chức", 12, 1_200_000),
)


@dataclass
class Learnt:
    """The rows of one person."""

    diplomas: list[dict[str, Any]] = field(default_factory=list)
    courses: list[dict[str, Any]] = field(default_factory=list)
    dispatches: list[dict[str, Any]] = field(default_factory=list)


class Schooling:
    """Draws diplomas, courses and dispatches; people must be asked for in their order, for dispatches are numbered."""

    def __init__(self, as_of: date, papers: Papers) -> None:
        self.as_of, self.papers = as_of, papers
        self._keys = itertools.count(next_key(TrainingDispatch))
        self._diplomas: dict[str, list[Row]] = {}
        for row in table("demo/diplomas"):
            self._diplomas.setdefault(row["ladder"], []).append(row)

    def of(self, rng: Random, life: Life, employee_id: int) -> Learnt:
        learnt = Learnt()
        rows = self._diplomas[life.seat.ladder.name]
        first = rng.choices(rows, [float(row["weight"]) for row in rows])[0]
        learnt.diplomas.append(_first_diploma(rng, life, first))
        if not life.seat.by_contract:
            learnt.courses += self._before_recruitment(rng, life)
            self._master(rng, life, first, learnt)
            self._since_recruitment(rng, life, learnt)
        for row in (*learnt.diplomas, *learnt.courses, *learnt.dispatches):
            row["employee_id"] = employee_id
        return learnt

    def _before_recruitment(self, rng: Random, life: Life) -> Iterator[dict[str, Any]]:
        """Certificates of IT and of a language, as they were called in those years."""
        year = life.recruited.year - 1
        if rng.random() < 0.75:
            level = "02" if year < 2016 else "11"
            yield _done(
                "TH", "Tin học ứng dụng", "Trung tâm Ngoại ngữ – Tin học", date(year, 5, 20), it_level_code=level
            )
        if rng.random() < 0.6:
            old = year < FOUR_GRADED_SINCE
            level = "CCB" if old else rng.choice(("B2", "B3", "B3"))
            yield _done(
                "NN",
                "Tiếng Anh",
                "Trung tâm Ngoại ngữ – Tin học",
                date(year, 6, 10),
                foreign_language_code="eng",
                foreign_language_level_code=level,
            )

    def _master(self, rng: Random, life: Life, first: Row, learnt: Learnt) -> None:
        """A master's degree beside work: sent by decision, at public cost, with the commitment that goes with it."""
        begun = date(life.recruited.year + rng.randint(4, 9), 9, 5)
        ended = months_after(begun, 12 * YEARS_OF_A_MASTER)
        young = life.age_on(begun) <= OLDEST_SENT
        if not young or ended >= self.as_of or first["level"] >= "40" or rng.random() >= MASTERS[life.seat.rank]:
            return
        major = MASTER_OF.get(first["field"], "Quản lý công")
        school = MASTER_AT.get(first["field"], ADMINISTRATION)
        cost = rng.randrange(30_000_000, 62_000_000, 500_000)
        sent = self._sent(rng, life, "DTSDH", f"Thạc sĩ {major}", school, begun, ended)
        learnt.dispatches.append({**sent, "cost": cost, "funding_code": "NSNN", "commit_months": COMMITTED})
        issued = min(months_after(ended, 2), self.as_of)
        learnt.diplomas.append(
            {
                "level_code": MASTER,
                "major": major,
                "field_code": first["field"] if first["field"] in MASTER_OF else "34",
                "institution": school,
                "mode_code": MASTER_MODE,
                "started_on": PartialDate(begun.year, begun.month),
                "ended_on": PartialDate(ended.year, ended.month),
                "issued_on": PartialDate.from_date(issued),
                "diploma_number": f"THS {life.serial:06}",
                "verification": "genuine" if life.seat.leads else "pending",
                "verified_on": months_after(issued, 1) if life.seat.leads else None,
            }
        )

    def _sent(
        self, rng: Random, life: Life, kind: str, course: str, school: str, begun: date, ended: date
    ) -> dict[str, Any]:
        return {
            "id": next(self._keys),
            "kind_code": kind,
            "course": course,
            "institution": school,
            "state": "finished",
            "effective_from": PartialDate.from_date(begun),
            "effective_to": PartialDate.from_date(ended),
            **self.papers.for_event(life.seat.unit, kind, begun, rng).block,
        }

    def _since_recruitment(self, rng: Random, life: Life, learnt: Learnt) -> None:
        for after, done in self._due(rng, life):
            on = months_after(life.recruited, after)
            if on < self.as_of:
                learnt.courses.append(done | {"completed_on": PartialDate.from_date(on)} | _lasted(on))
        self._advanced_theory(rng, life, learnt)
        if rng.random() < 0.04:
            learnt.courses.append(_attending(self.as_of))

    def _due(self, rng: Random, life: Life) -> Iterator[tuple[int, dict[str, Any]]]:
        """Courses by the months of service at which they end."""
        leads, clerk = life.seat.leads, life.seat.ladder.name in CLERKS
        if clerk and rng.random() < 0.85:
            yield rng.randint(14, 40), _course("QLNN", "Chuyên viên", POLITICAL_SCHOOL, state_management_code="02")
        if clerk and leads:
            principal = _course("QLNN", "Chuyên viên chính", ADMINISTRATION, state_management_code="03")
            yield rng.randint(100, 140), principal
        if not clerk and rng.random() < 0.7:
            title = f"Tiêu chuẩn chức danh nghề nghiệp {life.seat.ladder.work.lower()}"
            yield rng.randint(30, 90), _course("CDNN", title, "Trường Đại học Tân Trào", state_management_code="21")
        if leads or rng.random() < 0.2:
            yield rng.randint(50, 90), _course("LLCT", "Trung cấp", POLITICAL_SCHOOL, political_theory_code="02")
        if rng.random() < (0.7 if leads else 0.3):
            group = "3" if leads else "4"
            course = f"Kiến thức quốc phòng và an ninh đối tượng {group}"
            yield rng.randint(24, 96), _course("QPAN", course, "Trường Quân sự tỉnh", defence_group_code=group)
        if rng.random() < 0.12:
            language = rng.choice(MINORITY_LANGUAGES)
            yield (
                rng.randint(12, 80),
                _course("TDT", "Tiếng dân tộc", "Trường Đại học Tân Trào", ethnic_language_code=language),
            )
        if rng.random() < 0.5:
            yield rng.randint(6, 120), _course("VTVL", "Nghiệp vụ theo vị trí việc làm", POLITICAL_SCHOOL)

    def _advanced_theory(self, rng: Random, life: Life, learnt: Learnt) -> None:
        begun = months_after(life.recruited, rng.randint(110, 150)).replace(day=1)
        ended = months_after(begun, 18)
        if ended >= self.as_of or rng.random() >= ADVANCED_THEORY[life.seat.rank]:
            return
        sent = self._sent(rng, life, "LLCT", "Cao cấp lý luận chính trị", ACADEMY, begun, ended)
        learnt.dispatches.append({**sent, "cost": 18_000_000, "funding_code": "NSNN"})
        theory = _done("LLCT", "Cao cấp lý luận chính trị", ACADEMY, ended, political_theory_code="03")
        learnt.courses.append({**theory, "dispatch_id": sent["id"], "started_on": PartialDate.from_date(begun)})


def _first_diploma(rng: Random, life: Life, row: Row) -> dict[str, Any]:
    """Graduated at twenty-two, or in the year before recruitment by who was recruited earlier."""
    year = life.born.year + GRADUATES_AT
    year = year if date(year, 7, 31) < life.recruited else life.recruited.year - 1
    checked = life.seat.leads and rng.random() < 0.8
    return {
        "level_code": row["level"],
        "major": row["major"],
        "field_code": row["field"],
        "institution": row["institution"],
        "mode_code": "CQ",
        "grade_code": rng.choices(GRADES, SHARES)[0],
        "started_on": PartialDate(year - int(row["years"]), 9),
        "ended_on": PartialDate(year, 6),
        "issued_on": PartialDate(year, 7) if rng.random() < 0.6 else PartialDate.from_date(date(year, 7, 15)),
        "diploma_number": f"B {life.serial:06}",
        "verification": "genuine" if checked else "pending",
        "verified_on": months_after(life.recruited, 1) if checked else None,
    }


def _course(kind: str, course: str, institution: str, **levels: str) -> dict[str, Any]:
    return {"kind_code": kind, "course": course, "institution": institution, **COMPLETED, **levels}


def _done(kind: str, course: str, institution: str, on: date, **levels: str) -> dict[str, Any]:
    return {**_course(kind, course, institution, **levels), "completed_on": PartialDate.from_date(on)}


def _lasted(on: date) -> dict[str, Any]:
    """A course of three months before its certificate."""
    begun = months_after(on, -3)
    return {"started_on": PartialDate(begun.year, begun.month), "ended_on": PartialDate(on.year, on.month)}


def _attending(as_of: date) -> dict[str, Any]:
    course = _course("TH", "Kỹ năng số nâng cao", POLITICAL_SCHOOL)
    return {**course, "outcome": "attending", "certificate": None, "started_on": PartialDate(as_of.year, as_of.month)}


def plant_plans(batch: Batch, units: Iterable[Staffed], year: int) -> int:
    """The training plan of every agency and commune that has people."""
    units = list(units)
    ids = {unit.code: unit.id for unit in units}
    heads = sorted({ids[unit.head_unit] for unit in units if unit.size})
    rows = [
        {
            "unit_id": unit,
            "plan_year": year,
            "kind_code": kind,
            "course": course,
            "people": people,
            "cost": people * each,
            "funding_code": "NSNN",
            "decision_number": f"{40 + place}/KH-UBND",
            "decided_on": date(year, 1, 25),
        }
        for place, unit in enumerate(heads)
        for kind, course, people, each in PLANNED
    ]
    return load(batch, TrainingPlan, rows)
