"""Evaluations by the decree of their period: worked examples."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod, UnitEvaluation
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes.store import official
from app.law.cap import most_excellent
from app.records.catalogues import catalogues
from app.records.partial_dates import PartialDate
from tests.factories import planted


@pytest.fixture
def year(province):
    """A period of 2026, in which points are given."""
    return planted(EvaluationPeriod, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))


def points(general, tasks):
    return {
        "general_score": Decimal(general),
        "task_score": Decimal(tasks),
        "effective_from": PartialDate(2026, 12, 5),
    }


@pytest.mark.parametrize(("counted", "percent", "most"), [(20, 20, 4), (20, 25, 5), (28, 20, 5), (4, 20, 0)])
def test_excellent_are_so_many_per_cent_of_those_counted_rounded_down(counted, percent, most):
    assert most_excellent(counted, percent) == most


@pytest.mark.parametrize(
    ("general", "tasks", "grade"),
    [("27", "63", "1"), ("25", "64.99", "2"), ("20", "50", "2"), ("15", "35", "3"), ("14", "35.5", "4")],
)
def test_the_grade_that_the_points_make_is_accepted(said, year, general, tasks, grade):
    heard = said(AnnualEvaluation, period_id=year, grade_code=grade, **points(general, tasks))
    assert heard.errors == {}


def test_a_grade_above_the_points_is_refused_and_one_below_is_told(said, year):
    better = said(AnnualEvaluation, period_id=year, grade_code="2", **points("20", "49"))
    assert better.errors == {"grade_code": "69,00 points make “Completion”; check scores and grade."}
    worse = said(AnnualEvaluation, period_id=year, grade_code="3", **points("20", "50"))
    assert (worse.errors, list(worse.warnings)) == ({}, ["grade_code"])


def test_points_have_their_bounds_and_are_asked_of_officials_since_2026(said, year):
    heard = said(AnnualEvaluation, period_id=year, grade_code="1", **points("30.5", "60"))
    assert heard.errors == {"general_score": "This score is at most 30; check it."}
    without = {"period_id": year, "effective_from": PartialDate(2026, 12, 5)}
    assert list(said(AnnualEvaluation, **without).warnings) == ["general_score"]
    teacher = planted(Employee, staff_type_code="VC")
    assert said(AnnualEvaluation, **without, employee_id=teacher).nothing
    assert said(AnnualEvaluation).nothing


def test_one_evaluation_a_period(said):
    person, period = planted(Employee), planted(EvaluationPeriod)
    planted(AnnualEvaluation, employee_id=person, period_id=period)
    assert list(said(AnnualEvaluation, employee_id=person, period_id=period).errors) == ["period_id"]
    assert said(AnnualEvaluation, employee_id=person).nothing


def test_who_is_not_graded_is_so_for_a_reason_and_short_service_is_one(said):
    assert list(said(AnnualEvaluation, grade_code="0").errors) == ["not_graded_reason"]
    assert said(AnnualEvaluation, grade_code="0", not_graded_reason="short_service").nothing
    assert list(said(AnnualEvaluation, not_graded_reason="short_service").errors) == ["not_graded_reason"]
    assert list(said(AnnualEvaluation, months_served=5).warnings) == ["months_served"]
    assert said(AnnualEvaluation, months_served=5, not_graded_reason="maternity").nothing


def rated(unit, period, grade, count, **given):
    for _ in range(count):
        planted(AnnualEvaluation, unit_id=unit, period_id=period, grade_code=grade, **given)


def test_the_cap_counts_those_rated_good_in_the_unit_and_its_group(said):
    unit, period = planted(OrgUnit), planted(EvaluationPeriod)
    group = {"unit_id": unit, "period_id": period, "peer_group": "Chuyên môn"}
    rated(unit, period, "2", 5, peer_group="Chuyên môn")
    assert said(AnnualEvaluation, **group, grade_code="1").nothing
    rated(unit, period, "1", 1, peer_group="Chuyên môn")
    heard = said(AnnualEvaluation, **group, grade_code="1")
    assert heard.warnings == {
        "grade_code": "2 of this unit and group would be excellent; 20% of the 5 counted allow 1."
    }
    other = group | {"peer_group": "Lãnh đạo"}
    assert list(said(AnnualEvaluation, **other, grade_code="1").warnings) == ["grade_code"]


def test_an_excellent_unit_may_have_a_quarter_since_2026(said, year):
    unit = planted(OrgUnit)
    scored = {"unit_id": unit, "period_id": year, **points("28", "64")}
    rated(unit, year, "2", 4, effective_from=PartialDate(2026, 12, 5))
    assert list(said(AnnualEvaluation, **scored, grade_code="1").warnings) == ["grade_code"]
    planted(UnitEvaluation, unit_id=unit, period_id=year, grade_code="1")
    assert said(AnnualEvaluation, **scored, grade_code="1").nothing


def test_a_head_is_not_rated_above_his_unit(said):
    unit, period = planted(OrgUnit), planted(EvaluationPeriod)
    planted(UnitEvaluation, unit_id=unit, period_id=period, grade_code="3")
    where = {"unit_id": unit, "period_id": period}
    assert list(said(AnnualEvaluation, **where, heads_unit=True).warnings) == ["grade_code"]
    assert said(AnnualEvaluation, **where, heads_unit=True, grade_code="3").nothing
    assert said(AnnualEvaluation, **where).nothing


def test_a_period_goes_forward_and_its_results_come_after_it_began(said):
    assert list(said(EvaluationPeriod, ends_on=date(2024, 12, 31)).errors) == ["ends_on"]
    assert list(said(EvaluationPeriod, due_on=date(2024, 12, 5)).errors) == ["due_on"]
    assert list(said(AnnualEvaluation, effective_from=PartialDate(2024)).errors) == ["effective_from"]


def test_the_newest_grade_is_the_last_and_not_being_graded_leaves_it(province):
    person = planted(Employee)
    planted(AnnualEvaluation, employee_id=person, grade_code="1", effective_from=PartialDate(2025, 11, 5))
    planted(AnnualEvaluation, employee_id=person, grade_code="3")
    late = {"grade_code": "0", "not_graded_reason": "other", "effective_from": PartialDate(2026, 1, 5)}
    planted(AnnualEvaluation, employee_id=person, **late)
    row = official(Employee, person)
    assert (row["last_grade_code"], row["last_graded_on"]) == ("3", PartialDate(2025, 12, 5))


def test_both_scores_make_the_total(province):
    row = official(AnnualEvaluation, planted(AnnualEvaluation, general_score=Decimal(25), task_score=Decimal("60.5")))
    assert row["total_score"] == Decimal("85.5")


def test_the_decree_of_a_day_and_a_type_of_staff(province):
    found = [
        catalogues().in_force("evaluation_rules", day, staff=staff)
        for day, staff in (
            (date(2025, 12, 31), "CC"),
            (date(2026, 12, 31), "CC"),
            (date(2026, 12, 31), "VC"),
            (date(2019, 12, 31), "CC"),
        )
    ]
    assert [item and item.code for item in found] == ["DG-2020", "DG-2026-CBCC", "DG-2026-VC", None]
