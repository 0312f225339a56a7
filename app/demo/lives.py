"""Who a person of the demo province is: sex, people, name, birth, home, and the day he was recruited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from app.areas.personnel.identity_numbers import FEMALE, MALE, century_digit
from app.demo.names import Names
from app.demo.seats import Seat
from app.demo.seeds import Draw, draws, table
from app.demo.units import Staffed
from app.records.catalogues import catalogues

SERIALS, STRIDE = 1_000_000, 611_953  # the stride shares no factor with the serials, so no number comes twice
AGES = {"head": (42, 59, 51), "deputy": (36, 57, 45), "staff": (23, 61, 38)}
RECRUITED_AT = (21, 29.5, 23.5)
RECRUITING_MONTHS = (1, 3, 4, 8, 9, 9, 9, 10, 12)
FIRST_IN_ROADMAP = {MALE: 1961, FEMALE: 1966}  # who was born before had retired when the roadmap began
STAYS_AT_HOME = 0.8
TOWN = "phường"
PROVINCES = {"008": "08", "002": "02"}


@dataclass(frozen=True)
class Life:
    """The lasting facts of one person. `place` counts the people of the province from 0."""

    place: int
    seat: Seat
    gender: str
    group: str
    name: str
    born: date
    recruited: date
    province: str
    birth_place: str
    home_town: str
    address: str

    @property
    def serial(self) -> int:
        """Six digits that nobody else has."""
        return self.place * STRIDE % SERIALS

    @property
    def personal_id_number(self) -> str:
        digit = century_digit(self.gender, self.born.year)
        return f"{self.province}{digit}{self.born.year % 100:02}{self.serial:06}"

    def age_on(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


class Lives:
    """Draws lives that fit their seats."""

    def __init__(self, as_of: date, units: list[Staffed]) -> None:
        self.as_of = as_of
        self.names = Names()
        self._places = draws(table("demo/former_places"), "province")
        self._hamlets = draws(table("demo/hamlets"))[()]
        # Those who serve outside a commune live in the towns, where the agencies are.
        towns = sorted({unit.commune for unit in units if unit.commune.startswith(TOWN)})
        self._towns = Draw(towns, [1.0] * len(towns))

    def life(self, rng: Random, place: int, seat: Seat) -> Life:
        gender = FEMALE if rng.random() * 100 < seat.women else MALE
        group = self.names.ethnic_group(rng)
        name = self.names.full(rng, group, gender)
        born = self._born(rng, seat, gender)
        province = seat.unit.province if rng.random() < STAYS_AT_HOME else rng.choice(tuple(PROVINCES))
        home = self._places[(PROVINCES[province],)]
        birth_place = home.one(rng)
        home_town = birth_place if rng.random() < STAYS_AT_HOME else home.one(rng)
        recruited = self._recruited(rng, born)
        address = self._address(rng, seat.unit.commune or self._towns.one(rng))
        return Life(place, seat, gender, group, name, born, recruited, province, birth_place, home_town, address)

    def _born(self, rng: Random, seat: Seat, gender: str) -> date:
        low, high, mode = AGES[seat.rank]
        age = rng.triangular(low, high, mode)
        day = date.fromordinal(self.as_of.toordinal() - int(age * 365.25))
        day = day.replace(day=min(day.day, 28))
        while self._retired(gender, day):
            day = day.replace(year=day.year + 5)
        return day

    def _retired(self, gender: str, born: date) -> bool:
        """Whether the roadmap of NĐ 135/2020/NĐ-CP has brought the month of retirement already."""
        item = catalogues().items("retirement_birth_months").get(f"{gender}-{born:%Y-%m}")
        if item is None:
            return born.year < FIRST_IN_ROADMAP[gender]
        return date.fromisoformat(item.attributes["retirement_date"]) <= self.as_of

    def _recruited(self, rng: Random, born: date) -> date:
        day = date.fromordinal(born.toordinal() + int(rng.triangular(*RECRUITED_AT) * 365.25))
        day = date(day.year + 1, rng.choice(RECRUITING_MONTHS), rng.choice((1, 1, 15)))
        while day >= self.as_of:
            day = day.replace(year=day.year - 1)
        return day

    def _address(self, rng: Random, commune: str) -> str:
        if commune.startswith("xã"):
            return f"Thôn {self._hamlets.one(rng)}, {commune}, tỉnh Tuyên Quang"
        return f"Tổ dân phố {rng.randint(1, 24)}, {commune}, tỉnh Tuyên Quang"
