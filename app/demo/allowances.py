"""The allowances of a person of the demo province: for leading, for public service, for the profession."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from app.areas.compensation.allowances import AllowanceEvent
from app.demo.careers import months_after
from app.demo.lives import Life
from app.demo.papers import Papers
from app.demo.seeds import Row, table
from app.law.months import months_between
from app.records.catalogues import catalogues
from app.records.partial_dates import PartialDate
from app.records.record import Record

LEADING, PUBLIC_SERVICE, SERVICE_PERCENT = "PCCV", "PCCVU", 25
PAID_PUBLIC_SERVICE = ("CB", "CC")
KIND_OF_PAPER = "PC"


class Allowances:
    """Grants what the post and the profession bring, since both were held and the allowance was in force."""

    def __init__(self, as_of: date, papers: Papers) -> None:
        self.as_of, self.papers = as_of, papers
        self._leading = {row["code"]: row["allowance_code"] for row in table("positions")}
        self._by_ladder: dict[str, list[Row]] = {}
        for row in table("demo/allowances"):
            self._by_ladder.setdefault(row["ladder"], []).append(row)

    def rows(
        self, rng: Random, life: Life, employee_id: int, came_on: date
    ) -> dict[type[Record], list[dict[str, Any]]]:
        """What one person is granted today."""
        granted = [*self._for_leading(life, came_on), *self._for_service(life), *self._for_profession(life)]
        return {
            AllowanceEvent: [
                {
                    "employee_id": employee_id,
                    **values,
                    "effective_from": PartialDate.from_date(since),
                    **self.papers.for_event(life.seat.unit, KIND_OF_PAPER, since, rng).block,
                }
                for since, values in granted
            ]
        }

    def _for_leading(self, life: Life, came_on: date) -> Iterator[tuple[date, dict[str, Any]]]:
        code = self._leading.get(life.seat.position) if life.seat.leads else None
        post = catalogues().items("leadership_allowances").get(code or "")
        if post and post.valid_on(self.as_of):
            since = max(came_on, post.valid_from or came_on)
            values = {"leading_code": code, "coefficient": Decimal(post.attributes["coefficient"])}
            yield since, {"allowance_code": LEADING, **values}

    def _for_service(self, life: Life) -> Iterator[tuple[date, dict[str, Any]]]:
        if life.seat.staff_type in PAID_PUBLIC_SERVICE:
            yield (
                self._since(PUBLIC_SERVICE, life.recruited),
                {
                    "allowance_code": PUBLIC_SERVICE,
                    "percent": Decimal(SERVICE_PERCENT),
                },
            )

    def _for_profession(self, life: Life) -> Iterator[tuple[date, dict[str, Any]]]:
        """That of the profession; one for seniority is granted anew each year, and the last grant is the one in force."""
        if life.seat.by_contract or life.seat.leads:
            return
        for row in self._by_ladder.get(life.seat.ladder.name, ()):
            since = self._since(row["allowance"], months_after(life.recruited, 12 * int(row["after_years"])))
            if since > self.as_of:
                continue
            percent = Decimal(row["percent"]) if row["percent"] else None
            if row["yearly"] and percent is not None:
                full = months_between(life.recruited, self.as_of) // 12
                percent += int(row["yearly"]) * (full - int(row["after_years"]))
                since = max(since, months_after(life.recruited, 12 * full))
            coefficient = Decimal(row["coefficient"]) if row["coefficient"] else None
            yield since, {"allowance_code": row["allowance"], "percent": percent, "coefficient": coefficient}

    def _since(self, allowance: str, begun: date) -> date:
        item = catalogues().items("allowance_types").get(allowance)
        return max(begun, item.valid_from) if item and item.valid_from else begun
