"""The pay of a month, by sums that a clerk worked out on paper."""

from decimal import Decimal

from app.law.pay import Allowance, pay_by_agreement, pay_by_scale

BASE = 2_530_000  # from 01/7/2026 (NĐ 161/2026/NĐ-CP)


def amounts(lines):
    return {line.name: line.amount for line in lines}


def test_an_official_with_the_allowance_for_public_service():
    lines = pay_by_scale(BASE, Decimal("3.33"), allowances=[Allowance("PCCVU", percent=Decimal(25))])
    assert amounts(lines) == {"salary": 8_424_900, "PCCVU": 2_106_225}


def test_a_percentage_is_taken_of_salary_leading_and_seniority_but_of_no_other_allowance():
    lines = pay_by_scale(
        BASE,
        Decimal("4.98"),
        over_step_percent=5,
        reserved=Decimal("0.10"),
        allowances=[
            Allowance("PCCV", coefficient=Decimal("0.60"), counts=True),
            Allowance("PCKV", coefficient=Decimal("0.30")),
            Allowance("PCCVU", percent=Decimal(25)),
        ],
    )
    assert amounts(lines) == {
        "salary": 12_599_400,
        "over_step": 629_970,
        "reserved": 253_000,
        "PCCV": 1_518_000,
        "PCKV": 759_000,
        "PCCVU": 3_686_843,  # 25 % of 14.747.370, rounded up from .5
    }


def test_on_probation_a_part_is_paid():
    assert amounts(pay_by_scale(2_340_000, Decimal("2.34"), 85)) == {"salary": 4_654_260}


def test_pay_by_agreement_has_no_percentages():
    granted = [Allowance("PCDH", coefficient=Decimal("0.20")), Allowance("PCCVU", percent=Decimal(25))]
    lines = pay_by_agreement(7_000_000, BASE, granted)
    assert amounts(lines) == {"agreed": 7_000_000, "PCDH": 506_000}
