"""The decisions of the demo province: one for the placement of 01/7/2025, and those by which steps were raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any

from app.areas.decisions.models import Decision
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.seeds import table
from app.demo.units import Staffed, next_key
from app.records.partial_dates import PartialDate

PLACED_ANEW, RAISE = "SX", "NTX"
KINDS = {PLACED_ANEW: ("QD17", "bố trí công chức, viên chức do sắp xếp tổ chức"), RAISE: ("QD10", "nâng bậc lương")}
REORGANISED = date(2025, 7, 1)
HALF_YEARS_BACK = 3
HOME_AFFAIRS = "Sở Nội vụ"
PROVINCE = "Ủy ban nhân dân tỉnh Tuyên Quang"


@dataclass(frozen=True)
class Paper:
    """What an event says of the paper that it rests on."""

    number: str
    decided_on: date
    issuer: str
    signer_title: str
    id: int | None = None

    @property
    def block(self) -> dict[str, Any]:
        """The decision block of an event."""
        return {
            "decision_id": self.id,
            "decision_number": self.number,
            "decided_on": self.decided_on,
            "issuer": self.issuer,
            "signer_title": self.signer_title,
        }


class Papers:
    """The papers on record by body, kind and half-year; older ones are only named."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self._held: dict[tuple[str, str, int], Paper] = {}

    def plant(self, batch: Batch, units: Iterable[Staffed]) -> int:
        """Load the papers of every agency and commune that has people."""
        holders = {unit.head_unit: unit for unit in units if unit.size}
        ids = {unit.code: unit.id for unit in units}
        first = next_key(Decision)
        rows: list[dict[str, Any]] = []
        for place, (code, unit) in enumerate(sorted(holders.items())):
            for kind, decided_on, half in self._due():
                paper = self._paper(unit.head_unit_name, kind, decided_on, 101 + place, first + len(rows))
                self._held[(code, kind, half)] = paper
                rows.append(_row(paper, kind, ids[code]))
        return load(batch, Decision, rows)

    def _due(self) -> Iterator[tuple[str, date, int]]:
        """Kind, day and half-year of the papers that each body has."""
        if self.as_of > REORGANISED:
            yield PLACED_ANEW, date(2025, 6, 30), _half(REORGANISED)
        for half in range(_half(self.as_of) - HALF_YEARS_BACK, _half(self.as_of) + 1):
            year, second = divmod(half, 2)
            decided = date(year, 12 if second else 6, 15)
            if decided < self.as_of:
                yield RAISE, decided, half

    def _paper(self, body: str, kind: str, decided_on: date, number: int, key: int) -> Paper:
        issuer, mark = (PROVINCE, "UBND") if kind == PLACED_ANEW else _issuer(body)
        return Paper(f"{number}/QĐ-{mark}", decided_on, issuer, _signer(mark), key)

    def for_event(self, unit: Staffed, kind: str, on: date, rng: Random) -> Paper:
        """The paper on record, or one that the file names: signed some days before, by the body of that time."""
        held = self._held.get((unit.head_unit, kind, _half(on)))
        if held is not None:
            return held
        issuer, mark = _issuer(unit.head_unit_name)
        signed = date.fromordinal(on.toordinal() - rng.randint(3, 25))
        return Paper(f"{rng.randint(12, 989)}/QĐ-{mark}", signed, issuer, _signer(mark))


def _half(day: date) -> int:
    """Half-years counted through: two a year."""
    return day.year * 2 + (day.month > 6)


def _issuer(body: str) -> tuple[str, str]:
    """The body that signs, and the mark in its numbers; for the communes the Department of Home Affairs signs."""
    marks = _marks()
    return (body, marks[body]) if body in marks else (HOME_AFFAIRS, marks[HOME_AFFAIRS])


@lru_cache(maxsize=1)
def _marks() -> dict[str, str]:
    return {row["name_vi"]: row["mark"] for row in table("demo/document_marks")}


def _signer(mark: str) -> str:
    return "Chủ tịch" if mark == "UBND" else "Giám đốc"


def _row(paper: Paper, kind: str, unit_id: int) -> dict[str, Any]:
    code, summary = KINDS[kind]
    since = REORGANISED if kind == PLACED_ANEW else paper.decided_on
    return {
        "id": paper.id,
        "number": paper.number,
        "decided_on": paper.decided_on,
        "unit_id": unit_id,
        "kind_code": code,
        "document_type_code": "QD",
        "summary": f"Quyết định về việc {summary}",
        "effective_from": PartialDate.from_date(since),
        "issuer": paper.issuer,
        "signer_title": paper.signer_title,
    }
