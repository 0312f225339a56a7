"""Classes for those who keep the database, and who took part (Điều 10, Điều 11 khoản 5 of the regulation)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.administration import oversight_rules as rules
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import STAFF, EmployeeRecord
from app.records.fields import choice, day, files, identifier, link, long_text, text, whole_number
from app.records.record import ALL_ROLES, Record

FORMS = [
    ("in_person", _("In one room")),
    ("online", _("Online")),
    ("mixed", _("In one room and online")),
    ("on_site", _("Guidance at the unit")),
]
RESULTS = [
    ("enrolled", _("On the list")),
    ("attended", _("Took part")),
    ("passed", _("Took part and passed")),
    ("failed", _("Took part and did not pass")),
    ("absent", _("Did not come")),
]


class UserClass(Record):
    """One class about the database: content, time, document and result. Sở Nội vụ holds them, and every unit reads them."""

    label = _("Class for users of the database")
    plural = _("Classes for users of the database")
    icon = "easel"
    dated_by = "held_from"
    named_by = ("subject", "held_from")
    ordered_by = ("-held_from",)
    stacked: ClassVar = {"held_from": ("held_to",), "document_number": ("document_date",)}
    readers = (*ALL_ROLES, "administrator")
    writers = ("province_officer",)
    approvers = ("province_officer",)
    rules = (rules.class_goes_forward,)

    subject: Mapped[str] = text(_("Subject of the class"), required=True, listed=True, searched=True)
    form: Mapped[str] = choice(
        _("Form of the class"),
        FORMS,
        required=True,
        listed=True,
        counted=True,
        question=_("In which form are users of the database taught?"),
    )
    organiser_id: Mapped[int] = link(
        OrgUnit,
        _("Held by"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which units hold classes about the database?"),
    )
    held_from: Mapped[date] = day(
        _("Class from"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many classes were held in each year?"),
    )
    held_to: Mapped[date | None] = day(_("Class to"), listed=True)
    place: Mapped[str | None] = text(_("Place of the class"))
    document_number: Mapped[str] = identifier(
        _("Document of the class"), required=True, listed=True, searched=True, example="88/KH-SNV"
    )
    document_date: Mapped[date] = day(_("Date of the class document"), required=True)
    content: Mapped[str | None] = long_text(_("Content of the class"))
    invited: Mapped[int | None] = whole_number(_("Persons invited"), listed=True)
    outcome: Mapped[str | None] = long_text(
        _("Result of the class"), help=_("What was reached; who took part stands under “Those who took part”.")
    )
    evidence: Mapped[list[int] | None] = files(_("Papers of the class"))


class UserClassMember(EmployeeRecord):
    """One employee on the list of a class, and how he fared. A unit names its people; Sở Nội vụ holds the class and approves."""

    label = _("Participant of a class for users")
    plural = _("Participants of classes for users")
    icon = "person-video3"
    named_by = ("class_id", "result")
    readers = (*STAFF, "leader")
    writers = ("unit_hr", "province_officer")
    approvers = ("province_officer",)
    rules = (rules.taught_once_in_a_class,)

    class_id: Mapped[int] = link(
        UserClass,
        _("Class taken part in"),
        required=True,
        listed=True,
        tab=_("Those who took part"),
        counted=True,
        question=_("How many took part in each class?"),
    )
    result: Mapped[str] = choice(
        _("Result in the class"),
        RESULTS,
        required=True,
        listed=True,
        counted=True,
        question=_("How many took part, passed, or did not come?"),
    )
    certificate_number: Mapped[str | None] = identifier(_("Number of the class certificate"), listed=True)
    note: Mapped[str | None] = long_text(_("Remark on the participant"))
