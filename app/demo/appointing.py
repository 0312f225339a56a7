"""How the leaders of the demo province came to their positions: terms, reappointments, and processes with votes and papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.appointments.models import Appointment, AppointmentFileItem, AppointmentProcess, AppointmentVote
from app.areas.personnel.retirement import retires_on
from app.demo.lives import Life
from app.demo.papers import Papers
from app.demo.units import next_key
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.partial_dates import PartialDate
from app.records.record import Record

Rows = dict[type[Record], list[dict[str, Any]]]

TERM, LEAD, SHORT = 60, 90, 24
LONGEST_BACK, OFFICE_WITH_FILES = (
    110,
    30,
)  # months: how far back terms reach, and since when their processes are on record
DAYS_OF_PROCESS, DAYS_OF_HASTE = (60, 100), (10, 45)
FROM_ELSEWHERE = 0.12
ROUTES = {"internal": "TC", "external": "NK"}
RENEWAL = "BL"


@dataclass(frozen=True)
class Term:
    """One term of a position."""

    kind: str
    since: date
    until: date
    retires: date | None


@dataclass
class Appointing:
    """Draws the appointments of leaders; `positions` are the keys on record by code."""

    as_of: date
    positions: dict[str, int]
    papers: Papers
    _processes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._first_process = next_key(AppointmentProcess)
        self._items = sorted(catalogues().items("appointment_file_items"))

    def rows(self, rng: Random, life: Life, employee_id: int, came_on: date) -> Rows:
        """Everything about the positions of one person; nothing for who does not lead."""
        rows: Rows = {AppointmentProcess: [], AppointmentVote: [], AppointmentFileItem: [], Appointment: []}
        if not life.seat.leads:
            return rows
        source = "external" if rng.random() < FROM_ELSEWHERE else "internal"
        post = {
            "employee_id": employee_id,
            "position_id": self.positions[life.seat.position],
            "unit_id": life.seat.unit.id,
            "source": source,
        }
        first = "BNTN" if source == "external" else "BNCH" if life.seat.rank == "head" else "BN"
        terms = list(self._terms(rng, life, came_on, first))
        for term in terms:
            paper = self.papers.for_event(life.seat.unit, "BN", term.since, rng)
            process = None
            if term.since >= months_after(self.as_of, -OFFICE_WITH_FILES):
                process = self._concluded(rng, post, term, paper.decided_on, rows)
            rows[Appointment].append(
                {
                    **post,
                    "kind_code": term.kind,
                    "effective_from": PartialDate.from_date(term.since),
                    "effective_to": PartialDate.from_date(term.until),
                    "term_months": TERM if term.until == months_after(term.since, TERM) else None,
                    "process_id": process,
                    **paper.block,
                }
            )
        self._under_way(rng, post, terms[-1], rows)
        return rows

    def _terms(self, rng: Random, life: Life, came_on: date, kind: str) -> Iterator[Term]:
        """From the first appointment to the present term; the last one of a life ends with retirement."""
        retires = retires_on(life.gender, PartialDate.from_date(life.born))
        since = max(came_on, months_after(self.as_of, -rng.randint(6, LONGEST_BACK)))
        first = True
        while since < self.as_of:
            ends = months_after(since, TERM)
            short = retires is not None and retires < ends
            until = retires if short and retires else ends
            given = ("BNNT" if short else kind) if first else _renewal(since, retires)
            yield Term(given, since, until, retires)
            since, first = ends, False
            if short:
                return

    def _process(self, post: dict[str, Any], kind: str, begun: date, **items: Any) -> dict[str, Any]:
        """The next process, with its number."""
        key = self._first_process + self._processes
        self._processes += 1
        number = f"{key:04}/{begun.year}/BN"
        return {"id": key, **post, "number": number, "kind_code": kind, "begun_on": begun, **items}

    def _concluded(self, rng: Random, post: dict[str, Any], term: Term, decided: date, rows: Rows) -> int:
        """A process that ended with this decision: every step and every paper."""
        renews = term.kind in ("BNL", "KDG")
        lead = LEAD + rng.randint(*DAYS_OF_HASTE) if renews else rng.randint(*DAYS_OF_PROCESS)
        begun = (term.since if renews else decided) - timedelta(days=lead)
        process = self._process(
            post,
            term.kind,
            begun,
            outcome="proposed",
            is_clear=True,
            is_planned=True,
            concluded_on=decided - timedelta(days=4),
            in_present_post_since=months_after(begun, -rng.randint(30, 90)),
            term_ends_on=term.since if renews else None,
        )
        rows[AppointmentProcess].append(process)
        route = RENEWAL if renews else ROUTES[post["source"]]
        self._steps(rng, process, route, decided, rows)
        for code in self._items:
            rows[AppointmentFileItem].append(_paper(rng, process, code, decided - timedelta(days=rng.randint(5, 20))))
        return int(process["id"])

    def _steps(
        self, rng: Random, process: dict[str, Any], route: str, before: date, rows: Rows, part: float = 1
    ) -> None:
        """The steps of a route in their order, spread over the days of the process."""
        codes = sorted(code for code in catalogues().items("appointment_steps") if code.startswith(route))
        days = (before - process["begun_on"]).days - 6
        summoned = rng.randint(9, 46)
        for place, code in enumerate(codes[: max(1, round(len(codes) * part))]):
            present = summoned - rng.randint(0, summoned // 12)
            rows[AppointmentVote].append(
                {
                    "employee_id": process["employee_id"],
                    "process_id": process["id"],
                    "step_code": code,
                    "held_on": process["begun_on"] + timedelta(days=days * place // len(codes)),
                    "summoned": summoned,
                    "present": present,
                    "agreed": present - rng.randint(0, present // 9),
                }
            )

    def _under_way(self, rng: Random, post: dict[str, Any], term: Term, rows: Rows) -> None:
        """Whose term ends soon is in the process of reappointment, half of the steps and papers done."""
        begun = term.until - timedelta(days=LEAD + rng.randint(*DAYS_OF_HASTE))
        if term.until == term.retires or not begun <= self.as_of < term.until:
            return
        process = self._process(
            post,
            _renewal(term.until, term.retires),
            begun,
            outcome="running",
            is_clear=True,
            is_planned=True,
            in_present_post_since=term.since,
            term_ends_on=term.until,
        )
        rows[AppointmentProcess].append(process)
        self._steps(rng, process, RENEWAL, self.as_of, rows, 0.5)
        for code in rng.sample(self._items, len(self._items) // 2):
            received = begun + timedelta(days=rng.randint(0, (self.as_of - begun).days))
            rows[AppointmentFileItem].append(_paper(rng, process, code, received))


def _renewal(since: date, retires: date | None) -> str:
    """Reappointed, or with less than two years left extended until retirement."""
    return "KDG" if retires and retires < months_after(since, SHORT) else "BNL"


def _paper(rng: Random, process: dict[str, Any], code: str, received: date) -> dict[str, Any]:
    return {
        "employee_id": process["employee_id"],
        "process_id": process["id"],
        "item_code": code,
        "dated_on": received - timedelta(days=rng.randint(2, 40)),
        "received_on": received,
    }
