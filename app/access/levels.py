"""What a reader finds in place of a value: itself, a mask, or nothing at all."""

from __future__ import annotations

from app.access.standing import Standing
from app.records.field import Field
from app.records.record import Record

MASK = "•"
HEAD, TAIL = 3, 2


def masked(text: str) -> str:
    """`008187001321` -> `008•••••••21`; a short text is masked whole."""
    if len(text) < HEAD + TAIL + 3:
        return MASK * len(text)
    return text[:HEAD] + MASK * (len(text) - HEAD - TAIL) + text[-TAIL:]


def shown_fields(record: type[Record], standing: Standing) -> list[Field]:
    """The fields of a record that are not absent for this reader, in order."""
    return [field for field in record.fields.values() if standing.sees(field.level) != "absent"]


def writable_fields(record: type[Record], standing: Standing) -> list[Field]:
    """The fields this writer may fill in: given ones that he sees in full."""
    return [field for field in shown_fields(record, standing) if field.given and standing.sees(field.level) == "shown"]


def text_for(field: Field, value: object, standing: Standing) -> str:
    """A value as this reader may see it on any face."""
    shown = field.show(value)
    return masked(shown) if shown and standing.sees(field.level) == "masked" else shown
