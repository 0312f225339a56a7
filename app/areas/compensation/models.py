"""The salary of an employee, event by event (items 30.1 and 37.1; NĐ 204/2004/NĐ-CP; TT 08/2013/TT-BNV)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.compensation.rules import (
    coefficient_is_that_of_the_step,
    counts_from_a_day_in_reason,
    over_step_at_the_last_step,
    step_belongs_to_the_scale,
)
from app.areas.compensation.scales import group_of, scale
from app.areas.compensation.sequence_rules import (
    moves_as_its_kind_says,
    one_salary_at_a_time,
    raised_when_the_time_is_full,
    rank_fits_the_type_of_staff,
)
from app.areas.decisions.models import DecidedRecord
from app.areas.personnel.models import RANK_LISTS, Employee
from app.records.clock import months_after
from app.records.fields import amount, catalogue, day, decimal, long_text, whole_number

SCALE = _("Rank, step and coefficient")
OVER_STEP = _("Seniority beyond the last step")
COUNTING = _("Counting towards the next raise")
AGREED = _("Pay by agreement")


class SalaryEvent(DecidedRecord):
    """One change of an employee's salary: rank, step and coefficient from a day on, or an agreed amount.

    Money is never stored for the scale: it is base salary × coefficient of the month asked for.
    """

    label = _("Salary event")
    plural = _("Salary events")
    icon = "cash-coin"
    named_by = ("kind_code", "effective_from")
    ordered_by = ("-effective_from",)
    rules = (
        *DecidedRecord.rules,
        step_belongs_to_the_scale,
        coefficient_is_that_of_the_step,
        over_step_at_the_last_step,
        counts_from_a_day_in_reason,
        one_salary_at_a_time,
        moves_as_its_kind_says,
        raised_when_the_time_is_full,
        rank_fits_the_type_of_staff,
    )

    kind_code: Mapped[str] = catalogue(
        "salary_change_kinds",
        _("Kind of salary change"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many salary changes of each kind were there?"),
    )
    rank_code: Mapped[str | None] = catalogue(
        RANK_LISTS, _("Rank or title of the event"), listed=True, current=Employee.rank_code, section=SCALE
    )
    salary_group: Mapped[str | None] = catalogue(
        "salary_groups",
        _("Salary scale"),
        listed=True,
        given=False,
        counted=True,
        question=_("By which scales are people paid?"),
        section=SCALE,
    )
    step: Mapped[int | None] = whole_number(
        _("Step reached"), least=1, most=20, listed=True, current=Employee.salary_step, section=SCALE
    )
    coefficient: Mapped[Decimal | None] = decimal(
        _("Coefficient reached"),
        listed=True,
        current=Employee.salary_coefficient,
        section=SCALE,
        example="3,33",
    )
    pay_percent: Mapped[int | None] = whole_number(
        _("Part of the salary paid (%)"),
        least=1,
        most=100,
        unit="%",
        section=SCALE,
        help=_("85 during probation, else 100."),
    )
    reserved_coefficient: Mapped[Decimal | None] = decimal(_("Reserved difference of coefficient"), section=SCALE)
    over_step_percent: Mapped[int | None] = whole_number(
        _("Seniority beyond the last step (%)"), least=5, most=60, unit="%", section=OVER_STEP
    )
    over_step_from: Mapped[date | None] = day(_("Seniority percent paid from"), section=OVER_STEP)
    step_from: Mapped[date | None] = day(_("Step held since"), section=COUNTING)
    next_count_from: Mapped[date | None] = day(
        _("Next raise counted from"),
        section=COUNTING,
        help=_("The day the step was given, unless a decision keeps an earlier one."),
    )
    next_raise_on: Mapped[date | None] = day(
        _("Next raise is due on"),
        listed=True,
        given=False,
        current=Employee.next_raise_on,
        section=COUNTING,
        help=_("When the months of the scale are full, before any time that is not counted and any delay."),
    )
    agreed_amount: Mapped[int | None] = amount(_("Agreed salary a month"), section=AGREED)
    note: Mapped[str | None] = long_text(_("Remark on the salary"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The scale follows from the rank, as the code lists have it; the next raise from scale, step and counting."""
        group = group_of(values.get("rank_code"))
        return {**super().derived(values), "salary_group": group, "next_raise_on": _next_raise(group, values)}


def _next_raise(group: str | None, values: dict[str, Any]) -> date | None:
    since, step = values.get("effective_from"), values.get("step")
    of_rank = scale(group, since.latest()) if since else None
    if since is None or of_rank is None or step is None:
        return None
    months = of_rank.months_to_the_next(step, values.get("over_step_percent"))
    counted = values.get("next_count_from") or values.get("step_from") or since.earliest()
    return months_after(counted, months) if months else None
