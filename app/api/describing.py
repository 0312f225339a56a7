"""What a record is made of, for a program that fills it in: fields and rules, never a row."""

from __future__ import annotations

from typing import Any

from app.access.asked import filterable, sort_column
from app.access.counting import countable
from app.access.levels import shown_fields, sight
from app.access.roles import RIGHTS
from app.access.standing import Standing
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import (
    Amount,
    Attributes,
    Choice,
    Code,
    Day,
    DecimalNumber,
    Flag,
    LongText,
    PartialDayKind,
    PersonName,
    Several,
    Title,
    WholeNumber,
    Year,
)
from app.records.links import Files, Link
from app.records.record import Record

# The words of a declaration; a kind that refines another stands before it.
WORDS = {
    Link: "link",
    Files: "files",
    CatalogueKind: "catalogue",
    Choice: "choice",
    Several: "several",
    Flag: "flag",
    Day: "day",
    PartialDayKind: "partial_day",
    Amount: "amount",
    Year: "year",
    WholeNumber: "whole_number",
    DecimalNumber: "decimal",
    LongText: "long_text",
    Attributes: "named_values",
    PersonName: "person_name",
    Title: "proper_name",
    Code: "identifier",
}
TEXTS = ("text", "long_text", "identifier", "person_name", "proper_name")


def description(record: type[Record], standing: Standing) -> dict[str, Any]:
    """The record and those of its fields that are not absent for this reader."""
    narrowing = {declared.name for declared in filterable(record, standing)}
    counted = {declared.name for declared in countable(record, standing)}
    return {
        "record": record.name,
        "label": str(record.label),
        "plural": str(record.plural),
        "rights": [right for right in RIGHTS if standing.may(right, record.name)],
        "waits_for_approval": record.approval,
        "named_by": list(record.named_by),
        "fields": [
            {**_field(record, declared, narrowing, standing), "counted": declared.name in counted}
            for declared in shown_fields(record, standing)
        ],
    }


def _field(record: type[Record], declared: Field, narrowing: set[str], standing: Standing) -> dict[str, Any]:
    seen = sight(declared, standing)
    return {
        "name": declared.name,
        "label": str(declared.label),
        "kind": next((word for kind, word in WORDS.items() if isinstance(declared.kind, kind)), "text"),
        "required": declared.required,
        "key": declared.key or declared.unique,
        "once": declared.once,
        "writable": declared.given and seen == "shown",
        "masked": seen == "masked",
        "listed": declared.listed,
        "filterable": declared.name in narrowing,
        "sortable": sort_column(record, declared) is not None,
        "help": str(declared.help),
        **_values(declared),
    }


def _values(declared: Field) -> dict[str, Any]:
    """What a value may be: one of a short list, of code lists by name, the key of another record, or within bounds."""
    kind = declared.kind
    if isinstance(kind, (Choice, Several)):
        return {"options": [{"value": code, "label": str(label)} for code, label in kind.options]}
    if isinstance(kind, CatalogueKind):
        return {"lists": list(kind.lists)}
    if isinstance(kind, Link):
        return {"target": kind.target.name}
    if isinstance(kind, WholeNumber):
        return {"least": kind.least, "most": kind.most}
    if isinstance(kind, DecimalNumber):
        return {"digits": kind.digits, "scale": kind.scale}
    return {"length": kind.length} if WORDS.get(type(kind), "text") in TEXTS else {}
