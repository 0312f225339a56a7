"""Membership of social organisations (item 16) and military service (item 17)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.personnel import membership_rules as rules
from app.areas.personnel.membership_rules import SOCIAL_ORGANISATIONS
from app.areas.personnel.models.employee import STAFF, Employee, EmployeeRecord
from app.areas.personnel.spans import forward, one_at_once
from app.records.catalogues import catalogues
from app.records.clock import today
from app.records.decision_block import begun_on
from app.records.fields import catalogue, files, long_text, partial_day, text
from app.records.partial_dates import PartialDate


class OrganisationMembership(EmployeeRecord):
    """Membership of the Youth Union, the trade union or another organisation. The oldest political one is item 16."""

    label = _("Membership of an organisation")
    plural = _("Memberships of organisations")
    icon = "people-fill"
    named_by = ("organisation_code", "joined_on")
    ordered_by = ("joined_on",)
    dated_by = "joined_on"
    readers = STAFF
    stacked: ClassVar = {"joined_on": ("left_on",)}
    rules = (
        forward("joined_on", "left_on"),
        one_at_once("joined_on", "left_on", "organisation_code"),
        rules.old_enough_for_the_organisation,
        rules.position_is_of_the_organisation,
    )

    organisation_code: Mapped[str] = catalogue(
        SOCIAL_ORGANISATIONS,
        _("Organisation"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many belong or belonged to each organisation?"),
        current=Employee.first_organisation_code,
        oldest=True,
        level="sensitive",
    )
    joined_on: Mapped[PartialDate] = partial_day(
        _("Joined the organisation on"),
        required=True,
        listed=True,
        current=Employee.first_organisation_on,
        oldest=True,
        level="sensitive",
        help=_("The first one of a political and social organisation stands in item 16 of the curriculum vitae."),
    )
    left_on: Mapped[PartialDate | None] = partial_day(_("Left the organisation on"), listed=True, level="sensitive")
    position_code: Mapped[str | None] = catalogue(
        ("youth_union_positions", "union_positions"),
        _("Position in the organisation"),
        listed=True,
        level="sensitive",
        help=_("For the Youth Union and the trade union; of others write it as a remark."),
    )
    place: Mapped[str | None] = text(_("Branch of the organisation"), listed=True, level="sensitive")
    note: Mapped[str | None] = long_text(_("Remark on the organisation"), level="sensitive")

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Once joined: item 16 asks when the first one was joined, whether it lasts or not."""
        return begun_on(cls.joined_on, (on or today()).isoformat())

    @classmethod
    def feeding(cls) -> ColumnElement[bool]:
        """Only political and social organisations count for item 16."""
        items = catalogues().items(SOCIAL_ORGANISATIONS).values()
        return cls.organisation_code.in_([item.code for item in items if item.attributes.get("political")])


class MilitaryService(EmployeeRecord):
    """A time of service in the army or the police. The last one and the highest rank of all stand in item 17."""

    label = _("Military service")
    plural = _("Times of military service")
    icon = "shield-check"
    named_by = ("enlisted_on", "rank_code")
    ordered_by = ("-enlisted_on",)
    dated_by = "enlisted_on"
    rules = (forward("enlisted_on", "discharged_on"), one_at_once("enlisted_on", "discharged_on"))

    enlisted_on: Mapped[PartialDate] = partial_day(
        _("Enlisted on (service)"),
        required=True,
        listed=True,
        current=Employee.enlisted_on,
        help=_("Month and year are enough, as in 02/1998."),
    )
    discharged_on: Mapped[PartialDate | None] = partial_day(
        _("Discharged on (service)"), listed=True, current=Employee.discharged_on
    )
    rank_code: Mapped[str | None] = catalogue(
        "military_ranks",
        _("Highest rank in the service"),
        listed=True,
        counted=True,
        question=_("How many served, and up to which rank?"),
        current=Employee.military_rank_code,
        highest_by="rank_code",
    )
    unit_text: Mapped[str | None] = text(_("Unit of the service"), listed=True)
    note: Mapped[str | None] = long_text(_("Remark on the service"))
    papers: Mapped[list[int] | None] = files(_("Papers of the service"))

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Once enlisted, it is on record for good."""
        return begun_on(cls.enlisted_on, (on or today()).isoformat())
