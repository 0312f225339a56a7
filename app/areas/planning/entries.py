"""Persons planned for a title (Quy định 377-QĐ/TW of 8/10/2025)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee, EmployeeRecord
from app.areas.planning import rules
from app.areas.planning.rounds import KEEPERS, PlanningRound, PlanningTitle
from app.records.fields import catalogue, choice, day, files, identifier, link, long_text, text, whole_number

DECISION = _("Decision on the planning")
VOTES = _("Votes at each step")
END = _("Removal or appointment")
STATUSES = [
    ("added", _("Proposed or added")),
    ("approved", _("Approved")),
    ("removed", _("Taken out")),
    ("appointed", _("Appointed to the title")),
]
SOURCES = [("in_place", _("From the unit")), ("elsewhere", _("From elsewhere"))]
REMOVAL_REASONS = [
    ("discipline", _("Under discipline or no longer meeting the standards")),
    ("grade", _("Did not complete the duties")),
    ("age", _("Too old for a term")),
    ("health", _("Health of the planned person")),
    ("moved", _("Moved or left the service")),
    ("own_wish", _("At the person's own wish")),
    ("other", _("Another reason for taking out")),
]


class PlanningEntry(EmployeeRecord):
    """One person planned for one title: from being added to approval, and to appointment or removal."""

    label = _("Planned person")
    plural = _("Planned persons")
    icon = "person-up"
    record_level = "restricted"
    named_by = ("title_id", "status")
    ordered_by = ("-added_on",)
    dated_by = "added_on"
    stacked: ClassVar = {
        "unit_id": ("round_id",),
        "added_on": ("approved_on", "ended_on"),
        "source": ("age_band_code",),
    }
    readers = writers = approvers = KEEPERS
    rules = (
        rules.as_the_title_has_it,
        rules.planned_once,
        rules.status_has_its_day,
        rules.few_persons_for_a_title,
        rules.few_titles_for_a_person,
        rules.for_a_higher_position,
        rules.not_barred,
        rules.serves_the_term,
        rules.age_fits_the_band,
        rules.votes_add_up,
        rules.votes_reach_the_majority,
    )

    employee_id: Mapped[int] = link(Employee, _("Employee planned"), required=True, listed=True, key=True)
    title_id: Mapped[int] = link(
        PlanningTitle,
        _("Title that he is planned for"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many are planned for each title?"),
        help=_("Begin on the page of the title: unit and round are then filled in."),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit planned for"),
        required=True,
        listed=True,
        counted=True,
        question=_("For which units are leaders planned?"),
    )
    round_id: Mapped[int] = link(
        PlanningRound,
        _("Round of the planning"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many are planned in each round?"),
    )
    status: Mapped[str] = choice(
        _("Status of the planning"),
        STATUSES,
        required=True,
        listed=True,
        counted=True,
        question=_("How many are planned, appointed or taken out?"),
    )
    added_on: Mapped[date] = day(
        _("Proposed or added on"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("In which years were people added?"),
    )
    approved_on: Mapped[date | None] = day(_("Planning approved on"), listed=True)
    age_band_code: Mapped[str | None] = catalogue(
        "planning_age_bands",
        _("Age band"),
        listed=True,
        counted=True,
        question=_("Do the planned persons come from all three age bands?"),
        help=_("By the age on the first day of the term."),
    )
    source: Mapped[str] = choice(
        _("Source of the planned person"),
        SOURCES,
        required=True,
        listed=True,
        counted=True,
        question=_("How many planned persons come from elsewhere?"),
    )
    decision_number: Mapped[str | None] = identifier(_("Number of the planning decision"), section=DECISION)
    issuer: Mapped[str | None] = text(_("Body that approved the planning"), section=DECISION)
    evidence: Mapped[list[int] | None] = files(_("Scan of the planning decision"), section=DECISION)
    key_staff_present: Mapped[int | None] = whole_number(_("Key staff: present"), section=VOTES)
    key_staff_agreed: Mapped[int | None] = whole_number(_("Key staff: in favour"), section=VOTES)
    committee_present: Mapped[int | None] = whole_number(_("Party committee: present"), section=VOTES)
    committee_agreed: Mapped[int | None] = whole_number(_("Party committee: in favour"), section=VOTES)
    leaders_present: Mapped[int | None] = whole_number(_("Leaders of the unit: present"), section=VOTES)
    leaders_agreed: Mapped[int | None] = whole_number(_("Leaders of the unit: in favour"), section=VOTES)
    ended_on: Mapped[date | None] = day(
        _("Taken out or appointed on"), listed=True, section=END, help=_("From this day the place counts as free.")
    )
    removal_reason: Mapped[str | None] = choice(
        _("Reason for taking out"),
        REMOVAL_REASONS,
        counted=True,
        question=_("Why are people taken out of the planning?"),
        section=END,
    )
    exception_reason: Mapped[str | None] = long_text(
        _("Planned all the same because"), help=_("The decision of the competent body that allows an exception.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the planned person"))
