"""Plans of training and the sending of employees, with commitment and compensation (NĐ 101/2017; NĐ 171/2025)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.decisions.models import DecidedRecord
from app.areas.organization.models import OrgUnit
from app.areas.training.rules import (
    commitment_is_long_enough,
    compensation_can_be_reckoned,
    sent_young_enough,
)
from app.law.commitment import compensation
from app.records.clock import months_after
from app.records.fields import (
    amount,
    catalogue,
    choice,
    day,
    identifier,
    link,
    long_text,
    text,
    whole_number,
    year,
)
from app.records.record import ScopedRecord

COURSE = _("Course")
COST = _("Cost of training")
COMMITMENT = _("Commitment and compensation")
STATES = [
    ("studying", _("Studying")),
    ("finished", _("Finished and serving")),
    ("broken_off", _("Broke the study off")),
    ("left_early", _("Left before the commitment ended")),
]
OWING = ("broken_off", "left_early")


class TrainingPlan(ScopedRecord):
    """One line of a unit's yearly training plan: which course, for how many people, at what cost."""

    label = _("Training plan line")
    plural = _("Training plan")
    icon = "calendar3"
    scope_from = "unit_id"
    named_by = ("plan_year", "course")
    ordered_by = ("-plan_year", "kind_code")
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
    writers = ("unit_hr", "province_officer")

    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that plans"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many courses does each unit plan?"),
    )
    plan_year: Mapped[int] = year(_("Year of the plan"), required=True, listed=True, key=True)
    kind_code: Mapped[str] = catalogue(
        "training_kinds",
        _("Kind of training planned"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which kinds of training are planned?"),
    )
    course: Mapped[str] = text(_("Course planned"), required=True, listed=True, searched=True, key=True)
    audience: Mapped[str | None] = text(_("For whom"), help=_("Group of staff, rank or position."))
    people: Mapped[int | None] = whole_number(_("People planned"), most=100_000, listed=True)
    cost: Mapped[int | None] = amount(_("Cost planned"), listed=True)
    funding_code: Mapped[str | None] = catalogue("training_funding_sources", _("Planned source of funds"))
    decision_number: Mapped[str | None] = identifier(_("Number of the plan"))
    decided_on: Mapped[date | None] = day(_("Date of the plan"))
    note: Mapped[str | None] = long_text(_("Remark on the plan"))


class TrainingDispatch(DecidedRecord):
    """A decision that sends an employee to study, what it costs, and how long he has to serve for it.

    The study lasts from the effective day to its end; then the time of the commitment begins.
    """

    label = _("Dispatch to training")
    plural = _("Dispatches to training")
    icon = "send"
    stacked: ClassVar = {
        "state": ("institution",),
        "commit_months": ("committed_until",),
        "effective_from": ("effective_to", "decision_number"),
    }
    named_by = ("kind_code", "course")
    ordered_by = ("-effective_from",)
    rules = (
        *DecidedRecord.rules,
        sent_young_enough,
        commitment_is_long_enough,
        compensation_can_be_reckoned,
    )

    plan_id: Mapped[int | None] = link(TrainingPlan, _("Line of the plan"), section=COURSE)
    kind_code: Mapped[str] = catalogue(
        "training_kinds",
        _("Kind of training sent to"),
        required=True,
        listed=True,
        counted=True,
        question=_("To which kinds of training are people sent?"),
        section=COURSE,
    )
    course: Mapped[str] = text(_("Course sent to"), required=True, listed=True, searched=True, section=COURSE)
    institution: Mapped[str | None] = text(_("Institution sent to"), listed=True, section=COURSE)
    state: Mapped[str] = choice(
        _("State of the dispatch"),
        STATES,
        required=True,
        listed=True,
        counted=True,
        question=_("How many are studying, serving or gone before their time?"),
        section=COURSE,
    )
    cost: Mapped[int | None] = amount(_("Cost borne for the employee"), section=COST)
    funding_code: Mapped[str | None] = catalogue(
        "training_funding_sources",
        _("Source of funds"),
        counted=True,
        question=_("Who pays for the training?"),
        section=COST,
    )
    commit_months: Mapped[int | None] = whole_number(
        _("Months committed to serve"),
        least=1,
        most=600,
        listed=True,
        section=COMMITMENT,
        help=_("For degree studies at public cost at least so many times the study as the decree of that day says."),
    )
    committed_until: Mapped[date | None] = day(_("Committed until"), listed=True, given=False, section=COMMITMENT)
    served_months: Mapped[int | None] = whole_number(
        _("Months served of the commitment"),
        most=600,
        section=COMMITMENT,
        help=_("Only of somebody who left before the commitment ended."),
    )
    compensation_amount: Mapped[int | None] = amount(
        _("Compensation owed"), listed=True, given=False, section=COMMITMENT
    )
    compensated_on: Mapped[date | None] = day(_("Compensation paid on"), section=COMMITMENT)

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The end of the commitment, and what is owed by who does not keep it (NĐ 101/2017 Điều 15)."""
        ended, months = values.get("effective_to"), values.get("commit_months")
        cost, owing = values.get("cost"), values.get("state") in OWING
        return {
            **super().derived(values),
            "committed_until": months_after(ended.latest(), months) if ended and months else None,
            "compensation_amount": compensation(cost, months, values.get("served_months")) if owing and cost else None,
        }
