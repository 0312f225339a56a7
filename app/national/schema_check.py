"""Holds a value against a JSON Schema of a packet: the few words that those schemas use. Knows no database."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

TYPES: Mapping[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
}


def faults(value: Any, schema: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Where a value does not fit: (path of the field, the word of the schema that it fails)."""
    wanted = schema.get("type")
    if wanted is not None and not _is(value, wanted):
        yield path, "type"
        return
    if value is None:
        return
    if "enum" in schema and value not in schema["enum"]:
        yield path, "enum"
    if isinstance(value, str):
        if len(value) > schema.get("maxLength", len(value)):
            yield path, "maxLength"
        elif "pattern" in schema and not _compiled(schema["pattern"]).search(value):
            yield path, "pattern"
    elif isinstance(value, list):
        for number, part in enumerate(value, start=1):
            yield from faults(part, schema.get("items", {}), f"{path}[{number}]")
    elif isinstance(value, dict):
        yield from _of_object(value, schema, path)


def _of_object(value: Mapping[str, Any], schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    known = schema.get("properties", {})
    within = f"{path}." if path else ""
    for name in schema.get("required", ()):
        if name not in value:
            yield within + name, "required"
    for name, part in value.items():
        if name in known:
            yield from faults(part, known[name], within + name)
        elif schema.get("additionalProperties") is False:
            yield within + name, "additionalProperties"


def _is(value: Any, wanted: str | list[str]) -> bool:
    """By the exact type: to JSON Schema a truth is no number."""
    kind = type(value)
    return kind is TYPES[wanted] if isinstance(wanted, str) else any(kind is TYPES[name] for name in wanted)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
