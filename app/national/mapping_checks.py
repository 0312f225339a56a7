"""A wrong mapping makes no packet: each fault names the line, what is wrong with it, and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.national.mapping import (
    GROUP_OF_UNITS,
    GROUPS,
    RESTRICTED,
    STANDARDS,
    WITHHELD,
    Line,
    Rule,
    Standard,
    standard_on,
)
from app.national.transforms import TRANSFORMS, TYPES
from app.records.area import registry
from app.records.field import Field
from app.records.links import Link
from app.records.record import Record

READER = "province_officer"
LINE_CODE = re.compile(r"[A-Za-z0-9_.]+")
BLOCK = re.compile(r"[a-z][a-z0-9_]*")


def faults_today() -> list[str]:
    """The faults of the mapping in force."""
    standard = standard_on()
    if standard is None:
        return [f"{STANDARDS}: no version of the standard is in force today; add one, or correct its dates"]
    return list(faults(standard))


def faults(standard: Standard) -> Iterator[str]:
    """Everything that is wrong with a mapping, one sentence each, in English as messages of the start are."""
    lines = {line.code: line for line in standard.lines}
    if not lines:
        yield f"{standard.code}: there are no fields; name their code list in the attribute 'fields'"
    identifier = lines.get(standard.identified_by)
    if identifier is None or not identifier.is_sent or identifier.block or not identifier.required:
        yield (
            f"{standard.code}: identified_by names '{standard.identified_by}', which is no required, released line of the "
            "person's own record; name the line of the personal identification number"
        )
    for line in standard.lines:
        yield from (f"{line.code}: {said}" for said in _line(line))
    yield from _blocks(standard)
    for rule in standard.rules:
        yield from (f"{rule.code}: {said}" for said in _rule(rule))


def linked_field(record: type[Record], path: str) -> tuple[Field, Field | None] | None:
    """The field that a line names, and where it goes one link far the field of the linked record; None for a wrong name."""
    own, _dot, further = path.partition(".")
    field = record.fields.get(own)
    if field is None or not further:
        return (field, None) if field else None
    if not isinstance(field.kind, Link) or further not in field.kind.target.fields:
        return None
    return field, field.kind.target.fields[further]


def _line(line: Line) -> Iterator[str]:
    if not LINE_CODE.fullmatch(line.code):
        yield "a code has letters, digits, dots and underscores only; choose another"
    if line.group not in {str(group) for group in (GROUP_OF_UNITS, *GROUPS)}:
        yield f"group '{line.group}' is unknown; give 1 to 10, or {GROUP_OF_UNITS} for the organisation tree"
    if line.release not in ("", WITHHELD, RESTRICTED):
        yield f"release '{line.release}' is unknown; leave it empty, or give {WITHHELD} or {RESTRICTED}"
    if not line.is_sent:
        if not line.reason:
            yield "is not sent and says no reason; give record and field, or the reason"
        if not line.record:
            return
    record = registry().records.get(line.record)
    if record is None:
        yield f"record '{line.record}' does not exist; known: {', '.join(registry().records)}"
        return
    if line.release == WITHHELD and not line.field:
        return
    found = linked_field(record, line.field)
    if found is None:
        yield f"{line.record} has no field '{line.field}'; name one of: {', '.join(record.fields)}"
        return
    if line.is_sent:
        yield from _sent(line, record, found)


def _sent(line: Line, record: type[Record], found: tuple[Field, Field | None]) -> Iterator[str]:
    field = found[1] or found[0]
    transform = TRANSFORMS.get(line.transform)
    if line.type not in TYPES:
        yield f"type '{line.type}' is unknown; use one of {', '.join(TYPES)}"
    if transform is None:
        yield f"transform '{line.transform}' is unknown; use one of {', '.join(TRANSFORMS)}"
    elif line.type in TYPES and not transform.fits(field, line.type):
        fitting = [name for name, other in TRANSFORMS.items() if other.fits(field, line.type)]
        yield (
            f"{line.record}.{line.field} does not become '{line.type}' by '{line.transform}'; "
            f"transforms that do it: {', '.join(fitting) or 'none, choose another type'}"
        )
    yield from _about_whom(line, record)
    if READER not in record.readers:
        yield f"{line.record} is not read by {READER}, so it would be missing without a word; withhold it with a reason"
    if any(part is not None and part.level == "restricted" for part in found) and line.release != RESTRICTED:
        yield f"{line.record}.{line.field} is restricted; say release={RESTRICTED} if it may go out, or {WITHHELD}"
    try:
        re.compile(line.pattern)
    except re.error as error:
        yield f"the pattern is no regular expression ({error}); mend it"


def _about_whom(line: Line, record: type[Record]) -> Iterator[str]:
    if line.group == str(GROUP_OF_UNITS):
        if not record.scope_tree:
            yield f"{line.record} is not the tree of units; group {GROUP_OF_UNITS} holds nothing else"
    elif record.subject_from is None:
        yield f"{line.record} is about no person; link to it from a record that is, as in unit_id.code"
    elif (record.subject_from == "id") == bool(line.block):
        yield (
            "rows about the person stand in a table: name it in block; the person's own record has none"
            if record.subject_from != "id"
            else "the person's own record stands in no table; leave block empty"
        )
    if line.block and not BLOCK.fullmatch(line.block):
        yield f"block '{line.block}': a table's name has small letters, digits and underscores; choose another"


def _blocks(standard: Standard) -> Iterator[str]:
    records: dict[tuple[str, str], str] = {}
    for line in standard.sent:
        first = records.setdefault((line.group, line.block), line.record)
        if first != line.record:
            yield f"{line.code}: block '{line.block}' of group {line.group} holds {first}; give {line.record} another"


def _rule(rule: Rule) -> Iterator[str]:
    record = registry().records.get(rule.record)
    if record is None or record.subject_from is None:
        yield f"record '{rule.record}' does not exist or is about no person; name one that is"
    elif rule.field and rule.field not in record.fields:
        yield f"{rule.record} has no field '{rule.field}'; name one of: {', '.join(record.fields)}"
    elif rule.field and record.fields[rule.field].secret:
        yield f"{rule.record}.{rule.field} is sealed, so no row is found by it; name another field"
    if bool(rule.field) != bool(rule.values):
        yield "give field and values together, or neither for every row of the record"
