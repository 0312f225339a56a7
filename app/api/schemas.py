"""The values of a field as JSON Schema: as they are read, as they may be sent, and as a filter in an address."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.access.asked import ALONE, NONE, is_of_tree
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import (
    Attributes,
    Choice,
    Code,
    Day,
    DecimalNumber,
    Flag,
    Kind,
    LongText,
    PartialDayKind,
    PersonName,
    Several,
    Title,
    WholeNumber,
)
from app.records.links import Files, Link

PARTIAL_DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
DAYS = r"^!?[0-9/.\-]*(\.\.[0-9/.\-]*)?$"
KEY_MOST = 999_999_999
Schema = dict[str, Any]


def value_read(field: Field) -> Schema:
    """What stands in `values` of an answer: the value as JSON, or null."""
    return {**_form(field.kind), "title": str(field.label), **_marks(field)}


def value_sent(field: Field) -> Schema:
    """What may be sent for a field: its form and its bounds, with a value that is plainly made up."""
    schema = {**_form(field.kind), **_bounds(field.kind), "title": str(field.label), **_marks(field)}
    if field.required:
        schema["type"] = schema["type"][0]
        if schema["type"] == "string":
            schema.setdefault("minLength", 1)
    if isinstance(field.kind, Choice) and field.kind.closed and field.required:
        schema["enum"] = [code for code, _label in field.kind.options]
    example = example_of(field.kind)
    return schema if example is None else {**schema, "examples": [example]}


def filter_value(field: Field) -> Schema:
    """What a list may be narrowed by: a value, `-` for the rows without one, `=` and a key for a unit alone.

    A day may be a range such as `2020..2024`.
    """
    kind = field.kind
    if isinstance(kind, (Day, PartialDayKind)):
        return {"type": "string", "pattern": DAYS, "examples": ["2020..2024"]}
    if isinstance(kind, Choice) and kind.closed:
        forms: list[Schema] = [{"type": "string", "enum": [code for code, _label in kind.options]}]
    elif isinstance(kind, Flag):
        forms = [{"type": "boolean"}, {"type": "string", "enum": ["1", "0"]}]
    elif isinstance(kind, Link):
        forms = [{"type": "integer", "minimum": 1, "maximum": KEY_MOST}]
    else:
        return {"type": "string", "maxLength": kind.length}
    if is_of_tree(field):
        alone = gettext("A unit by its key, without those below")
        forms.append({"type": "string", "pattern": f"^{ALONE}[0-9]{{1,9}}$", "title": alone})
    return {"anyOf": [*forms, {"const": NONE, "title": gettext("Not recorded")}]}


def _form(kind: Kind) -> Schema:
    if isinstance(kind, Link):
        return {"type": ["integer", "null"]}
    if isinstance(kind, Files):
        return {"type": ["array", "null"], "items": {"type": "integer"}}
    if isinstance(kind, Flag):
        return {"type": ["boolean", "null"]}
    if isinstance(kind, WholeNumber):
        return {"type": ["integer", "null"]}
    if isinstance(kind, Attributes):
        return {"type": ["object", "null"], "additionalProperties": {"type": "string"}}
    if isinstance(kind, Day):
        return {"type": ["string", "null"], "format": "date"}
    if isinstance(kind, PartialDayKind):
        return {"type": ["string", "null"], "pattern": PARTIAL_DAY}
    if isinstance(kind, DecimalNumber):
        return {"type": ["string", "null"], "pattern": r"^[0-9]+(\.[0-9]+)?$"}
    return {"type": ["string", "null"]}


def _bounds(kind: Kind) -> Schema:
    if isinstance(kind, Link):
        return {"minimum": 1, "maximum": KEY_MOST}
    if isinstance(kind, Files):
        return {"items": {"type": "integer", "minimum": 1, "maximum": KEY_MOST}}
    if isinstance(kind, WholeNumber):
        return {"minimum": kind.least, "maximum": kind.most}
    if isinstance(kind, DecimalNumber):
        whole, scale = kind.digits - kind.scale, kind.scale
        return {"pattern": rf"^[0-9]{{1,{whole}}}(\.[0-9]{{1,{scale}}})?$"}
    if isinstance(kind, Choice) and kind.closed:
        return {"enum": [*(code for code, _label in kind.options), None]}
    if isinstance(kind, (Flag, Day, PartialDayKind, Attributes)):
        return {}
    bounds: Schema = {"maxLength": kind.length}
    return {**bounds, "pattern": f"^(?:{kind.pattern})$"} if kind.pattern else bounds


def _marks(field: Field) -> Schema:
    """What JSON Schema has no word for, in the declaration's own words."""
    kind = field.kind
    marks: Schema = {"description": str(field.help)} if field.help else {}
    if isinstance(kind, CatalogueKind):
        marks["x-code-lists"] = list(kind.lists)
    if isinstance(kind, Link):
        marks["x-key-of"] = kind.target.name
    if isinstance(kind, (Choice, Several)):
        marks["x-labels"] = {code: str(label) for code, label in kind.options}
    return marks


def example_of(kind: Kind) -> Any:
    """A value that nobody could take for a real one; None where a right one depends on the installation."""
    if isinstance(kind, (Link, Files, CatalogueKind, Attributes, Several)) or kind.pattern:
        return None
    if isinstance(kind, Choice) and kind.closed:
        return kind.options[0][0]
    if isinstance(kind, DecimalNumber):
        return "2.34"
    if isinstance(kind, WholeNumber):
        return max(kind.least, min(2000, kind.most))
    made_up = (
        (Flag, True),
        (Day, "2001-02-03"),
        (PartialDayKind, "2001-02"),
        (PersonName, "Nguyễn Văn Ví Dụ"),
        (Title, "Tên ví dụ"),
        (Code, "VD-0001"),
        (LongText, "Nội dung ví dụ"),
    )
    return next((example for form, example in made_up if isinstance(kind, form)), "Ví dụ")
