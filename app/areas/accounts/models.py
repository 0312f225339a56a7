"""Requests for access and custodians of units' workspaces (Điều 4 khoản 2 điểm a; Điều 5 and 11 khoản 4 of the regulation)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.access.accounts import KINDS
from app.access.roles import ROLES
from app.areas.accounts.rules import (
    BY_ITSELF,
    account_is_there,
    asked_for_another,
    asked_within_the_unit,
    custodian_goes_forward,
    custodian_works_there,
    dates_go_forward,
    kind_fits_the_role,
    leaves_an_administrator,
    name_is_the_persons,
    one_custodian_at_a_time,
    role_has_its_unit,
    stays_as_it_was,
)
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.records.clock import today
from app.records.fields import choice, day, files, identifier, link, long_text, person_name
from app.records.record import ScopedRecord

DOCUMENT = _("Written request of the unit")
HOLDER = _("Holder of the account")
RIGHT = _("Right asked for")
ACTS = [
    ("open", _("Open an account")),
    ("grant", _("Give a further right")),
    ("restrict", _("Restrict a right")),
    ("extend", _("Extend a right")),
    ("revoke", _("Revoke a right")),
]
FOLLOWS = [("using", _("Staff that the unit uses")), ("managing", _("Staff that the unit manages"))]
STATES = [("waiting", _("To be carried out by the administrator")), ("done", _("Carried out"))]


class AccessRequest(ScopedRecord):
    """What a unit asks in writing about an account: to open it, to give, restrict, extend or revoke a right.

    Once approved it stays as it is: what became of it stands beside, and the next request says what changes. Restricting and
    revoking take effect with the approval; what opens a door waits for the administrator's own hand.
    """

    label = _("Access request")
    plural = _("Access requests")
    icon = "person-lock"
    scope_from = "unit_id"
    dated_by = "valid_from"
    named_by = ("username", "act", "document_number")
    ordered_by = ("-document_date",)
    stacked: ClassVar = {
        "username": ("person_name",),
        "act": ("state",),
        "role": ("target_id", "account_kind"),
        "unit_id": ("document_number", "document_date"),
        "valid_from": ("valid_to",),
    }
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector", "administrator")
    writers = ("unit_hr", "province_officer")
    approvers = ("province_officer",)
    rules = (
        stays_as_it_was,
        asked_for_another,
        account_is_there,
        kind_fits_the_role,
        role_has_its_unit,
        asked_within_the_unit,
        dates_go_forward,
        leaves_an_administrator,
        name_is_the_persons,
    )

    username: Mapped[str] = identifier(
        _("User name"),
        required=True,
        listed=True,
        searched=True,
        section=HOLDER,
        example="ngoc.ha",
        help=_("Small letters, digits, dots or hyphens. A name that was ever used is not given again."),
    )
    act: Mapped[str] = choice(
        _("What is asked"),
        ACTS,
        required=True,
        listed=True,
        counted=True,
        question=_("How many requests of each kind were made?"),
        section=RIGHT,
    )
    account_kind: Mapped[str] = choice(
        _("Kind of account"),
        list(KINDS.items()),
        required=True,
        listed=True,
        counted=True,
        question=_("For which kinds of account were requests made?"),
        section=HOLDER,
    )
    person_name: Mapped[str] = person_name(
        _("Name of the holder"),
        required=True,
        listed=True,
        searched=True,
        section=HOLDER,
        help=_("Each account has one human holder, the unit's too: whoever is put in charge of it (Điều 5 khoản 3)."),
    )
    employee_id: Mapped[int | None] = link(
        Employee, _("Holder on record"), section=HOLDER, help=_("Needed for a personal account: it opens his record.")
    )
    role: Mapped[str | None] = choice(
        _("Role asked for"),
        [(name, role.label) for name, role in ROLES.items()],
        listed=True,
        counted=True,
        question=_("Which roles are asked for?"),
        section=RIGHT,
        help=_("Left empty in a revocation, every right of the account ends."),
    )
    target_id: Mapped[int | None] = link(
        OrgUnit,
        _("Unit over which it is held"),
        listed=True,
        section=RIGHT,
        help=_("With everything below it. Roles of the whole province and of one's own record need none."),
    )
    follows: Mapped[str | None] = choice(_("Whose staff it reaches"), FOLLOWS, section=RIGHT)
    valid_from: Mapped[date] = day(_("Right asked from"), required=True, listed=True, section=RIGHT)
    valid_to: Mapped[date | None] = day(_("Right asked until"), listed=True, section=RIGHT)
    reason: Mapped[str] = long_text(_("Reason for the request"), required=True, section=RIGHT)
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that asks"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which units asked for access?"),
        section=DOCUMENT,
    )
    document_number: Mapped[str] = identifier(
        _("Number of the request"),
        required=True,
        listed=True,
        searched=True,
        section=DOCUMENT,
        example="12/CV-SGDĐT",
        help=_("Access is changed on a written request alone (Điều 11 khoản 4)."),
    )
    document_date: Mapped[date] = day(
        _("Date of the request"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many requests were made in each year?"),
        section=DOCUMENT,
    )
    evidence: Mapped[list[int] | None] = files(_("Scan of the request"), section=DOCUMENT)
    carried_out_on: Mapped[date | None] = day(_("Carried out on"), given=False, section=RIGHT)
    state: Mapped[str | None] = choice(
        _("State of the request"),
        STATES,
        given=False,
        listed=True,
        counted=True,
        question=_("How many approved requests wait to be carried out?"),
        section=RIGHT,
    )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """What takes effect with the approval is done; the rest waits for the administrator."""
        done = values.get("carried_out_on") or values.get("act") in BY_ITSELF
        return {**super().derived(values), "state": "done" if done else "waiting"}


class UnitCustodian(ScopedRecord):
    """Who is put in charge of a unit's workspace, from when to when, by which paper (Điều 5 khoản 3)."""

    label = _("Custodian of a workspace")
    plural = _("Custodians of workspaces")
    icon = "person-check"
    scope_from = "unit_id"
    dated_by = "assigned_from"
    named_by = ("unit_id", "employee_id")
    ordered_by = ("-assigned_from",)
    stacked: ClassVar = {"assigned_from": ("assigned_to",), "document_number": ("document_date",)}
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
    writers = ("unit_hr", "province_officer")
    rules = (custodian_goes_forward, one_custodian_at_a_time, custodian_works_there)

    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit of the workspace"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many custodians has each unit had?"),
    )
    employee_id: Mapped[int] = link(Employee, _("Custodian"), required=True, listed=True)
    assigned_from: Mapped[date] = day(
        _("In charge from"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("In which years were custodians assigned?"),
    )
    assigned_to: Mapped[date | None] = day(_("In charge until"), listed=True)
    document_number: Mapped[str] = identifier(_("Number of the assignment"), required=True, listed=True, searched=True)
    document_date: Mapped[date] = day(_("Date of the assignment"), required=True)
    evidence: Mapped[list[int] | None] = files(_("Scan of the assignment"))
    note: Mapped[str | None] = long_text(_("Remark on the custodian"))

    @classmethod
    def in_charge(cls, on: date | None = None) -> Any:
        """Who is in charge on a day."""
        moment = on or today()
        return (cls.assigned_from <= moment) & (cls.assigned_to.is_(None) | (cls.assigned_to >= moment))
