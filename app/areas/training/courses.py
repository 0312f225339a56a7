"""Training and further training of every kind (items 32.2 to 32.6 of the curriculum vitae)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.personnel.models import Employee, EmployeeRecord
from app.areas.training.dispatches import TrainingDispatch
from app.areas.training.rules import (
    certificate_follows_study,
    completed_has_its_day,
    languages_in_their_place,
    level_fits_the_kind,
    study_goes_forward,
)
from app.areas.training.study import CERTIFICATE, STUDY, Study
from app.records.clock import today
from app.records.decision_block import in_force_on
from app.records.fields import catalogue, choice, files, identifier, link, partial_day, text, whole_number
from app.records.partial_dates import PartialDate

LEVELS = _("Level reached")
OUTCOMES = [
    ("attending", _("Attending")),
    ("completed", _("Completed")),
    ("broken_off", _("Broken off")),
]


class TrainingRecord(Study, EmployeeRecord):
    """One course of an employee: political theory, state management, defence, IT, languages and whatever else there is.

    What is completed feeds the highest levels of the employee; what the kind asks for is said by its code list.
    """

    label = _("Training course")
    plural = _("Training courses")
    icon = "journal-check"
    named_by = ("kind_code", "course")
    ordered_by = ("-completed_on", "-started_on")
    dated_by = "completed_on"
    stacked: ClassVar = {
        "institution": ("mode_code",),
        "started_on": ("ended_on",),
        "completed_on": ("certificate",),
    }
    rules = (
        study_goes_forward,
        completed_has_its_day,
        certificate_follows_study,
        level_fits_the_kind,
        languages_in_their_place,
    )

    kind_code: Mapped[str] = catalogue(
        "training_kinds",
        _("Kind of training"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many took part in training of each kind?"),
        section=STUDY,
        help=_("It decides which level is entered below."),
    )
    course: Mapped[str] = text(_("Course title"), required=True, listed=True, searched=True, section=STUDY)
    outcome: Mapped[str] = choice(
        _("Outcome of the course"),
        OUTCOMES,
        required=True,
        listed=True,
        counted=True,
        question=_("How many courses are under way, completed or broken off?"),
        section=STUDY,
    )
    lessons: Mapped[int | None] = whole_number(_("Lessons"), least=1, most=5000, section=STUDY)
    dispatch_id: Mapped[int | None] = link(
        TrainingDispatch, _("Dispatch to the course"), section=STUDY, help=_("When the employee was sent by decision.")
    )
    completed_on: Mapped[PartialDate | None] = partial_day(
        _("Certificate issued on"),
        listed=True,
        counted=True,
        question=_("How many completed a course in each year?"),
        section=CERTIFICATE,
        help=_("From this day the level counts. Of a course without certificate, its last day."),
    )
    certificate: Mapped[str | None] = text(_("Certificate"), listed=True, section=CERTIFICATE)
    certificate_number: Mapped[str | None] = identifier(_("Certificate number"), searched=True, section=CERTIFICATE)
    valid_until: Mapped[PartialDate | None] = partial_day(
        _("Certificate valid until"), section=CERTIFICATE, help=_("Only when the certificate itself names an end.")
    )
    scan: Mapped[list[int] | None] = files(_("Scan of the certificate"), section=CERTIFICATE)
    political_theory_code: Mapped[str | None] = catalogue(
        "political_theory_levels",
        _("Level of political theory reached"),
        current=Employee.political_theory_code,
        highest_by="political_theory_code",
        section=LEVELS,
    )
    state_management_code: Mapped[str | None] = catalogue(
        "state_management_levels",
        _("Programme of state management completed"),
        current=Employee.state_management_code,
        highest_by="state_management_code",
        section=LEVELS,
    )
    defence_group_code: Mapped[str | None] = catalogue(
        "national_defence_groups", _("Defence knowledge group"), section=LEVELS
    )
    foreign_language_code: Mapped[str | None] = catalogue(
        "languages",
        _("Foreign language learnt"),
        current=Employee.foreign_language_code,
        highest_by="foreign_language_level_code",
        section=LEVELS,
    )
    foreign_language_level_code: Mapped[str | None] = catalogue(
        "foreign_language_levels",
        _("Level of the foreign language reached"),
        current=Employee.foreign_language_level_code,
        highest_by="foreign_language_level_code",
        section=LEVELS,
        help=_("Level 1 to 6 of the national frame (TT 01/2014/TT-BGDĐT), or the certificate of its time."),
    )
    ethnic_language_code: Mapped[str | None] = catalogue(
        "languages",
        _("Ethnic minority language learnt"),
        current=Employee.ethnic_language_code,
        highest_by="ethnic_language_code",
        section=LEVELS,
    )
    score: Mapped[str | None] = text(_("Score of the certificate"), length=30, section=LEVELS, example="6.5")
    it_level_code: Mapped[str | None] = catalogue(
        "it_levels",
        _("IT level reached"),
        current=Employee.it_level_code,
        highest_by="it_level_code",
        section=LEVELS,
    )

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Completed, and its certificate not run out."""
        return in_force_on(cls.completed_on, cls.valid_until, (on or today()).isoformat())
