"""Where an employee serves and served (Điều 4 khoản 2 điểm k; items 23, 25 and 33 of the curriculum vitae)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Mapped

from app.areas.decisions.models import DecidedRecord
from app.areas.organization.models import JobPosition, OrgUnit, Position
from app.areas.personnel.models import Employee, EmployeeRecord
from app.areas.work_history.rules import (
    former_post_has_ended,
    lasts_forward,
    names_a_unit,
    one_main_post_at_once,
    unit_exists_then,
)
from app.records.fields import catalogue, choice, files, link, long_text, partial_day, text
from app.records.partial_dates import PartialDate

POST_KINDS = [("main", _("Main post")), ("concurrent", _("Concurrent post"))]


class WorkPeriod(EmployeeRecord):
    """A time of work, study or service that the employee declares from his past, in his own words (item 33)."""

    label = _("Declared period")
    plural = _("Declared periods")
    icon = "clock-history"
    named_by = ("begun_on", "place")
    ordered_by = ("begun_on",)
    dated_by = "begun_on"
    rules = (lasts_forward,)

    kind_code: Mapped[str] = catalogue(
        "work_history_kinds",
        _("Kind of period"),
        required=True,
        listed=True,
        counted=True,
        question=_("What did the staff do before?"),
    )
    begun_on: Mapped[PartialDate] = partial_day(
        _("Period from"), required=True, listed=True, help=_("Month and year are enough, as in 09/2003.")
    )
    ended_on: Mapped[PartialDate | None] = partial_day(_("Period to"), listed=True)
    place: Mapped[str] = text(
        _("Body or place of the period"),
        required=True,
        listed=True,
        searched=True,
        help=_("As it was called then, with the place."),
    )
    work: Mapped[str | None] = text(_("Title or work in the period"), listed=True, searched=True)
    note: Mapped[str | None] = long_text(_("Remark on the period"))
    papers: Mapped[list[int] | None] = files(_("Papers on the period"))


class Assignment(DecidedRecord):
    """A post in a unit for a time. The main one in force today says where the employee serves and as what.

    A unit that ended before the tree was recorded is named in words; such a past post feeds nothing.
    """

    label = _("Assignment")
    plural = _("Assignments")
    icon = "signpost-split"
    named_by = ("movement_code", "effective_from")
    ordered_by = ("-effective_from",)
    rules = (*DecidedRecord.rules, names_a_unit, former_post_has_ended, unit_exists_then, one_main_post_at_once)

    movement_code: Mapped[str] = catalogue(
        "movement_kinds",
        _("Kind of movement"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many moved in which way?"),
    )
    post_kind: Mapped[str] = choice(
        _("Main or concurrent post"),
        POST_KINDS,
        required=True,
        listed=True,
        help=_("A concurrent post (kiêm nhiệm) leaves unit and position of the employee as they are."),
    )
    unit_id: Mapped[int | None] = link(
        OrgUnit,
        _("Unit of the post"),
        listed=True,
        current=Employee.unit_id,
        counted=True,
        question=_("To which units did the assignments lead?"),
    )
    unit_text: Mapped[str | None] = text(
        _("Former unit in words"), listed=True, help=_("Only when the unit is not among the units on record.")
    )
    position_id: Mapped[int | None] = link(
        Position, _("Position of the post"), listed=True, current=Employee.position_id
    )
    job_position_id: Mapped[int | None] = link(JobPosition, _("Job position of the post"))
    note: Mapped[str | None] = long_text(_("Remark on the assignment"))

    @classmethod
    def feeding(cls) -> ColumnElement[bool]:
        """Only a main post in a unit on record says where the employee serves."""
        return and_(cls.post_kind == "main", cls.unit_id.is_not(None))
