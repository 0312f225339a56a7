"""Where an employee lives and lived (item 10), and what he was called before (item 2)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.personnel import residence_rules as rules
from app.areas.personnel.models.employee import STAFF, Employee, EmployeeRecord
from app.areas.personnel.rules import name_change_has_its_paper, name_of_letters
from app.areas.personnel.spans import forward, one_at_once
from app.records.clock import today
from app.records.decision_block import in_force_on
from app.records.fields import catalogue, choice, day, files, identifier, long_text, partial_day, person_name, text
from app.records.partial_dates import PartialDate

PRESENT = "present"
ADDRESS_KINDS = [
    (PRESENT, _("Present residence")),
    ("permanent", _("Permanent residence")),
    ("temporary", _("Temporary residence")),
]
NAME_REASONS = [
    ("changed", _("Name changed")),
    ("corrected", _("Name corrected")),
    ("alias", _("Alias or pen name")),
]
PLACE, PAPER = _("Place of the address"), _("Paper on the name")


class Address(EmployeeRecord):
    """An address for a time, by the administrative units of that time. The present one in force stands in item 10."""

    label = _("Address")
    plural = _("Addresses")
    icon = "house-door"
    named_by = ("kind", "since")
    ordered_by = ("-since",)
    dated_by = "since"
    readers = STAFF
    stacked: ClassVar = {"since": ("until",)}
    rules = (
        forward("since", "until"),
        one_at_once("since", "until", "kind"),
        rules.units_belong_together,
        rules.district_is_of_its_time,
        rules.lasting_address_names_units_of_today,
    )

    kind: Mapped[str] = choice(_("Kind of address"), ADDRESS_KINDS, required=True, listed=True)
    since: Mapped[PartialDate] = partial_day(
        _("Lived there from"), required=True, listed=True, help=_("The year is enough.")
    )
    until: Mapped[PartialDate | None] = partial_day(_("Lived there to"), listed=True)
    place: Mapped[str] = text(
        _("House and street, hamlet or residential group"),
        length=120,
        required=True,
        level="contact",
        section=PLACE,
        example="Tổ dân phố 5",
        help=_("Of a commune outside the province write its name here as well."),
    )
    commune_code: Mapped[str | None] = catalogue(
        "communes",
        _("Commune or ward"),
        counted=True,
        question=_("In which communes do the staff live?"),
        section=PLACE,
        help=_("Before 01/7/2025 choose the commune with its district (NQ 1684/NQ-UBTVQH15)."),
    )
    district_code: Mapped[str | None] = catalogue(
        "districts",
        _("District until 30/6/2025"),
        section=PLACE,
        help=_("Only where no commune is chosen; districts ended on 30/6/2025."),
    )
    province_code: Mapped[str | None] = catalogue(
        "provinces", _("Province of the address"), section=PLACE, help=_("As it was at that time (NQ 202/2025/QH15).")
    )
    line: Mapped[str | None] = text(
        _("Address in full"),
        listed=True,
        given=False,
        current=Employee.current_address,
        level="contact",
        section=PLACE,
    )
    note: Mapped[str | None] = long_text(_("Remark on the address"), level="contact")

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Moved in, and not moved out."""
        return in_force_on(cls.since, cls.until, (on or today()).isoformat())

    @classmethod
    def feeding(cls) -> ColumnElement[bool]:
        """Only where somebody lives at present is his address; a permanent residence may lie elsewhere."""
        return cls.kind.in_([PRESENT])

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The line that is printed follows from its parts."""
        return {**super().derived(values), "line": rules.in_one_line(values)}


class FormerName(EmployeeRecord):
    """A name that the employee bore or bears beside his own: before a change or correction, an alias (item 2)."""

    label = _("Former name")
    plural = _("Former names")
    icon = "tag"
    named_by = ("full_name", "used_until")
    ordered_by = ("-used_until",)
    dated_by = "used_until"
    rules = (forward("used_from", "used_until"), name_of_letters, name_change_has_its_paper)

    full_name: Mapped[str] = person_name(_("Former full name"), required=True, listed=True, searched=True)
    reason: Mapped[str] = choice(_("Why there is another name"), NAME_REASONS, required=True, listed=True)
    used_from: Mapped[PartialDate | None] = partial_day(_("Name borne from"), listed=True)
    used_until: Mapped[PartialDate | None] = partial_day(
        _("Name borne to"), listed=True, help=_("The day on which the change took effect; of an alias leave it empty.")
    )
    paper_number: Mapped[str | None] = identifier(
        _("Number of the registry paper"),
        listed=True,
        section=PAPER,
        help=_("A name is changed or corrected only on the strength of a paper of the civil registry."),
    )
    paper_on: Mapped[date | None] = day(_("Paper issued on"), section=PAPER)
    paper_issuer: Mapped[str | None] = text(_("Registry that issued it"), section=PAPER)
    papers: Mapped[list[int] | None] = files(_("Scan of the registry paper"), level="identity", section=PAPER)
