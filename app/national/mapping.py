"""The mapping: which field of ours is which field of the national standard, kept as code lists and so edited by approval.

`national_standards` lists the versions of the standard, each with its first day. The fields of a version stand in the list
that its `fields` names, the rows that are not released in the one that `withholding` names. A line has a first and a last
day of its own as well. Nothing here is constant: codes, types, transforms are the columns of those lists.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.national.lines import canonical
from app.records.catalogues import Item, catalogues
from app.records.clock import today

STANDARDS = "national_standards"
GROUP_OF_UNITS = 0
GROUPS = range(1, 11)
WITHHELD, RESTRICTED = "withheld", "restricted"


@dataclass(frozen=True)
class Line:
    """One field of the standard: where it comes from, how it is changed on the way, what it must be.

    Without `record` it is unmapped, and `reason` says why. `field` may go one link far (`unit_id.code`). `block` names the
    table that rows about the person stand in; a line of the person's own record has none. `release` is `withheld` for what
    is kept back by rule (`reason` says which), `restricted` for what is released though its level is restricted.
    """

    code: str
    label: str
    group: str
    block: str
    record: str
    field: str
    type: str
    transform: str
    required: bool
    pattern: str
    release: str
    reason: str

    @property
    def is_sent(self) -> bool:
        return bool(self.record) and self.release != WITHHELD


@dataclass(frozen=True)
class Rule:
    """Rows kept back: those of `record` whose `field` has one of `values`; `whole_person` keeps the person back with them."""

    code: str
    label: str
    record: str
    field: str
    values: tuple[str, ...]
    whole_person: bool


@dataclass(frozen=True)
class Standard:
    """One version of the standard on a day."""

    code: str
    name: str
    identified_by: str
    external: str
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def of_group(self, group: int) -> list[Line]:
        return [line for line in self.lines if line.group == str(group)]

    @property
    def sent(self) -> list[Line]:
        return [line for line in self.lines if line.is_sent]

    @property
    def digest(self) -> str:
        """What tells this mapping from any other."""
        parts = [[self.code, self.identified_by, self.external], *(list(vars(line).values()) for line in self.lines)]
        parts += [list(vars(rule).values()) for rule in self.rules]
        return hashlib.sha256(canonical(parts).encode()).hexdigest()


def standard_on(day: date | None = None) -> Standard | None:
    """The version of the standard in force on a day (today); None before the first."""
    on = day or today()
    item = catalogues().in_force(STANDARDS, on)
    if item is None:
        return None
    fields, withholding = (item.attributes.get(name, "") for name in ("fields", "withholding"))
    return Standard(
        code=item.code,
        name=item.name_vi,
        identified_by=item.attributes.get("identified_by", ""),
        external=item.attributes.get("external", item.code),
        lines=tuple(_line(found) for found in _valid(fields, on)),
        rules=tuple(_rule(found) for found in _valid(withholding, on)),
    )


def _valid(list_code: str, on: date) -> Iterator[Item]:
    return (item for item in catalogues().items(list_code).values() if item.valid_on(on))


def _line(item: Item) -> Line:
    given = item.attributes.get
    return Line(
        code=item.code,
        label=item.name_vi,
        group=given("group", ""),
        block=given("block", ""),
        record=given("record", ""),
        field=given("field", ""),
        type=given("type", ""),
        transform=given("transform", ""),
        required=given("required", "") == "1",
        pattern=given("pattern", ""),
        release=given("release", ""),
        reason=given("reason", ""),
    )


def _rule(item: Item) -> Rule:
    given = item.attributes.get
    values = tuple(given("values", "").split())
    return Rule(
        item.code, item.name_vi, given("record", ""), given("field", ""), values, given("whole_person", "") == "1"
    )
