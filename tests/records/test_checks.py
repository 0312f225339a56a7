"""A declaration that contradicts itself stops the start, naming class, field and remedy."""

from dataclasses import replace

import pytest

from app.access.roles import LEVELS, ROLES
from app.areas import AREAS
from app.records.area import Area, Registry
from app.records.checks import DeclarationError, check
from app.records.choices import CatalogueItem
from app.records.kinds import Kind
from app.records.record import Record
from tests import toys
from tests.toys import Colour, Person, Pet, Posting, Region


def checked(areas=(toys.area,)):
    check(
        Registry(areas, engine_records=[CatalogueItem]),
        set(LEVELS),
        {name: role.levels for name, role in ROLES.items()},
    )


def mistakes(areas=(toys.area,)):
    with pytest.raises(DeclarationError) as error:
        checked(areas)
    assert str(error.value) == "\n".join(error.value.mistakes)
    return error.value.mistakes


def test_the_toys_and_the_product_are_declared_rightly():
    checked()
    checked(AREAS)


@pytest.mark.parametrize(
    ("record", "option", "value", "mistake"),
    [
        (Pet, "label", "", "Pet: has no label or plural; say both, in English, inside _()"),
        (Pet, "named_by", (), "Pet: has no named_by; name the fields by which people know a row"),
        (Pet, "named_by", ("nick",), "Pet.named_by: there is no field 'nick'; name declared fields"),
        (Pet, "ordered_by", ("nick",), "Pet.ordered_by: there is no column 'nick'; name declared fields"),
        (Pet, "scope", "row", "Pet.scope: 'row' is unknown; use one of rows, pick, open"),
        (Colour, "scope", "rows", "Colour: scope 'rows' needs scope_id and managing_id; derive it from ScopedRecord"),
        (Colour, "scope_tree", True, "Colour: scope_tree needs a path; derive it from TreeRecord"),
        (Pet, "subject_from", "owner_id", "Pet.subject_from: there is no field 'owner_id'; name a declared field"),
        (Pet, "subject_from", "name_vi", "Pet.subject_from: 'name_vi' must be a link to the record of the persons"),
        (Person, "scope_from", "weight", "Person.scope_from: 'weight' must be a link to the record marked scope_tree"),
        (Region, "managed_by", "code", "Region.managed_by: 'code' must be a link to its own record"),
        (Region, "managed_by", "boss_id", "Region.managed_by: there is no field 'boss_id'; name a declared field"),
        (Pet, "rest_to", "rest", "Pet.rest_to: there is no field 'rest'; name a declared field"),
        (Posting, "subject_from", None, "set subject_from"),
    ],
)
def test_an_option_that_is_wrong_is_named_with_its_remedy(monkeypatch, record, option, value, mistake):
    monkeypatch.setattr(record, option, value)
    assert any(found.endswith(mistake) for found in mistakes())


@pytest.mark.parametrize("option", ["readers", "writers", "approvers"])
def test_a_role_that_is_not_there_is_named(monkeypatch, option):
    monkeypatch.setattr(Pet, option, ("minister", "unit_hr"))
    (mistake,) = mistakes()
    assert mistake.startswith(f"Pet.{option}: there is no role 'minister'; known roles: administrator, employee")


@pytest.mark.parametrize(
    ("record", "name", "marks", "mistake"),
    [
        (Pet, "kind", {"name": "past"}, "Pet.past: the engine uses this name; choose another"),
        (Pet, "kind", {"level": "top"}, "Pet.kind: level 'top' is unknown; use one of contact, identity, open"),
        (Pet, "kind", {"secret": True, "listed": True}, "Pet.kind: a secret field in a list needs a level that masks it"),
        (Pet, "kind", {"secret": True, "listed": False, "counted": True, "question": "?"},
         "Pet.kind: a secret field cannot be counted by the database"),
        (Pet, "kind", {"counted": True, "question": None}, "Pet.kind: is counted but asks nothing; give the question"),
        (Pet, "name_vi", {"counted": True, "question": "?"},
         "Pet.name_vi: every row may have a value of its own, so a chart would say nothing; take counted away"),
        (Person, "pay", {"counted": True, "question": "?"}, "Person.pay: every row may have a value of its own"),
        (Person, "notes", {"counted": True, "question": "?"}, "Person.notes: every row may have a value of its own"),
        (Person, "weight", {"counted": True, "question": "?"}, "Person.weight: every row may have a value of its own"),
        (Posting, "pay", {"kind": Kind()}, "Posting.pay: feeds Person.pay, which is of another kind; declare both alike"),
        (Person, "pay", {"searched": True}, "Posting.pay: feeds Person.pay, a key, searched or secret field"),
        (Posting, "decision_number", {"current": Region.code}, "Posting.decision_number: feeds Region, which is not"),
        (Posting, "effective_to", {"current": Person.pay}, "Posting.effective_to: Posting.pay already feeds Person.pay"),
        (Posting, "pay", {"highest_by": "pay"}, "Posting.pay: highest_by names 'pay', which is no field with a code list"),
        (Pet, "name_vi", {"current": Person.notes}, "Pet.name_vi: feeds a current value but has no time of force"),
    ],
)  # fmt: skip
def test_a_mark_that_is_wrong_is_named_with_its_remedy(monkeypatch, record, name, marks, mistake):
    monkeypatch.setitem(record.fields, name, replace(record.fields[name], **marks))
    assert any(found.startswith(mistake) for found in mistakes())


def test_a_row_that_belongs_nowhere_is_refused(monkeypatch):
    monkeypatch.setattr(Pet, "subject_from", None)
    assert mistakes() == [
        "Pet: belongs to no unit; name the field that gives it in scope_from, or the person in subject_from"
    ]


def test_a_record_of_a_level_names_readers_who_hold_it(monkeypatch):
    monkeypatch.setattr(Pet, "record_level", "restricted")
    assert mistakes() == [
        "Pet.readers: everybody may read a record of level 'restricted'; name its readers",
        "Pet.readers: unit_hr, unit_approver, leader, inspector may not see the level 'restricted'; name roles that may",
        "Pet.writers: unit_hr may not see the level 'restricted'; name roles that may",
        "Pet.approvers: unit_approver may not see the level 'restricted'; name roles that may",
    ]
    for option in ("readers", "writers", "approvers"):
        monkeypatch.setattr(Pet, option, ("planning_officer",))
    checked()
    monkeypatch.setattr(Pet, "record_level", "top")
    assert mistakes()[0].startswith("Pet.record_level: 'top' is unknown; use one of contact")


def test_an_open_record_does_not_name_rows_of_a_guarded_one(monkeypatch):
    monkeypatch.setattr(Person, "record_level", "restricted")
    monkeypatch.setattr(Person, "readers", ("planning_officer",))
    assert "Pet.person_id: would name rows of Person, whose level is 'restricted'" in mistakes()


def test_a_link_to_a_record_that_no_area_lists_is_refused():
    some = [Person, Region, Posting]
    assert mistakes([Area("toys", "Toys", records=[Pet, Region])])[-1] == (
        "Pet.person_id: links to Person, which no area lists; list it"
    )
    checked([Area("toys", "Toys", records=some)])


def test_there_is_one_tree_and_one_record_of_persons(monkeypatch):
    monkeypatch.setattr(Colour, "scope_tree", True)
    monkeypatch.setattr(Pet, "subject_from", "id")
    found = mistakes()
    assert "two records are marked scope_tree: leave the mark on one of them" in found
    assert "two records say subject_from = 'id': only one can be the record of the persons" in found


def test_all_mistakes_are_told_at_once(monkeypatch):
    monkeypatch.setattr(Pet, "named_by", ())
    monkeypatch.setattr(Colour, "writers", ("minister",))
    assert len(mistakes()) == 2


def test_every_record_of_the_product_reads_itself_out():
    for record in Registry(AREAS):
        assert issubclass(record, Record) and list(record.fields), record
