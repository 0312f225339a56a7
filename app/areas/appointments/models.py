"""Appointments to positions (Điều 4 khoản 2 điểm l; NĐ 115/2020/NĐ-CP Điều 43–54; NĐ 170/2025; NĐ 259/2026)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.appointments import process_rules, rules
from app.areas.appointments.deriving import movement_of, percent_of, valid_until
from app.areas.decisions.models import PAPER, DecidedRecord
from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import EmployeeRecord
from app.areas.work_history.models import Assignment
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
    text,
    whole_number,
)
from app.records.handing import Fixed, HandOn

TERM = _("Term of the appointment")
GROUNDS = _("Grounds of the appointment")
CONDITIONS = _("Conditions of the appointment")
VOTES = _("Votes at the step")
SOURCES = [("internal", _("From within the unit")), ("external", _("From elsewhere"))]
OUTCOMES = [
    ("running", _("Process under way")),
    ("proposed", _("Proposed for decision")),
    ("not_proposed", _("Not proposed")),
    ("postponed", _("Postponed")),
]


class AppointmentProcess(EmployeeRecord):
    """The way to an appointment or reappointment: begun on a day, led in steps with votes, ended with a proposal or none."""

    label = _("Appointment process")
    plural = _("Appointment processes")
    icon = "list-check"
    named_by = ("number", "kind_code")
    ordered_by = ("-begun_on",)
    dated_by = "begun_on"
    writers = ("unit_hr", "province_officer")
    rules = (
        process_rules.process_goes_forward,
        process_rules.reappointment_is_begun_in_time,
        process_rules.served_long_enough_for_the_process,
        process_rules.is_neither_handled_nor_prosecuted,
        process_rules.is_under_no_discipline,
    )

    number: Mapped[str] = identifier(
        _("File number of the process"),
        required=True,
        listed=True,
        searched=True,
        key=True,
        example="05/2026/SNV",
        help=_("The unit's own number, by which steps and papers find their process."),
    )
    kind_code: Mapped[str] = catalogue(
        "appointment_kinds",
        _("Kind of appointment sought"),
        required=True,
        listed=True,
        counted=True,
        question=_("What are the processes under way for?"),
    )
    position_id: Mapped[int] = link(Position, _("Position sought"), required=True, listed=True)
    unit_id: Mapped[int] = link(OrgUnit, _("Unit of the position sought"), required=True, listed=True)
    source: Mapped[str | None] = choice(_("Where the person comes from"), SOURCES, listed=True)
    begun_on: Mapped[date] = day(
        _("Process begun on"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many processes were begun in each year?"),
        help=_("The day on which the competent body agreed to begin (NĐ 115/2020 Điều 46, 51)."),
    )
    term_ends_on: Mapped[date | None] = day(
        _("Present term ends on"),
        section=CONDITIONS,
        help=_("For a reappointment or an extension; it begins no later than 90 days before (NĐ 115/2020 Điều 49)."),
    )
    in_present_post_since: Mapped[date | None] = day(
        _("In the present post since"),
        section=CONDITIONS,
        help=_("At least 24 months in it or an equivalent one, unless first appointed (NĐ 115/2020 Điều 44.3)."),
    )
    is_planned: Mapped[bool | None] = flag(
        _("In the planning for this position"),
        section=CONDITIONS,
        help=_("Or for an equivalent one (NĐ 115/2020 Điều 44.2)."),
    )
    is_clear: Mapped[bool | None] = flag(
        _("Neither handled for discipline nor prosecuted"),
        section=CONDITIONS,
        help=_("What is under way when proposed; decisions are taken from the record (NĐ 115/2020 Điều 44.7, 44.8)."),
    )
    outcome: Mapped[str] = choice(
        _("State of the process"),
        OUTCOMES,
        required=True,
        listed=True,
        counted=True,
        question=_("How far are the appointment processes?"),
    )
    concluded_on: Mapped[date | None] = day(_("Process concluded on"))
    exception_reason: Mapped[str | None] = long_text(
        _("Exception granted for the process"), section=CONDITIONS, help=_("Which body allowed it, and why.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the process"))


class AppointmentVote(EmployeeRecord):
    """One step of a process: the day, who was summoned and came, and how many voted for the person."""

    label = _("Step of an appointment process")
    plural = _("Steps of appointment processes")
    icon = "check2-square"
    named_by = ("step_code", "held_on")
    ordered_by = ("held_on", "step_code")
    dated_by = "held_on"
    writers = ("unit_hr", "province_officer")
    rules = (
        process_rules.belongs_to_the_same_person,
        process_rules.votes_add_up,
        process_rules.vote_reaches_the_majority,
    )

    process_id: Mapped[int] = link(AppointmentProcess, _("Process of the step"), required=True, key=True)
    step_code: Mapped[str] = catalogue(
        "appointment_steps",
        _("Step"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many meetings were held at each step?"),
    )
    held_on: Mapped[date] = day(_("Step held on"), required=True, listed=True)
    summoned: Mapped[int | None] = whole_number(_("Persons summoned"), section=VOTES)
    present: Mapped[int | None] = whole_number(_("Persons present"), listed=True, section=VOTES)
    agreed: Mapped[int | None] = whole_number(_("Votes in favour"), listed=True, section=VOTES)
    percent_agreed: Mapped[Decimal | None] = decimal(
        _("Votes in favour, in percent of those summoned"), listed=True, given=False, section=VOTES
    )
    minutes: Mapped[list[int] | None] = files(_("Minutes of the step"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The share follows from the votes."""
        share = percent_of(values.get("agreed"), values.get("summoned"))
        return {**super().derived(values), "percent_agreed": share}


class AppointmentFileItem(EmployeeRecord):
    """One paper of the file on which an appointment is decided (NĐ 115/2020/NĐ-CP Điều 48)."""

    label = _("Paper of an appointment file")
    plural = _("Papers of appointment files")
    icon = "folder-check"
    named_by = ("item_code",)
    ordered_by = ("item_code",)
    dated_by = "received_on"
    writers = ("unit_hr", "province_officer")
    rules = (process_rules.belongs_to_the_same_person, process_rules.paper_is_valid_when_received)

    process_id: Mapped[int] = link(AppointmentProcess, _("Process of the paper"), required=True, key=True)
    item_code: Mapped[str] = catalogue(
        "appointment_file_items",
        _("Paper of the file"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which papers of the files have come in?"),
    )
    dated_on: Mapped[date | None] = day(
        _("Paper dated"),
        listed=True,
        help=_("Photograph and health certificate are no older than 6 months (NĐ 115/2020 Điều 48)."),
    )
    received_on: Mapped[date] = day(_("Paper received on"), required=True, listed=True)
    valid_until: Mapped[date | None] = day(_("Paper valid until"), listed=True, given=False)
    paper: Mapped[list[int] | None] = files(_("Scan of the file's paper"))
    note: Mapped[str | None] = text(_("Remark on the file's paper"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The last day of validity follows from the kind of paper and its date."""
        last = valid_until(values.get("item_code"), values.get("dated_on"))
        return {**super().derived(values), "valid_until": last}


class Appointment(DecidedRecord):
    """One decision about holding a position: given for a term, renewed, extended, entrusted for a while, or ended."""

    label = _("Appointment")
    plural = _("Appointments")
    icon = "award"
    named_by = ("kind_code", "effective_from")
    ordered_by = ("-effective_from",)
    stacked: ClassVar = {
        "position_id": ("unit_id",),
        "source": ("term_months",),
        "effective_to": ("decision_number",),
    }
    rules = (
        *DecidedRecord.rules,
        rules.follows_its_process,
        rules.has_the_term_of_its_kind,
        rules.serves_the_whole_term_before_retirement,
        rules.served_long_enough,
        rules.begins_after_the_last_term,
        rules.under_no_discipline,
        rules.file_is_complete,
    )
    hands_on = (
        HandOn(
            Assignment,
            _("Make the assignment"),
            {
                **PAPER,
                "employee_id": "employee_id",
                "movement_code": lambda says: movement_of(says("kind_code")),
                "post_kind": Fixed("main"),
                "unit_id": "unit_id",
                "position_id": "position_id",
            },
            when=lambda says: bool(movement_of(says("kind_code"))),
            at_once=True,
        ),
    )

    kind_code: Mapped[str] = catalogue(
        "appointment_kinds",
        _("Kind of appointment"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many were appointed, reappointed or relieved?"),
    )
    position_id: Mapped[int] = link(
        Position,
        _("Position of the appointment"),
        required=True,
        listed=True,
        counted=True,
        question=_("To which positions were people appointed?"),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit of the appointment"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which units were people appointed?"),
    )
    source: Mapped[str | None] = choice(
        _("Source of the person"),
        SOURCES,
        listed=True,
        counted=True,
        question=_("How many came from within, how many from elsewhere?"),
    )
    term_months: Mapped[int | None] = whole_number(
        _("Term in months"),
        least=1,
        most=120,
        listed=True,
        section=TERM,
        help=_("60, or fewer where the law of the sector says so (NĐ 115/2020 Điều 43); none for acting."),
    )
    allowance_code: Mapped[str | None] = catalogue(
        "leadership_allowances", _("Leadership allowance given"), section=TERM
    )
    process_id: Mapped[int | None] = link(
        AppointmentProcess, _("Process that led to it"), section=GROUNDS, help=_("When its steps are on record.")
    )
    exception_reason: Mapped[str | None] = long_text(
        _("Exception granted"),
        section=GROUNDS,
        help=_("When a condition is not met: which body decided the special case, and why (NĐ 115/2020 Điều 44.5)."),
    )
    end_reason: Mapped[str | None] = long_text(
        _("Reason for leaving the position"), section=GROUNDS, help=_("When the position is left.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the appointment"))
