"""Names of people as they are borne in the province: by ethnic group and sex, in their real proportions."""

from __future__ import annotations

from random import Random

from app.areas.personnel.identity_numbers import FEMALE
from app.demo.seeds import Draw, draws, table

ALONE = 0.06  # given names that follow the family name at once


class Names:
    """Draws ethnic groups, and full names fitting group and sex."""

    def __init__(self) -> None:
        groups = table("demo/ethnic_groups")
        self._groups = Draw([row["code"] for row in groups], [float(row["weight"]) for row in groups])
        self._form = {row["code"]: row["names"] for row in groups}
        self._families = draws(table("demo/family_names"), "ethnic_group")
        self._middles = draws(table("demo/middle_names"), "names", "gender")
        self._givens = draws(table("demo/given_names"), "names", "gender")

    def ethnic_group(self, rng: Random) -> str:
        return self._groups.one(rng)

    def family(self, rng: Random, group: str) -> str:
        return self._families[(group,)].one(rng)

    def full(self, rng: Random, group: str, gender: str, family: str | None = None) -> str:
        """A full name; with `family` that of a relative who bears the same family name."""
        form = self._form[group]
        parts = [family or self.family(rng, group)]
        if rng.random() >= ALONE or gender == FEMALE:
            parts.append(self._middles[(form, gender)].one(rng))
        given = self._givens[(form, gender)].one(rng)
        while given in parts[-1].split():
            given = self._givens[(form, gender)].one(rng)
        return " ".join([*parts, given])
