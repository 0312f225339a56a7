"""Health checks (item 31) and policy status (item 18)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.personnel.declaration_rules import policy_is_held_once, policy_names_somebody
from app.areas.personnel.models.employee import STAFF, EmployeeRecord
from app.areas.personnel.spans import forward
from app.records.fields import catalogue, day, decimal, files, identifier, long_text, partial_day, text, whole_number
from app.records.partial_dates import PartialDate

CONFIDENTIAL = ("employee", "province_officer")
RESULT, PROOF = _("Result of the check"), _("Proof of the policy status")


class HealthRecord(EmployeeRecord):
    """One health check. Only the employee and Home Affairs see it (item 31; NĐ 356/2025/NĐ-CP Điều 4)."""

    label = _("Health check")
    plural = _("Health checks")
    icon = "heart-pulse"
    named_by = ("examined_on", "class_code")
    ordered_by = ("-examined_on",)
    dated_by = "examined_on"
    readers = CONFIDENTIAL
    writers = CONFIDENTIAL
    approvers = ("province_officer",)
    stacked: ClassVar = {"height_cm": ("weight_kg",)}

    examined_on: Mapped[date] = day(
        _("Examined on"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many were examined in each year?"),
        level="restricted",
        help=_("For an appointment the certificate is not older than 6 months (NĐ 115/2020 Điều 48)."),
    )
    class_code: Mapped[str] = catalogue(
        "health_classes",
        _("Health class"),
        required=True,
        listed=True,
        counted=True,
        question=_("How healthy are the staff?"),
        level="restricted",
        section=RESULT,
        help=_("Class I to V (QĐ 1613/BYT-QĐ; TT 32/2023/TT-BYT)."),
    )
    height_cm: Mapped[int | None] = whole_number(
        _("Height in cm"), least=100, most=230, listed=True, level="restricted", section=RESULT
    )
    weight_kg: Mapped[Decimal | None] = decimal(
        _("Weight in kg"), digits=4, scale=1, listed=True, level="restricted", section=RESULT
    )
    blood_type_code: Mapped[str | None] = catalogue(
        "blood_types", _("Blood type"), listed=True, level="restricted", section=RESULT
    )
    facility: Mapped[str | None] = text(_("Examined at"), level="restricted")
    conclusion: Mapped[str | None] = long_text(
        _("Conclusion of the doctor"), level="restricted", secret=True, section=RESULT
    )
    certificate: Mapped[list[int] | None] = files(_("Health certificate"), level="restricted")


class PolicyStatus(EmployeeRecord):
    """What makes an employee a beneficiary of policy: war invalid, child of a martyr, … (item 18)."""

    label = _("Policy status")
    plural = _("Policy statuses")
    icon = "award"
    named_by = ("policy_code", "since")
    ordered_by = ("policy_code",)
    dated_by = "since"
    readers = STAFF
    rules = (forward("since", "until"), policy_names_somebody, policy_is_held_once)

    policy_code: Mapped[str] = catalogue(
        "policy_groups",
        _("Policy group"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many belong to each policy group?"),
        level="sensitive",
        help=_("Pháp lệnh Ưu đãi người có công 02/2020/UBTVQH14; several groups are several rows."),
    )
    since: Mapped[PartialDate | None] = partial_day(_("Policy status from"), listed=True, level="sensitive")
    until: Mapped[PartialDate | None] = partial_day(_("Policy status to"), listed=True, level="sensitive")
    disability_percent: Mapped[int | None] = whole_number(
        _("Loss of working capacity in %"), least=1, most=100, unit="%", listed=True, level="restricted", section=PROOF
    )
    certificate_number: Mapped[str | None] = identifier(
        _("Number of the policy certificate"), listed=True, level="sensitive", section=PROOF
    )
    certificate_issuer: Mapped[str | None] = text(_("Policy certificate issued by"), level="sensitive", section=PROOF)
    papers: Mapped[list[int] | None] = files(_("Papers of the policy status"), level="sensitive", section=PROOF)
