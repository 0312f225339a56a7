"""Incidents of the database and of personal data, with the deadlines that they start (Điều 8 khoản 3, Điều 11 khoản 8;
Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; NĐ 331/2026/NĐ-CP; TT 19/2026/TT-BNV Điều 14).
"""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.administration import incident_clocks as clocks
from app.areas.administration import oversight_rules as rules
from app.areas.organization.models import OrgUnit
from app.records.fields import catalogue, choice, day, files, identifier, link, long_text, text, whole_number
from app.records.record import ScopedRecord

DEADLINES = _("Notice and report, by the law of that day")
ENDING = _("What was done")
SEVERITIES = [
    ("slight", _("Slight")),
    ("moderate", _("Moderate")),
    ("grave", _("Grave")),
    ("very_grave", _("Very grave")),
]
STATES = [
    ("to_notify", _("First notice to be given")),
    ("to_report", _("To be reported")),
    ("in_hand", _("Being dealt with")),
    ("closed", _("Closed")),
]
PUNCTUALITY = [(clocks.IN_TIME, _("Reported in time")), (clocks.LATE, _("Reported late"))]
HOUR = r"([01][0-9]|2[0-3]):[0-5][0-9]"


class Incident(ScopedRecord):
    """One incident: what happened, how many people it concerns, by when it has to be reported and why, what was done.

    No deadline is typed: the code list of deadlines has them by kind and day, each with the law on which it stands.
    """

    label = _("Incident")
    plural = _("Incidents")
    icon = "shield-exclamation"
    scope_from = "unit_id"
    dated_by = "found_on"
    named_by = ("kind_code", "unit_id", "found_on")
    ordered_by = ("-found_on",)
    stacked: ClassVar = {"found_on": ("found_at",), "report_due_on": ("reported_on",), "state": ("severity",)}
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector", "administrator")
    writers = ("unit_hr", "province_officer", "administrator")
    approvers = ("province_officer",)
    rules = (rules.incident_goes_forward, rules.reported_before_it_is_closed, rules.late_is_said)

    kind_code: Mapped[str] = catalogue(
        "incident_kinds",
        _("Kind of incident"),
        required=True,
        listed=True,
        counted=True,
        question=_("What kinds of incident were there?"),
        help=_("As soon as personal data may have been seen, changed or lost, choose the incident of personal data."),
    )
    severity: Mapped[str] = choice(
        _("Gravity of the incident"),
        SEVERITIES,
        required=True,
        listed=True,
        counted=True,
        question=_("How grave were the incidents?"),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit of the incident"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which units were there incidents?"),
    )
    found_on: Mapped[date] = day(
        _("Incident found on"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many incidents were found in each year?"),
        help=_("The deadlines of notice and report run from here (Luật 91/2025/QH15; NĐ 331/2026/NĐ-CP)."),
    )
    found_at: Mapped[str | None] = identifier(
        _("Hour of finding"),
        length=5,
        pattern=HOUR,
        pattern_help=_("Write the hour as 14:30."),
        listed=True,
        example="14:30",
        help=_("Without it the deadlines run from the beginning of the day."),
    )
    happened: Mapped[str] = long_text(
        _("What happened"), required=True, help=_("Describe the incident; name no person and copy no personal data.")
    )
    people_concerned: Mapped[int | None] = whole_number(
        _("Persons whose data are concerned"), help=_("Their number; an estimate will do at first.")
    )
    state: Mapped[str | None] = choice(
        _("State of the incident"),
        STATES,
        given=False,
        listed=True,
        counted=True,
        question=_("How many incidents still have to be reported or dealt with?"),
        section=DEADLINES,
    )
    notice_due_on: Mapped[date | None] = day(_("First notice due on"), given=False, listed=True, section=DEADLINES)
    notice_due_at: Mapped[str | None] = identifier(_("First notice due at"), length=5, given=False, section=DEADLINES)
    notice_rule_code: Mapped[str | None] = catalogue(
        clocks.CLOCKS, _("Reason for the first notice"), given=False, section=DEADLINES
    )
    noticed_on: Mapped[date | None] = day(_("First notice given on"), section=DEADLINES)
    report_due_on: Mapped[date | None] = day(_("Report due on"), given=False, listed=True, section=DEADLINES)
    report_due_at: Mapped[str | None] = identifier(_("Report due at"), length=5, given=False, section=DEADLINES)
    report_rule_code: Mapped[str | None] = catalogue(
        clocks.CLOCKS, _("Reason for the report"), given=False, section=DEADLINES
    )
    reported_on: Mapped[date | None] = day(_("Reported on"), listed=True, section=DEADLINES)
    reported_to: Mapped[str | None] = text(_("Reported to"), section=DEADLINES, example="Sở Nội vụ; Công an tỉnh")
    report_number: Mapped[str | None] = identifier(_("Number of the report"), searched=True, section=DEADLINES)
    punctuality: Mapped[str | None] = choice(
        _("Report in time?"),
        PUNCTUALITY,
        given=False,
        counted=True,
        question=_("Were incidents reported in time?"),
        section=DEADLINES,
    )
    people_told_on: Mapped[date | None] = day(_("Persons concerned told on"), section=ENDING)
    cause: Mapped[str | None] = long_text(_("Cause of the incident"), section=ENDING)
    measures: Mapped[str | None] = long_text(_("Measures taken"), section=ENDING)
    closed_on: Mapped[date | None] = day(_("Incident closed on"), listed=True, section=ENDING)
    evidence: Mapped[list[int] | None] = files(_("Papers of the incident"), section=ENDING)

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The deadlines with their reasons follow from kind and time; the state from what was told."""
        (notice, notice_at), (report, report_at) = (clocks.due(name, values) for name in (clocks.NOTICE, clocks.REPORT))
        kept = clocks.in_time(clocks.REPORT, values, values.get("reported_on"))
        return {
            **super().derived(values),
            "state": clocks.state_of(values),
            "notice_due_on": notice,
            "notice_due_at": _written(notice_at),
            "notice_rule_code": _code(clocks.NOTICE, values),
            "report_due_on": report,
            "report_due_at": _written(report_at),
            "report_rule_code": _code(clocks.REPORT, values),
            "punctuality": None if kept is None else clocks.IN_TIME if kept else clocks.LATE,
        }


def _written(hour: time | None) -> str | None:
    return hour.isoformat("minutes") if hour else None


def _code(name: str, values: dict[str, Any]) -> str | None:
    item = clocks.clock(name, values)
    return item.code if item else None
