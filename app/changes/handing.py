"""Handing on: what a row's proposals of other records would say, and handing them in at once where it is declared so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from app.access.by_key import read_row
from app.access.levels import sight
from app.access.standing import Standing, acting_as, current_standing, standing_of
from app.changes import store
from app.changes.diff import loaded
from app.changes.handed import Handed, handed, is_entered, parts_of, source_of
from app.changes.models import Change
from app.changes.refusals import Refusal
from app.changes.submitting import submit
from app.records.area import registry
from app.records.handing import STEP, Fixed, HandOn, RowOf, Says
from app.records.links import Link
from app.records.record import Record


@dataclass(frozen=True)
class Offer:
    """A hand-on as the row's page shows it: what was handed on before, or whether it may be done now."""

    handing: HandOn
    source: str
    before: Handed | None


def reader(record: type[Record], row: Mapping[str, Any], standing: Standing) -> Says:
    """How a hand-on reads a row and what it points at: what the one who hands on does not see in full is not there."""

    def says(path: str) -> Any:
        found, of = row, record
        *steps, last = path.split(STEP)
        for step in steps:
            key, kind = _value(of, found, step, standing), of.fields[step].kind
            assert isinstance(kind, Link)
            linked = read_row(kind.target, key) if key is not None else None
            if linked is None:
                return None
            found, of = linked, kind.target
        return _value(of, found, last, standing)

    return says


def _value(record: type[Record], row: Mapping[str, Any], name: str, standing: Standing) -> Any:
    return row[name] if sight(record.fields[name], standing, row) == "shown" else None


def offers(record: type[Record], row: Mapping[str, Any], standing: Standing) -> Iterator[Offer]:
    """The hand-ons of an official row, as far as this reader may write such rows and they are due or done."""
    source, says = source_of(record, row["id"]), reader(record, row, standing)
    for handing in record.hands_on:
        if standing.may("write", handing.record.name) and handing.when(says):
            before = handed(source, handing.record)
            if before is not None or _is_ready(handing, source):
                yield Offer(handing, source, before)


def handing_to(target: type[Record], source: str) -> tuple[HandOn, type[Record], dict[str, Any]] | None:
    """The hand-on that a source means: declared for the target, due, and its row within the present user's reach."""
    name, key = parts_of(source)
    record = registry().records.get(name)
    row = read_row(record, key) if record is not None and key is not None else None
    if record is None or row is None:
        return None
    says = reader(record, row, current_standing())
    due = (each for each in record.hands_on if each.record is target and each.when(says) and _is_ready(each, source))
    handing = next(due, None)
    return (handing, record, row) if handing else None


def filled(handing: HandOn, record: type[Record], row: Mapping[str, Any], standing: Standing) -> dict[str, Any]:
    """What the proposal says, by field; what is not known is left out."""
    says, source = reader(record, row, standing), source_of(record, row["id"])
    found: dict[str, Any] = {}
    for name, part in handing.values.items():
        if isinstance(part, Fixed):
            found[name] = part.value
        elif isinstance(part, RowOf):
            before = handed(source, part.record)
            found[name] = before.row_id if before else None
        else:
            found[name] = says(part) if isinstance(part, str) else part(says)
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def hand_on_at_once(change: Change) -> None:
    """What follows from a change that has just become official: hand-ons of its row that are due by it, and those of the
    row it came from that waited for it.

    In the name of whoever entered it, as if he typed it. What is refused is left to the row's page; the change stands.
    """
    if change.verb == "cancel" or change.entered_by is None:
        return
    record = registry().record(change.record)
    due = [(record, change.target_id, handing) for handing in record.hands_on if handing.at_once]
    if change.handed_from:
        name, key = parts_of(change.handed_from)
        source = registry().record(name)
        due += [(source, key, each) for each in source.hands_on if each.at_once and record in each.follows]
    if not due:
        return
    with acting_as(standing_of(change.entered_by)) as standing:
        for of, key, handing in due:
            row = store.official(of, key)
            if row is not None and not (of is record and _was_due(handing, record, row, change, standing)):
                _hand_on(handing, of, row, standing)


def _was_due(handing: HandOn, record: type[Record], row: Mapping[str, Any], change: Change, standing: Standing) -> bool:
    """Whether the row handed on before it was corrected as well: then nothing new follows from the correction."""
    before = {**row, **loaded(record, change.base)}
    return change.verb == "amend" and handing.when(reader(record, before, standing))


def _hand_on(handing: HandOn, record: type[Record], row: Mapping[str, Any], standing: Standing) -> None:
    for offer in offers(record, row, standing):
        if offer.handing is handing and offer.before is None:
            try:
                submit(handing.record, filled(handing, record, row, standing), handed_from=offer.source)
            except Refusal as refusal:
                told = "%s was not handed on to %s: %s"
                current_app.logger.info(told, offer.source, handing.record.name, type(refusal).__name__)


def _is_ready(handing: HandOn, source: str) -> bool:
    """Whether the rows that it points at are official; and what follows at once was entered, not loaded with its fellows."""
    if handing.at_once and not handing.follows:
        return is_entered(source)
    before = [handed(source, record) for record in handing.follows]
    return all(each is not None and each.state == "applied" for each in before)
