"""How the people of the demo province were taken into the service: reception, probation, working contracts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.contracts.models import Contract, Probation, Reception
from app.demo.lives import Life
from app.demo.papers import Papers
from app.records.clock import months_after
from app.records.partial_dates import PartialDate
from app.records.record import Record

Rows = dict[type[Record], list[dict[str, Any]]]

PUBLIC_EMPLOYEE = "VC"
CONTRACT_IN_PLACE = date(2026, 7, 1)  # from then a contract stands in place of the decision (NĐ 259/2026)
WORKING_CONTRACTS_SINCE = date(2012, 1, 1)  # Luật Viên chức 2010
FIRST_TERM = 12
ON_PROBATION = "TS85"


@dataclass(frozen=True)
class Hiring:
    """Draws the rows that stand at the beginning of a working life; contract workers have their contract alone."""

    as_of: date
    papers: Papers

    def rows(
        self, rng: Random, life: Life, employee_id: int, assignments: list[dict[str, Any]], salary: list[dict[str, Any]]
    ) -> Rows:
        rows: Rows = {Reception: [], Contract: [], Probation: []}
        if life.seat.by_contract:
            return rows
        first = assignments[0]
        here = first.get("unit_id") is not None
        public = life.seat.staff_type == PUBLIC_EMPLOYEE
        if not (public and life.recruited >= CONTRACT_IN_PLACE):
            rows[Reception].append(self._reception(rng, life, first, public))
        if salary[0]["kind_code"] == ON_PROBATION:
            rows[Probation].append(self._probation(rng, life, salary))
        if public:
            rows[Contract] += self._contracts(life, assignments, salary, here)
        for row in (row for some in rows.values() for row in some):
            row["employee_id"] = employee_id
        return rows

    def _reception(self, rng: Random, life: Life, first: dict[str, Any], public: bool) -> dict[str, Any]:
        """The decision of the first post; a body that is gone is named in words."""
        method = "XT" if rng.random() < (0.8 if public else 0.1) else "TT"
        paper = {name: first.get(name) for name in ("decision_number", "decided_on", "issuer", "signer_title")}
        return {
            "kind_code": "TD-VC" if public else "TD-CC",
            "method_code": method,
            "unit_id": first.get("unit_id"),
            "unit_text": first.get("unit_text"),
            "job_position_id": first.get("job_position_id"),
            "effective_from": first["effective_from"],
            **paper,
        }

    def _probation(self, rng: Random, life: Life, salary: list[dict[str, Any]]) -> dict[str, Any]:
        """As the salary has it: 85 % until it counts."""
        passed = len(salary) > 1
        until = salary[0]["effective_to"]
        return {
            "state": "passed" if passed else "running",
            "months": life.seat.ladder.probation_months,
            "pay_percent": 85,
            "effective_from": PartialDate.from_date(life.recruited),
            "effective_to": until if passed else None,
            **self.papers.for_event(life.seat.unit, "TS", life.recruited, rng).block,
        }

    def _contracts(
        self, life: Life, assignments: list[dict[str, Any]], salary: list[dict[str, Any]], here: bool
    ) -> Iterator[dict[str, Any]]:
        """A fixed term first, then one without; who came from elsewhere has the one with the present unit."""
        main = next(row for row in reversed(assignments) if row["post_kind"] == "main")
        begun = max(main["effective_from"].latest() if not here else life.recruited, WORKING_CONTRACTS_SINCE)
        if here and life.recruited == begun:
            ends = months_after(begun, FIRST_TERM) - timedelta(days=1)
            yield self._contract(life, salary, begun, ends, 1)
            begun = ends + timedelta(days=1)
        if begun < self.as_of:
            yield self._contract(life, salary, begun, None, 2)

    def _contract(
        self, life: Life, salary: list[dict[str, Any]], since: date, until: date | None, part: int
    ) -> dict[str, Any]:
        paid = next(row for row in reversed(salary) if row["effective_from"].earliest() <= since or row is salary[0])
        return {
            "contract_number": f"{life.place + 1:03}.{part}/{since.year}/HĐLV",
            "kind_code": "HDLV-XD" if until else "HDLV-KX",
            "term_kind": "fixed" if until else "open",
            "signed_on": since,
            "unit_id": life.seat.unit.id,
            "job": life.seat.ladder.work or None,
            "job_group": "management" if life.seat.leads else "professional",
            "pay_mode": "scale",
            "rank_code": paid["rank_code"],
            "step": paid["step"],
            "coefficient": paid["coefficient"],
            "funding": "budget",
            "effective_from": PartialDate.from_date(since),
            "effective_to": PartialDate.from_date(until) if until else None,
        }
