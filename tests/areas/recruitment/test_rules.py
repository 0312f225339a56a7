"""What the law asks of a recruitment, by worked examples."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.organization.models import OrgUnit
from app.areas.recruitment.models import Applicant, RecruitmentPlan, RecruitmentPost, RecruitmentRound
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import planted

DONE = {"round1_general": Decimal(62), "round2_score": Decimal(71), "recognised_on": date(2026, 6, 1)}


@pytest.fixture
def post(province):
    held = planted(RecruitmentRound, application_deadline=date(2026, 4, 1))
    return planted(RecruitmentPost, round_id=held, required_level_code="30")


def test_a_plan_is_approved_after_it_was_made(said):
    assert list(said(RecruitmentPlan, approved_on=date(2026, 1, 14)).errors) == ["approved_on"]
    assert said(RecruitmentPlan, approved_on=date(2026, 1, 15)).nothing


def test_applications_are_taken_for_thirty_days_from_the_notice(said):
    assert said(RecruitmentRound, application_deadline=date(2026, 4, 1)).nothing
    assert list(said(RecruitmentRound, application_deadline=date(2026, 3, 31)).warnings) == ["application_deadline"]
    assert list(said(RecruitmentRound, application_deadline=date(2026, 3, 1)).errors) == ["application_deadline"]


def test_a_round_goes_forward_to_its_results(said):
    days = {"application_deadline": date(2026, 4, 1), "round1_on": date(2026, 4, 20), "round2_on": date(2026, 5, 10)}
    assert said(RecruitmentRound, **days, council_size=5, state="concluded", results_on=date(2026, 5, 20)).nothing
    assert list(said(RecruitmentRound, **days, council_size=5, state="concluded").errors) == ["results_on"]
    assert list(said(RecruitmentRound, **days, results_on=date(2026, 5, 9)).errors) == ["results_on"]
    assert list(said(RecruitmentRound, **{**days, "round1_on": date(2026, 3, 31)}).errors) == ["round1_on"]


@pytest.mark.parametrize(("size", "refused"), [(5, False), (7, False), (6, True), (3, True)])
def test_a_council_has_five_or_seven_members(said, size, refused):
    assert ("council_size" in said(RecruitmentRound, council_size=size).errors) is refused
    assert list(said(RecruitmentRound, state="examining").warnings) == ["council_size"]
    assert said(RecruitmentRound, state="examining", method_code="TN").nothing


def test_a_round_comes_after_its_plan_was_approved(said):
    plan = planted(RecruitmentPlan, approved_on=date(2026, 3, 3))
    assert list(said(RecruitmentRound, plan_id=plan).warnings) == ["plan_id"]
    assert said(RecruitmentRound, plan_id=plan, notice_date=date(2026, 3, 3)).nothing


def test_whoever_is_taken_has_passed_every_round(said, post):
    taken = {"post_id": post, "outcome": "passed", **DONE}
    assert said(Applicant, **taken).nothing
    assert list(said(Applicant, **{**taken, "round2_score": Decimal("49.5")}).errors) == ["round2_score"]
    assert list(said(Applicant, **{**taken, "round1_general": None}).errors) == ["round1_general"]
    assert said(Applicant, **{**taken, "outcome": "failed", "round2_score": Decimal("49.5")}).nothing
    chosen = planted(RecruitmentRound, method_code="XT", application_deadline=date(2026, 4, 1))
    by_selection = {**taken, "post_id": planted(RecruitmentPost, round_id=chosen), "round1_general": None}
    assert said(Applicant, **by_selection).nothing


def test_the_foreign_language_counts_where_it_is_examined_and_nobody_is_exempt(said):
    post = planted(RecruitmentPost, language_required=True)
    taken = {"post_id": post, "outcome": "passed", **DONE}
    assert list(said(Applicant, **taken).errors) == ["round1_language"]
    assert list(said(Applicant, **taken, round1_language=Decimal(40)).errors) == ["round1_language"]
    assert said(Applicant, **taken, language_exempt=True).nothing


def test_no_more_are_taken_than_there_are_vacancies_and_the_best_first(said, post):
    planted(Applicant, post_id=post, outcome="failed", **{**DONE, "round2_score": Decimal(70)}, priority_code="DTTS")
    heard = said(Applicant, post_id=post, outcome="passed", **DONE)
    assert list(heard.warnings) == ["outcome"]  # 70 + 5 against 71
    assert said(Applicant, post_id=post, outcome="passed", **DONE, priority_code="NVQS").warnings.keys() == {"outcome"}
    assert said(Applicant, post_id=post, outcome="passed", **DONE, priority_code="DTTS").nothing
    planted(Applicant, post_id=post, outcome="exempt", recognised_on=date(2026, 6, 1))
    assert list(said(Applicant, post_id=post, outcome="passed", **DONE, priority_code="DTTS").errors) == ["outcome"]


def test_the_total_is_round_two_and_the_priority_points(post):
    key = planted(Applicant, post_id=post, round2_score=Decimal("70.25"), priority_code="AHTB")
    row = official(Applicant, key)
    assert (row["priority_points"], row["total_score"]) == (Decimal("7.50"), Decimal("77.75"))
    assert official(Applicant, planted(Applicant, post_id=post))["total_score"] is None


@pytest.mark.parametrize(
    ("given", "errors", "warnings"),
    [
        ({"applied_on": date(2026, 4, 1)}, [], []),
        ({"applied_on": date(2026, 4, 2)}, ["applied_on"], []),
        ({"applied_on": date(2026, 3, 1)}, ["applied_on"], []),
        ({"born_on": PartialDate(2008, 4, 1)}, [], []),
        ({"born_on": PartialDate(2008, 4, 2)}, [], ["born_on"]),
        ({"level_code": "40"}, [], ["level_code"]),
        ({"level_code": "20"}, [], []),
        ({"personal_id_number": "008187001321"}, [], ["personal_id_number"]),
        ({"recognised_on": date(2026, 6, 1)}, ["outcome"], []),
        ({"outcome": "exempt"}, [], ["recognised_on"]),
        ({"outcome": "exempt", "recognised_on": date(2026, 3, 31)}, ["recognised_on"], []),
    ],
)
def test_an_application_is_in_time_and_fits_its_post(said, post, given, errors, warnings):
    heard = said(Applicant, post_id=post, **given)
    assert (list(heard.errors), sorted(set(heard.warnings))) == (errors, warnings)


def test_an_application_goes_to_the_unit_of_its_post(said, post):
    assert list(said(Applicant, post_id=post, unit_id=planted(OrgUnit)).errors) == ["unit_id"]
