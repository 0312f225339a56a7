"""Rules of decisions."""

from datetime import date

from app.areas.decisions.models import Decision
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
