"""What must hold of planning, by worked examples on one person and one title."""

from datetime import date

import pytest

from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee
from app.areas.planning import discipline
from app.areas.planning.models import PlanningEntry, PlanningReview, PlanningRound, PlanningTitle
from app.areas.planning.rules import not_barred
from app.records.partial_dates import PartialDate
from tests.factories import planted

APPROVED = {"status": "approved", "approved_on": date(2026, 3, 20)}


@pytest.fixture
def planned(said):
    """Three persons planned for one title; the checks of a fourth."""
    title = planted(PlanningTitle)
    for _ in range(3):
        planted(PlanningEntry, title_id=title, **APPROVED)
    return title


def test_a_title_has_three_planned_persons_at_most_until_one_is_taken_out(said, planned):
    fourth = said(PlanningEntry, title_id=planned)
    assert fourth.errors == {"title_id": "3 persons are planned for this title already; take one out first."}
    assert list(said(PlanningEntry, title_id=planned, exception_reason="Kết luận 12-KL/TU").warnings) == ["title_id"]
    gone = {"status": "removed", "ended_on": date(2026, 4, 1), "removal_reason": "moved"}
    assert said(PlanningEntry, title_id=planned, **gone).nothing
    before_the_regulation = said(PlanningEntry, title_id=planned, added_on=date(2025, 10, 7))
    assert before_the_regulation.nothing


def test_a_person_is_planned_for_three_titles_of_one_level_at_most(said):
    person, term = planted(Employee), planted(PlanningRound)
    for _ in range(3):
        planted(PlanningEntry, employee_id=person, title_id=planted(PlanningTitle, round_id=term))
    same_level = planted(PlanningTitle, round_id=term)
    assert list(said(PlanningEntry, employee_id=person, title_id=same_level).errors) == ["title_id"]
    other_level = planted(PlanningTitle, round_id=term, level_code="SO")
    assert said(PlanningEntry, employee_id=person, title_id=other_level).nothing


def test_nobody_is_planned_twice_for_one_title(said):
    title, person = planted(PlanningTitle), planted(Employee)
    planted(PlanningEntry, title_id=title, employee_id=person)
    again = said(PlanningEntry, title_id=title, employee_id=person, added_on=date(2026, 6, 1))
    assert again.errors == {"title_id": "This person is planned for this title already; change that entry."}


def test_one_is_planned_for_a_higher_position(said):
    unit = planted(OrgUnit)
    director = planted(Position, name_vi="Giám đốc Sở", is_leader=True, sort_order=11)
    deputy = planted(Position, name_vi="Phó Giám đốc Sở", is_leader=True, sort_order=12)
    holder = planted(Employee, unit_id=unit, position_id=director)
    for_own = planted(PlanningTitle, unit_id=unit, position_id=director)
    assert list(said(PlanningEntry, employee_id=holder, title_id=for_own).errors) == ["title_id"]
    for_lower = planted(PlanningTitle, unit_id=unit, position_id=deputy)
    assert said(PlanningEntry, employee_id=holder, title_id=for_lower).warnings == {
        "title_id": "“Phó Giám đốc Sở” is not higher than “Giám đốc Sở”, the position held; check the title."
    }
    climber = planted(Employee, unit_id=unit, position_id=deputy)
    assert said(PlanningEntry, employee_id=climber, title_id=for_own).nothing


def test_who_cannot_serve_a_term_is_planned_by_exception_only(said):
    old = planted(Employee, gender_code="1", born_on=PartialDate(1968, 5, 1))  # retires in 5/2030
    assert list(said(PlanningEntry, employee_id=old).errors) == ["employee_id"]
    assert list(said(PlanningEntry, employee_id=old, exception_reason="Kết luận 12-KL/TU").warnings) == ["employee_id"]
    young = planted(Employee, gender_code="1", born_on=PartialDate(1968, 12, 1))  # retires in 12/2030
    assert said(PlanningEntry, employee_id=young).nothing


@pytest.mark.parametrize(
    ("born", "band", "doubted"),
    [
        (PartialDate(1986), "D1", False),
        (PartialDate(1985), "D1", False),  # 39 or 40
        (PartialDate(1984), "D1", True),
        (PartialDate(1975, 10, 16), "D2", False),  # 49
        (PartialDate(1974, 10, 14), "D2", True),  # 51
    ],
)
def test_the_age_band_is_that_of_the_first_day_of_the_term(said, born, band, doubted):
    found = said(PlanningEntry, employee_id=planted(Employee, born_on=born), age_band_code=band)
    assert (list(found.warnings) == ["age_band_code"]) == doubted
    assert not found.errors


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"status": "approved"}, ["approved_on"]),
        ({"approved_on": date(2026, 3, 20)}, ["status"]),
        ({"status": "approved", "approved_on": date(2026, 3, 1)}, ["approved_on"]),
        ({"status": "removed", "ended_on": date(2026, 4, 1)}, ["removal_reason"]),
        ({"status": "removed", "removal_reason": "moved"}, ["ended_on"]),
        ({"removal_reason": "moved"}, ["status"]),
        ({"ended_on": date(2026, 4, 1)}, ["ended_on"]),
        ({**APPROVED, "status": "appointed", "ended_on": date(2026, 3, 19)}, ["ended_on"]),
        ({**APPROVED, "status": "appointed", "ended_on": date(2026, 5, 1)}, []),
        ({"leaders_present": 4, "leaders_agreed": 5}, ["leaders_agreed"]),
    ],
)
def test_each_status_has_its_day_and_its_reason(said, values, wrong):
    assert list(said(PlanningEntry, **values).errors) == wrong


def test_half_of_the_votes_is_no_majority(said):
    assert list(said(PlanningEntry, committee_present=10, committee_agreed=5).warnings) == ["committee_agreed"]
    assert said(PlanningEntry, committee_present=10, committee_agreed=6).nothing


class Disciplined:
    """A candidate about whom disciplinary records say something."""

    def __init__(self, rows, added_on):
        self.values, self.rows = {"status": "added", "added_on": added_on}, rows

    def fellows(self, record, by):
        assert (record, by) == ("their record", "employee_id")
        return self.rows


def test_discipline_closes_planning_for_its_months(province, monkeypatch):
    """Warning in force from 20/07/2026: no planning before 20/07/2029, as the disciplinary record itself says."""
    monkeypatch.setitem(province.extensions["registry"].records, discipline.DISCIPLINE, "their record")
    warned = {"effective_from": PartialDate(2026, 7, 20), "promoted_from": date(2029, 7, 20)}
    reprimanded = {"effective_from": PartialDate(2026, 7, 20), "promoted_from": None}
    assert not list(not_barred(Disciplined([warned], date(2026, 7, 19))))
    assert [problem.field for problem in not_barred(Disciplined([warned, reprimanded], date(2029, 7, 19)))] == [
        "employee_id"
    ]
    assert not list(not_barred(Disciplined([warned], date(2029, 7, 20))))


def test_unit_and_round_are_those_of_the_title(said):
    assert list(said(PlanningEntry, title_id=planted(PlanningTitle), unit_id=planted(OrgUnit)).errors) == ["unit_id"]
    assert list(said(PlanningEntry, round_id=planted(PlanningRound)).errors) == ["round_id"]


def test_rounds_titles_and_reviews_are_plausible(said):
    assert list(said(PlanningRound, ends_on=date(2025, 10, 15)).errors) == ["ends_on"]
    assert list(said(PlanningTitle, position_id=planted(Position)).warnings) == ["position_id"]
    assert list(said(PlanningReview, reviewed_on=date(2024, 3, 1)).warnings) == ["reviewed_on"]
    assert said(PlanningReview, review_year=2025, reviewed_on=date(2026, 1, 15)).nothing
