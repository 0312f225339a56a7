"""The OpenAPI document, made from the declarations for one caller: what he may read and write, and nothing else."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.asked import SIZES, filterable, sort_column
from app.access.counting import countable
from app.access.levels import sight
from app.access.standing import Standing
from app.api import document_of_signing_in
from app.api.document_of_changes import change_paths, change_schemas, evidence_paths
from app.api.document_parts import answers, content, integer, operation, query, ref, shared_schemas, text
from app.api.schemas import KEY_MOST, filter_value, value_read, value_sent
from app.records.area import registry
from app.records.field import Field
from app.records.links import Files
from app.records.record import Record

VERSION = "1.0"
ABOUT = _("The personnel records as JSON: the same rows, rights and field groups as on the screens.")
WRITES = ("post", "put", "delete")
Part = dict[str, Any]


def document(standing: Standing) -> Part:
    """The whole document as plain data."""
    records = [record for record in registry() if standing.may("read", record.name)]
    paths: Part = {}
    for record in records:
        paths |= _paths(record, standing)
    if standing.holds("can_use", "ApprovalView"):
        paths |= change_paths(standing)
    if standing.holds("can_use", "EvidenceView"):
        paths |= evidence_paths()
    paths |= document_of_signing_in.operations()
    return {
        "openapi": "3.1.0",
        "info": {"title": current_app.config["APP_NAME"], "version": VERSION, "description": str(ABOUT)},
        "servers": [{"url": "/"}],
        "security": [{"session": []}, {"bearer": []}],
        "tags": [{"name": name} for name in dict.fromkeys(_tag(record) for record in records)],
        "paths": {path: _guarded(item) for path, item in paths.items()},
        "components": {
            "schemas": {**shared_schemas(), **change_schemas(), **_schemas(records, standing)},
            "securitySchemes": _ways_in(),
            "responses": {"Refused": {"description": gettext("Refused"), **content(ref("Problem"))}},
        },
    }


def _guarded(item: Part) -> Part:
    """The operations at one address; those that write ask more of a session."""
    writing: Part = {"security": [{"session": [], "csrf": []}, {"bearer": []}]}
    return {name: {**writing, **part} if name in WRITES else part for name, part in item.items()}


def _ways_in() -> Part:
    session = {"type": "apiKey", "in": "cookie", "name": current_app.config["SESSION_COOKIE_NAME"]}
    token = gettext("The token of the page; needed on every write that comes with a session.")
    found: Part = {
        "session": session,
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken", "description": token},
    }
    return found | {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}


def _tag(record: type[Record]) -> str:
    area = registry().area_of(record)
    return str(area.label if area else record.plural)


def readable_fields(record: type[Record], standing: Standing) -> list[Field]:
    """The fields this caller may find in some row: one's own row shows more than those of others."""
    return [
        field
        for field in record.fields.values()
        if sight(field, standing) != "absent" or standing.sees_anywhere(record.name, field.level)
    ]


def sendable_fields(record: type[Record], standing: Standing, *, is_new: bool) -> list[Field]:
    """The fields this caller may send; what is settled with the new row is left out of a correction."""
    return [
        field
        for field in readable_fields(record, standing)
        if field.given
        and standing.sees_anywhere(record.name, field.level)
        and (is_new or not (field.once or field.name == record.subject_from))
    ]


def _schemas(records: list[type[Record]], standing: Standing) -> Part:
    found: Part = {}
    for record in records:
        found[f"{record.name}.values"] = _object(
            {field.name: value_read(field) for field in readable_fields(record, standing)}
        )
        found[f"{record.name}.row"] = _row(record)
        if standing.may("write", record.name):
            for verb, is_new in (("new", True), ("correction", False)):
                found[f"{record.name}.{verb}"] = _body(record, standing, is_new)
    return found


def _object(properties: Part, required: list[str] | None = None) -> Part:
    closed: Part = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**closed, "required": required} if required else closed


def _row(record: type[Record]) -> Part:
    values = {"properties": {"values": ref(f"{record.name}.values")}, "required": ["values"]}
    return {"title": str(record.label), "allOf": [ref("Row"), {"type": "object", **values}]}


def _body(record: type[Record], standing: Standing, is_new: bool) -> Part:
    fields = sendable_fields(record, standing, is_new=is_new)
    sent = {field.name: value_sent(field) for field in fields} | {"_note": ref("Note")}
    if is_new:
        return _object(sent, [field.name for field in fields if field.required])
    return _object({**sent, "_version": ref("Version")})


def _paths(record: type[Record], standing: Standing) -> Part:
    """The operations on one record that this caller may use."""
    base, tag, name = f"/api/v1/{record.name}/", _tag(record), record.name
    key = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "integer", "minimum": 1, "maximum": KEY_MOST},
    }
    collection: Part = {
        "get": {
            **operation(f"list_{name}", tag, gettext("List: %(plural)s", plural=record.plural)),
            "parameters": _parameters(record, standing),
            "responses": answers(_page(record), 400, 401, 403, 422),
        }
    }
    one: Part = {
        "parameters": [key],
        "get": {
            **operation(f"read_{name}", tag, gettext("Read one row: %(label)s", label=record.label)),
            "responses": answers(ref(f"{name}.row"), 400, 401, 403, 404),
        },
    }
    if standing.may("write", name):
        collection["post"] = _write(
            record, "hand_in", gettext("Hand in a new row: %(label)s", label=record.label), "new"
        )
        one["put"] = _write(
            record, "correct", gettext("Hand in a correction: %(label)s", label=record.label), "correction"
        )
        one["delete"] = _write(record, "cancel", gettext("Ask for a cancellation: %(label)s", label=record.label), None)
    info = {
        **operation(f"describe_{name}", tag, gettext("Fields and rules: %(label)s", label=record.label)),
        "responses": answers({"type": "object"}, 401, 403),
    }
    found = {base: collection, f"{base}_info": {"get": info}, f"{base}{{id}}": one}
    if counted := countable(record, standing):
        found[f"{base}_counts"] = {"get": _counts(record, standing, counted)}
    return found


def _counts(record: type[Record], standing: Standing, counted: list[Field]) -> Part:
    by = query(
        "by", {"type": "string", "enum": [field.name for field in counted]}, gettext("Field whose values are counted")
    )
    return {
        **operation(f"count_{record.name}", _tag(record), gettext("Count: %(plural)s", plural=record.plural)),
        "parameters": [{**by, "required": True}, _words(), *_narrowing(record, standing)],
        "responses": answers(ref("Counts"), 400, 401, 403, 422),
    }


def _write(record: type[Record], verb: str, summary: str, body: str | None) -> Part:
    """A write answers 202 while its change waits, 200 when it is official at once or nothing differs."""
    schema = ref(f"{record.name}.{body}") if body else ref("Cancellation")
    refusals = (400, 401, 403, 409, 413, 422) if body == "new" else (400, 401, 403, 404, 409, 413, 422)
    handed = content(ref("HandedIn"))
    return {
        **operation(f"{verb}_{record.name}", _tag(record), summary),
        "requestBody": {"required": body is not None, **content(schema)},
        "responses": {
            **answers(ref("HandedIn"), *refusals),
            "202": {"description": gettext("Handed in; it waits for approval"), **handed},
        },
    }


def _page(record: type[Record]) -> Part:
    rows = {"result": {"type": "array", "items": ref(f"{record.name}.row")}}
    return {"allOf": [ref("Page"), {"type": "object", "properties": rows, "required": ["result"]}]}


def _parameters(record: type[Record], standing: Standing) -> list[Part]:
    """The query string of a list, as `app.access.asked` reads it."""
    fields = [field for field in readable_fields(record, standing) if not isinstance(field.kind, Files)]
    sortable = [field.name for field in fields if sort_column(record, field) is not None]
    names = ", ".join(field.name for field in fields)
    found = [
        _words(),
        query("dir", {"type": "string", "enum": ["asc", "desc"]}, gettext("Direction of the order")),
        query("page", integer(1), gettext("Number of the page")),
        query("size", {"type": "integer", "enum": list(SIZES)}, gettext("Rows of a page")),
        query("cols", text(4000), gettext("Columns, separated by commas: %(names)s", names=names)),
        query("after_id", integer(0, KEY_MOST), gettext("Rows after this key, in the order of the keys")),
    ]
    if sortable:
        found.append(query("sort", {"type": "string", "enum": sortable}, gettext("Field by which rows are ordered")))
    return found + _narrowing(record, standing)


def _words() -> Part:
    return query("q", text(200), gettext("Words to find, with or without accents"))


def _narrowing(record: type[Record], standing: Standing) -> list[Part]:
    return [query(field.name, filter_value(field), str(field.label)) for field in filterable(record, standing)]
