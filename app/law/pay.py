"""The pay of a month from coefficients and the base salary of that month (NĐ 204/2004/NĐ-CP; TT 13/2026/TT-BNV)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Allowance:
    """An allowance in force: a coefficient, a percentage or an amount; `counts` when percentages are taken of it too."""

    name: str
    coefficient: Decimal | None = None
    percent: Decimal | None = None
    amount: int | None = None
    counts: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a month's pay in whole đồng, and what it was worked out from: so much of `of`."""

    name: str
    amount: int
    factor: Decimal | None = None
    percent: Decimal | None = None
    of: int | None = None


SALARY, OVER_STEP, RESERVED, AGREED = "salary", "over_step", "reserved", "agreed"


def pay_by_scale(
    base: int,
    coefficient: Decimal,
    pay_percent: int = 100,
    over_step_percent: int = 0,
    reserved: Decimal = Decimal(0),
    allowances: Iterable[Allowance] = (),
) -> list[Line]:
    """The lines of somebody paid by a scale.

    Salary = base salary × coefficient (× part paid). Seniority beyond the last step is a percentage of it. An allowance by
    coefficient is base salary × coefficient; one by percentage is taken of the salary, the allowance for leading, and that
    seniority together.
    """
    allowances = list(allowances)
    salary = Line(SALARY, _whole(base * coefficient * pay_percent / HUNDRED), coefficient, Decimal(pay_percent), base)
    lines = [salary]
    if over_step_percent:
        over = Decimal(over_step_percent)
        lines.append(Line(OVER_STEP, _whole(salary.amount * over / HUNDRED), None, over, salary.amount))
    if reserved:
        lines.append(Line(RESERVED, _whole(base * reserved), reserved, None, base))
    by_coefficient = [(one, _by_coefficient(base, one)) for one in allowances if one.coefficient is not None]
    counted = sum(line.amount for one, line in by_coefficient if one.counts)
    taken_of = sum(line.amount for line in lines if line.name in (SALARY, OVER_STEP)) + counted
    lines += [line for _one, line in by_coefficient]
    lines += [_by_percent(taken_of, one) for one in allowances if one.percent is not None]
    return lines + [Line(one.name, one.amount) for one in allowances if one.amount is not None]


def pay_by_agreement(amount: int, base: int, allowances: Iterable[Allowance] = ()) -> list[Line]:
    """The lines of somebody whose contract names the pay; percentages are taken of nothing then, and left out."""
    rest = list(allowances)
    by_coefficient = [_by_coefficient(base, one) for one in rest if one.coefficient is not None]
    return [
        Line(AGREED, amount),
        *by_coefficient,
        *(Line(one.name, one.amount) for one in rest if one.amount is not None),
    ]


def _by_coefficient(base: int, one: Allowance) -> Line:
    assert one.coefficient is not None
    return Line(one.name, _whole(base * one.coefficient), one.coefficient, None, base)


def _by_percent(taken_of: int, one: Allowance) -> Line:
    assert one.percent is not None
    return Line(one.name, _whole(taken_of * one.percent / HUNDRED), None, one.percent, taken_of)


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
