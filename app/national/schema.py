"""The JSON Schema of each file, made from the mapping: what a line may say in `data`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.national.mapping import Line
from app.national.transforms import TYPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}

REMOVED_SCHEMA: Mapping[str, Any] = {
    "$schema": DIALECT,
    "title": "Codes of records that are no longer valid at the source",
    **{"type": "object", "additionalProperties": False, "required": ["reason"]},
    "properties": {
        "reason": {"type": "string", "enum": ["cancelled", "new_code"]},
        "new_code": {"type": ["string", "null"]},
    },
}
HELD_BACK_SCHEMA: Mapping[str, Any] = {
    "$schema": DIALECT,
    "title": "People and units held back, each with the fields that did not pass",
    **{"type": "object", "additionalProperties": False, "required": ["faults", "record"]},
    "properties": {
        "record": TEXT,
        "faults": {
            "type": "array",
            "items": {
                **{"type": "object", "additionalProperties": False, "required": ["field", "reason"]},
                "properties": {"field": TEXT, "reason": TEXT},
            },
        },
    },
}


def schema_of(title: str, lines: Iterable[Line]) -> dict[str, Any]:
    """The schema of one group: the person's own items, and a table for each block."""
    own: list[Line] = []
    blocks: dict[str, list[Line]] = {}
    for line in lines:
        (blocks.setdefault(line.block, []) if line.block else own).append(line)
    properties = {line.code: _of_line(line) for line in own}
    properties |= {name: {"type": "array", "items": _object(found)} for name, found in blocks.items()}
    return {"$schema": DIALECT, "title": title, **_of_properties(properties)}


def _object(lines: Iterable[Line]) -> dict[str, Any]:
    return _of_properties({line.code: _of_line(line) for line in lines})


def _of_properties(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": sorted(properties),
        "properties": properties,
    }


def _of_line(line: Line) -> dict[str, Any]:
    found = dict(TYPES[line.type])
    if line.pattern:
        found["pattern"] = line.pattern
    if not line.required:
        found["type"] = [found["type"], "null"]
    return {"title": line.label, **found}
