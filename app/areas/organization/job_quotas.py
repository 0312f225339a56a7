"""How many places a job position of a unit has in each professional grade (NĐ 232/2026/NĐ-CP Điều 7, 10)."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.job_quota_rules import (
    gives_some_places,
    grades_of_the_job_position,
    shares_within_the_limits,
)
from app.areas.organization.models import JobPosition, OrgUnit
from app.records.fields import day, identifier, link, long_text, whole_number, year
from app.records.record import ScopedRecord

PLACES = _("Places by grade")


class JobPositionQuota(ScopedRecord):
    """The places that a unit has of a job position in a year, by professional grade.

    The law bounds the share of the highest grades on these places, not on who is present (NĐ 232/2026 Điều 10).
    """

    label = _("Places of a job position")
    plural = _("Places of job positions")
    icon = "bar-chart-steps"
    scope_from = "unit_id"
    named_by = ("unit_id", "job_position_id", "quota_year")
    ordered_by = ("-quota_year",)
    writers = ("unit_hr", "province_officer")
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
    rules = (gives_some_places, grades_of_the_job_position, shares_within_the_limits)

    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that has the places"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which units have said the places of their job positions?"),
    )
    job_position_id: Mapped[int] = link(
        JobPosition,
        _("Job position of the places"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which job positions do the units have?"),
    )
    quota_year: Mapped[int] = year(_("Year of the places"), required=True, listed=True, key=True)
    grade_5: Mapped[int | None] = whole_number(
        _("Places of grade 5"),
        listed=True,
        section=PLACES,
        help=_("At most 30 % of all places; of grade 4 then at most 40 % (NĐ 232/2026 Điều 10)."),
    )
    grade_4: Mapped[int | None] = whole_number(_("Places of grade 4"), listed=True, section=PLACES)
    grade_3: Mapped[int | None] = whole_number(_("Places of grade 3"), listed=True, section=PLACES)
    grade_2: Mapped[int | None] = whole_number(_("Places of grade 2"), listed=True, section=PLACES)
    grade_1: Mapped[int | None] = whole_number(_("Places of grade 1"), listed=True, section=PLACES)
    decision_number: Mapped[str | None] = identifier(_("Decision that approves the job positions"))
    decided_on: Mapped[date | None] = day(_("Date of that approval"))
    note: Mapped[str | None] = long_text(_("Remark on the places"))
