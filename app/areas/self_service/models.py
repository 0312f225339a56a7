"""Campaigns to bring records up to date, and the yearly confirmation of one's own (QC Điều 3, 8; decision 12)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee, EmployeeRecord
from app.areas.self_service import rules
from app.areas.self_service.groups import group_choices, staff_types
from app.records.clock import today
from app.records.fields import day, files, identifier, link, long_text, proper_name, several, year
from app.records.record import Record

OPENING = _("Document that opens the campaign")
WHOM = _("People of the campaign")


class UpdateCampaign(Record):
    """A time in which the people of a unit and all below it look their records through, opened by a document.

    Everybody concerned has to find it, so it is no row of one unit; Home Affairs alone approves it.
    """

    label = _("Update campaign")
    plural = _("Update campaigns")
    icon = "megaphone"
    named_by = ("name_vi", "document_number")
    ordered_by = ("-starts_on",)
    dated_by = "starts_on"
    stacked: ClassVar = {"starts_on": ("ends_on",), "document_number": ("document_date",)}
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
    writers = ("unit_hr", "province_officer")
    approvers = ("province_officer",)
    rules = (rules.campaign_goes_forward, rules.campaign_is_of_ones_own_unit)

    name_vi: Mapped[str] = proper_name(_("Name of the campaign"), required=True, listed=True, searched=True)
    starts_on: Mapped[date] = day(
        _("Campaign open from"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many campaigns were opened in each year?"),
    )
    ends_on: Mapped[date] = day(_("Campaign open until"), required=True, listed=True)
    field_groups: Mapped[str | None] = several(
        _("Parts of the record to look through"), group_choices, help=_("None chosen: the whole record.")
    )
    words: Mapped[str | None] = long_text(_("What people are told"), length=1000)
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit whose people are concerned"),
        required=True,
        listed=True,
        counted=True,
        question=_("For which units are there campaigns?"),
        section=WHOM,
        help=_("With everything below it."),
    )
    staff_types: Mapped[str | None] = several(
        _("Types of staff concerned"), staff_types, section=WHOM, help=_("None chosen: everybody in service.")
    )
    document_number: Mapped[str] = identifier(
        _("Number of the opening document"),
        required=True,
        listed=True,
        searched=True,
        key=True,
        section=OPENING,
        example="152/KH-SNV",
    )
    document_date: Mapped[date] = day(_("Date of the opening document"), required=True, listed=True, section=OPENING)
    evidence: Mapped[list[int] | None] = files(_("Scan of the opening document"), section=OPENING)


class YearlyConfirmation(EmployeeRecord):
    """A person's word that his record is right: on which day, about which official content, in which campaign.

    His own act: nobody enters it for him, and nobody has to approve it. It is official at once (decision 12).
    """

    label = _("Confirmation of the record")
    plural = _("Confirmations of the record")
    icon = "person-check"
    approval = False
    by_form = False
    named_by = ("confirmed_on", "confirmed_year")
    ordered_by = ("-confirmed_on",)
    dated_by = "confirmed_on"
    writers = ("employee",)
    approvers = ()
    rules = (
        rules.confirms_his_own,
        rules.stands_as_it_is,
        rules.confirmed_today_in_its_year,
        rules.campaign_concerns_him_now,
        rules.content_is_official_now,
        rules.not_twice_for_the_same,
    )

    # Both are keys: on one day the same content is confirmed once.
    confirmed_on: Mapped[date] = day(
        _("Confirmed on"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many confirmed their record in each year?"),
        current=Employee.confirmed_on,
    )
    confirmed_year: Mapped[int] = year(_("Year of the confirmation"), required=True, listed=True)
    campaign_id: Mapped[int | None] = link(
        UpdateCampaign,
        _("Campaign of the confirmation"),
        listed=True,
        counted=True,
        question=_("In which campaigns did people confirm their record?"),
    )
    digest: Mapped[str] = identifier(
        _("Digest of the confirmed content"),
        length=64,
        pattern=r"[0-9a-f]{64}",
        pattern_help=_("64 digits and letters from a to f, as the page of one's own record gives them."),
        required=True,
        key=True,
        help=_("SHA-256 of the official rows that the person saw, each with the change that made it official."),
    )

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """From its day on."""
        return cls.confirmed_on <= (on or today())
