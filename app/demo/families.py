"""The family of a person of the demo province, with ages and names that fit together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from app.areas.personnel.identity_numbers import FEMALE, MALE
from app.demo.lives import Life
from app.demo.names import Names
from app.demo.seeds import draws, table
from app.records.names import split_name
from app.records.partial_dates import PartialDate

FATHER, MOTHER, WIFE, HUSBAND, CHILD = "CD", "MD", "VO", "CH", "CON"
BROTHER, SISTER, YOUNGER = "AT", "CT", "EM"
FATHER_IN_LAW, MOTHER_IN_LAW = "CV", "MV"
MARRIED_FROM, UNMARRIED = 25, 0.12
WORKS_FROM, SCHOOL_FROM, OLD = 23, 6, 72
GONE = 0.45
SINGLE_STATUS, MARRIED_STATUS = "1", "2"


class Families:
    """Draws the relatives that form 2C asks for."""

    def __init__(self, names: Names, as_of: date) -> None:
        self.names, self.as_of = names, as_of
        self._works = draws(table("demo/occupations"), "names")
        self._workplaces = {row["name"]: row["workplace"] for row in table("demo/occupations")}

    def of(self, rng: Random, life: Life, employee_id: int) -> list[dict[str, Any]]:
        return [{"employee_id": employee_id, **row} for row in self._relatives(rng, life)]

    def _relatives(self, rng: Random, life: Life) -> Iterator[dict[str, Any]]:
        family, born = split_name(life.name).family, life.born.year
        yield self._relative(rng, life, FATHER, MALE, born - rng.randint(20, 36), family)
        yield self._relative(rng, life, MOTHER, FEMALE, born - rng.randint(19, 33))
        if rng.random() < 0.4:
            yield self._sibling(rng, life, family)
        if life.age_on(self.as_of) >= MARRIED_FROM and rng.random() >= UNMARRIED:
            yield from self._married(rng, life, family)

    def _sibling(self, rng: Random, life: Life, family: str) -> dict[str, Any]:
        gender, older = rng.choice((MALE, FEMALE)), rng.random() < 0.5
        relation = (BROTHER if gender == MALE else SISTER) if older else YOUNGER
        years = rng.randint(1, 8)
        return self._relative(rng, life, relation, gender, life.born.year + (-years if older else years), family)

    def _married(self, rng: Random, life: Life, family: str) -> Iterator[dict[str, Any]]:
        """The spouse, the children under their father's family name, and sometimes the spouse's parents."""
        is_man = life.gender == MALE
        born = life.born.year + rng.randint(-1, 5) * (1 if is_man else -1)
        spouse = self._relative(rng, life, WIFE if is_man else HUSBAND, FEMALE if is_man else MALE, born)
        yield spouse
        their_family = split_name(spouse["full_name"]).family
        first = max(life.born.year, born) + rng.randint(22, 29)
        for number in range(rng.choices((0, 1, 2, 3), (8, 27, 52, 13))[0]):
            year = first + number * rng.randint(2, 5)
            if year < self.as_of.year:
                gender = rng.choice((MALE, FEMALE))
                yield self._relative(rng, life, CHILD, gender, year, family if is_man else their_family)
        if rng.random() < 0.5:
            yield self._relative(rng, life, FATHER_IN_LAW, MALE, born - rng.randint(21, 35), their_family)
            yield self._relative(rng, life, MOTHER_IN_LAW, FEMALE, born - rng.randint(20, 33))

    def _relative(
        self, rng: Random, life: Life, relation: str, gender: str, born: int, family: str | None = None
    ) -> dict[str, Any]:
        age = self.as_of.year - born
        died = age >= OLD and rng.random() < GONE
        work, workplace = ("", "") if died else self._work(rng, age)
        return {
            "relation_code": relation,
            "full_name": self.names.full(rng, life.group, gender, family),
            "born_on": PartialDate(born),
            "has_died": died,
            "home_town": life.home_town,
            "occupation": work or None,
            "workplace": workplace or None,
            "address": None if died else life.address,
        }

    def _work(self, rng: Random, age: int) -> tuple[str, str]:
        if age < SCHOOL_FROM:
            return "Còn nhỏ", ""
        if age < WORKS_FROM:
            return ("Học sinh" if age < 18 else "Sinh viên"), ""
        work = self._works[("parent" if age >= 58 else "working",)].one(rng)
        return work, self._workplaces[work]
