"""What must hold of an address: its administrative units belong together and are those of its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.clock import today
from app.records.problems import Problem

LEVELS = {"commune_code": "communes", "district_code": "districts", "province_code": "provinces"}
ABOVE = {"district": "district_code", "province": "province_code"}
LONGEST = 250


def units_of(values: Mapping[str, Any]) -> dict[str, Item]:
    """The administrative units that an address names, the least first."""
    found = {name: catalogues().items(level).get(values.get(name) or "") for name, level in LEVELS.items()}
    return {name: item for name, item in found.items() if item}


def in_one_line(values: Mapping[str, Any]) -> str:
    """House, commune, district and province as people write them; a former commune brings its district along."""
    units = units_of(values)
    commune = units.get("commune_code")
    if commune and commune.attributes.get("district"):
        units.pop("district_code", None)
    names = (item.name_vi[0].lower() + item.name_vi[1:] for item in units.values())
    return ", ".join(filter(None, (values.get("place"), *names)))[:LONGEST]


def units_belong_together(candidate: Candidate) -> Iterator[Problem]:
    """A commune lies in its district and province, a district in its province."""
    units = units_of(candidate.values)
    for item in units.values():
        for level, name in ABOVE.items():
            chosen, own = candidate.values.get(name), item.attributes.get(level)
            if own and chosen and chosen != own:
                message = _("“%(unit)s” does not lie there; choose the units of one time and place.", unit=item.name)
                yield Problem(message, name)


def district_is_of_its_time(candidate: Candidate) -> Iterator[Problem]:
    """A commune in force today lies in a province directly; districts belong to the communes of their time."""
    units = units_of(candidate.values)
    commune = units.get("commune_code")
    if commune and "district_code" in units and not commune.attributes.get("district"):
        message = _("There are no districts above the communes of this time; leave the district empty.")
        yield Problem(message, "district_code")


def lasting_address_names_units_of_today(candidate: Candidate) -> Iterator[Problem]:
    """An address that has not ended bears the names of today: since 01/7/2025 there are no districts."""
    if candidate.values.get("until") is not None:
        return
    for name, item in units_of(candidate.values).items():
        if item.valid_to and item.valid_to < today():
            message = _(
                "“%(unit)s” ended on %(day)s; end this address on that day and enter it anew as it is called now.",
                unit=item.name,
                day=f"{item.valid_to:%d/%m/%Y}",
            )
            yield Problem(message, name, "warning")
            return
