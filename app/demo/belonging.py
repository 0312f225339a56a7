"""What the people of the demo province belong to: the Party, organisations, the army before, groups of policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from app.areas.personnel.models import MilitaryService, OrganisationMembership, PartyMembership, PartyPost, PolicyStatus
from app.demo.lives import Life
from app.demo.seeds import one_of
from app.records.clock import months_after
from app.records.partial_dates import PartialDate
from app.records.record import Record

Rows = dict[type[Record], list[dict[str, Any]]]

MEMBERS = {"head": 1.0, "deputy": 0.95, "staff": 0.45}
MEMBERS_BY_CONTRACT = 0.1
ADMISSION_DAYS = ((2, 3), (19, 5), (2, 9), (22, 12))
OF_AGE, YOUNG, PROBATION = 20, 16, 12
LEFT_YOUTH_AT = 31
SECRETARY, DEPUTY = {"head": "D31", "deputy": "D32"}, 0.5
SERVICE, RANKS = "QN", (("QD-HS03", 3), ("QD-HS02", 4), ("QD-HS01", 3))
DEMOBILISED, CHILD_OF_INVALID, CHILD_OF_MARTYR = "31", "22", "21"
INVALIDS, MARTYRS, MARTYRS_UNTIL = 0.04, 0.05, 1975


@dataclass(frozen=True)
class Belonging:
    """Draws memberships that fit age, recruitment and rank."""

    as_of: date

    def rows(self, rng: Random, life: Life, employee_id: int, periods: Iterable[Mapping[str, Any]]) -> Rows:
        one = {"employee_id": employee_id}
        served = [row for row in periods if row["kind_code"] == SERVICE]
        member = self._party(rng, life)
        found: dict[type[Record], Iterable[dict[str, Any]]] = {
            PartyMembership: member,
            PartyPost: self._posts(rng, life, member),
            OrganisationMembership: self._organisations(life),
            MilitaryService: [_service(rng, row) for row in served],
            PolicyStatus: self._policies(rng, life, bool(served)),
        }
        return {record: [{**one, **row} for row in rows] for record, rows in found.items()}

    def _party(self, rng: Random, life: Life) -> list[dict[str, Any]]:
        """Admitted some years after the recruitment; who leads was so before he came to lead."""
        share = MEMBERS_BY_CONTRACT if life.seat.by_contract else MEMBERS[life.seat.rank]
        if rng.random() >= share:
            return []
        day, month = rng.choice(ADMISSION_DAYS)
        since, last = max(life.recruited.year, life.born.year + OF_AGE) + rng.randint(1, 7), self.as_of.year - 1
        if since > last and not life.seat.leads:
            return []
        joined = date(min(since, last), month, day)
        official = months_after(joined, PROBATION)
        return [
            {
                "joined_on": PartialDate.from_date(joined),
                "official_on": PartialDate.from_date(official) if official <= self.as_of else None,
                "cell": f"Chi bộ {life.seat.unit.name}",
                "card_number": f"28.{life.serial:06}" if official <= self.as_of else None,
            }
        ]

    def _posts(self, rng: Random, life: Life, member: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The head of a unit is mostly secretary of its cell."""
        code = SECRETARY.get(life.seat.rank)
        if code and member and (life.seat.rank == "head" or rng.random() < DEPUTY):
            since = PartialDate(max(self.as_of.year - 1, member[0]["joined_on"].year + 1), 3)
            yield {"position_code": code, "kind": "main", "body": member[0]["cell"], "since": since}

    def _organisations(self, life: Life) -> Iterator[dict[str, Any]]:
        """The Youth Union at school, the trade union from the recruitment on."""
        left = life.born.year + LEFT_YOUTH_AT
        yield {
            "organisation_code": "DTN",
            "joined_on": PartialDate(life.born.year + YOUNG, 3, 26) if life.born.month < 3 else _next_march(life),
            "left_on": PartialDate(left) if left < self.as_of.year else None,
        }
        yield {
            "organisation_code": "CD",
            "joined_on": PartialDate.from_date(life.recruited),
            "position_code": "C99",
            "place": f"Công đoàn cơ sở {life.seat.unit.name}",
        }

    def _policies(self, rng: Random, life: Life, served: bool) -> Iterator[dict[str, Any]]:
        if served:
            yield {"policy_code": DEMOBILISED}
        if rng.random() < INVALIDS:
            yield {"policy_code": CHILD_OF_INVALID, "certificate_number": f"TQ/{life.serial:06}"}
        elif life.born.year <= MARTYRS_UNTIL and rng.random() < MARTYRS:
            yield {"policy_code": CHILD_OF_MARTYR, "certificate_number": f"TQ/{life.serial:06}"}


def _next_march(life: Life) -> PartialDate:
    return PartialDate(life.born.year + YOUNG + 1, 3, 26)


def _service(rng: Random, period: Mapping[str, Any]) -> dict[str, Any]:
    """The service that the declared periods tell of."""
    return {
        "enlisted_on": period["begun_on"],
        "discharged_on": period["ended_on"],
        "rank_code": one_of(rng, RANKS),
        "unit_text": period["place"],
    }
