"""The two per cent of dossiers that are not in order, as in any file room; each can still be loaded, and is listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from app.demo.dossiers import FLAWED_EVERY, Dossier
from app.demo.families import FATHER
from app.records.partial_dates import PartialDate


@dataclass(frozen=True)
class Flaw:
    """Where something is not in order. `warns` says that the checks of the record find it."""

    staff_number: str
    record: str
    field: str
    kind: Any
    warns: bool


def plant_flaw(seed: int, dossier: Dossier) -> list[Flaw]:
    """Spoil every fiftieth dossier in turn in one of the ways below; returns what was spoilt."""
    turn, rest = divmod(dossier.life.place + seed, FLAWED_EVERY)
    if rest:
        return []
    kind, spoil = FLAWS[turn % len(FLAWS)]
    number = dossier.employee["staff_number"]
    return [Flaw(number, record, field, kind, warns) for record, field, warns in spoil(dossier)]


Spoilt = Iterator[tuple[str, str, bool]]


def _other_sex(dossier: Dossier) -> Spoilt:
    number = dossier.life.personal_id_number
    return _renumber(dossier, f"{number[:3]}{int(number[3]) ^ 1}{number[4:]}")


def _other_year(dossier: Dossier) -> Spoilt:
    number = dossier.life.personal_id_number
    return _renumber(dossier, f"{number[:4]}{(int(number[4:6]) + 1) % 100:02}{number[6:]}")


def _renumber(dossier: Dossier, number: str) -> Spoilt:
    dossier.employee["personal_id_number"] = number
    yield "employee", "personal_id_number", True
    dossier.documents[0]["number"] = number
    yield "identity_document", "number", True


def _no_numbers(dossier: Dossier) -> Spoilt:
    for field in ("personal_id_number", "social_insurance_number", "health_insurance_number"):
        dossier.employee[field] = None
        yield "employee", field, False
    dossier.documents.clear()


def _birth_in_part(*, month: bool) -> Callable[[Dossier], Spoilt]:
    def spoil(dossier: Dossier) -> Spoilt:
        born = dossier.life.born
        dossier.employee["born_on"] = PartialDate(born.year, born.month if month else None)
        yield "employee", "born_on", False

    return spoil


def _recruited_as_a_child(dossier: Dossier) -> Spoilt:
    dossier.employee["first_recruited_on"] = PartialDate(dossier.life.born.year + 15)
    yield "employee", "first_recruited_on", True


def _young_father(dossier: Dossier) -> Spoilt:
    father: dict[str, Any] = next(row for row in dossier.family if row["relation_code"] == FATHER)
    father["born_on"] = PartialDate(dossier.life.born.year - 9)
    yield "family_member", "born_on", True


FLAWS: tuple[tuple[Any, Callable[[Dossier], Spoilt]], ...] = (
    (_("Number of the other sex"), _other_sex),
    (_("Birth known by its year"), _birth_in_part(month=False)),
    (_("Number of another year of birth"), _other_year),
    (_("Numbers missing"), _no_numbers),
    (_("Recruited before sixteen"), _recruited_as_a_child),
    (_("Birth known by month and year"), _birth_in_part(month=True)),
    (_("Father too young"), _young_father),
)
