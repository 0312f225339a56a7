"""Everything on record about one person of the demo province, the same for the same seed and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.appointments.models import Appointment, AppointmentProcess
from app.areas.compensation.models import SalaryEvent
from app.areas.contracts.models import Contract
from app.areas.evaluation.models import AnnualEvaluation
from app.areas.planning.models import PlanningEntry
from app.areas.rewards_discipline.models import DisciplinaryAction, Reward
from app.areas.training.models import Qualification, TrainingDispatch, TrainingRecord
from app.areas.work_history.absences import LeaveOfAbsence, Separation
from app.areas.work_history.models import Assignment, WorkPeriod
from app.demo.absences import Absences
from app.demo.allowances import Allowances
from app.demo.appointing import Appointing
from app.demo.belonging import Belonging
from app.demo.failings import Failings
from app.demo.families import MARRIED_STATUS, SINGLE_STATUS, Families
from app.demo.filing import Filing
from app.demo.hiring import Hiring
from app.demo.leaving import Leaving, Movements, cut_off
from app.demo.lives import Life, Lives
from app.demo.merits import Merits
from app.demo.ratings import Ratings
from app.demo.schooling import Learnt, Schooling
from app.demo.seats import Seat
from app.demo.seeds import one_of
from app.demo.service import Service, recruited_as_known
from app.demo.succeeding import Succeeding
from app.records.partial_dates import PartialDate
from app.records.record import Record

Rows = dict[type[Record], list[dict[str, Any]]]

MILESTONES = (14, 25, 40, 60)  # birthdays at which the card is renewed (Luật Căn cước 26/2023/QH15 Điều 21)
CHIP_CARDS_SINCE, NEW_CARDS_SINCE, OLD_CARDS_UNTIL = date(2021, 3, 1), date(2024, 7, 1), 2015
OLD_CARD_SERIES = {"008": "070", "002": "073"}
OLD_CARD_KEPT, AGE_WITH_OLD_CARD = 0.35, 28
NO_RELIGION, RELIGIONS = "99", (("99", 94), ("01", 3), ("02", 2), ("05", 1))
FAMILY_ORIGINS = (("02", 20), ("03", 35), ("06", 15), ("07", 30))
STATUSES = (("DLV", 955), ("DH", 12), ("BP", 8), ("NKL", 5), ("OM", 4))
AT_WORK, ON_PROBATION, ON_MATERNITY_LEAVE, MATERNITY, MATERNITY_UNTIL = "DLV", "TS", "TSAN", 0.03, 42
SCHOOL_OF_TEN_YEARS_UNTIL = 1972
STRENGTHS = (
    "Tổng hợp, tham mưu",
    "Chuyên môn nghiệp vụ",
    "Công nghệ thông tin",
    "Công tác vận động quần chúng",
    "Ngoại ngữ",
)
FLEXIBLE = 0.5
STUDYING, FLAWED_EVERY = (
    "studying",
    50,
)  # every fiftieth dossier is spoilt (`flaws`), and he who spoils it knows who serves


@dataclass
class Dossier:
    """The rows of one person, by record, and the life that they tell."""

    life: Life
    employee: dict[str, Any]
    documents: list[dict[str, Any]] = field(default_factory=list)
    family: list[dict[str, Any]] = field(default_factory=list)
    contracts: list[dict[str, Any]] = field(default_factory=list)
    assignments: list[dict[str, Any]] = field(default_factory=list)
    salary: list[dict[str, Any]] = field(default_factory=list)
    learnt: Learnt = field(default_factory=Learnt)
    evaluations: list[dict[str, Any]] = field(default_factory=list)
    more: Rows = field(default_factory=dict)


class Archive:
    """Makes the dossiers. `first_key` is the key that the first person will get."""

    def __init__(
        self,
        seed: int,
        as_of: date,
        first_key: int,
        lives: Lives,
        service: Service,
        ratings: Ratings,
        appointing: Appointing,
        absences: Absences,
        merits: Merits,
        succeeding: Succeeding,
    ) -> None:
        self.seed, self.as_of, self.first_key = seed, as_of, first_key
        self.ratings = ratings
        self.lives, self.service = lives, service
        self.appointing, self.absences = appointing, absences
        self.merits, self.failings = merits, Failings(as_of, service.papers)
        self.succeeding = succeeding
        self.families = Families(lives.names, as_of)
        self.schooling = Schooling(as_of, service.papers)
        self.allowances = Allowances(as_of, service.papers)
        self.hiring = Hiring(as_of, service.papers)
        self.belonging, self.filing = Belonging(as_of), Filing(as_of)
        self.movements = Movements(seed, as_of, service.papers)

    def dossiers(self, seats: Iterable[Seat]) -> Iterator[Dossier]:
        return (self.dossier(place, seat) for place, seat in enumerate(seats))

    def dossier(self, place: int, seat: Seat) -> Dossier:
        """The person at a place, drawn from a generator of his own: nobody's neighbours matter."""
        rng = Random(f"{self.seed}/{place}")
        key = self.first_key + place
        life = self.lives.life(rng, place, seat)
        leaving = None if (place + self.seed) % FLAWED_EVERY == 0 else self.movements.leaving(life)
        life = self.movements.lived(life, leaving)
        recruited = recruited_as_known(rng, life, self.as_of)
        contracts: list[dict[str, Any]] = []
        job_position, on_probation = None, False
        if seat.by_contract:
            contracts, salary, job_position = self.service.by_contract(rng, life, key)
        else:
            career = self.service.career(rng, life)
            on_probation = career.on_probation
            salary = self.service.salary(rng, life, career.events, key)
        assignments = self.service.assignments(rng, life, key, job_position, recruited)
        family = self.families.of(rng, life, key)
        employee = self._employee(rng, life, key, recruited, on_probation, family, assignments)
        documents = self._documents(rng, life, key)
        learnt = self.schooling.of(Random(f"{self.seed}/{place}/schooling"), life, key)
        rated = self.ratings.of(Random(f"{self.seed}/{place}/ratings"), life, key, assignments)
        more = self._more(Random(f"{self.seed}/{place}/more"), life, employee, assignments)
        hired = self.hiring.rows(Random(f"{self.seed}/{place}/hiring"), life, key, assignments, salary)
        contracts += hired.pop(Contract)
        more |= hired
        more |= self._merits(Random(f"{self.seed}/{place}/merits"), life, key, rated, more)
        more |= self._personal(Random(f"{self.seed}/{place}/personal"), life, key, more[WorkPeriod])
        dossier = Dossier(life, employee, documents, family, contracts, assignments, salary, learnt, rated, more)
        if leaving is not None:
            self._close(dossier, leaving)
        return dossier

    def _close(self, dossier: Dossier, leaving: Leaving) -> None:
        """What there is of a person who left ends on his last day; he was at work until then, and is planned for nothing."""
        day = leaving.on
        dossier.employee["status_code"] = AT_WORK
        dossier.assignments = cut_off(Assignment, dossier.assignments, day)
        dossier.salary = cut_off(SalaryEvent, dossier.salary, day)
        dossier.contracts = cut_off(Contract, dossier.contracts, day)
        dossier.evaluations = cut_off(AnnualEvaluation, dossier.evaluations, day)
        learnt = dossier.learnt
        sent = [row for row in learnt.dispatches if row.get("state") != STUDYING]
        learnt.dispatches = cut_off(TrainingDispatch, sent, day)
        held = {row.get("id") for row in learnt.dispatches}
        courses = cut_off(TrainingRecord, learnt.courses, day)
        learnt.courses = [row for row in courses if row.get("dispatch_id") is None or row["dispatch_id"] in held]
        learnt.diplomas = cut_off(Qualification, learnt.diplomas, day)
        dossier.more = {record: cut_off(record, rows, day) for record, rows in dossier.more.items()}
        left = self.movements.separation(dossier.life, dossier.employee["id"], leaving)
        dossier.more |= {Separation: [left], PlanningEntry: []}

    def _more(self, rng: Random, life: Life, employee: dict[str, Any], assignments: list[dict[str, Any]]) -> Rows:
        """The rows of the areas that stand on the working life, drawn apart from it."""
        came_on = _present_post(assignments)["effective_from"].latest()
        key, status = employee["id"], employee["status_code"]
        return {
            **self.absences.rows(rng, life, key, status),
            **self.appointing.rows(rng, life, key, came_on),
            **self.allowances.rows(rng, life, key, came_on),
            **self.succeeding.rows(Random(f"{self.seed}/{life.place}/planning"), life, key),
        }

    def _merits(self, rng: Random, life: Life, key: int, rated: list[dict[str, Any]], more: Rows) -> Rows:
        """Discipline and rewards, which follow from the evaluations and leave the appointments alone."""
        grades = self.ratings.grades(rated)
        later = [row["effective_from"].earliest() for record in (Appointment, LeaveOfAbsence) for row in more[record]]
        later += [row["begun_on"] for row in more[AppointmentProcess]]
        actions = self.failings.of(rng, life, key, grades, later)
        years = {row["effective_from"].year for row in actions}
        return {DisciplinaryAction: actions, Reward: self.merits.of(rng, life, key, grades, years)}

    def _personal(
        self, rng: Random, life: Life, key: int, periods: list[dict[str, Any]]
    ) -> dict[type[Record], list[dict[str, Any]]]:
        """What the person belongs to and what lies in his file."""
        return {**self.belonging.rows(rng, life, key, periods), **self.filing.rows(rng, life, key)}

    def _employee(
        self,
        rng: Random,
        life: Life,
        key: int,
        recruited: PartialDate,
        on_probation: bool,
        family: list[dict[str, Any]],
        assignments: list[dict[str, Any]],
    ) -> dict[str, Any]:
        present = _present_post(assignments)
        insurance = f"{life.province[1:]}{life.serial:06}{life.place % 100:02}"
        married = len(family) > 3
        return {
            "id": key,
            "staff_number": f"TQ-{life.place + 1:06}",
            "full_name": life.name,
            "gender_code": life.gender,
            "born_on": PartialDate.from_date(life.born),
            "personal_id_number": life.personal_id_number,
            "social_insurance_number": insurance,
            "health_insurance_number": f"HC4{life.province[1:]}{insurance}",
            "phone": f"{rng.choice(('091', '094', '097', '098', '035', '086'))}{rng.randint(0, 9_999_999):07}",
            "ethnic_group_code": life.group,
            "religion_code": one_of(rng, RELIGIONS),
            "marital_status_code": MARRIED_STATUS if married else SINGLE_STATUS,
            "birth_place": life.birth_place,
            "home_town": life.home_town,
            "current_address": life.address,
            "family_origin_code": one_of(rng, FAMILY_ORIGINS),
            "staff_type_code": life.seat.staff_type,
            "status_code": ON_PROBATION if on_probation else self._status(rng, life),
            "unit_id": life.seat.unit.id,
            "occupation_before": "Sinh viên" if rng.random() < FLEXIBLE else None,
            "first_recruited_on": recruited,
            "first_recruiting_body": assignments[0].get("unit_text") or life.seat.unit.name,
            "joined_unit_on": present["effective_from"],
            "general_education_code": "10" if life.born.year < SCHOOL_OF_TEN_YEARS_UNTIL else "22",
            "main_duties": life.seat.ladder.work or None,
            "strengths": rng.choice(STRENGTHS) if rng.random() < FLEXIBLE else None,
        }

    def _status(self, rng: Random, life: Life) -> str:
        if life.gender == "2" and life.age_on(self.as_of) < MATERNITY_UNTIL and rng.random() < MATERNITY:
            return ON_MATERNITY_LEAVE
        return AT_WORK if life.seat.leads else one_of(rng, STATUSES)

    def _documents(self, rng: Random, life: Life, key: int) -> list[dict[str, Any]]:
        """The card in use, and for older people the nine-digit card that it replaced."""
        passed = [age for age in MILESTONES if age <= life.age_on(self.as_of)]
        coming = next((age for age in MILESTONES if age > passed[-1]), None)
        earliest = max(CHIP_CARDS_SINCE, life.born.replace(year=life.born.year + passed[-1]))
        issued = earliest + timedelta(days=rng.randint(0, max(0, (self.as_of - earliest).days - 1)))
        is_new = issued >= NEW_CARDS_SINCE
        rows = [
            {
                "kind_code": "CC" if is_new else "CCCD",
                "number": life.personal_id_number,
                "issued_on": PartialDate.from_date(issued),
                "issuer": "Bộ Công an" if is_new else "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
                "expires_on": life.born.replace(year=life.born.year + coming) if coming else None,
                "is_current": True,
            }
        ]
        if life.age_on(self.as_of) >= AGE_WITH_OLD_CARD and rng.random() < OLD_CARD_KEPT:
            rows.append(_old_card(rng, life))
        return [{"employee_id": key, **row} for row in rows]


def _present_post(assignments: list[dict[str, Any]]) -> dict[str, Any]:
    return next(row for row in reversed(assignments) if row["post_kind"] == "main")


def _old_card(rng: Random, life: Life) -> dict[str, Any]:
    """A card of nine digits, of which the file often knows only the year of issue."""
    year = min(OLD_CARDS_UNTIL, life.born.year + rng.randint(15, 27))
    return {
        "kind_code": "CMND",
        "number": f"{OLD_CARD_SERIES[life.province]}{life.serial:06}",
        "issued_on": PartialDate(year),
        "issuer": "Công an tỉnh Tuyên Quang" if life.province == "008" else "Công an tỉnh Hà Giang",
        "is_current": False,
    }
