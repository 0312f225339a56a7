"""A discipline on record stands in the way of an appointment."""

from datetime import date

import pytest

from app.areas.appointments.models import Appointment, AppointmentProcess
from app.areas.personnel.models import Employee
from app.areas.rewards_discipline.models import DisciplinaryAction
from app.records.partial_dates import PartialDate
from tests.factories import planted


@pytest.fixture
def warned(province):
    """Somebody with a warning of 20/07/2026: effect until 20/07/2027, no promotion before 20/07/2029."""
    person = planted(Employee, born_on=PartialDate(1987))
    planted(DisciplinaryAction, employee_id=person, form_code="CC")
    return person


DAYS = [
    ("BN", 2026, 7, 19, {}),
    ("BN", 2027, 7, 20, {"effective_from": "error"}),
    ("BNNT", 2027, 7, 20, {"effective_from": "error"}),
    ("GQ", 2027, 7, 20, {}),
    ("BN", 2027, 7, 21, {"effective_from": "warning"}),
    ("BNNT", 2027, 7, 21, {}),
    ("BN", 2029, 7, 19, {"effective_from": "warning"}),
    ("BN", 2029, 7, 20, {}),
]


def test_nobody_is_appointed_in_the_effect_nor_promoted_before_the_end_of_the_bar(said, warned):
    for kind, year, month, day, found in DAYS:
        until = None if kind == "GQ" else PartialDate(year + 5, month, day)
        term = {"effective_from": PartialDate(year, month, day), "effective_to": until}
        heard = said(Appointment, employee_id=warned, kind_code=kind, **term)
        assert {**dict.fromkeys(heard.errors, "error"), **dict.fromkeys(heard.warnings, "warning")} == found


def test_the_message_names_the_day_and_an_exception_makes_it_a_warning(said, warned):
    term = {"effective_from": PartialDate(2027, 1, 1), "effective_to": PartialDate(2032, 1, 1)}
    assert said(Appointment, employee_id=warned, **term).errors == {
        "effective_from": "Under discipline until 20/07/2027; wait until then, or name who decided otherwise."
    }
    allowed = said(Appointment, employee_id=warned, exception_reason="Tỉnh ủy, văn bản 7", **term)
    assert (allowed.errors, list(allowed.warnings)) == ({}, ["effective_from"])


def test_a_process_is_warned_while_it_runs_and_refused_when_it_proposes(said, warned):
    begun = {"employee_id": warned, "begun_on": date(2026, 10, 1)}
    assert list(said(AppointmentProcess, **begun).warnings) == ["kind_code"]
    over = {**begun, "outcome": "proposed", "concluded_on": date(2026, 12, 1), "is_clear": True}
    assert list(said(AppointmentProcess, **over).errors) == ["kind_code"]
    assert said(AppointmentProcess, **{**over, "outcome": "postponed"}).nothing


def test_an_annulled_discipline_stands_in_nobodys_way(said):
    person = planted(Employee)
    annulled = {"ended_early_on": date(2026, 9, 1), "ended_early_by": "annulled"}
    planted(DisciplinaryAction, employee_id=person, form_code="CC", **annulled)
    term = {"effective_from": PartialDate(2026, 10, 1), "effective_to": PartialDate(2031, 10, 1)}
    assert said(Appointment, employee_id=person, **term).nothing
