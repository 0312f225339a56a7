"""What one declaration becomes: columns with their companions, constraints, the table of former images."""

from decimal import Decimal

import pytest
from sqlalchemy import UniqueConstraint

from app.records.field import Field
from app.records.partial_dates import PartialDate
from app.records.record import declared_names, snake_case
from app.records.secrets import Sealed
from tests.toys import Colour, Person, Pet, Posting, Region


def unique(record):
    found = {tuple(c.columns.keys()) for c in record.__table__.constraints if isinstance(c, UniqueConstraint)}
    return found


def test_a_record_is_called_like_its_table():
    assert [snake_case(name) for name in ("Pet", "FamilyMember", "OrgUnit2")] == ["pet", "family_member", "org_unit2"]
    assert (Person.name, Person.__tablename__, Person.past.name) == ("person", "person", "person_past")


def test_fields_stand_in_the_order_of_the_declaration_with_the_leading_ones_first():
    assert list(Pet.fields) == ["person_id", "name_vi", "kind", "is_tame", "papers"]
    assert list(Posting.fields)[:4] == ["person_id", "region_id", "pay", "effective_from"]
    assert declared_names(Region) == ["code", "name_vi", "parent_id", "managing_id"]


def test_a_field_knows_its_name_and_place_and_label():
    field = Person.fields["secret_number"]
    assert isinstance(field, Field)
    assert (field.name, field.place, field.label) == ("secret_number", "person.secret_number", "Secret number")


def test_a_required_field_is_not_null_and_the_others_are():
    nullable = {name: Person.__table__.c[name].nullable for name in Person.fields}
    assert {name for name, may in nullable.items() if not may} == {"number", "full_name", "region_id"}


def test_a_secret_field_is_sealed_and_found_by_its_index():
    columns = Person.__table__.c
    assert isinstance(columns.secret_number.type, Sealed) and columns.secret_number.type.place == "person.secret_number"
    assert columns.secret_number_index.index and not isinstance(columns.secret_number_index.type, Sealed)
    assert isinstance(Person.past.c.secret_number.type, Sealed)


def test_keys_and_unique_fields_are_kept_by_the_database():
    assert unique(Person) == {("number",), ("secret_number_index",)}
    assert unique(Colour) == {("code",)}
    assert unique(Pet) == set()


def test_names_bring_a_key_by_which_they_sort_and_searched_fields_a_text(toy_app):
    with toy_app.app_context():
        found = Person.derived({"full_name": "Nguyễn Thị Ánh", "number": "E7", "secret_number": "008190000002"})
        assert set(found) == {"secret_number_index", "full_name_key", "search_text"}
        assert found["search_text"] == "e7 nguyen thi anh"
        assert found["full_name_key"] > Person.derived({"full_name": "Nguyễn Văn An"})["full_name_key"]
        assert len(found["secret_number_index"]) == 64
        assert Person.derived({"full_name": None})["secret_number_index"] is None


def test_a_secret_number_is_no_part_of_the_search_text(toy_app, monkeypatch):
    with toy_app.app_context():
        assert "008190000002" not in Person.derived({"full_name": "An", "secret_number": "008190000002"})["search_text"]


def test_the_past_has_every_column_and_no_constraint():
    assert set(Person.past.c.keys()) == {*Person.__table__.c.keys(), "past_id", "superseded_at", "superseded_by"}
    assert unique_of(Person.past) == set() and not Person.past.foreign_keys
    assert all(column.nullable for column in Person.past.c if column.name not in ("past_id", "superseded_at"))


def unique_of(table):
    return {c for c in table.constraints if isinstance(c, UniqueConstraint)}


def test_a_link_to_itself_learns_its_record_and_a_link_is_a_foreign_key():
    assert Region.fields["parent_id"].kind.target is Region
    assert {key.column.table.name for key in Pet.__table__.c.person_id.foreign_keys} == {"person"}
    assert Pet.__table__.c.person_id.index


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (Person(full_name="An A", number="E1"), "An A · E1"),
        (Person(full_name="An A", number=None), "An A"),
        (Pet(name_vi="Mèo"), "Mèo"),
    ],
)
def test_a_row_is_called_by_what_its_record_names(row, title):
    assert row.title == title


def test_values_go_to_json_and_back_by_their_fields(toy_app):
    with toy_app.app_context():
        for field, value in (
            (Person.fields["born_on"], PartialDate.parse("5/1980")),
            (Person.fields["secret_number"], "008190000002"),
            (Posting.fields["pay"], Decimal("2.34")),
            (Posting.fields["evidence"], [2, 1]),
        ):
            assert field.load(field.dump(value)) == value
            assert field.load(field.dump(None)) is None
