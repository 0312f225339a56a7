"""Rules of units, posts and quota."""

from datetime import date

from app.areas.organization.models import HeadcountQuota, JobPosition, OrgUnit
from tests.factories import planted


def test_a_unit_does_not_end_before_it_begins(said):
    backwards = said(OrgUnit, valid_from=date(2025, 7, 1), valid_to=date(2025, 6, 30))
    assert backwards.errors == {"valid_to": "The last day lies before the first day; check both dates."}
    assert said(OrgUnit, valid_from=date(2025, 7, 1), valid_to=date(2025, 7, 1)).nothing


def test_a_unit_below_one_that_is_not_there_yet_is_doubted(said):
    parent = planted(OrgUnit, code="H60", valid_from=date(2025, 7, 1), name_vi="UBND tỉnh")
    early = said(OrgUnit, code="H60.05", parent_id=parent, valid_from=date(2025, 6, 30))
    assert early.errors == {}
    assert early.warnings == {"parent_id": "“UBND tỉnh” does not exist on the first day of this unit."}
    assert said(OrgUnit, code="H60.05", parent_id=parent, valid_from=date(2025, 7, 1)).nothing


def test_a_unit_below_one_that_has_ended_is_doubted(said):
    parent = planted(OrgUnit, code="H60", valid_from=date(2004, 1, 1), valid_to=date(2025, 6, 30))
    late = said(OrgUnit, code="H60.05", parent_id=parent, valid_from=date(2025, 7, 1))
    assert list(late.warnings) == ["parent_id"]


def test_the_identifier_of_a_unit_begins_with_that_of_its_parent(said):
    parent = planted(OrgUnit, code="H60.05", name_vi="Sở Tài chính")
    strange = said(OrgUnit, code="H60.06.01", parent_id=parent)
    assert strange.warnings == {
        "code": "The identifier should be that of the parent, a dot and a group of its own: H60.05.…"
    }
    assert said(OrgUnit, code="H60.05.01", parent_id=parent).nothing
    assert list(said(OrgUnit, code="H60.05.01.02", parent_id=parent).warnings) == ["code"]


def test_grades_of_a_job_position_rise(said):
    assert list(said(JobPosition, lowest_grade=4, highest_grade=3).errors) == ["highest_grade"]
    assert said(JobPosition, lowest_grade=3, highest_grade=3).nothing


def test_a_quota_gives_some_headcount(said):
    empty = said(HeadcountQuota, civil_servants=None)
    assert empty.errors == {"civil_servants": "Enter at least one figure of the quota."}
    assert said(HeadcountQuota, civil_servants=None, contract_workers=0).nothing
