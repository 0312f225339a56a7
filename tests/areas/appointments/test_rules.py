"""What the law asks of an appointment, at entry and at import alike."""

from datetime import date
from decimal import Decimal

import pytest

from app.areas.appointments.models import Appointment, AppointmentFileItem, AppointmentProcess, AppointmentVote
from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee
from app.changes.store import official
from app.records.catalogues import catalogues
from app.records.partial_dates import PartialDate
from tests.factories import planted

TERM = {"effective_from": PartialDate(2024, 3, 1), "effective_to": PartialDate(2029, 3, 1)}


def test_a_term_has_the_end_that_the_message_names(said):
    assert said(Appointment, effective_to=None).errors == {
        "effective_to": "The term ends on 01/03/2029; enter the end."
    }
    assert said(Appointment, **TERM).nothing
    assert said(Appointment, effective_to=PartialDate(2029, 2, 28)).nothing
    odd = said(Appointment, effective_to=PartialDate(2028, 3, 1))
    assert (odd.errors, list(odd.warnings)) == ({}, ["effective_to"])
    assert said(Appointment, effective_to=PartialDate(2028, 3, 1), term_months=48).nothing
    assert list(said(Appointment, term_months=72, effective_to=PartialDate(2030, 3, 1)).errors) == ["term_months"]


def test_a_term_of_before_the_decree_has_no_length_of_law(said):
    old = {"effective_from": PartialDate(2010, 1, 1), "effective_to": PartialDate(2016, 1, 1)}
    assert said(Appointment, term_months=72, **old).nothing
    assert said(Appointment, **{**old, "effective_to": None}).nothing


def test_acting_has_no_term_and_leaving_has_its_reason(said):
    acting = {"kind_code": "GQ", "effective_to": None}
    assert said(Appointment, **acting).nothing
    assert list(said(Appointment, **acting, term_months=60).errors) == ["term_months"]
    assert list(said(Appointment, kind_code="MN", effective_to=None).warnings) == ["end_reason"]


@pytest.mark.parametrize(("born", "refused"), [((1966, 11), True), ((1967, 3), False)])
def test_who_is_first_appointed_can_serve_the_whole_term(said, born, refused):
    """A man born 11/1966 retires on 30/11/2028, before a term until 01/03/2029; one born 03/1967 on 31/03/2029."""
    person = planted(Employee, gender_code="1", born_on=PartialDate(*born))
    heard = said(Appointment, employee_id=person, **TERM)
    assert ("effective_to" in heard.errors) is refused
    if refused:
        assert heard.errors == {
            "effective_to": "Retirement on 30/11/2028 comes before the term is served; name the exception."
        }
        short = {**TERM, "effective_to": PartialDate(2028, 11, 30)}
        assert list(said(Appointment, employee_id=person, **short).errors) == ["effective_to"]
        allowed = said(Appointment, employee_id=person, exception_reason="UBND tỉnh, văn bản 12", **short)
        assert (allowed.errors, list(allowed.warnings)) == ({}, ["effective_to"])


def test_who_is_reappointed_with_less_than_a_term_left_holds_it_until_retirement(said):
    person = planted(Employee, gender_code="1", born_on=PartialDate(1966, 11))
    renewed = {"employee_id": person, "kind_code": "BNL", "effective_from": PartialDate(2024, 3, 1)}
    assert said(Appointment, **renewed, effective_to=PartialDate(2028, 11, 30)).nothing
    assert said(Appointment, **renewed, effective_to=None).errors == {
        "effective_to": "The term ends on 30/11/2028; enter the end."
    }


def test_an_equal_position_is_given_without_a_test_of_age_but_not_beyond_retirement(said):
    person = planted(Employee, gender_code="1", born_on=PartialDate(1966, 11))
    heard = said(Appointment, employee_id=person, kind_code="BNNT", **TERM)
    assert (heard.errors, list(heard.warnings)) == ({}, ["effective_to"])


@pytest.mark.parametrize(("began", "refused"), [((2022, 3, 2), True), ((2022, 3, 1), False)])
def test_a_higher_position_comes_after_24_months_in_the_present_one(said, began, refused):
    person = planted(Employee)
    since = PartialDate(*began)
    until = PartialDate(2027, 3, 1)
    planted(Appointment, employee_id=person, effective_from=since, effective_to=until)
    heard = said(Appointment, employee_id=person, kind_code="BNCH", **TERM)
    assert ("effective_from" in heard.errors) is refused


def test_months_in_the_present_post_count_from_the_first_of_its_terms(said):
    person, position = planted(Employee), planted(Position)
    one = {"employee_id": person, "position_id": position}
    planted(Appointment, **one, effective_from=PartialDate(2018, 6, 1), effective_to=PartialDate(2023, 6, 1))
    renewed = {"effective_from": PartialDate(2023, 6, 1), "effective_to": PartialDate(2028, 6, 1)}
    planted(Appointment, **one, kind_code="BNL", **renewed)
    assert said(Appointment, employee_id=person, kind_code="BNCH", **TERM).errors == {}


def test_the_same_position_is_not_given_for_two_terms_at_once(said):
    person, position, unit = planted(Employee), planted(Position), planted(OrgUnit)
    one = {"employee_id": person, "position_id": position, "unit_id": unit}
    planted(Appointment, **one, **TERM)
    again = {"effective_from": PartialDate(2028, 3, 1), "effective_to": PartialDate(2033, 3, 1)}
    assert list(said(Appointment, **one, kind_code="BNL", **again).warnings) == ["effective_from"]
    after = {"effective_from": PartialDate(2029, 3, 1), "effective_to": PartialDate(2034, 3, 1)}
    assert said(Appointment, **one, kind_code="BNL", **after).nothing


def test_a_reappointment_is_begun_90_days_before_the_term_ends(said):
    renewal = {"kind_code": "BNL", "term_ends_on": date(2026, 9, 30)}
    late = said(AppointmentProcess, **renewal, begun_on=date(2026, 7, 3))
    assert late.warnings == {"begun_on": "It should have begun by 02/07/2026, 90 days before the term ends."}
    assert said(AppointmentProcess, **renewal, begun_on=date(2026, 7, 2)).nothing
    assert list(said(AppointmentProcess, kind_code="BNL").errors) == ["term_ends_on"]


@pytest.mark.parametrize(("kind", "doubted"), [("BNL", True), ("KDG", False)])
def test_shortly_before_retirement_the_term_is_extended_instead(said, kind, doubted):
    person = planted(Employee, gender_code="1", born_on=PartialDate(1966, 1))
    renewal = {"term_ends_on": date(2026, 9, 30), "begun_on": date(2026, 6, 1)}
    heard = said(AppointmentProcess, employee_id=person, kind_code=kind, **renewal)
    assert ("kind_code" in heard.warnings) is doubted


def test_nobody_is_proposed_while_handled_for_discipline_or_prosecuted(said):
    over = {"outcome": "proposed", "concluded_on": date(2024, 2, 20)}
    assert list(said(AppointmentProcess, **over, is_clear=False).errors) == ["is_clear"]
    assert list(said(AppointmentProcess, **over).warnings) == ["is_clear"]
    assert said(AppointmentProcess, **over, is_clear=True).nothing


def test_a_process_asks_for_the_months_in_the_present_post(said):
    higher = {"kind_code": "BNCH", "begun_on": date(2024, 1, 15)}
    assert list(said(AppointmentProcess, **higher).warnings) == ["in_present_post_since"]
    short = {**higher, "in_present_post_since": date(2022, 1, 16)}
    assert list(said(AppointmentProcess, **short).errors) == ["in_present_post_since"]
    assert said(AppointmentProcess, **short, exception_reason="UBND tỉnh").errors == {}
    assert said(AppointmentProcess, **{**higher, "in_present_post_since": date(2022, 1, 15)}).nothing


@pytest.mark.parametrize(
    ("votes", "errors", "warnings"),
    [
        ((40, 38, 21), [], []),
        ((40, 38, 20), [], ["agreed"]),
        ((40, 41, 21), ["present"], []),
        ((40, 30, 31), ["agreed"], []),
    ],
)
def test_votes_add_up_and_exceed_half_of_those_summoned(said, votes, errors, warnings):
    heard = said(AppointmentVote, **dict(zip(("summoned", "present", "agreed"), votes, strict=True)))
    assert (list(heard.errors), list(heard.warnings)) == (errors, warnings)


def test_the_share_of_the_votes_is_worked_out(province):
    row = official(AppointmentVote, planted(AppointmentVote, summoned=36, present=35, agreed=34))
    assert row["percent_agreed"] == Decimal("94.44")


def test_a_step_is_about_the_person_of_its_process(said):
    stranger = planted(Employee)
    process = planted(AppointmentProcess)
    assert list(said(AppointmentVote, employee_id=stranger, process_id=process).errors) == ["process_id"]


def test_a_health_certificate_is_valid_for_six_months(said, province):
    paper = {"item_code": "GKSK", "received_on": date(2024, 2, 5)}
    assert list(said(AppointmentFileItem, **paper).errors) == ["dated_on"]
    old = said(AppointmentFileItem, **paper, dated_on=date(2023, 8, 4))
    assert old.errors == {"dated_on": "The paper was valid until 04/02/2024; ask for a new one."}
    assert said(AppointmentFileItem, **paper, dated_on=date(2023, 8, 5)).nothing
    kept = planted(AppointmentFileItem, **paper, dated_on=date(2023, 8, 31))
    assert official(AppointmentFileItem, kept)["valid_until"] == date(2024, 2, 29)


def test_a_decision_names_the_papers_that_its_file_lacks_or_that_are_stale(said):
    person, position = planted(Employee), planted(Position)
    process = planted(AppointmentProcess, employee_id=person, position_id=position)
    wanted = list(catalogues().items("appointment_file_items"))
    one = {"employee_id": person, "process_id": process}
    for code in wanted[:-1]:
        planted(AppointmentFileItem, **one, item_code=code, dated_on=date(2023, 8, 10))
    decision = {**one, "position_id": position, **TERM}
    assert said(Appointment, **decision).warnings == {
        "process_id": "The file lacks: Health certificate of the last 6 months."
    }
    planted(AppointmentFileItem, **one, item_code=wanted[-1], dated_on=date(2023, 8, 20))
    assert said(Appointment, **decision, decided_on=date(2024, 2, 10)).nothing
    late = said(Appointment, **decision, decided_on=date(2024, 2, 15))
    assert late.warnings == {
        "process_id": "No longer valid on the day of the decision: "
        "Curriculum vitae with a photograph of the last 6 months."
    }


def test_a_reappointment_decided_after_the_end_of_the_term_is_doubted(said):
    person, position = planted(Employee), planted(Position)
    one = {"employee_id": person, "position_id": position}
    renewal = {"kind_code": "BNL", "term_ends_on": date(2024, 3, 1), "begun_on": date(2023, 11, 1)}
    process = planted(AppointmentProcess, **one, **renewal)
    late = said(Appointment, **one, kind_code="BNL", process_id=process, decided_on=date(2024, 3, 1), **TERM)
    assert (late.errors, list(late.warnings)) == ({}, ["process_id", "decided_on"])
