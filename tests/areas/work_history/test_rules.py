"""Rules of assignments."""

from datetime import date

from app.areas.organization.models import OrgUnit
from app.areas.work_history.models import Assignment
from app.records.partial_dates import PartialDate
from tests.factories import planted

FORMER = "Phòng Nội vụ huyện Chiêm Hóa"


def test_a_post_is_in_a_unit_on_record_or_in_a_former_one_named_in_words(said):
    assert list(said(Assignment, unit_id=None).errors) == ["unit_id"]
    assert list(said(Assignment, unit_id=planted(OrgUnit), unit_text=FORMER).errors) == ["unit_text"]
    past = {"effective_from": PartialDate(2010), "effective_to": PartialDate(2025, 6, 30)}
    assert said(Assignment, unit_text=FORMER, **past).nothing


def test_a_post_in_a_former_unit_without_an_end_is_doubted(said):
    assert list(said(Assignment, unit_text=FORMER).warnings) == ["effective_to"]


def test_a_post_in_a_unit_that_was_not_there_yet_or_was_gone_is_doubted(said):
    unit = planted(OrgUnit, valid_from=date(2020, 1, 1), valid_to=date(2025, 6, 30), name_vi="Sở Nội vụ")
    early = said(Assignment, unit_id=unit, effective_from=PartialDate(2019, 12, 31))
    assert early.warnings == {"unit_id": "“Sở Nội vụ” did not exist on that day; choose the unit of that time."}
    assert list(said(Assignment, unit_id=unit, effective_from=PartialDate(2025, 7, 1)).warnings) == ["unit_id"]
    assert said(Assignment, unit_id=unit, effective_from=PartialDate(2020)).nothing
    assert said(Assignment, unit_id=unit, effective_from=PartialDate(2025)).nothing


def test_an_assignment_does_not_end_before_it_begins(said):
    unit = planted(OrgUnit)
    term = {"effective_from": PartialDate(2024, 3, 1), "effective_to": PartialDate(2024, 2, 28)}
    assert list(said(Assignment, unit_id=unit, **term).errors) == ["effective_to"]
