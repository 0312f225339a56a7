"""Employees and what is declared about them."""

from datetime import date

from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import (
    Address,
    AssetDeclaration,
    Employee,
    FamilyMember,
    FilePaper,
    ForeignRelation,
    FormerName,
    HealthRecord,
    HistoryDeclaration,
    IdentityDocument,
    MilitaryService,
    OrganisationMembership,
    PartyMembership,
    PartyPost,
    PolicyStatus,
)
from app.records.partial_dates import PartialDate
from tests.factories.base import NUMBERS, factory, planted


@factory(Employee)
def employee(given):
    return {
        "staff_number": f"TQ-{next(NUMBERS):06}",
        "full_name": "Ma Thị Bích",
        "gender_code": "2",
        "born_on": PartialDate(1987),
        "staff_type_code": "CC",
        "status_code": "DLV",
        "unit_id": given.get("unit_id") or planted(OrgUnit),
    }


@factory(IdentityDocument)
def identity_document(given):
    return {
        "employee_id": given.get("employee_id") or planted(Employee),
        "kind_code": "HC",
        "number": f"C{next(NUMBERS):07}",
    }


@factory(FamilyMember)
def family_member(given):
    employee_id = given.get("employee_id") or planted(Employee)
    return {"employee_id": employee_id, "relation_code": "CD", "full_name": "Ma Văn Bình"}


def of_somebody(given):
    """The person of a row about one."""
    return {"employee_id": given.get("employee_id") or planted(Employee)}


@factory(FormerName)
def former_name(given):
    return {**of_somebody(given), "full_name": "Ma Thị Bé", "reason": "alias"}


@factory(Address)
def address(given):
    return {**of_somebody(given), "kind": "permanent", "since": PartialDate(2026), "place": "Thôn Nà Tông"}


@factory(PartyMembership)
def party_membership(given):
    return {**of_somebody(given), "joined_on": PartialDate(2015, 9, 2)}


@factory(PartyPost)
def party_post(given):
    person = given.get("employee_id") or member()
    return {"employee_id": person, "position_code": "D31", "kind": "concurrent", "since": PartialDate(2020, 6)}


def member():
    """Somebody who belongs to the Party."""
    person = planted(Employee)
    planted(PartyMembership, employee_id=person)
    return person


@factory(OrganisationMembership)
def organisation_membership(given):
    return {**of_somebody(given), "organisation_code": "CD", "joined_on": PartialDate(2010, 9)}


@factory(MilitaryService)
def military_service(given):
    return {**of_somebody(given), "enlisted_on": PartialDate(2006, 2)}


@factory(PolicyStatus)
def policy_status(given):
    return {**of_somebody(given), "policy_code": "21"}


@factory(HealthRecord)
def health_record(given):
    return {**of_somebody(given), "examined_on": date(2026, 3, 12), "class_code": "2"}


@factory(HistoryDeclaration)
def history_declaration(given):
    return {**of_somebody(given), "kind": "arrest", "since": PartialDate(2009, 5)}


@factory(ForeignRelation)
def foreign_relation(given):
    return {
        **of_somebody(given),
        "country_code": "LAO",
        "since": PartialDate(2018),
        "organisation": "Tổ chức phát triển nông thôn, Viêng Chăn",
    }


@factory(AssetDeclaration)
def asset_declaration(given):
    return {**of_somebody(given), "kind_code": "CB", "declared_year": 2026, "state": "due"}


@factory(FilePaper)
def file_paper(given):
    return {**of_somebody(given), "kind_code": "QD", "state": "lent"}
