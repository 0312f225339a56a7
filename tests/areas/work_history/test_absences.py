"""Secondments, leaves and separations: what the law asks, and the status that follows from those in force."""

from datetime import date

import pytest

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.work_history.absences import LeaveOfAbsence, Secondment, Separation
from app.areas.work_history.models import Assignment, WorkPeriod
from app.changes import feeding, operations
from app.changes.guard import applying
from app.changes.loading import load, open_batch
from app.changes.refusals import InvalidRows
from app.changes.store import official
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.factories import least, planted

AHEAD = PartialDate(2090, 1, 1)


@pytest.fixture
def person(province):
    """A man at work, born 03/1966: he reaches the age of retirement in 2028."""
    return planted(Employee, gender_code="1", born_on=PartialDate(1966, 3))


def status(person):
    return official(Employee, person)["status_code"]


def on(day):
    with applying(db.session):
        feeding.feed(None, day)


def entered(record, **given):
    """An event through the one door."""
    change = operations.submit(record, least(record, **given)).change
    operations.approve(change.id)
    return change.target_id


@pytest.mark.parametrize(
    ("record", "given", "expected"),
    [
        (Secondment, {"effective_to": None}, "BP"),
        (LeaveOfAbsence, {"kind_code": "TSAN"}, "TSAN"),
        (LeaveOfAbsence, {"kind_code": "TDC"}, "DC"),
        (Separation, {"reason_code": "NH"}, "DN"),
        (Separation, {"reason_code": "CCT"}, "DCC"),
        (Separation, {"reason_code": "TT"}, "TT"),
    ],
)
def test_the_status_is_that_of_the_event_in_force(person, record, given, expected):
    until = {"effective_to": PartialDate(2027, 1, 1)} if record is Secondment else {}
    entered(record, employee_id=person, **{**given, **until})
    on(date(2026, 11, 25))
    assert status(person) == expected


def test_a_separation_goes_before_a_leave_and_a_leave_before_a_secondment(person):
    long = {"employee_id": person, "effective_to": PartialDate(2026, 12, 31)}
    entered(Separation, employee_id=person, effective_from=PartialDate(2026, 6, 1))
    entered(Secondment, **long)
    entered(LeaveOfAbsence, **long, effective_from=PartialDate(2025, 1, 1))
    seen = []
    for day in (date(2024, 6, 1), date(2025, 6, 1), date(2026, 6, 1)):
        on(day)
        seen.append(status(person))
    assert seen == ["BP", "NKL", "DTV"]


def test_after_the_leave_the_person_is_at_work_and_before_it_nothing_changes(person):
    entered(LeaveOfAbsence, employee_id=person, effective_to=PartialDate(2024, 8, 31))
    assert status(person) == "DLV"
    on(date(2024, 4, 1))
    assert status(person) == "NKL"
    on(date(2024, 9, 1))
    assert status(person) == "DLV"


def test_a_leave_dated_ahead_leaves_the_first_status_as_it_is(province):
    person = planted(Employee, status_code="TS")
    entered(LeaveOfAbsence, employee_id=person, effective_from=AHEAD)
    on(date(2026, 11, 25))
    assert status(person) == "TS"


def test_a_cancelled_leave_gives_the_person_back_to_work(person):
    leave = entered(LeaveOfAbsence, employee_id=person)
    assert status(person) == "NKL"
    operations.approve(operations.submit(LeaveOfAbsence, {}, target_id=leave, verb="cancel").change.id)
    assert status(person) == "DLV"


def test_who_was_entered_as_retired_and_has_no_event_stays_retired(province):
    person = planted(Employee, status_code="DN")
    on(date(2026, 11, 25))
    assert status(person) == "DN"


def test_a_secondment_has_an_end_within_three_years(said):
    since = PartialDate(2024, 3, 1)
    assert list(said(Secondment, effective_from=since, effective_to=None).errors) == ["effective_to"]
    assert said(Secondment, effective_from=since, effective_to=PartialDate(2027, 3, 1)).nothing
    longer = {"effective_from": since, "effective_to": PartialDate(2027, 3, 2)}
    assert list(said(Secondment, **longer).errors) == ["effective_to"]
    assert said(Secondment, **longer, exception_reason="UBND tỉnh").errors == {}
    old = {"effective_from": PartialDate(2010, 3, 1), "effective_to": PartialDate(2015, 3, 1)}
    assert said(Secondment, **old).nothing


def test_a_secondment_leads_to_another_unit(said):
    unit = planted(OrgUnit)
    assert list(said(Secondment, home_unit_id=unit, host_unit_id=unit).errors) == ["host_unit_id"]
    assert list(said(Secondment, host_unit_id=None).errors) == ["host_unit_id"]
    assert said(Secondment, host_text="Bộ Nội vụ").nothing
    assert list(said(Secondment, host_unit_id=unit, host_text="Bộ Nội vụ").errors) == ["host_text"]


def test_two_secondments_in_the_same_time_are_refused(said, person):
    planted(Secondment, employee_id=person)
    later = {"effective_from": PartialDate(2025, 3, 1), "effective_to": PartialDate(2026, 6, 1)}
    assert list(said(Secondment, employee_id=person, **later).errors) == ["effective_from"]
    after = {"effective_from": PartialDate(2026, 3, 2), "effective_to": PartialDate(2027, 6, 1)}
    assert said(Secondment, employee_id=person, **after).nothing


def test_a_leave_ends_and_maternity_lasts_six_months(said):
    assert list(said(LeaveOfAbsence).warnings) == ["effective_to"]
    assert said(LeaveOfAbsence, kind_code="TDC").nothing
    maternity = {"kind_code": "TSAN", "effective_from": PartialDate(2024, 3, 1)}
    assert said(LeaveOfAbsence, **maternity, effective_to=PartialDate(2024, 8, 31)).nothing
    assert list(said(LeaveOfAbsence, **maternity, effective_to=PartialDate(2024, 9, 2)).warnings) == ["effective_to"]


@pytest.mark.parametrize(
    ("since", "doubted"), [((2028, 6, 1), True), ((2028, 7, 1), False), ((2029, 1, 1), False), ((2029, 1, 2), True)]
)
def test_retirement_begins_after_the_month_of_the_age(said, province, since, doubted):
    """A man born 06/1966 reaches 62 years in 06/2028: retired from 01/07/2028, put off to 01/01/2029 at most."""
    person = planted(Employee, gender_code="1", born_on=PartialDate(1966, 6))
    heard = said(Separation, employee_id=person, reason_code="NH", effective_from=PartialDate(*since))
    assert (heard.errors, "effective_from" in heard.warnings) == ({}, doubted)


def test_retirement_is_announced_six_and_decided_three_months_before(said, province):
    person = planted(Employee, gender_code="1", born_on=PartialDate(1966, 6))
    retired = {"employee_id": person, "reason_code": "NH", "effective_from": PartialDate(2028, 7, 1)}
    assert said(Separation, **retired, notified_on=date(2028, 1, 1), decided_on=date(2028, 4, 1)).nothing
    late = said(Separation, **retired, notified_on=date(2028, 1, 2), decided_on=date(2028, 4, 2))
    assert late.warnings == {
        "notified_on": "Notice is due 6 months before retirement; it came later.",
        "decided_on": "The decision is due 3 months before retirement.",
    }


def test_a_retired_person_may_die_and_no_one_leaves_twice_on_one_day(said, person):
    planted(Separation, employee_id=person, reason_code="NH")
    died = said(Separation, employee_id=person, reason_code="TT", effective_from=PartialDate(2026, 5, 1))
    assert died.errors == {}
    assert list(said(Separation, employee_id=person, reason_code="TV").errors) == ["effective_from"]


def test_two_main_posts_at_once_are_refused_and_one_left_open_is_doubted(said, person):
    ended = {"effective_from": PartialDate(2022, 5, 1), "effective_to": PartialDate(2024, 6, 30)}
    planted(Assignment, employee_id=person, **ended)
    one = {"employee_id": person}
    assert list(said(Assignment, **one, effective_from=PartialDate(2024, 6, 30)).errors) == ["effective_from"]
    assert said(Assignment, **one, effective_from=PartialDate(2024, 7, 1)).nothing
    assert said(Assignment, **one, effective_from=PartialDate(2024)).nothing
    assert said(Assignment, **one, effective_from=PartialDate(2024, 6, 30), post_kind="concurrent").nothing
    planted(Assignment, **one, effective_from=PartialDate(2024, 7, 1))
    doubted = said(Assignment, **one, effective_from=PartialDate(2025, 7, 1))
    assert (doubted.errors, list(doubted.warnings)) == ({}, ["effective_from"])


def test_two_main_posts_at_once_in_one_file_are_refused(person):
    row = least(Assignment, employee_id=person, effective_to=PartialDate(2025, 1, 1))
    twin = {**row, "unit_id": planted(OrgUnit), "effective_from": PartialDate(2024, 6, 1)}
    with pytest.raises(InvalidRows):
        load(open_batch("test", "test"), Assignment, [row, twin])
    after = {**twin, "effective_from": PartialDate(2025, 1, 2), "effective_to": None}
    assert load(open_batch("test", "test"), Assignment, [row, after]) == 2


def test_a_declared_period_ends_after_it_begins(said):
    assert list(said(WorkPeriod, ended_on=PartialDate(2003, 8)).errors) == ["ended_on"]
    assert said(WorkPeriod, ended_on=PartialDate(2003)).nothing
