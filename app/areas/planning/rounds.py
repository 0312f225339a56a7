"""Rounds, titles and yearly reviews of planning (Điều 4 khoản 2 điểm m; Quy định 377-QĐ/TW of 8/10/2025).

Such data is confidential in part: by default nobody has a right to it, and a role of its own opens it.
"""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.models import OrgUnit, Position
from app.areas.planning import rules
from app.records.fields import (
    catalogue,
    day,
    files,
    identifier,
    link,
    long_text,
    proper_name,
    whole_number,
    year,
)
from app.records.record import Record, ScopedRecord

KEEPERS = ("planning_officer",)


class PlanningRound(Record):
    """One round of planning: a term, such as 2025–2030 of the Party or 2026–2031 of the councils, and who approves it."""

    label = _("Planning round")
    plural = _("Planning rounds")
    icon = "calendar-range"
    record_level = "restricted"
    named_by = ("title_vi",)
    ordered_by = ("-starts_on",)
    dated_by = "starts_on"
    readers = writers = approvers = KEEPERS
    rules = (rules.term_goes_forward,)

    code: Mapped[str] = identifier(
        _("Code of the round"), required=True, listed=True, key=True, length=30, example="2025-2030/BTVTU"
    )
    title_vi: Mapped[str] = proper_name(_("Name of the round"), required=True, listed=True, searched=True)
    term_code: Mapped[str] = catalogue("planning_terms", _("Term that is planned for"), required=True, listed=True)
    starts_on: Mapped[date] = day(
        _("Term begins on"), required=True, listed=True, help=_("Ages and the time still to serve are counted from it.")
    )
    ends_on: Mapped[date] = day(_("Term ends on"), required=True, listed=True)
    approver_level_code: Mapped[str] = catalogue(
        "authority_levels",
        _("Level that approves the round"),
        required=True,
        listed=True,
        counted=True,
        question=_("At which levels are rounds approved?"),
    )
    note: Mapped[str | None] = long_text(_("Remark on the planning round"))


class PlanningTitle(ScopedRecord):
    """A leading title of a unit for which persons are planned in a round."""

    label = _("Planned title")
    plural = _("Planned titles")
    icon = "bookmark-star"
    record_level = "restricted"
    scope_from = "unit_id"
    named_by = ("title_vi",)
    ordered_by = ("code",)
    readers = writers = approvers = KEEPERS
    rules = (rules.position_leads,)

    code: Mapped[str] = identifier(
        _("Code of the title"), required=True, listed=True, searched=True, key=True, example="2025-2030/SNV-GD"
    )
    title_vi: Mapped[str] = proper_name(
        _("Name of the planned title"), required=True, listed=True, searched=True, example="Giám đốc Sở Nội vụ"
    )
    round_id: Mapped[int] = link(
        PlanningRound,
        _("Round of the title"),
        required=True,
        listed=True,
        counted=True,
        question=_("For how many titles does each round plan?"),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit of the title"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which units are titles planned?"),
    )
    position_id: Mapped[int] = link(Position, _("Position that is planned for"), required=True, listed=True)
    level_code: Mapped[str] = catalogue(
        "authority_levels",
        _("Level that manages the title"),
        required=True,
        listed=True,
        help=_("A person is planned for at most three titles of one level."),
    )
    note: Mapped[str | None] = long_text(_("Remark on the planned title"))


class PlanningReview(ScopedRecord):
    """The yearly review of a round in a unit: who was added, who was taken out, and on which paper."""

    label = _("Planning review")
    plural = _("Planning reviews")
    icon = "arrow-repeat"
    record_level = "restricted"
    scope_from = "unit_id"
    named_by = ("review_year", "unit_id")
    ordered_by = ("-review_year",)
    dated_by = "reviewed_on"
    readers = writers = approvers = KEEPERS
    rules = (rules.reviewed_in_its_year,)

    round_id: Mapped[int] = link(PlanningRound, _("Round that was reviewed"), required=True, listed=True, key=True)
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that reviewed"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which units have reviewed their planning?"),
    )
    review_year: Mapped[int] = year(_("Year of the review"), required=True, listed=True, key=True)
    reviewed_on: Mapped[date] = day(
        _("Reviewed on"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which years was the planning reviewed?"),
        help=_("Not at the meeting at which an appointment is proposed (QĐ 377-QĐ/TW)."),
    )
    reviewed: Mapped[int | None] = whole_number(_("Persons reviewed"), listed=True)
    added: Mapped[int | None] = whole_number(_("Persons added"), listed=True)
    removed: Mapped[int | None] = whole_number(_("Persons taken out"), listed=True)
    decision_number: Mapped[str | None] = identifier(_("Number of the review's result"), listed=True)
    conclusion: Mapped[str | None] = long_text(_("Conclusion of the review"))
    evidence: Mapped[list[int] | None] = files(_("Scan of the review's result"))
