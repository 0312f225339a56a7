"""Rules of the Party, of organisations and of military service, and what of them stands in the personnel file."""

import pytest

from app.areas.personnel.models import Employee, MilitaryService, OrganisationMembership, PartyMembership, PartyPost
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import planted


@pytest.fixture
def somebody(province):
    return planted(Employee, born_on=PartialDate(1987, 3, 15))


@pytest.mark.parametrize(
    ("joined", "doubted"),
    [((2005, 3, 14), True), ((2005, 2), True), ((2005, 3), False), ((2005, 3, 15), False), ((2005,), False)],
)
def test_who_joins_the_party_before_his_eighteenth_birthday_for_sure_is_doubted(said, somebody, joined, doubted):
    heard = said(PartyMembership, employee_id=somebody, joined_on=PartialDate(*joined))
    assert (heard.errors, "joined_on" in heard.warnings) == ({}, doubted)


@pytest.mark.parametrize(
    ("official_on", "errors", "warnings"),
    [
        ((2016, 9, 2), [], []),
        ((2016, 9, 1), [], ["official_on"]),
        ((2016, 9), [], []),
        ((2015, 9), [], ["official_on"]),
        ((2015, 8), ["official_on"], []),
    ],
)
def test_a_member_is_official_after_twelve_months(said, official_on, errors, warnings):
    heard = said(PartyMembership, joined_on=PartialDate(2015, 9, 2), official_on=PartialDate(*official_on))
    assert (list(heard.errors), list(heard.warnings)) == (errors, warnings)


def test_a_membership_ends_on_a_day_and_for_a_reason(said):
    assert list(said(PartyMembership, ended_on=PartialDate(2020)).errors) == ["end_reason_code"]
    assert list(said(PartyMembership, end_reason_code="KT").errors) == ["ended_on"]
    end = {"ended_on": PartialDate(2020), "end_reason_code": "KT"}
    assert said(PartyMembership, **end).nothing
    assert list(said(PartyMembership, **end, official_on=PartialDate(2021)).errors) == ["official_on"]
    assert "ended_on" in said(PartyMembership, ended_on=PartialDate(2014), end_reason_code="KT").errors


def test_nobody_is_a_member_twice_at_once_but_may_come_back(said, somebody):
    planted(PartyMembership, employee_id=somebody, ended_on=PartialDate(2018), end_reason_code="XR")
    assert list(said(PartyMembership, employee_id=somebody, joined_on=PartialDate(2017)).errors) == ["joined_on"]
    assert said(PartyMembership, employee_id=somebody, joined_on=PartialDate(2019)).nothing


def test_the_file_says_what_the_membership_in_force_says(said, somebody):
    assert official(Employee, somebody)["party_status_code"] is None
    planted(PartyMembership, employee_id=somebody, official_on=PartialDate(2016, 9, 2))
    file = official(Employee, somebody)
    assert [file[name].display() for name in ("party_joined_on", "party_official_on")] == ["02/09/2015", "02/09/2016"]
    assert file["party_status_code"] == "CT"
    planted(PartyMembership, employee_id=planted(Employee), joined_on=PartialDate(2026, 2, 3))
    gone = planted(Employee)
    planted(PartyMembership, employee_id=gone, ended_on=PartialDate(2020), end_reason_code="KT")
    assert official(Employee, gone)["party_joined_on"] is None


def test_a_post_in_the_party_is_held_by_a_member_and_the_main_one_counts(said, somebody):
    assert list(said(PartyPost, employee_id=somebody).warnings) == ["since"]
    planted(PartyMembership, employee_id=somebody)
    assert said(PartyPost, employee_id=somebody).nothing
    planted(PartyPost, employee_id=somebody, kind="main", position_code="D24", since=PartialDate(2021))
    planted(PartyPost, employee_id=somebody, kind="concurrent", position_code="D31", since=PartialDate(2022))
    assert official(Employee, somebody)["party_position_code"] == "D24"


def test_the_first_political_organisation_stands_in_the_file_whenever_it_was_left(somebody):
    youth = {"organisation_code": "DTN", "joined_on": PartialDate(2003, 3, 26), "left_on": PartialDate(2018)}
    planted(OrganisationMembership, employee_id=somebody)
    planted(OrganisationMembership, employee_id=somebody, **youth)
    planted(OrganisationMembership, employee_id=somebody, organisation_code="CTD", joined_on=PartialDate(2001))
    file = official(Employee, somebody)
    assert (file["first_organisation_code"], file["first_organisation_on"]) == ("DTN", PartialDate(2003, 3, 26))


def test_an_organisation_takes_members_of_its_age_and_knows_its_positions(said, somebody):
    early = said(
        OrganisationMembership, employee_id=somebody, organisation_code="DTN", joined_on=PartialDate(2003, 3, 14)
    )
    assert list(early.warnings) == ["joined_on"]
    assert said(OrganisationMembership, position_code="C21").nothing
    assert list(said(OrganisationMembership, position_code="T31").errors) == ["position_code"]


def test_the_last_service_and_the_highest_rank_stand_in_the_file(said, somebody):
    first = {"enlisted_on": PartialDate(2006, 2), "discharged_on": PartialDate(2008, 1), "rank_code": "QD-HS01"}
    planted(MilitaryService, employee_id=somebody, **first)
    assert list(said(MilitaryService, employee_id=somebody, enlisted_on=PartialDate(2007)).errors) == ["enlisted_on"]
    planted(MilitaryService, employee_id=somebody, enlisted_on=PartialDate(2012, 3), rank_code="QD-HS03")
    file = official(Employee, somebody)
    assert (file["enlisted_on"], file["discharged_on"]) == (PartialDate(2012, 3), None)
    assert file["military_rank_code"] == "QD-HS01"
    ended = said(MilitaryService, enlisted_on=PartialDate(2006, 2), discharged_on=PartialDate(2005))
    assert list(ended.errors) == ["discharged_on"]
