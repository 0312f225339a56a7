"""Handing on: what an official row says is proposed as a row of another record, so that nobody types it twice.

    hands_on = (
        HandOn(
            Employee,
            _("Make the personnel record"),
            {"full_name": "full_name", "unit_id": "post_id.unit_id", "status_code": Fixed("DLV")},
            when=lambda says: says("outcome") == "passed",
        ),
    )

What is handed on is an ordinary proposal: rights, scope, rules and approval are those of typed work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.records.links import Files, Link

if TYPE_CHECKING:
    from app.records.field import Field
    from app.records.record import Record

Says = Callable[[str], Any]
STEP = "."


@dataclass(frozen=True)
class Fixed:
    """A value that every row hands on alike."""

    value: Any


@dataclass(frozen=True)
class RowOf:
    """The row that the same row has handed on to another record before; nothing is ready until that is official."""

    record: type[Record]


Part = str | Fixed | RowOf | Callable[[Says], Any]


def always(_says: Says) -> bool:
    """Every official row hands on."""
    return True


@dataclass(frozen=True)
class HandOn:
    """What a record hands on to `record`, and what the verb is called.

    `values` names for each field of the other record where its value comes from: a field of one's own, perhaps through
    links (`post_id.unit_id`); a `Fixed` value; the `RowOf` another record; or what a function makes of `says(path)`.
    `when` tells which rows hand on. With `at_once` the proposal is handed in as soon as the row is official, in the
    name of whoever entered it; else, or when that was refused, the row's page offers the form, filled in.
    """

    record: type[Record]
    label: Any
    values: Mapping[str, Part]
    when: Callable[[Says], bool] = always
    at_once: bool = False

    @property
    def follows(self) -> list[type[Record]]:
        """The records to which the row has to be handed on before."""
        return [part.record for part in self.values.values() if isinstance(part, RowOf)]


def mistakes(record: type[Record], listed: Sequence[type[Record]]) -> Iterator[str]:
    """What is wrong with the hand-ons that a record declares."""
    targets = [handing.record for handing in record.hands_on]
    for handing in record.hands_on:
        target = handing.record
        where = f"{record.__name__} hands on to {target.__name__}"
        if target not in listed:
            yield f"{where}, which no area lists; list it"
        if targets.count(target) > 1:
            yield f"{where} twice; join the two, with a function for what differs"
        for name, part in handing.values.items():
            field = target.fields.get(name)
            if field is None or not field.given:
                yield f"{where}.{name}: there is no such field that somebody types; name one"
            elif isinstance(part, str):
                yield from _path_mistakes(record, field, part, f"{where}.{name}")
            elif isinstance(part, RowOf) and part.record not in targets:
                yield f"{where}.{name}: {record.__name__} hands nothing on to {part.record.__name__}; declare that first"
        for name, field in target.fields.items():
            if handing.at_once and field.required and field.given and name not in handing.values:
                yield f"{where} at once, but says nothing of the required '{name}'; say it, or take at_once away"


def _path_mistakes(record: type[Record], wanted: Field, path: str, where: str) -> Iterator[str]:
    *steps, last = path.split(STEP)
    for step in steps:
        field = record.fields.get(step)
        if field is None or not isinstance(field.kind, Link):
            yield f"{where}: '{step}' is no link of {record.__name__}; name one in '{path}'"
            return
        record = field.kind.target
    found = record.fields.get(last)
    if found is None:
        yield f"{where}: {record.__name__} has no field '{last}'; name a declared field in '{path}'"
    elif type(found.kind) is not type(wanted.kind):
        yield f"{where}: '{path}' is of another kind; name one alike, or a function that makes it"
    elif isinstance(found.kind, Files):
        yield f"{where}: files stay with the row that they prove; take it away"
