"""How a value becomes what the standard wants: the transforms that a mapping line may name, and the types it may promise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import (
    Amount,
    Choice,
    Code,
    Day,
    DecimalNumber,
    Flag,
    Kind,
    LongText,
    PartialDayKind,
    PersonName,
    Title,
    WholeNumber,
    Year,
)

TEXTS = (Kind, Code, LongText, PersonName, Title)
DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PARTIAL_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

# What each type of the standard is in JSON Schema; nothing known is null.
TYPES: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "code": {"type": "string", "maxLength": 60},
    "date": {"type": "string", "pattern": DATE},
    "partial_date": {"type": "string", "pattern": PARTIAL_DATE},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "integer": {"type": "integer"},
    "decimal": {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"},
    "boolean": {"type": "boolean"},
}


class UnknownCode(Exception):
    """The value is in no code list any more, so nobody at the other end could read it."""


@dataclass(frozen=True)
class Transform:
    """One way from a value to the packet: the kinds of field that it takes and the types that it gives."""

    takes: tuple[type[Kind], ...]
    gives: tuple[str, ...]
    work: Callable[[Field, Any, Mapping[str, str]], Any]

    def fits(self, field: Field, type_: str) -> bool:
        return type(field.kind) in self.takes and type_ in self.gives


def _code(field: Field, value: Any, external: Mapping[str, str]) -> str:
    """The code that the standard has for ours, else our own."""
    assert isinstance(field.kind, CatalogueKind)
    if field.kind.item(value) is None:
        raise UnknownCode
    found: str = external.get(value, value)
    return found


def _name(field: Field, value: Any, _external: Mapping[str, str]) -> str:
    assert isinstance(field.kind, CatalogueKind)
    item = field.kind.item(value)
    if item is None:
        raise UnknownCode
    return item.name_vi


def _decimal(_field: Field, value: Any, _external: Mapping[str, str]) -> str:
    return f"{value:f}"


TRANSFORMS: Mapping[str, Transform] = {
    "text": Transform((*TEXTS, Choice), ("text", "code"), lambda _field, value, _external: str(value)),
    "date": Transform((Day,), ("date", "partial_date"), lambda _field, value, _external: value.isoformat()),
    "partial_date": Transform((PartialDayKind,), ("partial_date",), lambda _field, value, _external: value.iso),
    "year": Transform((Year,), ("year",), lambda _field, value, _external: f"{value:04}"),
    "year_of": Transform((PartialDayKind, Day), ("year",), lambda _field, value, _external: f"{value.year:04}"),
    "number": Transform((WholeNumber, Year, Amount), ("integer",), lambda _field, value, _external: int(value)),
    "decimal": Transform((DecimalNumber,), ("decimal",), _decimal),
    "flag": Transform((Flag,), ("boolean",), lambda _field, value, _external: bool(value)),
    "code": Transform((CatalogueKind,), ("code",), _code),
    "name": Transform((CatalogueKind,), ("text",), _name),
    "digits": Transform(
        TEXTS, ("text", "code"), lambda _field, value, _external: "".join(filter(str.isdigit, str(value)))
    ),
}
