"""What became of units, and the places of job positions."""

from datetime import date

import pytest

from app.areas.organization.job_quotas import JobPositionQuota
from app.areas.organization.models import JobPosition, OrgUnit
from app.areas.organization.succession import UnitSuccession
from tests.factories import planted

REORGANISED = date(2025, 7, 1)


@pytest.fixture
def pair(province):
    """A unit until 30/06/2025 and one from 01/07/2025."""
    before = planted(OrgUnit, name_vi="Sở Xây dựng cũ", valid_from=date(2004, 1, 1), valid_to=date(2025, 6, 30))
    after = planted(OrgUnit, name_vi="Sở Xây dựng", valid_from=REORGANISED)
    return {"predecessor_id": before, "successor_id": after}


def test_a_merger_on_the_first_day_of_the_new_unit_is_right(said, pair):
    assert said(UnitSuccession, **pair).nothing


def test_somebody_takes_over_unless_the_unit_is_dissolved(said, pair):
    before, after = pair["predecessor_id"], pair["successor_id"]
    assert list(said(UnitSuccession, predecessor_id=before, successor_id=None).errors) == ["successor_id"]
    assert said(UnitSuccession, predecessor_id=before, successor_id=None, kind="dissolve").nothing
    assert list(said(UnitSuccession, predecessor_id=before, successor_id=after, kind="dissolve").errors) == [
        "successor_id"
    ]
    assert "successor_id" in said(UnitSuccession, predecessor_id=before, successor_id=before).errors


def test_both_units_are_there_on_the_day(said, pair):
    early = said(UnitSuccession, **pair, effective_on=date(2025, 6, 30))
    assert early.errors == {"successor_id": "“Sở Xây dựng” is not there on this day; check unit and day."}
    before_all = said(UnitSuccession, **pair, effective_on=date(2003, 12, 31))
    assert list(before_all.errors) == ["predecessor_id", "successor_id"]
    late = said(UnitSuccession, **pair, effective_on=date(2026, 1, 1))
    assert list(late.warnings) == ["predecessor_id"]


def test_a_unit_that_goes_on_was_not_renamed(said, pair):
    lasting = planted(OrgUnit, valid_from=date(2004, 1, 1))
    renamed = said(UnitSuccession, predecessor_id=lasting, successor_id=pair["successor_id"], kind="rename")
    assert list(renamed.warnings) == ["predecessor_id"]
    assert said(UnitSuccession, predecessor_id=lasting, successor_id=pair["successor_id"], kind="transfer").nothing


def test_nobody_follows_from_what_follows_from_him_on_one_day(said):
    first, second, third = (planted(OrgUnit, valid_from=date(2004, 1, 1)) for _ in range(3))
    day = {"effective_on": date(2026, 3, 1), "kind": "transfer"}
    planted(UnitSuccession, predecessor_id=first, successor_id=second, **day)
    planted(UnitSuccession, predecessor_id=second, successor_id=third, **day)
    circle = said(UnitSuccession, predecessor_id=third, successor_id=first, **day)
    assert list(circle.errors) == ["successor_id"]
    back_later = said(
        UnitSuccession, predecessor_id=third, successor_id=first, kind="transfer", effective_on=date(2027, 3, 1)
    )
    assert back_later.nothing


@pytest.mark.parametrize(
    ("places", "doubted"),
    [
        ({"grade_5": 3, "grade_4": 4, "grade_3": 3}, []),
        ({"grade_5": 4, "grade_4": 4, "grade_3": 2}, ["grade_5"]),
        ({"grade_5": 1, "grade_4": 5, "grade_3": 4}, ["grade_4"]),  # what grade 5 leaves does not go to grade 4
        ({"grade_5": None, "grade_4": 4, "grade_3": 3, "grade_2": 3}, []),
        ({"grade_5": None, "grade_4": 5, "grade_3": 3, "grade_2": 2}, ["grade_4"]),
        ({"grade_5": None, "grade_3": 5, "grade_2": 5}, []),
        ({"grade_5": None, "grade_3": 6, "grade_2": 4}, ["grade_3"]),
        ({"grade_3": 7}, []),
        ({"grade_3": 6, "grade_2": 4, "quota_year": 2025}, []),  # before the decree
    ],
)
def test_the_highest_grades_keep_their_shares_of_the_places(said, places, doubted):
    assert list(said(JobPositionQuota, **places).warnings) == doubted


def test_places_are_of_grades_that_the_job_position_has(said):
    job = planted(JobPosition, lowest_grade=1, highest_grade=3)
    strange = said(JobPositionQuota, job_position_id=job, grade_3=5, grade_4=1)
    assert "The job position has the grades 1 to 3." in strange.warnings.values()
    assert list(said(JobPositionQuota, grade_3=None).errors) == ["grade_5"]
