"""What a personal record lacks of that which it is expected to hold: the only things that its person is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from app.areas.self_service.groups import groups
from app.changes.content import PERSON
from app.records.area import registry
from app.records.catalogues import Item, catalogues
from app.records.record import Record
from app.screens.forms import ONLY

LIST = "record_expectations"
EMPTY: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class Missing:
    """An item that is expected and not held: the group where it belongs, and the form that proposes it.

    `record` and `field` say what a waiting proposal of it would be about.
    """

    label: Any
    group: str
    record: type[Record]
    field: str
    url: str


def missing_of(person: Mapping[str, Any], held: Collection[type[Record]], on: date) -> list[Missing]:
    """What is expected of a person of his type on a day and not there. What he cannot propose himself he is not asked for."""
    items = catalogues().items(LIST).values()
    return [missing for item in items if _is_expected(item, person, on) for missing in _lacking(item, person, held)]


def _is_expected(item: Item, person: Mapping[str, Any], on: date) -> bool:
    types = item.attributes.get("staff", "").split()
    return item.valid_on(on) and (not types or person["staff_type_code"] in types)


def _lacking(item: Item, person: Mapping[str, Any], held: Collection[type[Record]]) -> Iterator[Missing]:
    record, name = registry().records.get(item.attributes.get("record", "")), item.attributes.get("field", "")
    if record is None:
        return
    if not name:
        if record not in held and PERSON in record.writers:
            yield Missing(record.plural, record.name, record, "", add_url(record, person["id"]))
        return
    field = record.fields.get(name)
    if field is None or record is not registry().subject or person[name] not in EMPTY:
        return
    group = next((group.code for group in groups() if field in group.fields), "")
    if field.given and not field.once:
        yield Missing(field.label, group, record, name, edit_url(person["id"], [name]))
        return
    source = next(
        (event for event, _fed in registry().fed_columns(record).get(name, ()) if PERSON in event.writers), None
    )
    if source is not None:
        yield Missing(field.label, group, source, "", add_url(source, person["id"]))


def edit_url(person_id: int, names: list[str]) -> str:
    """The form of a correction of one's own row that asks for these items alone."""
    subject = registry().subject
    assert subject is not None
    return f"/{subject.name}/edit/{person_id}?{urlencode({ONLY: ','.join(names)}, safe=',')}"


def add_url(record: type[Record], person_id: int) -> str:
    """The form of a further row about a person."""
    return f"/{record.name}/add?{urlencode({record.subject_from or '': person_id})}"
