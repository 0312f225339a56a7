"""When an employee is away from his post or leaves the service; his status follows (Điều 4 khoản 2 điểm k)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.decisions.models import DecidedRecord
from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee
from app.areas.work_history import absence_rules as rules
from app.records.catalogues import catalogues
from app.records.fields import catalogue, day, link, long_text, text

STATUSES = "employment_statuses"
ON_SECONDMENT = "BP"
HOST = _("Where the person is seconded to")
STEPS = _("Notice and handover")


def status_after(list_code: str, code: str | None) -> str | None:
    """The employment status that goes with a kind of leave or a reason for leaving, as its code list has it."""
    item = catalogues().items(list_code).get(code or "")
    return item.attributes.get("status") if item else None


class Secondment(DecidedRecord):
    """A time in another unit, at most three years; quota and pay stay with the home unit (NĐ 115/2020/NĐ-CP Điều 27)."""

    label = _("Secondment")
    plural = _("Secondments")
    icon = "arrow-left-right"
    precedence = 1
    named_by = ("home_unit_id", "effective_from")
    ordered_by = ("-effective_from",)
    stacked: ClassVar = {"host_unit_id": ("host_text", "position_id"), "effective_to": ("decision_number",)}
    rules = (*DecidedRecord.rules, rules.goes_to_another_unit, rules.lasts_as_the_law_allows, rules.one_at_a_time)

    home_unit_id: Mapped[int] = link(
        OrgUnit,
        _("Home unit"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which units send people on secondment?"),
        help=_("It keeps the quota and pays (NĐ 115/2020 Điều 27)."),
    )
    host_unit_id: Mapped[int | None] = link(
        OrgUnit,
        _("Host unit"),
        listed=True,
        counted=True,
        question=_("Which units receive people on secondment?"),
        section=HOST,
        help=_("It directs the work and evaluates it (NĐ 115/2020 Điều 27)."),
    )
    host_text: Mapped[str | None] = text(
        _("Host body in words"), listed=True, section=HOST, help=_("Only when it is not among the units on record.")
    )
    position_id: Mapped[int | None] = link(Position, _("Position at the host"), listed=True, section=HOST)
    status_code: Mapped[str | None] = catalogue(
        STATUSES, _("Status while seconded"), given=False, current=Employee.status_code
    )
    exception_reason: Mapped[str | None] = long_text(
        _("Longer secondment allowed by"), help=_("The law of the sector or the body that allows more than 36 months.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the secondment"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Who is seconded has that status."""
        return {**super().derived(values), "status_code": ON_SECONDMENT}


class LeaveOfAbsence(DecidedRecord):
    """A time away from work with the post kept: unpaid, for maternity, illness or study, before retirement, suspended."""

    label = _("Leave of absence")
    plural = _("Leaves of absence")
    icon = "calendar-x"
    precedence = 2
    named_by = ("kind_code", "effective_from")
    ordered_by = ("-effective_from",)
    rules = (*DecidedRecord.rules, rules.leave_has_an_end, rules.one_at_a_time)

    kind_code: Mapped[str] = catalogue(
        "leave_kinds",
        _("Kind of leave"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many are or were away, and why?"),
    )
    status_code: Mapped[str | None] = catalogue(
        STATUSES, _("Status while on leave"), given=False, current=Employee.status_code
    )
    returned_on: Mapped[date | None] = day(
        _("Back at work on"), help=_("If earlier than decided, correct the end of the leave as well.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the leave"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The status follows from the kind."""
        return {**super().derived(values), "status_code": status_after("leave_kinds", values.get("kind_code"))}


class Separation(DecidedRecord):
    """The end of service: retirement, resignation, move out of the province, dismissal, death."""

    label = _("Separation")
    plural = _("Separations")
    icon = "box-arrow-right"
    precedence = 3
    named_by = ("reason_code", "effective_from")
    ordered_by = ("-effective_from",)
    rules = (
        *DecidedRecord.rules,
        rules.one_at_a_time,
        rules.retires_at_the_age_of_the_law,
        rules.retirement_is_announced_in_time,
    )

    reason_code: Mapped[str] = catalogue(
        "leaving_reasons",
        _("Reason for leaving the service"),
        required=True,
        listed=True,
        counted=True,
        question=_("Why do people leave the service?"),
        help=_("“Effective from” is the first day that is no longer served, for retirement the 1st of the next month."),
    )
    status_code: Mapped[str | None] = catalogue(
        STATUSES,
        _("Status after leaving"),
        listed=True,
        given=False,
        current=Employee.status_code,
        counted=True,
        question=_("How many retired, resigned or moved away?"),
    )
    destination: Mapped[str | None] = text(_("Body moved to"), help=_("For a move to another province or body."))
    notified_on: Mapped[date | None] = day(
        _("Notice given on"), section=STEPS, help=_("For retirement at least 6 months before (NĐ 115/2020 Điều 59).")
    )
    handed_over_on: Mapped[date | None] = day(_("Work handed over on"), section=STEPS)
    note: Mapped[str | None] = long_text(_("Remark on the separation"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The status follows from the reason."""
        return {**super().derived(values), "status_code": status_after("leaving_reasons", values.get("reason_code"))}
