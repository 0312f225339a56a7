"""Roles × records × rights as they are in force: read from the framework's tables, held against the declarations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.rights import SEE, SYSTEM, level_subject, role_permissions, roles_with
from app.access.roles import LEVELS, RIGHTS, ROLES
from app.records.area import registry
from app.records.field import Field
from app.records.kinds import Kind
from app.records.record import Record

RIGHT_NAMES = {"read": _("reads"), "write": _("enters"), "approve": _("approves")}
SCOPES = {
    "rows": _("by unit of the row"),
    "pick": _("by unit of the tree"),
    "open": _("open to the whole province"),
}
REACHES = {"unit": _("a unit and all below it"), "province": _("the whole province"), "self": _("one's own record")}
ACTS = {
    "administer": _("administers accounts and system"),
    "audit": _("reads the audit log"),
    "export_national": _("makes packets for the national database"),
    "release_figures": _("releases figures to all units"),
}
SUBJECT = _("Subject of the right")


@dataclass(frozen=True)
class MatrixLine:
    """A record (or another subject of rights): its area, its scope, and what each role may do with it."""

    area: str
    subject: str
    scope: str
    cells: Sequence[str]
    differs: bool = False


@dataclass(frozen=True)
class MatrixPage:
    """The whole table. `roles` are (label, reach) in the order of the cells."""

    roles: Sequence[tuple[str, str]]
    lines: Sequence[MatrixLine]
    differs: bool


def matrix_page() -> MatrixPage:
    """Every record, act and field group with what each role may do."""
    held = role_permissions()
    lines = [_record_line(record, held) for record in registry()]
    lines += [_line(_("System"), label, (f"can_{act}", SYSTEM), held) for act, label in ACTS.items()]
    lines += [
        _line(_("Field groups"), level.label, (SEE, level_subject(name)), held)
        for name, level in LEVELS.items()
        if name != "open"
    ]
    roles = [(str(role.label), str(REACHES.get(role.reach, ""))) for role in ROLES.values()]
    return MatrixPage(roles, lines, any(line.differs for line in lines))


def _record_line(record: type[Record], held: Any) -> MatrixLine:
    area = registry().area_of(record)
    cells, differs = [], False
    for role in ROLES:
        rights = [right for right in RIGHTS if (f"can_{right}", record.name) in held.get(role, frozenset())]
        declared = [right for right in RIGHTS if role in roles_with(record, right)]
        differs = differs or rights != declared
        cells.append(", ".join(str(RIGHT_NAMES[right]) for right in rights))
    scope = str(SCOPES[record.scope])
    if not record.approval:
        scope = "; ".join((scope, gettext("without approval")))
    return MatrixLine(str(area.label) if area else gettext("System"), str(record.plural), scope, cells, differs)


def _line(area: Any, label: Any, pair: tuple[str, str], held: Any) -> MatrixLine:
    cells = [gettext("yes") if pair in held.get(role, frozenset()) else "" for role in ROLES]
    return MatrixLine(str(area), str(label), "", cells)


def matrix_columns() -> list[Field]:
    """The columns of the sheet."""
    fixed = [
        Field(Kind(60), _("Area"), "area"),
        Field(Kind(120), SUBJECT, "subject"),
        Field(Kind(60), _("Scope"), "scope"),
    ]
    return fixed + [Field(Kind(60), role.label, name) for name, role in ROLES.items()]


def matrix_rows(page: MatrixPage) -> list[list[str]]:
    """The rows of the sheet."""
    reach = ["", str(_("Reach of the role")), "", *(reach for _label, reach in page.roles)]
    return [reach, *([line.area, line.subject, line.scope, *line.cells] for line in page.lines)]
