"""What the law asks of contracts, annexes, receptions and probation, by worked examples."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.contracts.models import Contract, ContractAnnex, Probation, Reception
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import planted

SINCE = PartialDate(2026, 8, 1)
YEAR = {"effective_from": SINCE, "effective_to": PartialDate(2027, 7, 31)}
FIXED = {"kind_code": "HDLV-XD", "term_kind": "fixed", **YEAR}


@pytest.fixture
def school(province):
    return planted(OrgUnit, kind_code="DVSN", autonomy_group="4")


def test_a_contract_does_not_end_before_it_begins(said):
    heard = said(Contract, effective_from=PartialDate(2024, 3, 1), effective_to=PartialDate(2024, 2))
    assert list(heard.errors) == ["effective_to"]
    assert said(Contract, effective_from=PartialDate(2024, 3, 1), effective_to=PartialDate(2024, 3)).nothing


def test_a_term_is_one_of_its_kind_and_has_its_end_or_none(said, school):
    assert said(Contract, **{**FIXED, "unit_id": school}).nothing
    assert said(Contract, **{**FIXED, "unit_id": school, "term_kind": "open"}).errors.keys() == {
        "term_kind",
        "effective_to",
    }
    endless = said(Contract, kind_code="HDLD-XD", term_kind="fixed")
    assert endless.errors == {
        "effective_to": "A contract of the type “Fixed-term labour contract” has an end; enter it."
    }
    assert said(Contract, kind_code="HDLD-KX").nothing


@pytest.mark.parametrize(("until", "doubted"), [((2027, 2, 28), False), ((2027, 3, 1), False), ((2027, 3, 2), True)])
def test_a_term_longer_than_the_law_allows_is_doubted(said, until, doubted):
    term = {"effective_from": PartialDate(2024, 3, 1), "effective_to": PartialDate(*until)}
    heard = said(Contract, kind_code="HDLD-XD", term_kind="fixed", **term)
    assert (heard.errors, "effective_to" in heard.warnings) == ({}, doubted)


def test_a_short_contract_is_under_twelve_months_and_says_why(said, school):
    short = {"kind_code": "HD235-NH", "term_kind": "short", "unit_id": school, "effective_from": SINCE}
    assert list(said(Contract, **short, effective_to=PartialDate(2027, 2, 1)).errors) == ["short_reason"]
    assert said(Contract, **short, effective_to=PartialDate(2027, 7, 31), short_reason="maternity").nothing
    long = said(Contract, **short, effective_to=PartialDate(2027, 8, 1), short_reason="maternity")
    assert list(long.errors) == ["effective_to"]
    paying = planted(OrgUnit, kind_code="DVSN", autonomy_group="1")
    own = {**short, "unit_id": paying, "effective_to": PartialDate(2027, 2, 1), "short_reason": "vacant"}
    assert list(said(Contract, **own).errors) == ["kind_code"]


@pytest.mark.parametrize(
    ("kind", "body", "signed", "refused"),
    [
        ("HD111-HT", "DVSN", date(2026, 6, 30), False),
        ("HD111-HT", "DVSN", date(2026, 7, 1), True),
        ("HD111-HT", "CQHC", date(2026, 7, 1), False),
        ("HD235-HT", "DVSN", date(2026, 7, 1), False),
        ("HD235-HT", "DVSN", date(2026, 6, 30), True),
        ("HD235-HT", "CQHC", date(2026, 7, 1), True),
        ("HD173-LD", "CQHC", date(2025, 7, 1), False),
        ("HD173-LD", "DVSN", date(2025, 7, 1), True),
    ],
)
def test_a_kind_is_concluded_in_its_time_and_its_units(said, kind, body, signed, refused):
    """NĐ 111/2022 ends in public service units where NĐ 235/2026 begins; a division counts as the body above it."""
    division = planted(OrgUnit, kind_code="PHONG", parent_id=planted(OrgUnit, kind_code=body))
    term = {"effective_from": PartialDate.from_date(signed), "effective_to": PartialDate(signed.year + 1, 1, 1)}
    heard = said(Contract, kind_code=kind, term_kind="fixed", unit_id=division, signed_on=signed, **term)
    assert ("kind_code" in heard.errors) is refused


def test_after_the_first_fixed_term_a_working_contract_is_without_term(said, school):
    person = planted(Employee)
    before = {"unit_id": school, "employee_id": person}
    first = {**FIXED, "effective_from": PartialDate(2025, 8, 1), "effective_to": PartialDate(2026, 7, 31)}
    planted(Contract, **before, **first)
    assert list(said(Contract, **before, **FIXED).warnings) == ["kind_code"]
    assert said(Contract, **before, kind_code="HDLV-KX", effective_from=SINCE).nothing
    labour = {"kind_code": "HDLD-XD", "term_kind": "fixed", "employee_id": person}
    assert said(Contract, **labour, **YEAR).nothing


def test_nobody_works_under_two_contracts_at_once_but_one_for_a_service_may_stand_beside(said):
    person = planted(Employee)
    one = {"effective_from": PartialDate(2024, 1, 1), "effective_to": PartialDate(2024, 12, 31), "employee_id": person}
    planted(Contract, **one)
    half = {"employee_id": person, "effective_from": PartialDate(2024, 6, 1), "effective_to": PartialDate(2025, 5, 31)}
    assert list(said(Contract, **half).errors) == ["effective_from"]
    assert said(Contract, **half, kind_code="HDDV").nothing
    ended = planted(Employee)
    planted(Contract, **{**one, "employee_id": ended}, ended_on=date(2024, 5, 31), end_reason="Chuyển công tác")
    assert said(Contract, **{**half, "employee_id": ended}).nothing


def test_it_lasts_until_its_end_or_until_it_was_ended(said):
    term = {"effective_from": PartialDate(2024, 1, 1), "effective_to": PartialDate(2024, 12, 31)}
    key = planted(Contract, **term)
    assert official(Contract, key)["lasts_until"] == PartialDate(2024, 12, 31)
    key = planted(Contract, **term, ended_on=date(2024, 5, 31), end_reason="Chuyển công tác")
    assert official(Contract, key)["lasts_until"] == PartialDate(2024, 5, 31)
    assert list(said(Contract, **term, ended_on=date(2025, 1, 1), end_reason="x").errors) == ["ended_on"]
    assert list(said(Contract, **term, ended_on=date(2024, 5, 31)).warnings) == ["end_reason"]


def test_pay_is_an_amount_or_a_step_of_the_scale(said):
    assert list(said(Contract, agreed_amount=None).errors) == ["agreed_amount"]
    assert list(said(Contract, rank_code="01.003").errors) == ["rank_code"]
    scale = {"pay_mode": "scale", "agreed_amount": None, "rank_code": "01.003", "step": 1}
    assert said(Contract, **scale, coefficient=Decimal("2.34")).nothing
    assert "coefficient" in said(Contract, **scale, coefficient=Decimal("2.67")).errors
    assert list(said(Contract, **{**scale, "step": 99}, coefficient=Decimal("2.34")).errors)[:1] == ["step"]
    assert "rank_code" in said(Contract, pay_mode="scale", agreed_amount=None).errors


def test_an_annex_lies_within_its_contract_and_is_about_the_same_person(said):
    term = {"effective_from": PartialDate(2024, 1, 1), "effective_to": PartialDate(2024, 12, 31)}
    person = planted(Employee)
    contract = planted(Contract, employee_id=person, **term)
    annex = {"employee_id": person, "contract_id": contract}
    assert said(ContractAnnex, **annex, effective_from=date(2024, 12, 31)).nothing
    assert list(said(ContractAnnex, **annex, effective_from=date(2025, 1, 1)).errors) == ["effective_from"]
    other = {**annex, "employee_id": planted(Employee), "effective_from": date(2024, 5, 1)}
    assert list(said(ContractAnnex, **other).errors) == ["contract_id"]


def test_a_reception_is_of_its_staff_and_rests_on_its_ground(said):
    clerk, teacher = planted(Employee, staff_type_code="CC"), planted(Employee, staff_type_code="VC")
    assert said(Reception, employee_id=clerk, kind_code="TD-CC").nothing
    assert list(said(Reception, employee_id=teacher, kind_code="TD-CC").warnings) == ["kind_code"]
    assert list(said(Reception, employee_id=teacher, kind_code="TN-VC").warnings) == ["ground_code"]
    assert said(Reception, employee_id=teacher, kind_code="TN-VC", ground_code="A").nothing
    # From 01/7/2026 the working contract stands in place of the decision that recruits a public employee.
    late = said(Reception, employee_id=teacher, kind_code="TD-VC", effective_from=PartialDate(2026, 7, 1))
    assert list(late.warnings) == ["kind_code"]


@pytest.mark.parametrize(
    ("staff", "since", "refused"),
    [
        ("CC", PartialDate(2025, 6, 30), False),
        ("CC", PartialDate(2025, 7, 1), True),
        ("VC", PartialDate(2026, 6, 30), False),
        ("VC", PartialDate(2026, 7, 1), True),
    ],
)
def test_probation_was_abolished(said, staff, since, refused):
    heard = said(Probation, employee_id=planted(Employee, staff_type_code=staff), effective_from=since)
    assert ("effective_from" in heard.errors) is refused


def test_the_salary_counts_from_the_day_after_a_probation_that_was_passed(said):
    teacher = planted(Employee, staff_type_code="VC")
    served = {"employee_id": teacher, "state": "passed", "months": 12, "effective_from": PartialDate(2024, 3, 1)}
    key = planted(Probation, **served, effective_to=PartialDate(2025, 2, 28))
    assert official(Probation, key)["counts_from"] == date(2025, 3, 1)
    other = {**served, "employee_id": planted(Employee, staff_type_code="VC")}
    assert list(said(Probation, **other, effective_to=None).errors) == ["effective_to"]
    assert list(said(Probation, **other, effective_to=PartialDate(2025, 2, 27)).warnings) == ["effective_to"]
    away = {**other, "days_not_counted": 180}
    assert list(said(Probation, **away, effective_to=PartialDate(2025, 2, 28)).warnings) == ["effective_to"]
    assert list(said(Probation, **{**other, "months": 8}, effective_to=PartialDate(2025, 2, 28)).warnings) == ["months"]
