"""Yearly evaluation of people and units (Điều 4 khoản 2 điểm n; NĐ 90/2020; NĐ 335/2025; NĐ 233/2026)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.decisions.models import DecidedRecord
from app.areas.evaluation.rules import (
    NOT_GRADED,
    excellent_within_the_cap,
    grade_follows_the_points,
    head_not_above_the_unit,
    known_after_its_period,
    not_graded_for_a_reason,
    period_goes_forward,
    rated_once,
    scores_within_bounds,
    total_of,
)
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.records.decision_block import DECISION
from app.records.fields import (
    catalogue,
    choice,
    day,
    decimal,
    files,
    flag,
    identifier,
    link,
    long_text,
    partial_day,
    proper_name,
    text,
    whole_number,
)
from app.records.partial_dates import PartialDate
from app.records.record import Record, ScopedRecord

SCORES = _("Scores")
RATING = _("Rating")
RATED_AS = [
    ("elected", _("Elected officials")),
    ("civil_leader", _("Civil servants who lead")),
    ("civil", _("Civil servants without a leading post")),
    ("public_manager", _("Public employees who manage")),
    ("public", _("Public employees without a managing post")),
    ("contract", _("Contract workers")),
]
NOT_GRADED_REASONS = [
    ("short_service", _("Served less than six months of the period")),
    ("sick", _("Long illness")),
    ("maternity", _("Maternity leave")),
    ("unpaid_leave", _("Unpaid leave")),
    ("investigation", _("Under investigation")),
    ("other", _("Another reason")),
]


class EvaluationPeriod(Record):
    """The time for which people are rated: a year, or a school year, with the day on which results are due."""

    label = _("Evaluation period")
    plural = _("Evaluation periods")
    icon = "calendar-check"
    named_by = ("title_vi",)
    ordered_by = ("-starts_on",)
    dated_by = "starts_on"
    writers = ("province_officer",)
    approvers = ("province_officer",)
    rules = (period_goes_forward,)

    code: Mapped[str] = identifier(
        _("Code of the period"), required=True, listed=True, key=True, example="2026", length=20
    )
    title_vi: Mapped[str] = proper_name(_("Name of the period"), required=True, listed=True, searched=True)
    starts_on: Mapped[date] = day(_("Period begins on"), required=True, listed=True)
    ends_on: Mapped[date] = day(
        _("Period ends on"), required=True, listed=True, help=_("The decree in force on this day decides the rules.")
    )
    due_on: Mapped[date | None] = day(
        _("Results due on"), listed=True, help=_("People before 5 December, units before 15 December (NĐ 233/2026).")
    )


class UnitEvaluation(ScopedRecord):
    """How a unit was rated in a period; it bounds the rating of its head and the share of excellent staff."""

    label = _("Evaluation of a unit")
    plural = _("Evaluations of units")
    icon = "building-check"
    scope_from = "unit_id"
    named_by = ("unit_id", "period_id")
    ordered_by = ("-period_id", "unit_id")
    dated_by = "decided_on"
    writers = ("unit_hr", "province_officer")

    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit evaluated"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which units are evaluated?"),
    )
    period_id: Mapped[int] = link(EvaluationPeriod, _("Period of the unit"), required=True, listed=True, key=True)
    grade_code: Mapped[str] = catalogue(
        "evaluation_grades",
        _("Grade of the unit"),
        required=True,
        listed=True,
        counted=True,
        question=_("How were the units rated?"),
    )
    decision_number: Mapped[str | None] = identifier(_("Number of the unit's result"), listed=True)
    decided_on: Mapped[date | None] = day(_("Date of the unit's result"))
    issuer: Mapped[str | None] = text(_("Body that rated the unit"))
    evidence: Mapped[list[int] | None] = files(_("Scan of the unit's result"))


class AnnualEvaluation(DecidedRecord):
    """How an employee was rated in a period: scores where the decree asks for them, grade, and by whom.

    The newest grade counts as his last; who was not graded keeps the one before.
    """

    rated_units: ClassVar[type[Record]] = UnitEvaluation
    label = _("Yearly evaluation")
    plural = _("Yearly evaluations")
    stacked: ClassVar = {
        "unit_id": ("peer_group",),
        "effective_from": ("effective_to", "decision_number"),
    }
    icon = "clipboard-check"
    named_by = ("period_id", "grade_code")
    ordered_by = ("-effective_from",)
    rules = (
        *DecidedRecord.rules,
        rated_once,
        known_after_its_period,
        not_graded_for_a_reason,
        scores_within_bounds,
        grade_follows_the_points,
        excellent_within_the_cap,
        head_not_above_the_unit,
    )

    period_id: Mapped[int] = link(
        EvaluationPeriod,
        _("Period"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many were evaluated in each period?"),
        section=RATING,
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that rated"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many did each unit rate?"),
        section=RATING,
        help=_("Who moved during the year is rated by the new unit (NĐ 233/2026 Điều 15)."),
    )
    rated_as: Mapped[str] = choice(
        _("Rated among"),
        RATED_AS,
        required=True,
        listed=True,
        counted=True,
        question=_("How many of each group were evaluated?"),
        section=RATING,
    )
    peer_group: Mapped[str | None] = text(
        _("Group of like duties"),
        listed=True,
        section=RATING,
        help=_("As the unit's rules name it. The share of excellent staff is reckoned within it."),
    )
    heads_unit: Mapped[bool | None] = flag(_("Heads the unit"), section=RATING)
    months_served: Mapped[int | None] = whole_number(_("Months served in the period"), most=12, section=RATING)
    general_score: Mapped[Decimal | None] = decimal(_("Score of general criteria"), section=SCORES)
    task_score: Mapped[Decimal | None] = decimal(_("Score of duties"), section=SCORES)
    total_score: Mapped[Decimal | None] = decimal(_("Total score"), listed=True, given=False, section=SCORES)
    self_grade_code: Mapped[str | None] = catalogue("evaluation_grades", _("Grade by himself"), section=RATING)
    grade_code: Mapped[str] = catalogue(
        "evaluation_grades",
        _("Grade"),
        required=True,
        listed=True,
        counted=True,
        question=_("How were the staff rated?"),
        current=Employee.last_grade_code,
        section=RATING,
    )
    not_graded_reason: Mapped[str | None] = choice(
        _("Reason for not being graded"),
        NOT_GRADED_REASONS,
        counted=True,
        question=_("Why were people not graded?"),
        section=RATING,
        help=_("Also of a sick, maternity or unpaid leave of somebody who is graded all the same."),
    )
    party_grade_code: Mapped[str | None] = catalogue(
        "evaluation_grades", _("Grade as a Party member"), level="sensitive", section=RATING
    )
    party_opinion: Mapped[str | None] = long_text(_("Opinion of the Party committee"), section=RATING)
    note: Mapped[str | None] = long_text(_("Remark on the evaluation"), section=RATING)
    effective_from: Mapped[PartialDate] = partial_day(
        _("Result made known on"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which years were results made known?"),
        current=Employee.last_graded_on,
        section=DECISION,
    )

    @classmethod
    def feeding(cls) -> ColumnElement[bool]:
        """Who was not graded keeps the grade of the period before."""
        return cls.grade_code != NOT_GRADED

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Both scores together."""
        return {**super().derived(values), "total_score": total_of(values)}
