"""The product's roles and the field groups each may see. Which records a role may read, write or approve, the record says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

RIGHTS = ("read", "write", "approve")


@dataclass(frozen=True)
class Level:
    """A field group. Who does not hold it finds the value `masked` or `absent`; a `logged` one leaves a trace when read."""

    name: str
    label: Any
    otherwise: str = "absent"
    logged: bool = False


@dataclass(frozen=True)
class RoleDeclaration:
    """A role: where its grants reach (`unit`, `province` or `self`) and which field groups it sees in full."""

    name: str
    label: Any
    reach: str
    levels: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


LEVELS = {
    level.name: level
    for level in (
        Level("open", _("Open")),
        Level("identity", _("Numbers of identity"), otherwise="masked"),
        Level("contact", _("Contact details"), otherwise="masked"),
        Level("sensitive", _("Sensitive personal data"), logged=True),
        Level("restricted", _("Restricted data"), logged=True),
    )
}

ROLES = {
    role.name: role
    for role in (
        RoleDeclaration("employee", _("Employee"), "self", ("identity", "contact", "sensitive", "restricted")),
        RoleDeclaration("unit_hr", _("Unit HR officer"), "unit", ("identity", "contact", "sensitive")),
        RoleDeclaration("unit_approver", _("Unit approver"), "unit", ("identity", "contact", "sensitive")),
        RoleDeclaration("leader", _("Leader"), "unit"),
        RoleDeclaration(
            "province_officer",
            _("Home Affairs officer"),
            "province",
            ("identity", "contact", "sensitive", "restricted"),
            ("export_national", "release_figures"),
        ),
        # Given beside another role: whoever plans the leaders sees people by that one.
        RoleDeclaration("planning_officer", _("Planning officer"), "unit", ("restricted",)),
        RoleDeclaration("inspector", _("Inspector"), "unit", ("identity", "contact", "sensitive"), ("audit",)),
        # The whole province, of the few records that name him among their readers: units, and requests for access.
        RoleDeclaration("administrator", _("System administrator"), "province", (), ("administer", "audit")),
    )
}
