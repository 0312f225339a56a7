"""What a caller sends: a JSON object by field, read by the kinds of the fields as a form is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import BadRequest

from app.access.levels import sight
from app.access.standing import Standing
from app.changes.refusals import Invalid
from app.changes.submitting import NOT_YOURS, UNKNOWN
from app.records.field import Field
from app.records.kinds import Attributes, Flag, LongText
from app.records.links import Files
from app.records.problems import FieldError, Problem
from app.records.record import Record

VERSION, NOTE = "_version", "_note"
NOT_JSON = _("Send the values by field as one JSON object.")
ONE_VALUE = _("Send one value, a text or a number; a row of another record is named by its key.")
KEYS_OF_FILES = _("Send the list of the files' keys, as numbers.")
NAMED_TEXTS = _("Send texts or numbers by their names.")
A_NUMBER = _("Send the version that you were given with the row, a number.")


@dataclass(frozen=True)
class Sent:
    """A body that was read: values by field, the version of the row they were made from, and a note for the approver."""

    values: dict[str, Any] = field(default_factory=dict)
    version: int | None = None
    note: str | None = None


def read_body(record: type[Record], standing: Standing, row: Mapping[str, Any] | None = None) -> Sent:
    """Read the request's body. `row` is the official one that it would change.

    Raises `BadRequest` when it is no JSON object, and `Invalid` naming every item that cannot be read, that the record
    does not have, or that this caller does not see in full.
    """
    given = read_object()
    problems: list[Problem] = []
    version = _read(VERSION, given.pop(VERSION, None), _version, problems)
    note = _read(NOTE, given.pop(NOTE, None), LongText(2000).parse, problems)
    values = {
        name: _read(name, raw, lambda value, name=name: _value(record, name, value, standing, row), problems)
        for name, raw in given.items()
    }
    if problems:
        raise Invalid(problems)
    return Sent(values, version, note)


def read_object() -> dict[str, Any]:
    """The JSON object that was sent. Raises `BadRequest` for anything else."""
    try:
        given = request.get_json(silent=True) if request.is_json else None
    except RecursionError:
        given = None
    if not isinstance(given, dict):
        raise BadRequest(str(NOT_JSON))
    return given


def _read(name: str, raw: Any, read: Any, problems: list[Problem]) -> Any:
    try:
        return read(raw)
    except FieldError as error:
        problems.append(Problem(error.message, name))
        return None


def _version(raw: Any) -> int | None:
    if raw is not None and type(raw) is not int:
        raise FieldError(A_NUMBER)
    return raw


def _value(record: type[Record], name: str, raw: Any, standing: Standing, row: Mapping[str, Any] | None) -> Any:
    declared = record.fields.get(name)
    if declared is None:
        raise FieldError(UNKNOWN)
    # Before it is compared with the official value: "nothing differs" would tell what this caller may not see.
    if row is not None and sight(declared, standing, row) != "shown":
        raise FieldError(NOT_YOURS)
    _refuse_wrong_shape(declared, raw)
    return declared.parse(raw)


def _refuse_wrong_shape(declared: Field, raw: Any) -> None:
    """An object given for a link would, on the framework's own resources, make a row of the other table."""
    if isinstance(declared.kind, Files):
        if raw is not None and not (isinstance(raw, list) and all(type(key) is int for key in raw)):
            raise FieldError(KEYS_OF_FILES)
    elif isinstance(declared.kind, Attributes) and isinstance(raw, dict):
        if any(isinstance(value, (dict, list)) for value in raw.values()):
            raise FieldError(NAMED_TEXTS)
    elif isinstance(raw, (dict, list)) or (isinstance(raw, bool) and not isinstance(declared.kind, Flag)):
        raise FieldError(ONE_VALUE)
