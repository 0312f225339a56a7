"""How people were taken into the service, and their time of probation (NĐ 115/2020 Điều 13, 21–23; NĐ 170/2025)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.contracts import reception_rules as rules
from app.areas.decisions.models import PAPER, DecidedRecord
from app.areas.organization.models import JobPosition, OrgUnit
from app.areas.personnel.models import RANK_LISTS
from app.areas.work_history.absence_rules import one_at_a_time
from app.areas.work_history.models import Assignment
from app.areas.work_history.rules import names_a_unit
from app.records.catalogues import catalogues
from app.records.fields import catalogue, choice, day, link, long_text, text, whole_number
from app.records.handing import Fixed, HandOn, Says

COUNTING = _("What counts towards the salary")
STATES = [
    ("running", _("On probation")),
    ("passed", _("Probation passed")),
    ("failed", _("Probation not passed")),
    ("broken_off", _("Probation broken off")),
]


def _movement(says: Says) -> str | None:
    """The kind of movement that goes with the kind of reception, as its code list has it."""
    kind = catalogues().items("reception_kinds").get(says("kind_code") or "")
    return kind.attributes.get("movement") if kind else None


class Reception(DecidedRecord):
    """The decision that takes a person into the service: recruited, received, or come from another body.

    From 01/7/2026 a public employee's working contract stands in place of the recruitment decision (NĐ 259/2026).
    """

    label = _("Reception")
    plural = _("Receptions")
    icon = "person-plus"
    named_by = ("kind_code", "effective_from")
    ordered_by = ("-effective_from",)
    stacked: ClassVar = {
        "unit_id": ("unit_text", "job_position_id"),
        "method_code": ("decision_number", "effective_to"),
    }
    rules = (
        *DecidedRecord.rules,
        names_a_unit,
        rules.reception_is_of_the_staff,
        rules.reception_has_its_ground,
        rules.reported_in_time,
    )
    hands_on = (
        HandOn(
            Assignment,
            _("Make the assignment"),
            {
                **PAPER,
                "employee_id": "employee_id",
                "movement_code": _movement,
                "post_kind": Fixed("main"),
                "unit_id": "unit_id",
                "unit_text": "unit_text",
                "job_position_id": "job_position_id",
            },
            at_once=True,
        ),
    )

    kind_code: Mapped[str] = catalogue(
        "reception_kinds",
        _("Kind of reception"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many were recruited, how many received?"),
    )
    method_code: Mapped[str | None] = catalogue(
        "recruitment_methods",
        _("Recruited by"),
        listed=True,
        counted=True,
        question=_("How did the staff come into the service?"),
    )
    unit_id: Mapped[int | None] = link(
        OrgUnit,
        _("Receiving unit"),
        listed=True,
        counted=True,
        question=_("Which units received people?"),
    )
    unit_text: Mapped[str | None] = text(
        _("Receiving body in words"), listed=True, help=_("Only when it is not among the units on record.")
    )
    job_position_id: Mapped[int | None] = link(JobPosition, _("Job position received for"), listed=True)
    rank_code: Mapped[str | None] = catalogue(RANK_LISTS, _("Rank or title received for"))
    ground_code: Mapped[str | None] = catalogue(
        "reception_grounds",
        _("Ground of the reception"),
        help=_("Only of a reception without examination (NĐ 115/2020 Điều 13)."),
    )
    from_body: Mapped[str | None] = text(_("Body come from"), help=_("Of somebody who served elsewhere before."))
    reported_on: Mapped[date | None] = day(
        _("Reported for work on"), help=_("As a rule within 30 days of the decision, a civil servant within 15.")
    )
    note: Mapped[str | None] = long_text(_("Remark on the reception"))


class Probation(DecidedRecord):
    """A time of probation, kept for history: from the day after it the salary counts (abolished 2025 and 2026)."""

    label = _("Probation")
    plural = _("Probations")
    icon = "hourglass"
    named_by = ("state", "effective_from")
    ordered_by = ("-effective_from",)
    rules = (*DecidedRecord.rules, rules.probation_is_of_its_time, rules.probation_has_its_length, one_at_a_time)

    state: Mapped[str] = choice(
        _("State of the probation"),
        STATES,
        required=True,
        listed=True,
        counted=True,
        question=_("How many are on probation, how many passed?"),
    )
    months: Mapped[int | None] = whole_number(
        _("Months of probation"),
        least=1,
        most=24,
        listed=True,
        help=_(
            "12 for a university degree, 9 for a physician or college, 6 for an intermediate one (NĐ 115/2020 Điều 21)."
        ),
    )
    tutor_name: Mapped[str | None] = text(_("Tutor of the probation"))
    pay_percent: Mapped[int | None] = whole_number(
        _("Part of the salary paid on probation (%)"),
        least=1,
        most=100,
        unit="%",
        section=COUNTING,
        help=_("85; 100 in hard areas, hazardous work or after military service (NĐ 115/2020 Điều 23)."),
    )
    days_not_counted: Mapped[int | None] = whole_number(
        _("Days not counted as probation"),
        most=2000,
        section=COUNTING,
        help=_("Sick leave of 14 days and more, maternity, unpaid leave, detention (NĐ 115/2020 Điều 21)."),
    )
    counts_from: Mapped[date | None] = day(
        _("Salary counts from"),
        given=False,
        listed=True,
        section=COUNTING,
    )
    note: Mapped[str | None] = long_text(_("Remark on the probation"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The salary counts from the day after a probation that was passed."""
        until, passed = values.get("effective_to"), values.get("state") == "passed"
        counts = until.latest() + timedelta(days=1) if until and passed else None
        return {**super().derived(values), "counts_from": counts}
