"""What lies in the files of the demo province: addresses, names borne before, health checks, declarations, papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from app.areas.personnel.models import (
    Address,
    AssetDeclaration,
    FilePaper,
    ForeignRelation,
    FormerName,
    HealthRecord,
)
from app.areas.personnel.models.residence import PRESENT
from app.demo.lives import Life
from app.demo.seeds import one_of
from app.records.catalogues import catalogues
from app.records.partial_dates import PartialDate
from app.records.record import Record

Rows = dict[type[Record], list[dict[str, Any]]]

REORGANISED = date(2025, 7, 1)  # NQ 202/2025/QH15, NQ 1684/NQ-UBTVQH15
MOVED, RENAMED, ABROAD = 0.3, 0.015, 0.008
HOSPITALS = ("Bệnh viện Đa khoa tỉnh Tuyên Quang", "Trung tâm Y tế khu vực")
CLASSES = {34: (30, 60, 10, 0), 49: (10, 60, 28, 2), 99: (2, 45, 45, 8)}
BLOOD = (("O", 42), ("B", 30), ("A", 21), ("AB", 7))
FOREIGN = (
    ("JPN", "Cơ quan Hợp tác Quốc tế Nhật Bản (JICA), Tokyo", "Cộng tác viên dự án"),
    ("KOR", "Quỹ Giao lưu Hàn Quốc, Seoul", "Học viên khóa bồi dưỡng ngắn hạn"),
)
PAPERS = (("QLL", "original"), ("SYLL", "original"), ("GKS", "copy"), ("VBCC", "copy"), ("PKSK", "original"))
LACKING = {"QLL": 0.02, "SYLL": 0.01, "GKS": 0.06, "VBCC": 0.03, "PKSK": 0.1}
DECLARED = (("published", 6), ("verified", 1), ("handed_in", 3))
FOR_PERSONNEL_WORK = 0.1


class Filing:
    """Draws what a clerk keeps of a person beside the working life."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of
        self._communes = {
            item.name_vi.casefold(): item for item in catalogues().items("communes").values() if item.valid_on(as_of)
        }
        self._former = {
            item.name_vi.casefold(): item for item in catalogues().items("communes").values() if item.valid_to
        }

    def rows(self, rng: Random, life: Life, employee_id: int) -> Rows:
        one = {"employee_id": employee_id}
        check = self._health(rng, life)
        found: dict[type[Record], Iterable[dict[str, Any]]] = {
            Address: self._addresses(rng, life),
            FormerName: self._names(rng, life),
            HealthRecord: [check],
            ForeignRelation: self._relations(rng, life),
            AssetDeclaration: self._assets(rng, life),
            FilePaper: self._papers(rng, life, check["examined_on"]),
        }
        return {record: [{**one, **row} for row in rows] for record, rows in found.items()}

    def _addresses(self, rng: Random, life: Life) -> Iterator[dict[str, Any]]:
        """Where a person lives, under the names of today; and sometimes the village that he came from."""
        came = PartialDate(life.recruited.year)
        place, _comma, rest = life.address.partition(", ")
        commune = self._communes.get(rest.rpartition(", ")[0].casefold())
        since = PartialDate.from_date(REORGANISED) if came.earliest() < REORGANISED <= self.as_of else came
        units = {"commune_code": commune.code, "province_code": commune.attributes["province"]} if commune else {}
        yield {"kind": PRESENT, "since": since, "place": place if commune else life.address, **units}
        former = self._former.get(life.birth_place.rpartition(", ")[0].casefold())
        if former and came.latest() < REORGANISED and rng.random() < MOVED:
            yield {
                "kind": "permanent",
                "since": PartialDate(life.born.year),
                "until": PartialDate(life.recruited.year),
                "place": "Thôn Trung tâm",
                "commune_code": former.code,
                "province_code": former.attributes["province"],
            }

    def _names(self, rng: Random, life: Life) -> Iterator[dict[str, Any]]:
        if rng.random() < RENAMED:
            family, _space, rest = life.name.partition(" ")
            yield {
                "full_name": f"{family} {rest.rpartition(' ')[2]}",
                "reason": "changed",
                "used_from": PartialDate(life.born.year),
                "used_until": PartialDate(life.born.year + 18),
                "paper_number": f"{life.serial % 900 + 1}/TĐ-HT",
                "paper_issuer": "Ủy ban nhân dân huyện",
            }

    def _health(self, rng: Random, life: Life) -> dict[str, Any]:
        weights = next(shares for age, shares in CLASSES.items() if life.age_on(self.as_of) <= age)
        height = rng.randint(158, 176) if life.gender == "1" else rng.randint(148, 165)
        return {
            "examined_on": date(self.as_of.year, rng.randint(3, 9), rng.randint(1, 28)),
            "class_code": rng.choices(("1", "2", "3", "4"), weights)[0],
            "height_cm": height,
            "weight_kg": height - rng.randint(98, 110),
            "blood_type_code": one_of(rng, BLOOD),
            "facility": rng.choice(HOSPITALS),
        }

    def _relations(self, rng: Random, life: Life) -> Iterator[dict[str, Any]]:
        begun = life.recruited.year + 3
        if rng.random() < ABROAD and begun + 1 < self.as_of.year:
            country, organisation, work = rng.choice(FOREIGN)
            yield {
                "country_code": country,
                "since": PartialDate(begun),
                "until": PartialDate(begun + 1),
                "organisation": organisation,
                "work": work,
            }

    def _assets(self, rng: Random, life: Life) -> Iterator[dict[str, Any]]:
        """Who leads declares every year; some are asked again when a post is to be filled."""
        if not life.seat.leads:
            return
        year = self.as_of.year - 1
        yield {
            "kind_code": "HN",
            "declared_year": year,
            "state": one_of(rng, DECLARED),
            "handed_in_on": date(year, 12, rng.randint(1, 28)),
            "reference": f"{life.place + 1:04}/KKTS",
            "kept_at": "Thanh tra tỉnh",
        }
        if rng.random() < FOR_PERSONNEL_WORK:
            yield {"kind_code": "CB", "declared_year": self.as_of.year, "state": "due"}

    def _papers(self, rng: Random, life: Life, examined: date) -> Iterator[dict[str, Any]]:
        """Most files are complete; the health certificate is what they lack most often."""
        first = life.recruited + timedelta(days=rng.randint(3, 40))
        shelf = f"Tủ {life.seat.unit.id % 12 + 1}, hộp {life.place % 40 + 1}"
        for kind, state in PAPERS:
            if rng.random() < LACKING[kind]:
                yield {"kind_code": kind, "state": "missing"}
                continue
            received = examined + timedelta(days=7) if kind == "PKSK" else first
            row = {"kind_code": kind, "state": state, "received_on": min(received, self.as_of), "kept_at": shelf}
            yield row | ({"issued_on": PartialDate.from_date(examined)} if kind == "PKSK" else {})
