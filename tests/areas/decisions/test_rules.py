"""Rules of decisions and contracts."""

from datetime import date

import pytest

from app.areas.decisions.models import Contract, Decision
from app.areas.organization.models import OrgUnit
from app.records.partial_dates import PartialDate
from tests.factories import planted


def test_a_decision_that_reaches_far_back_is_doubted(said):
    far = said(Decision, decided_on=date(2024, 3, 12), effective_from=PartialDate(2022, 12, 31))
    assert (far.errors, list(far.warnings)) == ({}, ["effective_from"])
    assert said(Decision, decided_on=date(2024, 3, 12), effective_from=PartialDate(2023, 9, 1)).nothing


def test_two_papers_of_one_unit_do_not_share_number_and_day(said):
    unit = planted(OrgUnit)
    paper = {"number": "412/QĐ-SNV", "decided_on": date(2024, 3, 12), "unit_id": unit}
    planted(Decision, **paper)
    assert list(said(Decision, **paper).errors) == ["number"]
    assert said(Decision, **{**paper, "decided_on": date(2025, 3, 12)}).nothing


def test_a_contract_does_not_end_before_it_begins(said):
    heard = said(Contract, effective_from=PartialDate(2024, 3, 1), effective_to=PartialDate(2024, 2))
    assert list(heard.errors) == ["effective_to"]
    assert said(Contract, effective_from=PartialDate(2024, 3, 1), effective_to=PartialDate(2024, 3)).nothing


def test_a_fixed_term_contract_has_an_end(said):
    endless = said(Contract, kind_code="HDLD-XD")
    assert endless.errors == {
        "effective_to": "A contract of the type “Fixed-term labour contract” has an end; enter it."
    }
    assert said(Contract, kind_code="HDLD-KX").nothing


@pytest.mark.parametrize(("until", "doubted"), [((2027, 2, 28), False), ((2027, 3, 1), False), ((2027, 3, 2), True)])
def test_a_term_longer_than_the_law_allows_is_doubted(said, until, doubted):
    heard = said(
        Contract, kind_code="HDLD-XD", effective_from=PartialDate(2024, 3, 1), effective_to=PartialDate(*until)
    )
    assert (heard.errors, "effective_to" in heard.warnings) == ({}, doubted)


def test_pay_by_agreement_names_the_amount_and_pay_by_the_scale_does_not(said):
    assert list(said(Contract, pay_mode="agreed").errors) == ["agreed_amount"]
    assert said(Contract, pay_mode="agreed", agreed_amount=6_500_000).nothing
    assert list(said(Contract, pay_mode="scale", agreed_amount=6_500_000).errors) == ["agreed_amount"]
