"""Relatives (item 36)."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.personnel.models.employee import STAFF, EmployeeRecord
from app.areas.personnel.rules import SIDES, name_of_letters, relative_of_fitting_age, side_of
from app.records.fields import catalogue, choice, flag, long_text, partial_day, person_name, text
from app.records.partial_dates import PartialDate

DECLARATIONS = _("Declarations about a relative")


class FamilyMember(EmployeeRecord):
    """A relative of an employee (item 36): a third person, of whom no more is kept than the form asks."""

    label = _("Family member")
    plural = _("Family members")
    icon = "people"
    named_by = ("relation_code", "full_name")
    ordered_by = ("side", "relation_code")
    readers = STAFF
    rules = (name_of_letters, relative_of_fitting_age)

    relation_code: Mapped[str] = catalogue("family_relations", _("Relation"), required=True, listed=True)
    side: Mapped[str | None] = choice(_("Side of the family"), SIDES, listed=True, given=False)
    full_name: Mapped[str] = person_name(_("Full name of the relative"), required=True, listed=True, searched=True)
    born_on: Mapped[PartialDate | None] = partial_day(_("Birth of the relative"), listed=True)
    has_died: Mapped[bool | None] = flag(_("The relative has died"))
    home_town: Mapped[str | None] = text(_("Home town of the relative"))
    occupation: Mapped[str | None] = text(_("Occupation of the relative"), listed=True)
    position: Mapped[str | None] = text(_("Title or position of the relative"))
    workplace: Mapped[str | None] = text(_("Workplace of the relative"))
    address: Mapped[str | None] = text(_("Address of the relative"), level="contact")
    organisations: Mapped[str | None] = text(_("Political and social organisations of the relative"), level="sensitive")
    old_regime_work: Mapped[str | None] = long_text(
        _("Work for the former regime"), level="restricted", secret=True, section=DECLARATIONS
    )
    criminal_record: Mapped[str | None] = long_text(
        _("Criminal record"), level="restricted", secret=True, section=DECLARATIONS
    )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The side follows from the relation, as the code list has it."""
        return {**super().derived(values), "side": side_of(values.get("relation_code"))}
