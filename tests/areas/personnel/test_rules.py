"""Rules of employees, their documents and their families."""

from datetime import date

import pytest

from app.areas.personnel import rules
from app.areas.personnel.models import Employee, FamilyMember, IdentityDocument
from app.areas.personnel.rules import side_of
from app.changes.store import official
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.factories import planted


@pytest.fixture(autouse=True)
def in_november_2026(monkeypatch):
    monkeypatch.setattr(rules, "today", lambda: date(2026, 11, 23))


def test_a_name_with_digits_or_signs_is_refused_and_one_word_is_doubted(said):
    assert said(Employee, full_name="Nguyễn Văn 2").errors == {
        "full_name": "A name has letters only; take out digits and signs."
    }
    assert list(said(FamilyMember, full_name="Bình_").errors) == ["full_name"]
    assert list(said(Employee, full_name="Bình").warnings) == ["full_name"]
    assert said(Employee, full_name="H’Hen Niê").nothing


def test_a_birth_in_the_future_is_refused(said):
    assert said(Employee, born_on=PartialDate(2026, 12)).errors == {
        "born_on": "The date of birth lies in the future; check it."
    }


@pytest.mark.parametrize(("year", "doubted"), [(2011, True), (2010, False), (1951, False), (1950, True)])
def test_a_birth_is_doubted_outside_sixteen_to_seventy_five_years(said, year, doubted):
    heard = said(Employee, born_on=PartialDate(year))
    assert (heard.errors, "born_on" in heard.warnings) == ({}, doubted)


def test_a_personal_number_of_another_sex_or_year_is_doubted_never_refused(said):
    heard = said(Employee, personal_id_number="008087001321", gender_code="2", born_on=PartialDate(1987))
    assert (heard.errors, list(heard.warnings)) == ({}, ["personal_id_number"])
    assert said(Employee, personal_id_number="008187001321", gender_code="2", born_on=PartialDate(1987)).nothing


def test_the_number_is_compared_with_the_birth_in_the_population_database_where_that_differs(said):
    birth = {"born_on": PartialDate(1987), "born_on_in_register": PartialDate(1985), "birth_difference": "kept"}
    assert said(Employee, personal_id_number="008185001321", **birth).nothing
    assert list(said(Employee, personal_id_number="008187001321", **birth).warnings) == ["personal_id_number"]


def test_recruitment_as_a_child_is_doubted(said):
    early = said(Employee, born_on=PartialDate(1987), first_recruited_on=PartialDate(2002, 9, 1))
    assert early.warnings == {"first_recruited_on": "Recruited before the age of 16; check both dates."}
    assert said(Employee, born_on=PartialDate(1987), first_recruited_on=PartialDate(2003)).nothing


def test_joining_the_body_before_the_first_recruitment_is_doubted_only_when_it_is_certain(said):
    certain = said(Employee, first_recruited_on=PartialDate(2010, 9), joined_unit_on=PartialDate(2010, 8, 31))
    assert list(certain.warnings) == ["joined_unit_on"]
    assert said(Employee, first_recruited_on=PartialDate(2010, 9), joined_unit_on=PartialDate(2010)).nothing


def test_a_certificate_of_merit_is_no_state_honour(said):
    assert said(Employee, state_honour_code="DHV06").nothing
    assert list(said(Employee, state_honour_code="BK02").errors) == ["state_honour_code"]


@pytest.mark.parametrize(
    ("kind", "number", "fits"),
    [
        ("CCCD", "008187001321", True),
        ("CCCD", "07012345", False),
        ("CMND", "070123456", True),
        ("HC", "c1234567", False),
        ("HC", "C1234567", True),
        ("CMSQ", "QNCN-1/2", True),
    ],
)
def test_the_number_of_a_document_has_the_form_of_its_kind(said, kind, number, fits):
    issued = PartialDate(2022) if kind != "CMND" else PartialDate(2010)
    heard = said(IdentityDocument, kind_code=kind, number=number, issued_on=issued)
    assert ("number" in heard.errors) is not fits


def test_an_old_card_raises_no_doubt_though_its_kind_has_ended(said):
    assert said(IdentityDocument, kind_code="CMND", number="070123456", issued_on=PartialDate(2010)).nothing
    today = said(IdentityDocument, kind_code="CMND", number="070123456")
    assert list(today.warnings) == ["kind_code"]


def test_a_document_does_not_expire_before_it_is_issued(said):
    heard = said(IdentityDocument, issued_on=PartialDate(2022, 5), expires_on=date(2022, 4, 30))
    assert list(heard.errors) == ["expires_on"]


def test_the_number_of_a_card_is_compared_with_its_holder(said):
    holder = planted(Employee, gender_code="1", born_on=PartialDate(1979))
    card = {"employee_id": holder, "kind_code": "CCCD"}
    assert said(IdentityDocument, number="008079001321", **card).nothing
    assert list(said(IdentityDocument, number="008179001321", **card).warnings) == ["number"]


def test_a_second_document_of_a_kind_in_use_is_doubted(said):
    holder = planted(Employee)
    planted(IdentityDocument, employee_id=holder, is_current=True)
    again = said(IdentityDocument, employee_id=holder, is_current=True)
    assert list(again.warnings) == ["is_current"]
    assert said(IdentityDocument, employee_id=holder, is_current=False).nothing
    assert said(IdentityDocument, is_current=True).nothing


def test_two_persons_do_not_share_a_document(said):
    planted(IdentityDocument, number="C7654321")
    assert list(said(IdentityDocument, number="C7654321").errors) == ["number"]


@pytest.mark.parametrize(("relation", "side"), [("CD", "self"), ("CON", "self"), ("VO", "self"), ("CV", "spouse")])
def test_the_side_of_the_family_follows_from_the_relation(province, relation, side):
    assert side_of(relation) == side
    assert official(FamilyMember, planted(FamilyMember, relation_code=relation))["side"] == side


def test_a_parent_or_child_of_impossible_age_is_doubted(said):
    person = {"employee_id": planted(Employee, born_on=PartialDate(1987))}
    assert list(said(FamilyMember, relation_code="CD", born_on=PartialDate(1978), **person).warnings) == ["born_on"]
    assert said(FamilyMember, relation_code="CD", born_on=PartialDate(1974), **person).nothing
    assert list(said(FamilyMember, relation_code="CON", born_on=PartialDate(1999), **person).warnings) == ["born_on"]
    assert said(FamilyMember, relation_code="CON", born_on=PartialDate(2000), **person).nothing


def test_what_is_said_against_a_relative_lies_sealed_in_the_database(province):
    key = planted(FamilyMember, criminal_record="Án treo 12 tháng, năm 1991")
    raw = db.session.connection().exec_driver_sql(f"SELECT criminal_record FROM family_member WHERE id = {key}")
    assert "Án treo" not in raw.scalar_one()
    assert official(FamilyMember, key)["criminal_record"] == "Án treo 12 tháng, năm 1991"
