"""Units, posts and quota (Điều 4 khoản 2 điểm d; QĐ 20/2020/QĐ-TTg; QCVN 102:2016/BTTTT)."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.rules import (
    gives_some_headcount,
    grades_rise,
    lasts_forward,
    stands_below_its_parent,
)
from app.records.fields import (
    catalogue,
    choice,
    day,
    files,
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
SERVICE = _("Public service unit")
VALIDITY = _("Validity")
QD20 = r"[A-Y][0-9]{2}(\.[0-9A-Z]+)*|Z[0-9]{2}[0-9A-Z]{0,32}"
QCVN102 = r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Y][0-9]{2}"
SERVICE_SECTORS = [
    ("education", _("Education and training")),
    ("health", _("Health")),
    ("science", _("Science and technology")),
    ("culture", _("Culture and sport")),
    ("information", _("Information and communication")),
    ("economy", _("Economic services")),
    ("other", _("Another sector")),
]
AUTONOMY_GROUPS = [
    ("1", _("Group 1: pays its running costs and investment")),
    ("2", _("Group 2: pays its running costs")),
    ("3a", _("Group 3: pays 70 % or more of its running costs")),
    ("3b", _("Group 3: pays less than 70 % of its running costs")),
    ("4", _("Group 4: running costs paid by the State")),
]


class OrgUnit(TreeRecord):
    """A unit from one day to another. A body that is renamed, merged or given another's code is a new unit.

    Codes were used again for other bodies on 01/7/2025: the key is code and first day, the identity `id`.
    """

    label = _("Unit")
    plural = _("Units")
    icon = "diagram-3"
    scope_tree = True
    managed_by = "managing_unit_id"
    named_by = ("name_vi",)
    ordered_by = ("path",)
    dated_by = "valid_from"
    not_imported = ("level", "confidence", "basis")
    # The administrator keeps the accounts of units; a unit is nobody's personal data.
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector", "administrator")
    writers = ("province_officer",)
    approvers = ("province_officer",)
    rules = (lasts_forward, stands_below_its_parent)

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
    name_vi: Mapped[str] = proper_name(
        _("Name of the unit"), required=True, listed=True, searched=True, aliases=("name",)
    )
    short_name: Mapped[str | None] = text(_("Short name of the unit"), length=60, searched=True)
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
    unit_type: Mapped[str | None] = text(
        _("Type of body"), help=_("The body's own designation, such as department or board.")
    )
    parent_id: Mapped[int | None] = link(
        "self",
        _("Parent unit"),
        section=TREE,
        listed=True,
        counted=True,
        question=_("How many units stand below each?"),
        aliases=("parent_code",),
    )
    managing_unit_id: Mapped[int | None] = link(
        "self",
        _("Unit that manages its staff"),
        section=TREE,
        help=_("Only when staff are managed by another unit than the one they work in."),
        aliases=("managing_code",),
    )
    sort_order: Mapped[int | None] = whole_number(_("Order among its siblings"), section=TREE)
    qcvn_code: Mapped[str | None] = identifier(
        _("Older code (QCVN 102)"),
        length=20,
        pattern=QCVN102,
        pattern_help=_("Four groups, the province last, as in 000.05.00.H60."),
        section=CODES,
    )
    budget_code: Mapped[str | None] = identifier(
        _("Budget relation code"),
        length=7,
        pattern=r"[0-9]{7}",
        pattern_help=_("The code has 7 digits."),
        section=CODES,
    )
    gso_code: Mapped[str | None] = identifier(_("Administrative unit code"), length=10, section=CODES)
    code_status: Mapped[str | None] = text(_("How sure the code is"), length=20, section=CODES)
    service_sector: Mapped[str | None] = choice(
        _("Sector of public service"),
        SERVICE_SECTORS,
        counted=True,
        question=_("In which sectors do the public service units work?"),
        section=SERVICE,
    )
    autonomy_group: Mapped[str | None] = choice(_("Degree of financial autonomy"), AUTONOMY_GROUPS, section=SERVICE)
    founded_by: Mapped[str | None] = text(
        _("Decision that founded the unit"), section=VALIDITY, help=_("Number and date of the decision.")
    )
    ended_by: Mapped[str | None] = text(_("Decision that ended the unit"), section=VALIDITY)
    source: Mapped[str | None] = long_text(_("Basis of the unit"), section=VALIDITY)
    note: Mapped[str | None] = long_text(_("Remark on the unit"), section=VALIDITY)


class Position(Record):
    """A position of leadership or work as the law names it (chức vụ, chức danh)."""

    label = _("Position")
    plural = _("Positions")
    icon = "person-badge"
    named_by = ("name_vi",)
    ordered_by = ("sort_order",)
    not_imported = ("confidence", "basis")
    writers = ("province_officer",)
    approvers = ("province_officer",)
    rules = (lasts_forward,)

    code: Mapped[str] = identifier(
        _("Position code"), required=True, listed=True, searched=True, key=True, example="P020"
    )
    name_vi: Mapped[str] = proper_name(
        _("Name of the position"), required=True, listed=True, searched=True, aliases=("name",)
    )
    name_en: Mapped[str | None] = text(_("English name of the position"))
    level: Mapped[str | None] = text(_("Level of the position"), listed=True)
    org_kind: Mapped[str | None] = catalogue("organization_kinds", _("Kind of unit that has it"), listed=True)
    allowance_code: Mapped[str | None] = catalogue("leadership_allowances", _("Default leadership allowance"))
    is_leader: Mapped[bool | None] = flag(_("Leads or manages"), listed=True)
    sort_order: Mapped[int | None] = whole_number(
        _("Order of precedence"), help=_("The least number goes first; the first in a unit is its head.")
    )
    valid_from: Mapped[date | None] = day(_("Position exists from"))
    valid_to: Mapped[date | None] = day(_("Position exists until"))
    source: Mapped[str | None] = long_text(_("Basis of the position"))


class JobPosition(Record):
    """A job position (vị trí việc làm) from the common lists of TT 12/2022/TT-BNV or the national frame."""

    label = _("Job position")
    plural = _("Job positions")
    icon = "briefcase"
    named_by = ("name_vi",)
    ordered_by = ("sort_order",)
    not_imported = ("confidence", "basis")
    writers = ("province_officer",)
    approvers = ("province_officer",)
    rules = (lasts_forward, grades_rise)

    code: Mapped[str] = identifier(
        _("Job position code"), required=True, listed=True, searched=True, key=True, example="VT01"
    )
    name_vi: Mapped[str] = proper_name(
        _("Name of the job position"), required=True, listed=True, searched=True, aliases=("name",)
    )
    name_en: Mapped[str | None] = text(_("English name of the job position"))
    group_code: Mapped[str | None] = catalogue("job_position_groups", _("Group of job positions"), listed=True)
    lowest_grade: Mapped[int | None] = whole_number(
        _("Lowest professional grade"), least=1, most=5, help=_("Grades 1 to 5 of NĐ 232/2026/NĐ-CP.")
    )
    highest_grade: Mapped[int | None] = whole_number(_("Highest professional grade"), least=1, most=5)
    description: Mapped[list[int] | None] = files(_("Job description and competence frame"))
    sort_order: Mapped[int | None] = whole_number(_("Order in the list"))
    valid_from: Mapped[date | None] = day(_("Job position exists from"))
    valid_to: Mapped[date | None] = day(_("Job position exists until"))
    source: Mapped[str | None] = long_text(_("Basis of the job position"))


class HeadcountQuota(ScopedRecord):
    """The headcount given to a unit for a year, by type of staff and source of pay (law: biên chế)."""

    label = _("Headcount quota")
    plural = _("Headcount quotas")
    icon = "people"
    scope_from = "unit_id"
    named_by = ("quota_year",)
    ordered_by = ("-quota_year",)
    writers = ("province_officer",)
    approvers = ("province_officer",)
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
    rules = (gives_some_headcount,)

    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that has the quota"),
        required=True,
        listed=True,
        key=True,
        help=_("What units below it are given by themselves is entered there and not once more here."),
    )
    quota_year: Mapped[int] = year(_("Year of the quota"), required=True, listed=True, key=True)
    civil_servants: Mapped[int | None] = whole_number(
        _("Quota of civil servants"), listed=True, help=_("Elected officials among them.")
    )
    public_employees_budget: Mapped[int | None] = whole_number(_("Public employees paid by the budget"), listed=True)
    public_employees_revenue: Mapped[int | None] = whole_number(_("Public employees paid from revenue"), listed=True)
    contract_workers: Mapped[int | None] = whole_number(_("Quota of contract workers"), listed=True)
    decision_number: Mapped[str | None] = identifier(_("Decision that gives the quota"))
    decided_on: Mapped[date | None] = day(_("Date of the quota decision"))
    issuer: Mapped[str | None] = text(_("Body that gives the quota"))
    evidence: Mapped[list[int] | None] = files(_("Scan of the quota decision"))
    note: Mapped[str | None] = long_text(_("Remark on the quota"))
