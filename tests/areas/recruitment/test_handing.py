"""From applicant to employee, and from appointment to assignment, without typing anything twice."""

from datetime import date
from decimal import Decimal

import pytest

from app.access.standing import acting_as, standing_of
from app.areas.appointments.models import Appointment
from app.areas.contracts.models import Contract, Reception
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.recruitment.models import Applicant, RecruitmentPost, RecruitmentRound
from app.areas.training.models import Qualification
from app.areas.work_history.models import Assignment
from app.changes import operations
from app.changes.handed import handed
from app.changes.handing import filled, handing_to, offers
from app.changes.models import Change
from app.changes.store import official
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.factories import least, planted
from tests.people import make_user

TAKEN = {
    "outcome": "passed",
    "round1_general": Decimal(62),
    "round2_score": Decimal(71),
    "recognised_on": date(2026, 6, 1),
    "starts_on": date(2026, 6, 15),
    "decision_number": "412/QĐ-SNV",
    "decided_on": date(2026, 6, 10),
    "personal_id_number": "008302001321",
    "phone": "0912 345 678",
    "level_code": "30",
    "major": "Quản lý công",
    "institution": "Học viện Hành chính Quốc gia",
    "diploma_issued_on": PartialDate(2024, 7),
}


@pytest.fixture
def officers(province):
    """Two officers of Home Affairs: one enters, the other approves."""
    return [standing_of(make_user(name, "province_officer")) for name in ("can_bo_1", "can_bo_2")]


def taken_applicant(officers, staff="CC", **given):
    """An applicant who was taken, entered by the first officer and approved by the second. Returns his source."""
    held = planted(RecruitmentRound, staff_type_code=staff)
    post = planted(RecruitmentPost, round_id=held, rank_code="01.003", post_title="Chuyên viên")
    values = least(Applicant, post_id=post, **{**TAKEN, **given})
    with acting_as(officers[0]):
        change = operations.submit(Applicant, values).change
    return approved(officers[1], change.id)


def approved(standing, key):
    with acting_as(standing):
        change = operations.approve(key)
    return f"{change.record}/{change.target_id}"


def handed_in(officer, record, source, **more):
    with acting_as(officer):
        values = filled(*handing_to(record, source), officer) | more
        return operations.submit(record, values, handed_from=source).change.id


def test_a_civil_servant_goes_from_applicant_to_post_with_his_number_alone_typed(officers):
    first, second = officers
    source = taken_applicant(officers)
    assert handed(source, Reception) is None
    approved(second, handed_in(first, Employee, source, staff_number="TQ-009001"))
    person = official(Employee, handed(source, Employee).row_id)
    wanted = {
        "full_name": "Hoàng Thị Nở",
        "personal_id_number": "008302001321",
        "phone": "0912 345 678",
        "born_on": PartialDate(2002, 5, 14),
        "staff_type_code": "CC",
        "status_code": "DLV",
        "first_recruited_on": PartialDate(2026, 6, 15),
        "first_recruiting_body": "Sở Thử nghiệm",
    }
    assert {name: person[name] for name in wanted} == wanted
    # Reception and diploma follow by themselves, and wait for approval like any other row.
    reception, diploma = handed(source, Reception), handed(source, Qualification)
    assert (reception.state, diploma.state) == ("submitted", "submitted")
    assert official(Employee, person["id"])["highest_qualification_code"] is None
    approved(second, diploma.change_id)
    assert official(Employee, person["id"])["highest_qualification_code"] == "30"
    made = approved(second, reception.change_id)
    row = official(Reception, handed(source, Reception).row_id)
    wanted = {
        "employee_id": person["id"],
        "kind_code": "TD-CC",
        "method_code": "TT",
        "rank_code": "01.003",
        "effective_from": PartialDate(2026, 6, 15),
        "decision_number": "412/QĐ-SNV",
        "decided_on": date(2026, 6, 10),
    }
    assert {name: row[name] for name in wanted} == wanted
    # From the reception comes the first post.
    post = db.session.get(Change, handed(made, Assignment).change_id)
    assert (post.state, post.values["movement_code"], post.values["decision_number"]) == (
        "submitted",
        "TD",
        "412/QĐ-SNV",
    )
    # A contract is none of a civil servant's.
    with acting_as(first):
        assert handing_to(Contract, source) is None


def test_a_public_employee_of_the_new_law_gets_a_contract_in_place_of_the_decision(officers):
    first, second = officers
    source = taken_applicant(
        officers, "VC", starts_on=date(2026, 8, 1), recognised_on=date(2026, 7, 20), decided_on=None
    )
    approved(second, handed_in(first, Employee, source, staff_number="TQ-009002"))
    assert handed(source, Reception) is None
    with acting_as(first):
        values = filled(*handing_to(Contract, source), first)
    assert values["employee_id"] == handed(source, Employee).row_id
    assert (values["kind_code"], values["job"], values["effective_from"]) == (
        "HDLV-XD",
        "Chuyên viên",
        PartialDate(2026, 8, 1),
    )


def test_who_was_not_taken_hands_nothing_on(officers):
    source = taken_applicant(officers, outcome="failed")
    with acting_as(officers[0]):
        assert handing_to(Employee, source) is None


def appointed(officers, **given):
    """An appointment that one officer entered and another approved. Returns its source and its values."""
    values = least(Appointment, decision_number="7/QĐ-UBND", decided_on=date(2024, 2, 20), **given)
    with acting_as(officers[0]):
        change = operations.submit(Appointment, values).change
    return approved(officers[1], change.id), values


def test_an_approved_appointment_hands_in_its_assignment(officers):
    first, second = officers
    source, values = appointed(officers)
    change = db.session.get(Change, handed(source, Assignment).change_id)
    assert (change.state, change.entered_by) == ("submitted", first.user_id)
    approved(second, change.id)
    row = official(Assignment, handed(source, Assignment).row_id)
    same = ("employee_id", "unit_id", "position_id", "effective_from", "decision_number", "decided_on")
    assert {name: row[name] for name in same} == {name: values[name] for name in same}
    assert (row["movement_code"], row["post_kind"], row["effective_to"]) == ("BN", "main", None)
    assert official(Employee, values["employee_id"])["position_id"] == values["position_id"]


@pytest.mark.parametrize("kind", ["BNL", "GQ", "MN"])
def test_who_stays_acts_or_leaves_is_not_placed_anew(officers, kind):
    until = None if kind in ("GQ", "MN") else PartialDate(2029, 3, 1)
    source, _values = appointed(officers, kind_code=kind, effective_to=until, unit_id=planted(OrgUnit))
    assert handed(source, Assignment) is None


def corrected(officers, key, **values):
    """A loaded appointment, corrected by one officer with the approval of another. Returns its source."""
    with acting_as(officers[0]):
        change = operations.submit(Appointment, values, target_id=key).change
    return approved(officers[1], change.id)


def test_a_correction_of_an_appointment_places_nobody_unless_it_makes_one_of_it(officers):
    loaded = planted(Appointment)
    assert handed(corrected(officers, loaded, note="Sửa lỗi đánh máy"), Assignment) is None
    acting = planted(Appointment, kind_code="GQ", effective_to=None)
    source = corrected(officers, acting, kind_code="BN", effective_to=PartialDate(2029, 3, 1))
    assert handed(source, Assignment).state == "submitted"


def test_a_loaded_appointment_offers_nothing_for_its_assignment_was_loaded_as_well(officers):
    row = official(Appointment, planted(Appointment))
    with acting_as(officers[0]):
        assert list(offers(Appointment, row, officers[0])) == []


def test_an_assignment_that_stands_already_refuses_the_second_and_the_appointment_is_approved_all_the_same(officers):
    person = planted(Employee)
    planted(Assignment, employee_id=person, effective_from=PartialDate(2024, 3, 1))
    source, _values = appointed(officers, employee_id=person)
    assert handed(source, Assignment) is None
