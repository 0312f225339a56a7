"""A wrong mapping makes no packet: each fault names the line, what is wrong, and the remedy, for whoever keeps the lists."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError

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

log = logging.getLogger(__name__)

READER = "province_officer"
LINE_CODE = re.compile(r"[A-Za-z0-9_.]+")
BLOCK = re.compile(r"[a-z][a-z0-9_]*")


def faults_today() -> list[str]:
    """The faults of the mapping in force."""
    standard = standard_on()
    if standard is None:
        return [
            _("%(list)s: no version of the standard is in force today; add one, or correct its dates.", list=STANDARDS)
        ]
    return list(faults(standard))


def say_at_start() -> list[str]:
    """Tell the log what is wrong with the mapping in force: the product serves on, but makes no packet. Returns the faults."""
    try:
        found = faults_today()
    except DBAPIError:
        log.warning("The mapping to the national standard cannot be read; whether it is right is seen when it can be.")
        return []
    for fault in found:
        log.error("Mapping to the national standard: %s", fault)
    return found


def faults(standard: Standard) -> Iterator[str]:
    """Everything that is wrong with a mapping, one sentence each."""
    lines = {line.code: line for line in standard.lines}
    if not lines:
        said = _("there are no fields; name their code list in the attribute “fields”.")
        yield f"{standard.code}: {said}"
    identifier = lines.get(standard.identified_by)
    if identifier is None or not identifier.is_sent or identifier.block or not identifier.required:
        said = _(
            "“identified_by” names “%(line)s”, which is no required, released line of the person's own record; name the line "
            "of the personal identification number.",
            line=standard.identified_by,
        )
        yield f"{standard.code}: {said}"
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
        yield _("a code has letters, digits, dots and underscores only; choose another.")
    if line.group not in {str(group) for group in (GROUP_OF_UNITS, *GROUPS)}:
        yield _("group “%(group)s” is unknown; give 1 to 10, or 0 for the organisation tree.", group=line.group)
    if line.release not in ("", WITHHELD, RESTRICTED):
        yield _("release “%(given)s” is unknown; leave it empty, or give withheld or restricted.", given=line.release)
    if not line.is_sent:
        if not line.reason:
            yield _("is not sent and says no reason; give record and field, or the reason.")
        if not line.record:
            return
    record = registry().records.get(line.record)
    if record is None:
        known = ", ".join(registry().records)
        yield _("record “%(record)s” does not exist; known: %(known)s.", record=line.record, known=known)
        return
    if line.release == WITHHELD and not line.field:
        return
    found = linked_field(record, line.field)
    if found is None:
        yield _no_such_field(record, line.field)
    elif line.is_sent:
        yield from _sent(line, record, found)


def _no_such_field(record: type[Record], name: str) -> str:
    known = ", ".join(record.fields)
    said: str = _(
        "%(record)s has no field “%(field)s”; name one of: %(known)s.", record=record.name, field=name, known=known
    )
    return said


def _sent(line: Line, record: type[Record], found: tuple[Field, Field | None]) -> Iterator[str]:
    field, place = found[1] or found[0], f"{line.record}.{line.field}"
    transform = TRANSFORMS.get(line.transform)
    if line.type not in TYPES:
        yield _("type “%(type)s” is unknown; use one of: %(known)s.", type=line.type, known=", ".join(TYPES))
    if transform is None:
        known = ", ".join(TRANSFORMS)
        yield _("transform “%(transform)s” is unknown; use one of: %(known)s.", transform=line.transform, known=known)
    elif line.type in TYPES and not transform.fits(field, line.type):
        fitting = ", ".join(name for name, other in TRANSFORMS.items() if other.fits(field, line.type)) or "–"
        yield _(
            "%(field)s does not become “%(type)s” by “%(transform)s”; transforms that do it: %(fitting)s.",
            field=place,
            type=line.type,
            transform=line.transform,
            fitting=fitting,
        )
    yield from _about_whom(line, record)
    if found[1] is not None and found[1].secret:
        yield _("%(field)s is sealed, so it is not read through a link; name it by its own record.", field=place)
    read = [record, *([found[0].kind.target] if isinstance(found[0].kind, Link) else [])]
    for unread in (part for part in read if READER not in part.readers):
        yield _(
            "%(record)s is not read by the Home Affairs officer, so it would be missing without a word; withhold it and say "
            "the reason.",
            record=unread.name,
        )
    if any(part is not None and part.level == "restricted" for part in found) and line.release != RESTRICTED:
        yield _("%(field)s is restricted; say release restricted if it may go out, or withheld.", field=place)
    try:
        re.compile(line.pattern)
    except re.error as error:
        yield _("the pattern is no regular expression (%(error)s); mend it.", error=error)


def _about_whom(line: Line, record: type[Record]) -> Iterator[str]:
    if line.group == str(GROUP_OF_UNITS):
        if not record.scope_tree:
            yield _("%(record)s is not the tree of units; group 0 holds nothing else.", record=line.record)
    elif record.subject_from is None:
        yield _(
            "%(record)s is about no person; link to it from a record that is, as in unit_id.code.", record=line.record
        )
    elif record.subject_from != "id" and not line.block:
        yield _("rows about the person stand in a table; name it in “block”.")
    elif record.subject_from == "id" and line.block:
        yield _("the person's own record stands in no table; leave “block” empty.")
    if line.block and not BLOCK.fullmatch(line.block):
        yield _("block “%(block)s”: use small letters, digits and underscores.", block=line.block)


def _blocks(standard: Standard) -> Iterator[str]:
    records: dict[tuple[str, str], str] = {}
    for line in standard.sent:
        first = records.setdefault((line.group, line.block), line.record)
        if first != line.record:
            said = _(
                "block “%(block)s” of the group holds %(first)s; give %(record)s another.",
                block=line.block,
                first=first,
                record=line.record,
            )
            yield f"{line.code}: {said}"


def _rule(rule: Rule) -> Iterator[str]:
    record = registry().records.get(rule.record)
    if record is None or record.subject_from is None:
        yield _("record “%(record)s” does not exist or is about no person; name one that is.", record=rule.record)
    elif rule.field and rule.field not in record.fields:
        yield _no_such_field(record, rule.field)
    elif rule.field and record.fields[rule.field].secret:
        yield _(
            "%(field)s is sealed, so no row is found by it; name another field.", field=f"{rule.record}.{rule.field}"
        )
    if bool(rule.field) != bool(rule.values):
        yield _("give field and values together, or neither for every row of the record.")
