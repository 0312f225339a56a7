"""What is recruited for: the plan, its rounds, and the posts of a round (NĐ 115/2020; NĐ 170/2025; NĐ 259/2026)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.models import JobPosition, OrgUnit
from app.areas.personnel.models import RANK_LISTS
from app.areas.recruitment import round_rules as rules
from app.records.fields import (
    catalogue,
    choice,
    day,
    files,
    flag,
    identifier,
    link,
    long_text,
    text,
    whole_number,
    year,
)
from app.records.record import ScopedRecord

APPROVAL = _("Approval of the plan")
TIMES = _("Notice and days")
COUNCIL = _("Recruitment council")
WANTED = _("What is required")
STATES = [
    ("announced", _("Announced")),
    ("examining", _("Being examined")),
    ("concluded", _("Results recognised")),
    ("cancelled", _("Round called off")),
]
FORMS = [("interview", _("Interview")), ("practice", _("Practical test")), ("written", _("Written test"))]
READERS = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
WRITERS = ("unit_hr", "province_officer")


class RecruitmentPlan(ScopedRecord):
    """The plan of a unit to recruit so many people in a year, and the body that approved it."""

    label = _("Recruitment plan")
    plural = _("Recruitment plans")
    icon = "calendar2-check"
    scope_from = "unit_id"
    named_by = ("number", "plan_year")
    ordered_by = ("-plan_year", "number")
    dated_by = "decided_on"
    readers = READERS
    writers = WRITERS
    stacked: ClassVar = {"number": ("decided_on",), "approved_by": ("approved_on",)}
    rules = (rules.approved_after_it_was_made,)

    number: Mapped[str] = identifier(
        _("Number of the recruitment plan"), required=True, listed=True, searched=True, key=True, example="45/KH-SNV"
    )
    decided_on: Mapped[date] = day(_("Date of the recruitment plan"), required=True, listed=True)
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that recruits"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which units have plans to recruit?"),
    )
    plan_year: Mapped[int] = year(_("Year of recruitment"), required=True, listed=True)
    staff_type_code: Mapped[str | None] = catalogue(
        "staff_types",
        _("Type of staff planned for"),
        listed=True,
        counted=True,
        question=_("For which types of staff are plans made?"),
    )
    vacancies: Mapped[int | None] = whole_number(_("People to be recruited"), most=100_000, listed=True)
    approved_by: Mapped[str | None] = text(_("Plan approved by"), listed=True, section=APPROVAL)
    approval_number: Mapped[str | None] = identifier(_("Number of the approval"), section=APPROVAL)
    approved_on: Mapped[date | None] = day(_("Plan approved on"), listed=True, section=APPROVAL)
    scan: Mapped[list[int] | None] = files(_("Scan of the recruitment plan"), section=APPROVAL)
    note: Mapped[str | None] = long_text(_("Remark on the recruitment plan"))


class RecruitmentRound(ScopedRecord):
    """One round under a plan: one method, one notice, one council, one day of results."""

    label = _("Recruitment round")
    plural = _("Recruitment rounds")
    icon = "megaphone"
    scope_from = "unit_id"
    named_by = ("number", "method_code")
    ordered_by = ("-notice_date",)
    dated_by = "notice_date"
    readers = READERS
    writers = WRITERS
    stacked: ClassVar = {
        "notice_date": ("application_deadline",),
        "plan_id": ("unit_id",),
        "council_size": ("council_number",),
    }
    rules = (
        rules.applications_are_open_long_enough,
        rules.round_goes_forward,
        rules.council_has_its_size,
        rules.round_is_of_its_plan,
    )

    number: Mapped[str] = identifier(
        _("Number of the round"), required=True, listed=True, searched=True, key=True, example="VC-2026-1"
    )
    plan_id: Mapped[int | None] = link(RecruitmentPlan, _("Plan of the round"), listed=True)
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that holds the round"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which units hold recruitment rounds?"),
    )
    staff_type_code: Mapped[str] = catalogue(
        "staff_types",
        _("Type of staff recruited"),
        required=True,
        listed=True,
        counted=True,
        question=_("For which types of staff are rounds held?"),
    )
    method_code: Mapped[str] = catalogue(
        "recruitment_methods",
        _("Method of recruitment"),
        required=True,
        listed=True,
        counted=True,
        question=_("By which methods is recruited?"),
    )
    state: Mapped[str] = choice(
        _("State of the round"),
        STATES,
        required=True,
        listed=True,
        counted=True,
        question=_("How far are the recruitment rounds?"),
    )
    notice_date: Mapped[date] = day(
        _("Recruitment announced on"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many rounds were announced in each year?"),
        section=TIMES,
    )
    application_deadline: Mapped[date | None] = day(
        _("Applications accepted until"),
        listed=True,
        section=TIMES,
        help=_("30 days from the public notice (NĐ 115/2020 Điều 15; NĐ 170/2025)."),
    )
    round1_on: Mapped[date | None] = day(_("Round 1 held on"), section=TIMES)
    round2_on: Mapped[date | None] = day(_("Round 2 held on"), section=TIMES)
    round2_form: Mapped[str | None] = choice(_("Form of round 2"), FORMS, section=TIMES)
    results_on: Mapped[date | None] = day(_("Results recognised on"), listed=True, section=TIMES)
    council_size: Mapped[int | None] = whole_number(
        _("Members of the council"),
        most=50,
        listed=True,
        section=COUNCIL,
        help=_("5 or 7; a reception of the cases c, d, đ needs none (NĐ 115/2020 Điều 13)."),
    )
    council_number: Mapped[str | None] = identifier(_("Decision that set up the council"), listed=True, section=COUNCIL)
    council_members: Mapped[str | None] = long_text(
        _("Who sits on the council"), section=COUNCIL, help=_("One name and office a line, the chair first.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the round of recruitment"))


class RecruitmentPost(ScopedRecord):
    """A post to be filled in a round: where, as what, how many, and what is required."""

    label = _("Post to be filled")
    plural = _("Posts to be filled")
    icon = "briefcase"
    scope_from = "unit_id"
    named_by = ("code", "post_title")
    ordered_by = ("round_id", "code")
    readers = READERS
    writers = WRITERS
    stacked: ClassVar = {"post_title": ("job_position_id",), "required_level_code": ("required_major",)}
    rules = (rules.post_is_for_somebody,)

    round_id: Mapped[int] = link(RecruitmentRound, _("Round of the post"), required=True, listed=True, key=True)
    code: Mapped[str] = identifier(
        _("Code of the post in the round"), required=True, listed=True, searched=True, key=True, example="GV-TH-01"
    )
    post_title: Mapped[str] = text(_("Post as announced"), required=True, listed=True, searched=True)
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that has the vacancy"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which units have posts to be filled?"),
    )
    job_position_id: Mapped[int | None] = link(
        JobPosition,
        _("Job position to be filled"),
        listed=True,
        counted=True,
        question=_("For which job positions is recruited?"),
    )
    rank_code: Mapped[str | None] = catalogue(RANK_LISTS, _("Rank or title of the post"), listed=True)
    vacancies: Mapped[int] = whole_number(_("Vacancies"), required=True, most=10_000, listed=True)
    required_level_code: Mapped[str | None] = catalogue(
        "qualification_levels",
        _("Level required"),
        listed=True,
        counted=True,
        question=_("Which levels are asked for?"),
        section=WANTED,
    )
    required_major: Mapped[str | None] = text(_("Field of study required"), listed=True, section=WANTED)
    language_required: Mapped[bool | None] = flag(
        _("Foreign language examined"), section=WANTED, help=_("Only when the job position asks for it.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the post"))
