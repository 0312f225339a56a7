"""The part of the document about changes and evidence."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from app.access.asked import SIZES
from app.access.roles import RIGHTS
from app.access.standing import Standing
from app.api.change import VERBS
from app.api.document_parts import answers, closed, content, integer, many, operation, query, ref, text
from app.api.schemas import KEY_MOST
from app.changes.models import STATES
from app.changes.models import VERBS as KINDS
from app.records.area import registry

Part = dict[str, Any]
RIGHT_OF = {"approve": "approve", "return": "approve", "reject": "approve", "cancel": "approve"}


def _tag() -> str:
    return gettext("Changes and approval")


def change_paths(standing: Standing) -> Part:
    """Following changes, and the verbs that some right of this caller allows."""
    key = {"name": "id", "in": "path", "required": True, "schema": integer(1, KEY_MOST)}
    held = {right for right in RIGHTS for record in registry() if standing.may(right, record.name)}
    found: Part = {
        "/api/v1/change/": {
            "get": {
                **operation("list_change", _tag(), gettext("Changes within reach, oldest first")),
                "parameters": _parameters(standing),
                "responses": answers(ref("ChangePage"), 400, 401, 403, 422),
            }
        },
        "/api/v1/change/{id}": {
            "parameters": [key],
            "get": {
                **operation("read_change", _tag(), gettext("One change: old beside new, and what became of it")),
                "responses": answers(ref("ChangeInFull"), 400, 401, 403, 404),
            },
        },
    }
    for verb in VERBS:
        # Who checks what an employee handed in may also give it back.
        allowed = held & {"approve", "write"} if verb == "return" else held & {RIGHT_OF.get(verb, "write")}
        if allowed:
            found[f"/api/v1/change/{{id}}/{verb}"] = {"parameters": [key], "post": _verb(verb)}
    return found


def _verb(verb: str) -> Part:
    body = {"approve": ref("Shown"), "check": None, "withdraw": None}.get(verb, ref("Reason"))
    refusals = answers(ref("ChangeInFull"), 400, 401, 403, 404, 409, 413, 422)
    found = {**operation(f"{verb}_change", _tag(), _summary(verb)), "responses": refusals}
    return {**found, "requestBody": {"required": True, **content(body)}} if body else found


def _summary(verb: str) -> str:
    return {
        "approve": gettext("Approve a change, as it was shown"),
        "check": gettext("Confirm what an employee handed in"),
        "return": gettext("Give a change back to be mended"),
        "reject": gettext("Refuse a change for good"),
        "cancel": gettext("Stop an approved change before its day"),
        "withdraw": gettext("Take back one's own change"),
    }[verb]


def _parameters(standing: Standing) -> list[Part]:
    names = [record.name for record in registry() if standing.may("read", record.name)]
    return [
        query("mine", {"type": "boolean"}, gettext("Only what the caller handed in")),
        query("state", {"type": "string", "enum": list(STATES)}, gettext("State of the change")),
        *([query("record", {"type": "string", "enum": names}, gettext("Kind of record"))] if names else []),
        query("after_id", integer(0, KEY_MOST), gettext("Changes after this key")),
        query("size", {"type": "integer", "enum": list(SIZES)}, gettext("Rows of a page")),
    ]


def change_schemas() -> Part:
    """A change briefly, in full, and a page of them."""
    words, maybe = {"type": "string"}, {"type": ["string", "null"]}
    moment = {"type": ["string", "null"], "format": "date-time"}
    brief = {
        "change": {"type": "integer"},
        "record": words,
        "id": {"type": ["integer", "null"]},
        "verb": {"type": "string", "enum": list(KINDS)},
        "state": {"type": "string", "enum": list(STATES)},
        "state_label": words,
        "mine": {"type": "boolean"},
        "needs_check": {"type": "boolean"},
        "effective_on": {"type": ["string", "null"], "format": "date"},
        "note": maybe,
        "reason": maybe,
        **dict.fromkeys(("submitted_at", "checked_at", "decided_at", "applied_at"), moment),
    }
    difference = closed({"field": words, "label": words, "old": words, "new": words})
    digest = {**words, "pattern": "^[0-9a-f]{64}$"}
    return {
        "Change": closed(brief),
        "ChangeInFull": closed(
            {
                **brief,
                "digest": digest,
                "differences": many(difference),
                "moved": many(words),
                "files": many(ref("File")),
                "warnings": many(ref("Finding")),
                "verbs": many({"type": "string", "enum": list(VERBS)}),
                "why_not": words,
            }
        ),
        "ChangePage": closed(
            {
                "ids": many({"type": "integer"}),
                "result": many(ref("Change")),
                "next_after_id": {"type": ["integer", "null"]},
            }
        ),
        "Shown": closed({"shown": {**digest, "description": gettext("The digest that came with the change")}}),
        "Reason": closed({"reason": {**text(2000), "minLength": 1, "examples": ["Thiếu quyết định (ví dụ)"]}}),
    }


def evidence_paths() -> Part:
    """Sending a file before the row that names it, and fetching one."""
    tag = gettext("Evidence")
    form = {
        "type": "object",
        "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
    }
    token = {
        "name": "token",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"},
    }
    found = answers({"type": "string"}, 400, 401, 403, 404)
    kinds = ("application/pdf", "image/jpeg", "image/png")
    found["200"]["content"] = {kind: {"schema": {"contentMediaType": kind}} for kind in kinds}
    return {
        "/api/v1/evidence/": {
            "post": {
                **operation("send_evidence", tag, gettext("Send one PDF, JPEG or PNG file")),
                "requestBody": {"required": True, **content({**form, "required": ["file"]}, "multipart/form-data")},
                "responses": answers(ref("File"), 400, 401, 403, 413, 422, status="201"),
            }
        },
        "/api/v1/evidence/{token}": {
            "parameters": [token],
            "get": {**operation("fetch_evidence", tag, gettext("Fetch a file")), "responses": found},
        },
    }
