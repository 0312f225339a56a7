"""Inspections of how units keep the database, and reminders (Điều 8 khoản 4, Điều 11 khoản 6 of the regulation)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.administration import oversight_rules as rules
from app.areas.organization.models import OrgUnit
from app.records.fields import catalogue, choice, day, files, identifier, link, long_text, text
from app.records.record import ScopedRecord

FINDING = _("What was found")
REMEDY = _("What is to be put right")
KINDS = [("inspection", _("Inspection")), ("reminder", _("Reminder"))]
STATES = [
    ("nothing_asked", _("Nothing to put right")),
    ("to_remedy", _("To be put right")),
    ("remedied", _("Put right")),
]


class Inspection(ScopedRecord):
    """One inspection of a unit, or one written reminder: what was found, what is to be put right by when, and that it was.

    Sở Nội vụ keeps the register: what a unit enters, one of its officers approves. A unit notes on its rows what it has
    put right, and nothing else.
    """

    label = _("Inspection or reminder")
    plural = _("Inspections and reminders")
    icon = "clipboard-check"
    scope_from = "unit_id"
    dated_by = "document_date"
    named_by = ("kind", "unit_id", "document_number")
    ordered_by = ("-document_date",)
    stacked: ClassVar = {"document_number": ("document_date",), "remedy_by": ("remedied_on",)}
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector", "administrator")
    writers = ("unit_hr", "province_officer")
    approvers = ("province_officer",)
    rules = (rules.findings_stand, rules.period_goes_forward, rules.remedy_is_whole)

    kind: Mapped[str] = choice(
        _("Inspection or reminder?"),
        KINDS,
        required=True,
        listed=True,
        counted=True,
        question=_("How many inspections and how many reminders were there?"),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit inspected or reminded"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which units were inspected or reminded?"),
    )
    inspected_by: Mapped[str] = text(_("Inspected or reminded by"), required=True, example="Sở Nội vụ")
    document_number: Mapped[str] = identifier(
        _("Number of the inspection document"),
        required=True,
        listed=True,
        searched=True,
        example="45/KL-SNV",
        help=_("Conclusion or minutes of an inspection, official letter of a reminder."),
    )
    document_date: Mapped[date] = day(
        _("Date of the inspection document"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many units were inspected or reminded in each year?"),
    )
    period_from: Mapped[date | None] = day(_("Period looked at, from"))
    period_to: Mapped[date | None] = day(_("Period looked at, to"))
    subject_code: Mapped[str] = catalogue(
        "oversight_subjects",
        _("Subject of the inspection"),
        required=True,
        listed=True,
        counted=True,
        question=_("What is found wanting most often?"),
        section=FINDING,
    )
    findings: Mapped[str] = long_text(
        _("Findings of the inspection"),
        required=True,
        section=FINDING,
        help=_("What was in order and what was not. Name no person: what concerns one belongs on his own record."),
    )
    remedy: Mapped[str | None] = long_text(
        _("To be put right"), section=REMEDY, help=_("Left empty when nothing is asked of the unit.")
    )
    remedy_by: Mapped[date | None] = day(_("To be put right by"), listed=True, section=REMEDY)
    remedied_on: Mapped[date | None] = day(_("Put right on"), listed=True, section=REMEDY)
    remedy_report: Mapped[str | None] = long_text(
        _("What was put right"), section=REMEDY, help=_("With number and date of the unit's report.")
    )
    state: Mapped[str | None] = choice(
        _("State of the remedy"),
        STATES,
        given=False,
        listed=True,
        counted=True,
        question=_("How much of what was asked has been put right?"),
        section=REMEDY,
    )
    evidence: Mapped[list[int] | None] = files(_("Papers of the inspection"), section=FINDING)

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Where the remedy stands follows from what was asked and what was done."""
        asked = "remedied" if values.get("remedied_on") else "to_remedy"
        return {**super().derived(values), "state": asked if values.get("remedy") else "nothing_asked"}
