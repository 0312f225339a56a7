"""What every operation of the document is put together from: answers, parameters, the shared schemas."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.bars import KINDS

Part = dict[str, Any]

REASONS = {
    400: _("The address or the body cannot be understood"),
    401: _("Not signed in"),
    403: _("The right is not held"),
    404: _("There is no such row within reach"),
    409: _("The row or the change has moved, or other rows stand in the way"),
    413: _("The body is too large"),
    422: _("Items need attention; each is named"),
}


def ref(name: str) -> Part:
    return {"$ref": f"#/components/schemas/{name}"}


def content(schema: Part, kind: str = "application/json") -> Part:
    return {"content": {kind: {"schema": schema}}}


def text(most: int) -> Part:
    return {"type": "string", "maxLength": most}


def integer(least: int, most: int = 99_999_999) -> Part:
    return {"type": "integer", "minimum": least, "maximum": most}


def query(name: str, schema: Part, about: str) -> Part:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": about}


def operation(name: str, tag: str, summary: str) -> Part:
    return {"operationId": name, "tags": [tag], "summary": summary}


def answers(schema: Part, *refusals: int, status: str = "200") -> Part:
    """The answer of success and the refusals that this operation really gives."""
    found: Part = {status: {"description": gettext("Success"), **content(schema)}}
    for refusal in refusals:
        found[str(refusal)] = {"description": str(REASONS[refusal]), **content(ref("Problem"))}
    return found


def closed(properties: Part, *optional: str) -> Part:
    """An object of exactly these members; all but `optional` are always there."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


def many(schema: Part) -> Part:
    return {"type": "array", "items": schema}


def shared_schemas() -> Part:
    """Refusals, rows, pages, and what a write is told."""
    key, maybe_key = {"type": "integer"}, {"type": ["integer", "null"]}
    word, maybe_text = {"type": "string"}, {"type": ["string", "null"]}
    severity = {"type": "string", "enum": ["error", "warning"]}
    finding = closed({"field": maybe_text, "label": maybe_text, "message": {"type": "string"}, "severity": severity})
    file = closed({"id": key, "name": {"type": "string"}, "url": {"type": "string"}})
    texts = {"type": "object", "additionalProperties": {"type": "string"}}
    return {
        "Problem": closed({"message": {"type": "string"}, "problems": many(ref("Finding"))}, "problems"),
        "Finding": finding,
        "File": file,
        "Row": closed(
            {
                "id": key,
                "version": maybe_key,
                "values": {"type": "object"},
                "texts": texts,
                "masked": many({"type": "string"}),
                "files": many(ref("File")),
            },
            "files",
        ),
        "Page": closed(
            {
                "count": key,
                "count_is_exact": {"type": "boolean"},
                "ids": many(key),
                "result": many(ref("Row")),
                "next": maybe_text,
                "ignored": many({"type": "string"}),
            }
        ),
        "Counts": closed(
            {
                "by": word,
                "label": word,
                "question": word,
                "total": key,
                "not_recorded": key,
                "result": many(ref("Count")),
                "ignored": many(word),
            }
        ),
        "Count": closed(
            {
                "text": word,
                "count": integer(1),
                "kind": {"type": "string", "enum": list(KINDS)},
                "filter": {
                    "type": ["object", "null"],
                    "additionalProperties": {"type": "string"},
                    "description": gettext("What, added to the query of the list, finds exactly these rows."),
                },
            }
        ),
        "HandedIn": closed(
            {"change": maybe_key, "state": {"type": "string"}, "id": maybe_key, "warnings": many(ref("Finding"))},
            "state",
            "id",
        ),
        "Version": {
            "type": ["integer", "null"],
            "description": gettext("The version of the row as it was read; a row that moved since is refused."),
        },
        "Note": {"type": ["string", "null"], "maxLength": 2000, "description": gettext("Note for the approver")},
        "Cancellation": {
            "type": "object",
            "properties": {"_note": ref("Note"), "_version": ref("Version")},
            "additionalProperties": False,
        },
    }
