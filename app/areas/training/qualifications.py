"""Professional qualifications (item 32.1 of the curriculum vitae, from which item 20 follows)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.personnel.models import Employee, EmployeeRecord
from app.areas.training.rules import (
    diploma_follows_study,
    diploma_is_held_once,
    foreign_diploma_is_recognised,
    study_goes_forward,
    verified_on_a_day,
)
from app.areas.training.study import CERTIFICATE, STUDY, Study
from app.records.clock import today
from app.records.decision_block import begun_on
from app.records.fields import catalogue, choice, day, files, identifier, partial_day, text
from app.records.partial_dates import PartialDate

VERIFICATION = _("Verification of the diploma")
FALSE = "false"
VERIFIED = [
    ("pending", _("Not verified yet")),
    ("genuine", _("Found genuine")),
    (FALSE, _("Found false")),
]


class Qualification(Study, EmployeeRecord):
    """A diploma or degree of professional training. The highest one in force is the employee's qualification today.

    One that was found false feeds nothing and stays on record.
    """

    label = _("Qualification")
    plural = _("Qualifications")
    icon = "mortarboard"
    named_by = ("level_code", "major")
    ordered_by = ("-issued_on",)
    dated_by = "issued_on"
    stacked: ClassVar = {
        "institution": ("mode_code",),
        "started_on": ("ended_on",),
        "issued_on": ("verification",),
    }
    rules = (
        study_goes_forward,
        diploma_follows_study,
        foreign_diploma_is_recognised,
        diploma_is_held_once,
        verified_on_a_day,
    )

    level_code: Mapped[str] = catalogue(
        "qualification_levels",
        _("Level of the qualification"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many qualifications of each level are held?"),
        current=Employee.highest_qualification_code,
        highest_by="level_code",
        section=STUDY,
    )
    major: Mapped[str] = text(
        _("Field of study"),
        required=True,
        listed=True,
        searched=True,
        current=Employee.highest_qualification_major,
        highest_by="level_code",
        section=STUDY,
        help=_("As the diploma names it."),
        example="Quản lý công",
    )
    field_code: Mapped[str | None] = catalogue(
        "degree_fields",
        _("Group of fields"),
        counted=True,
        question=_("In which fields are the staff trained?"),
        section=STUDY,
        help=_("The group of the national list of fields (TT 09/2022/TT-BGDĐT)."),
    )
    grade_code: Mapped[str | None] = catalogue("graduation_classes", _("Graduation grade"), section=CERTIFICATE)
    issued_on: Mapped[PartialDate] = partial_day(
        _("Diploma issued on"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which years were the diplomas issued?"),
        section=CERTIFICATE,
        help=_("From this day the qualification counts; the year alone is enough."),
    )
    diploma_number: Mapped[str | None] = identifier(_("Diploma number"), searched=True, section=CERTIFICATE)
    register_number: Mapped[str | None] = identifier(_("Number in the register of diplomas"), section=CERTIFICATE)
    recognition_number: Mapped[str | None] = identifier(
        _("Number of the recognition"),
        section=CERTIFICATE,
        help=_("Of a foreign diploma, as recognised in Viet Nam (TT 13/2021/TT-BGDĐT)."),
    )
    scan: Mapped[list[int] | None] = files(_("Scan of the diploma"), section=CERTIFICATE)
    verification: Mapped[str | None] = choice(
        _("Result of the verification"),
        VERIFIED,
        listed=True,
        counted=True,
        question=_("How many diplomas have been verified?"),
        section=VERIFICATION,
        help=_("A false diploma can be disciplined without limit of time (NĐ 234/2026/NĐ-CP Điều 5)."),
    )
    verified_on: Mapped[date | None] = day(_("Diploma verified on"), section=VERIFICATION)

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Held since the diploma was issued."""
        return begun_on(cls.issued_on, (on or today()).isoformat())

    @classmethod
    def feeding(cls) -> ColumnElement[bool]:
        """A diploma that was found false raises nobody's qualification."""
        return cls.verification.is_distinct_from(FALSE)
