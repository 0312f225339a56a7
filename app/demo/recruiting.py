"""Recruitment in the demo province: a round whose results are just recognised, one being examined, one announced."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from app.areas.personnel.identity_numbers import FEMALE, MALE, century_digit
from app.areas.recruitment.models import Applicant, RecruitmentPlan, RecruitmentPost, RecruitmentRound
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.careers import ladders
from app.demo.names import Names
from app.demo.units import Staffed, next_key
from app.records.partial_dates import PartialDate
from app.records.record import Record

PROVINCE, MINISTRY_OF_STAFF = "Ủy ban nhân dân tỉnh Tuyên Quang", "Sở Nội vụ"
KINH, MINORITY = "01", "DTTS"
POSTS, RIVALS = 4, (2, 5)
SERIAL_FROM = 900_000  # identity numbers of applicants, which no employee has
MAJORS = ("Luật", "Quản lý công", "Kế toán", "Giáo dục tiểu học", "Công nghệ thông tin")
SCHOOLS = ("Trường Đại học Tân Trào", "Học viện Hành chính Quốc gia", "Đại học Thái Nguyên")


@dataclass(frozen=True)
class Held:
    """One round as the demo has it: so many days ago announced, and how far it is."""

    number: str
    staff: str
    method: str
    days_ago: int
    state: str
    ladders: tuple[str, ...]


ROUNDS = (
    Held("CC-1", "CC", "TT", 190, "concluded", ("official", "accountant")),
    Held("VC-1", "VC", "XT", 75, "examining", ("primary", "lower_secondary")),
    Held("VC-2", "VC", "XT", 12, "announced", ("preschool", "physician")),
)


class Recruiting:
    """Plants plan, rounds, posts and applicants of the year."""

    def __init__(self, seed: int, as_of: date, units: Sequence[Staffed]) -> None:
        self.as_of, self.rng, self.names = as_of, Random(f"{seed}/recruiting"), Names()
        self.units = [unit for unit in units if unit.size]
        self._serials = itertools.count(SERIAL_FROM)
        ids = {unit.name: unit.id for unit in units}
        self.holder = ids.get(MINISTRY_OF_STAFF, units[0].id)

    def plant(self, batch: Batch) -> dict[type[Record], int]:
        """Load everything; returns how many rows of each record."""
        plan, year = next_key(RecruitmentPlan), self.as_of.year
        first_round, first_post = next_key(RecruitmentRound), next_key(RecruitmentPost)
        rounds = [self._round(first_round + place, plan, held) for place, held in enumerate(ROUNDS)]
        posts: list[dict[str, Any]] = []
        applicants: list[dict[str, Any]] = []
        for row, held in zip(rounds, ROUNDS, strict=True):
            for post in self._posts(row, held):
                post["id"] = first_post + len(posts)
                posts.append(post)
                applicants += self._applicants(row, held, post)
        plans = [
            {
                "id": plan,
                "number": "45/KH-SNV",
                "decided_on": date(year, 1, 20),
                "unit_id": self.holder,
                "plan_year": year,
                "vacancies": sum(post["vacancies"] for post in posts),
                "approved_by": PROVINCE,
                "approval_number": "118/QĐ-UBND",
                "approved_on": date(year, 2, 10),
            }
        ]
        rows = {RecruitmentPlan: plans, RecruitmentRound: rounds, RecruitmentPost: posts, Applicant: applicants}
        return {record: load(batch, record, some) for record, some in rows.items()}

    def _round(self, key: int, plan: int, held: Held) -> dict[str, Any]:
        noticed = self.as_of - timedelta(days=held.days_ago)
        deadline = noticed + timedelta(days=30)
        begun, over = held.state != "announced", held.state == "concluded"
        two = held.method == "TT"
        return {
            "id": key,
            "number": f"{held.number}/{noticed.year}",
            "plan_id": plan if noticed.year == self.as_of.year else None,
            "unit_id": self.holder,
            "staff_type_code": held.staff,
            "method_code": held.method,
            "state": held.state,
            "notice_date": noticed,
            "application_deadline": deadline,
            "round1_on": deadline + timedelta(days=35) if two else None,
            "round2_on": deadline + timedelta(days=70) if begun else None,
            "round2_form": "written" if two else "practice",
            "results_on": self.as_of - timedelta(days=12) if over else None,
            "council_size": 7 if begun else None,
            "council_number": "233/QĐ-SNV" if begun else None,
        }

    def _posts(self, row: dict[str, Any], held: Held) -> Iterator[dict[str, Any]]:
        """Posts in units where such work is done, one after the other."""
        wanted = [ladders()[name] for name in held.ladders]
        places = [unit for unit in self.units if (unit.role.leaders_type == "VC") is (held.staff == "VC")]
        for number, unit in enumerate(self.rng.sample(places, min(POSTS, len(places))), start=1):
            ladder = wanted[number % len(wanted)]
            yield {
                "round_id": row["id"],
                "code": f"{held.staff}-{number:02}",
                "post_title": ladder.work,
                "unit_id": unit.id,
                "rank_code": ladder.rung(0, self.as_of).code,
                "vacancies": 1,
                "required_level_code": "30",
                "required_major": self.rng.choice(MAJORS),
            }

    def _applicants(self, row: dict[str, Any], held: Held, post: dict[str, Any]) -> list[dict[str, Any]]:
        people = [self._applicant(row, post, number) for number in range(1, self.rng.randint(*RIVALS) + 1)]
        if held.state == "concluded":
            self._examine(row, held, people)
        return people

    def _applicant(self, row: dict[str, Any], post: dict[str, Any], number: int) -> dict[str, Any]:
        rng = self.rng
        gender, group, serial = rng.choice((MALE, FEMALE)), self.names.ethnic_group(rng), next(self._serials)
        born = date(self.as_of.year - rng.randint(23, 30), rng.randint(1, 12), rng.randint(1, 28))
        return {
            "post_id": post["id"],
            "unit_id": post["unit_id"],
            "candidate_no": f"{post['code']}-{number:03}",
            "full_name": self.names.full(rng, group, gender),
            "gender_code": gender,
            "born_on": PartialDate.from_date(born),
            "personal_id_number": f"008{century_digit(gender, born.year)}{born.year % 100:02}{serial:06}",
            "phone": f"097{rng.randint(0, 9_999_999):07}",
            "ethnic_group_code": group,
            "applied_on": row["notice_date"] + timedelta(days=rng.randint(1, min(29, 11))),
            "level_code": "30",
            "major": post["required_major"],
            "institution": rng.choice(SCHOOLS),
            "diploma_issued_on": PartialDate(born.year + 22, 7),
            "priority_code": None if group == KINH else MINORITY,
            "outcome": "pending",
        }

    def _examine(self, row: dict[str, Any], held: Held, people: list[dict[str, Any]]) -> None:
        """Everybody gets his scores; the best of those who passed both rounds is taken."""
        for person in people:
            person["round1_general"] = Decimal(self.rng.randint(42, 95)) if held.method == "TT" else None
            through = (person["round1_general"] or 50) >= 50
            person["round2_score"] = Decimal(self.rng.randint(81, 180)) / 2 if through else None
            person["outcome"] = "failed"
        passed = [person for person in people if (person["round2_score"] or 0) >= 50]
        if passed:
            best = max(passed, key=lambda p: p["round2_score"] + (5 if p["priority_code"] else 0))
            best |= {
                "outcome": "passed",
                "recognised_on": row["results_on"],
                "decision_number": f"{self.rng.randint(300, 499)}/QĐ-SNV",
                "decided_on": row["results_on"] + timedelta(days=5),
                "starts_on": self.as_of,
            }
