"""Units, posts and quota (Điều 4 khoản 2 điểm d; QĐ 20/2020/QĐ-TTg; QCVN 102:2016/BTTTT)."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.records.fields import (
    catalogue,
    day,
    flag,
    identifier,
    link,
    long_text,
    proper_name,
    text,
    whole_number,
    year,
)
from app.records.record import Record, ScopedRecord, TreeRecord

CODES = _("Codes")
TREE = _("Place in the organisation")
VALIDITY = _("Validity")
QD20 = r"[A-Y][0-9]{2}(\.[0-9A-Z]+)*|Z[0-9]{2}[0-9A-Z]{0,32}"
QCVN102 = r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Y][0-9]{2}"


class OrgUnit(TreeRecord):
    """A unit from one day to another. A body that is renamed, merged or given another's code is a new unit.

    Codes were used again for other bodies on 01/7/2025, so the key is code and first day; `id` is the identity.
    """

    label = _("Unit")
    plural = _("Units")
    icon = "diagram-3"
    scope_tree = True
    managed_by = "managing_unit_id"
    named_by = ("name_vi",)
    ordered_by = ("path",)
    writers = ("province_officer",)
    approvers = ("province_officer",)

    code: Mapped[str] = identifier(
        _("Electronic identifier of the unit"),
        length=35,
        pattern=QD20,
        pattern_help=_("Capital letters, digits and dots as in H60.05 (QĐ 20/2020/QĐ-TTg)."),
        required=True,
        listed=True,
        searched=True,
        key=True,
        section=CODES,
        example="H60.05",
    )
    valid_from: Mapped[date] = day(_("Unit exists from"), required=True, listed=True, key=True, section=VALIDITY)
    valid_to: Mapped[date | None] = day(_("Unit exists until"), listed=True, section=VALIDITY)
    name_vi: Mapped[str] = proper_name(_("Name of the unit"), required=True, listed=True, searched=True, aliases=("name",))
    name_en: Mapped[str | None] = text(_("English name of the unit"))
    kind_code: Mapped[str] = catalogue(
        "organization_kinds",
        _("Kind of unit"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many units of each kind are there?"),
        aliases=("kind",),
    )
    unit_type: Mapped[str | None] = text(_("Type of body"), help=_("The body's own designation, such as department or board."))
    parent_id: Mapped[int | None] = link("self", _("Parent unit"), section=TREE, listed=True, aliases=("parent_code",))
    managing_unit_id: Mapped[int | None] = link(
        "self",
        _("Unit that manages its staff"),
        section=TREE,
        help=_("Only when staff are managed by another unit than the one they work in."),
        aliases=("managing_code",),
    )
    qcvn_code: Mapped[str | None] = identifier(
        _("Older code (QCVN 102)"),
        length=20,
        pattern=QCVN102,
        pattern_help=_("Four groups, the province last, as in 000.05.00.H60."),
        section=CODES,
    )
    gso_code: Mapped[str | None] = identifier(_("Administrative unit code"), length=10, section=CODES)
    code_status: Mapped[str | None] = text(_("How sure the code is"), length=20, section=CODES)
    sort_order: Mapped[int | None] = whole_number(_("Order among its siblings"), section=TREE)
    source: Mapped[str | None] = long_text(_("Basis of the unit"), section=VALIDITY)
    note: Mapped[str | None] = long_text(_("Remark"), section=VALIDITY)


class Position(Record):
    """A position of leadership or work as the law names it (chức vụ, chức danh)."""

    label = _("Position")
    plural = _("Positions")
    icon = "person-badge"
    named_by = ("name_vi",)
    writers = ("province_officer",)
    approvers = ("province_officer",)

    code: Mapped[str] = identifier(_("Position code"), required=True, listed=True, searched=True, key=True)
    name_vi: Mapped[str] = proper_name(_("Name of the position"), required=True, listed=True, searched=True, aliases=("name",))
    name_en: Mapped[str | None] = text(_("English name of the position"))
    level: Mapped[str | None] = text(_("Level of the position"), listed=True)
    org_kind: Mapped[str | None] = catalogue("organization_kinds", _("Kind of unit that has it"), listed=True)
    allowance_code: Mapped[str | None] = identifier(_("Default leadership allowance"))
    is_leader: Mapped[bool | None] = flag(_("Leads or manages"), listed=True)
    sort_order: Mapped[int | None] = whole_number(_("Order of precedence"))
    valid_from: Mapped[date | None] = day(_("Position exists from"))
    valid_to: Mapped[date | None] = day(_("Position exists until"))
    source: Mapped[str | None] = long_text(_("Basis of the position"))


class JobPosition(Record):
    """A job position (vị trí việc làm) from the common lists of TT 12/2022/TT-BNV or the national frame."""

    label = _("Job position")
    plural = _("Job positions")
    icon = "briefcase"
    named_by = ("name_vi",)
    writers = ("province_officer",)
    approvers = ("province_officer",)

    code: Mapped[str] = identifier(_("Job position code"), required=True, listed=True, searched=True, key=True)
    name_vi: Mapped[str] = proper_name(_("Name of the job position"), required=True, listed=True, searched=True, aliases=("name",))
    name_en: Mapped[str | None] = text(_("English name of the job position"))
    group_code: Mapped[str | None] = catalogue("job_position_groups", _("Group of job positions"), listed=True)
    sort_order: Mapped[int | None] = whole_number(_("Order in the list"))
    valid_from: Mapped[date | None] = day(_("Job position exists from"))
    valid_to: Mapped[date | None] = day(_("Job position exists until"))
    source: Mapped[str | None] = long_text(_("Basis of the job position"))


class HeadcountQuota(ScopedRecord):
    """The headcount given to a unit for a year: civil servants, public employees by source of pay, contracts."""

    label = _("Headcount quota")
    plural = _("Headcount quotas")
    icon = "people"
    scope_from = "unit_id"
    named_by = ("unit_id", "quota_year")
    writers = ("province_officer",)
    approvers = ("province_officer",)
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")

    unit_id: Mapped[int] = link(OrgUnit, _("Unit that has the quota"), required=True, listed=True, key=True)
    quota_year: Mapped[int] = year(_("Year of the quota"), required=True, listed=True, key=True)
    civil_servants: Mapped[int | None] = whole_number(_("Civil servants"), listed=True)
    public_employees_budget: Mapped[int | None] = whole_number(_("Public employees paid by the budget"), listed=True)
    public_employees_revenue: Mapped[int | None] = whole_number(_("Public employees paid from revenue"), listed=True)
    contract_workers: Mapped[int | None] = whole_number(_("Contract workers"), listed=True)
    decision_number: Mapped[str | None] = identifier(_("Decision that gives the quota"))
    decided_on: Mapped[date | None] = day(_("Date of the quota decision"))
