"""The few people of the demo province who were disciplined, in a year that their evaluations do not contradict."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.rewards_discipline.clocks import rule
from app.areas.rewards_discipline.models import DisciplinaryAction
from app.demo.lives import Life
from app.demo.papers import Papers
from app.demo.ratings import FAILED, GOOD, NOT_GRADED
from app.demo.seeds import table
from app.demo.units import next_key
from app.records.partial_dates import PartialDate

SHARE, SHARE_OF_FAILED = 0.015, 0.6
YEARS_BACK = 6
PARTY_MEMBERS = 0.5
FORMS, WEIGHTS = ("KT", "CC"), (75, 25)
PARTY_MEMBER, CONTRACT = "DV", "HD"
SUBJECTS = {"CB": ("CB", "CB"), "CC": ("CC", "CCL"), "CCX": ("CC", "CCL"), "VC": ("VC", "VCL")}
SETTLED_IN = timedelta(days=400)


@dataclass
class Failings:
    """Draws disciplinary actions; people must be asked for in their order, for the Party's decisions are numbered."""

    as_of: date
    papers: Papers

    def __post_init__(self) -> None:
        self._keys = itertools.count(next_key(DisciplinaryAction))
        self._violations = table("demo/violations")

    def of(
        self, rng: Random, life: Life, employee_id: int, grades: Mapping[int, str], later: Iterable[date]
    ) -> list[dict[str, Any]]:
        """The disciplinary actions about one person; nobody is appointed or goes on leave after his own here."""
        year = self._year(rng, grades)
        if year is None:
            return []
        decided = min(date(year, rng.randint(2, 11), rng.randint(2, 27)), self.as_of - timedelta(days=20))
        if decided < life.recruited + SETTLED_IN or any(day > decided - timedelta(days=60) for day in later):
            return []
        violation = rng.choices(self._violations, [float(row["weight"]) for row in self._violations])[0]
        about = {
            "employee_id": employee_id,
            "violation_code": violation["group"],
            "violation": violation["text"],
        }
        return self._decisions(rng, life, about, decided)

    def _year(self, rng: Random, grades: Mapping[int, str]) -> int | None:
        """A year that was not rated well; who failed was mostly disciplined in that year."""
        for year, grade in grades.items():
            if grade == FAILED and rng.random() < SHARE_OF_FAILED:
                return year
        if rng.random() >= SHARE:
            return None
        years = range(self.as_of.year - YEARS_BACK, self.as_of.year + 1)
        allowed = [year for year in years if grades.get(year, FAILED) > GOOD or grades.get(year) == NOT_GRADED]
        return rng.choice(allowed) if allowed else None

    def _decisions(self, rng: Random, life: Life, about: dict[str, Any], decided: date) -> list[dict[str, Any]]:
        """The decision of the State and, about a Party member, the one of the Party before it."""
        found = decided - timedelta(days=rng.randint(40, 80))
        facts = {
            **about,
            "violated_on": found - timedelta(days=rng.randint(3, 90)),
            "found_on": found,
            "notified_on": found + timedelta(days=rng.randint(5, 15)),
        }
        plain, leading = SUBJECTS.get(life.seat.staff_type, (CONTRACT, CONTRACT))
        subject = leading if life.seat.leads else plain
        facts["form_code"] = FORMS[0] if subject == CONTRACT else rng.choices(FORMS, WEIGHTS)[0]
        state = {
            **facts,
            "subject_code": subject,
            **self.papers.for_event(life.seat.unit, "KL", decided, rng).block,
            "decided_on": decided,
            "effective_from": PartialDate.from_date(decided),
        }
        rows = [state]
        if subject != CONTRACT and rng.random() < PARTY_MEMBERS:
            rows.insert(0, self._of_the_party(rng, facts, state, decided))
        state["id"] = next(self._keys)
        return rows

    def _of_the_party(self, rng: Random, facts: dict[str, Any], state: dict[str, Any], decided: date) -> dict[str, Any]:
        """Decided some weeks earlier; by today's law the effect of the other runs from it."""
        before = decided - timedelta(days=rng.randint(8, 24))
        key = next(self._keys)
        state["party_action_id"] = key
        law = rule(state)
        if law and law.attributes.get("from_party"):
            state["effective_from"] = PartialDate.from_date(before)
        return {
            **facts,
            "id": key,
            "subject_code": PARTY_MEMBER,
            "decision_number": f"{rng.randint(10, 400)}-QĐ/UBKT",
            "decided_on": before,
            "effective_from": PartialDate.from_date(before),
            "issuer": "Ủy ban Kiểm tra Đảng ủy",
            "signer_title": "Chủ nhiệm",
        }
