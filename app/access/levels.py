"""What a reader finds in place of a value: itself, a mask, or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.access.roles import LEVELS
from app.access.scope import path_of
from app.access.standing import Reach, Standing
from app.records.area import registry
from app.records.field import Field
from app.records.record import Record, ScopedRecord

MASK = "•"
HEAD, TAIL = 3, 2


def masked(text: str) -> str:
    """`008187001321` -> `008•••••••21`; a short text is masked whole."""
    if len(text) < HEAD + TAIL + 3:
        return MASK * len(text)
    return text[:HEAD] + MASK * (len(text) - HEAD - TAIL) + text[-TAIL:]


def sight(field: Field, standing: Standing, row: Mapping[str, Any] | None = None) -> str:
    """`shown`, `masked` or `absent` for a field, in one row (a mapping of its columns) or in every row of the record.

    Two roles do not add up: who is a leader of his unit and an employee sees his own row in full, but not the others'.
    Without `row` a field is `shown` only when it is so in every row that the reader may come upon.
    """
    if field.level == "open" or standing.unlimited:
        return "shown"
    record = registry().record(field.place.partition(".")[0])
    within = standing.reach("read", record.name, field.level)
    if issubclass(record, ScopedRecord):
        whole = not within.nothing and within.includes(standing.reach("read", record.name))
        in_full = whole or (row is not None and _covers(within, record, row))
    else:
        in_full = standing.sees_anywhere(record.name, field.level)
    return "shown" if in_full else LEVELS[field.level].otherwise


def _covers(reach: Reach, record: type[Record], row: Mapping[str, Any]) -> bool:
    if reach.nothing:
        return False
    subject_id = row.get(record.subject_from) if record.subject_from else None
    by_unit = reach.using or reach.managing
    using = path_of(row.get("scope_id")) if by_unit else None
    managing = path_of(row.get("managing_id")) if by_unit else None
    return reach.covers(using, managing, subject_id)


def judged_by(record: type[Record]) -> list[str]:
    """The columns that say to whom a row belongs, by which `sight` judges it."""
    return [name for name in ("scope_id", "managing_id", record.subject_from or "") if name in record.__table__.c]


def shown_fields(record: type[Record], standing: Standing, row: Mapping[str, Any] | None = None) -> list[Field]:
    """The fields of a record that are not absent for this reader, in order."""
    if row is None:
        return list(standing.derived(("shown", record), lambda: _shown(record, standing, None)))
    return _shown(record, standing, row)


def _shown(record: type[Record], standing: Standing, row: Mapping[str, Any] | None) -> list[Field]:
    return [field for field in record.fields.values() if sight(field, standing, row) != "absent"]


def writable_fields(record: type[Record], standing: Standing, row: Mapping[str, Any] | None = None) -> list[Field]:
    """The fields this writer may fill in: given ones that he sees in full."""
    return [field for field in record.fields.values() if field.given and sight(field, standing, row) == "shown"]


def text_for(field: Field, value: object, standing: Standing, row: Mapping[str, Any] | None = None) -> str:
    """A value as this reader may see it on any face; nothing where the field is absent for him."""
    seen = sight(field, standing, row)
    if seen == "absent":
        return ""
    shown = field.show(value)
    return masked(shown) if shown and seen == "masked" else shown
