"""Rewards: the bonus of the day, chains of titles, the grade of the year: worked examples."""

from datetime import date
from decimal import Decimal

from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.rewards_discipline.models import DisciplinaryAction, Reward, UnitReward
from app.records.partial_dates import PartialDate
from tests.factories import least, planted

TITLE = {"award_code": None}


def titled(person, title, year, **given):
    on = {"effective_from": PartialDate(year + 1, 1, 10)}
    return {"employee_id": person, "title_code": title, "year_from": year, **TITLE, **on, **given}


BONUSES = [
    (Reward, {"title_code": "DH04"}, (2026, 6, 30), "0.3", 702_000),
    (Reward, {"title_code": "DH04"}, (2026, 7, 1), "0.3", 759_000),
    (Reward, {"title_code": "DH03"}, (2024, 1, 10), "1.0", 1_800_000),
    (Reward, {"title_code": None, "award_code": "BK02"}, (2023, 6, 30), "1.0", 1_490_000),
    (Reward, {"title_code": None, "award_code": "BK02"}, (2026, 7, 1), "1.5", 3_795_000),
    (UnitReward, {"title_code": None, "award_code": "BK02"}, (2026, 7, 1), "3.0", 7_590_000),
    (UnitReward, {"title_code": "DH12"}, (2026, 1, 1), "8.0", 18_720_000),
    (Reward, {"title_code": None, "award_code": "HC09"}, (2026, 1, 1), None, None),
    (Reward, {"title_code": "DH04"}, (2010, 1, 1), None, None),
]


def test_the_bonus_is_a_multiple_of_the_base_salary_of_the_day_of_decision(said):
    for record, reward, day, multiple, money in BONUSES:
        given = {"employee_id": 1, "unit_id": 1, "decided_on": date(*day), "award_code": None, **reward}
        row = record.derived(least(record, **given))
        assert (row["bonus_multiple"], row["bonus_amount"]) == (multiple and Decimal(multiple), money), reward


def test_a_reward_is_a_title_or_a_form_for_years_that_go_forward(said):
    assert list(said(Reward, award_code=None).errors) == ["title_code"]
    assert list(said(UnitReward, title_code="DH13").errors) == ["award_code"]
    assert list(said(Reward, year_to=2024).errors) == ["year_to"]
    assert list(said(Reward, year_from=2027).errors) == ["year_from"]
    assert said(Reward).nothing
    assert said(UnitReward, award_code=None, title_code="DH13").nothing


def test_a_title_is_given_once_a_year(said):
    person, unit = planted(Employee), planted(OrgUnit)
    planted(Reward, **titled(person, "DH04", 2025))
    assert list(said(Reward, **titled(person, "DH04", 2025)).errors) == ["title_code"]
    assert said(Reward, **titled(person, "DH04", 2024)).nothing
    collective = {"unit_id": unit, "title_code": "DH13", **TITLE}
    planted(UnitReward, **collective)
    assert list(said(UnitReward, **collective).errors) == ["title_code"]


CHAINS = [((2023, 2024, 2025), False), ((2022, 2023, 2024), False), ((2022, 2024, 2025), True), ((2024, 2025), True)]


def test_the_provincial_title_asks_for_three_grassroots_titles_in_a_row(said):
    message = "“Provincial/ministerial Emulation Fighter” asks for “Grassroots Emulation Fighter” 3 times in a row."
    for years, doubted in CHAINS:
        person = planted(Employee)
        for year in years:
            planted(Reward, **titled(person, "DH03", year))
        heard = said(Reward, **titled(person, "DH02", 2025))
        assert heard.warnings == ({"title_code": message} if doubted else {}), years


def test_the_national_title_asks_for_two_provincial_ones_years_apart(said):
    person = planted(Employee)
    planted(Reward, **titled(person, "DH02", 2021))
    assert list(said(Reward, **titled(person, "DH01", 2025)).warnings) == ["title_code"]
    planted(Reward, **titled(person, "DH02", 2024))
    assert said(Reward, **titled(person, "DH01", 2025)).nothing


def test_a_title_asks_for_the_grade_of_its_year(said):
    person = planted(Employee)
    planted(AnnualEvaluation, employee_id=person, grade_code="3")
    heard = said(Reward, **titled(person, "DH04", 2025))
    assert heard.warnings == {
        "title_code": "“Advanced Worker” asks for “Good completion” at least; the year was rated “Completion”."
    }
    assert said(Reward, **titled(person, "DH04", 2024)).nothing


def test_the_grassroots_title_asks_for_an_advanced_worker_with_an_initiative_or_rated_excellent(said):
    person, school = planted(Employee), planted(EvaluationPeriod, ends_on=date(2025, 8, 31))
    assert list(said(Reward, **titled(person, "DH03", 2025)).warnings) == ["title_code"]
    planted(Reward, **titled(person, "DH04", 2024, year_to=2025))
    planted(AnnualEvaluation, employee_id=person, grade_code="2", period_id=school)
    assert list(said(Reward, **titled(person, "DH03", 2025)).warnings) == ["initiative"]
    assert said(Reward, **titled(person, "DH03", 2025, initiative="Sáng kiến 12/QĐ-SNV")).nothing


def test_who_was_disciplined_in_the_year_is_not_considered_for_its_title(said):
    person = planted(Employee)
    planted(DisciplinaryAction, employee_id=person, effective_from=PartialDate(2025, 3))
    assert said(Reward, **titled(person, "DH04", 2025)).warnings == {
        "title_code": "Disciplined from 03/2025, in the year of this title; such people are not considered."
    }
    assert said(Reward, **titled(person, "DH04", 2024)).nothing
    assert said(Reward, employee_id=person).nothing
