"""The pay of one person in one month: worked out from the events in force, with the figures it is worked out from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.areas.compensation.allowances import AllowanceEvent
from app.areas.compensation.models import SalaryEvent
from app.extensions import db
from app.law.pay import AGREED, OVER_STEP, RESERVED, SALARY, Allowance, Line, pay_by_agreement, pay_by_scale
from app.records import vietnamese
from app.records.catalogues import Item, catalogues
from app.records.clock import months_after

NAMES = {
    SALARY: _("Salary by rank and step"),
    OVER_STEP: _("Seniority beyond the last step"),
    RESERVED: _("Reserved difference"),
    AGREED: _("Pay by agreement"),
}


@dataclass(frozen=True)
class PayLine:
    """A line as it is shown: what for, how worked out, how much."""

    name: Any
    reckoning: str
    amount: str


@dataclass(frozen=True)
class PayPage:
    """The pay of a month; `why_not` where it cannot be worked out, `changes` what took effect within the month."""

    employee_id: int
    title: str
    month: str
    month_text: str
    earlier: str
    later: str
    base: str
    lines: Sequence[PayLine]
    total: str
    why_not: Any
    changes: Sequence[str]


def pay_page(employee_id: int, title: str, month: date) -> PayPage:
    """Of the month that begins with `month`: the events in force on its last day, the base salary of that day."""
    last = months_after(month, 1) - timedelta(days=1)
    salary = _in_force(SalaryEvent, employee_id, last)
    granted = _in_force(AllowanceEvent, employee_id, last)
    base = catalogues().in_force("base_salaries", last)
    lines, why_not = _lines(salary[-1] if salary else None, granted, base)
    return PayPage(
        employee_id=employee_id,
        title=title,
        month=f"{month:%Y-%m}",
        month_text=f"{month:%m/%Y}",
        earlier=f"{months_after(month, -1):%Y-%m}",
        later=f"{months_after(month, 1):%Y-%m}",
        base=_base(base),
        lines=[PayLine(_name(line), _reckoning(line), vietnamese.amount(line.amount)) for line in lines],
        total=vietnamese.amount(sum(line.amount for line in lines)),
        why_not=why_not,
        changes=_within(month, [*salary, *granted]),
    )


def _in_force(record: type[Any], employee_id: int, on: date) -> list[Any]:
    """The official events in force on a day, the newest last; the reader's scope narrows them."""
    mine = select(record).where(record.employee_id == employee_id, record.in_force(on))
    return list(db.session.scalars(mine.order_by(record.effective_from, record.id)))


def _lines(salary: Any, granted: Sequence[Any], base: Item | None) -> tuple[list[Line], Any]:
    if base is None:
        return [], _("No base salary is known for this month, so nothing can be worked out.")
    if salary is None:
        return [], _("No salary event was in force in this month, so nothing can be worked out.")
    amount, allowances = int(base.attributes["amount_vnd"]), [_allowance(one) for one in granted]
    if salary.coefficient is None:
        return pay_by_agreement(salary.agreed_amount or 0, amount, allowances), ""
    return (
        pay_by_scale(
            amount,
            salary.coefficient,
            salary.pay_percent or 100,
            salary.over_step_percent or 0,
            salary.reserved_coefficient or Decimal(0),
            allowances,
        ),
        "",
    )


def _allowance(event: Any) -> Allowance:
    item = catalogues().items("allowance_types").get(event.allowance_code)
    counts = bool(item and item.attributes.get("counts_for_percent"))
    return Allowance(event.allowance_code, event.coefficient, event.percent, event.amount, counts)


def _name(line: Line) -> Any:
    item = catalogues().items("allowance_types").get(line.name)
    return NAMES.get(line.name) or (item.name if item else line.name)


def _reckoning(line: Line) -> str:
    """As a clerk writes it: 2.530.000 × 3,33 × 85 %."""
    if line.of is None:
        return ""
    factors = [vietnamese.amount(line.of)]
    if line.factor is not None:
        factors.append(vietnamese.coefficient(line.factor))
    if line.percent is not None and not (line.factor is not None and line.percent == 100):
        factors.append(vietnamese.percent(line.percent))
    return " × ".join(factors)


def _base(base: Item | None) -> str:
    if base is None:
        return ""
    return f"{vietnamese.amount(int(base.attributes['amount_vnd']))} ({base.attributes.get('source', '')})"


def _within(month: date, events: Sequence[Any]) -> list[str]:
    """The days within the month on which something began: the sum is that of the last day."""
    begun = {event.effective_from.earliest() for event in events if event.effective_from.earliest() > month}
    return [vietnamese.day(day) for day in sorted(begun)]
