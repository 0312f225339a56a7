"""What a reader finds in place of a value, and which fields a writer may fill in."""

from datetime import date

import pytest

from app.access.levels import masked, shown_fields, sight, text_for, writable_fields
from app.access.models import Grant
from app.changes.diff import differences
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.toys import Person, Pet, Posting

NUMBER, FAITH, NAME = (Person.fields[name] for name in ("secret_number", "faith", "full_name"))


@pytest.mark.parametrize(
    ("name", "identity", "sensitive"),
    [
        ("hr_a", "shown", "shown"),
        ("officer", "shown", "shown"),
        ("me", "shown", "shown"),
        ("leader_a", "masked", "absent"),
        ("admin", "masked", "absent"),
        ("nobody", "masked", "absent"),
    ],
)
def test_each_role_sees_its_field_groups(world, name, identity, sensitive):
    with world.as_(name) as standing:
        assert (sight(NUMBER, standing), sight(FAITH, standing), sight(NAME, standing)) == (
            identity,
            sensitive,
            "shown",
        )
        assert (standing.sees("identity"), standing.sees("sensitive"), standing.sees("open")) == (
            identity,
            sensitive,
            "shown",
        )


def test_a_masked_number_keeps_head_and_tail_and_a_short_one_nothing():
    assert masked("008187001321") == "008•••••••21"
    assert masked("0081870") == "•••••••"
    assert masked("") == ""


def test_a_value_is_printed_as_its_reader_may_see_it(world):
    with world.as_("leader_a") as leader:
        assert text_for(NUMBER, "008190000002", leader) == "008•••••••02"
        assert text_for(FAITH, "đạo E1", leader) == ""
        assert text_for(Person.fields["born_on"], PartialDate.parse("1990"), leader) == "1990"
    with world.as_("hr_a") as hr:
        assert text_for(NUMBER, "008190000002", hr) == "008190000002"
        assert text_for(FAITH, "đạo E1", hr) == "đạo E1"


def test_absent_fields_are_left_out_and_only_what_is_seen_in_full_is_filled_in(world):
    with world.as_("leader_a") as leader:
        names = [field.name for field in shown_fields(Person, leader)]
        assert "faith" not in names and "secret_number" in names and names[:2] == ["number", "full_name"]
        assert {"faith", "secret_number", "pay"}.isdisjoint(field.name for field in writable_fields(Person, leader))
    with world.as_("hr_a") as hr:
        names = [field.name for field in writable_fields(Person, hr)]
        assert {"faith", "secret_number"} <= set(names) and "pay" not in names


def test_a_leader_sees_himself_in_full_and_his_people_masked(world):
    """Nearly everybody is an employee too; that role must not open the rows of the other one."""
    with world.as_operator():
        me = world.users["me"]
        db.session.add(Grant(user_id=me, role="leader", unit_id=2, valid_from=date(2020, 1, 1), document="03/QĐ"))
        db.session.commit()
    mine = {"id": 1, "scope_id": 2, "managing_id": 2}
    other = {"id": 2, "scope_id": 4, "managing_id": 4}
    with world.as_("me") as standing:
        assert standing.sees("identity") == "masked" and standing.sees("sensitive") == "absent"
        assert (sight(NUMBER, standing), sight(FAITH, standing)) == ("masked", "absent")
        assert (sight(NUMBER, standing, mine), sight(FAITH, standing, mine)) == ("shown", "shown")
        assert (sight(NUMBER, standing, other), sight(FAITH, standing, other)) == ("masked", "absent")
        assert FAITH in writable_fields(Person, standing, mine) and FAITH not in writable_fields(
            Person, standing, other
        )
        assert FAITH in shown_fields(Person, standing, mine) and FAITH not in shown_fields(Person, standing)
        assert text_for(NUMBER, "008190000002", standing, mine) == "008190000002"


def test_field_groups_follow_the_unit_of_the_role_that_sees_them(world):
    with world.as_operator():
        terms = {"valid_from": date(2020, 1, 1), "document": "03/QĐ"}
        db.session.add(Grant(user_id=world.users["hr_a"], role="leader", unit_id=3, **terms))
        db.session.commit()
    with world.as_("hr_a") as standing:
        rows = {
            key: {"id": key, "scope_id": unit, "managing_id": unit} for key, unit in ((1, 2), (2, 4), (3, 3), (4, 20))
        }
        seen = {key: (sight(NUMBER, standing, row), sight(FAITH, standing, row)) for key, row in rows.items()}
        in_full, hidden = ("shown", "shown"), ("masked", "absent")
        assert seen == {1: in_full, 2: in_full, 3: hidden, 4: hidden}
        pet = Pet.fields["name_vi"]
        assert sight(pet, standing, rows[4]) == "shown"


def test_a_narrower_role_inside_a_wider_one_hides_nothing(world):
    with world.as_operator():
        terms = {"valid_from": date(2020, 1, 1), "document": "03/QĐ"}
        db.session.add(Grant(user_id=world.users["hr_a"], role="leader", unit_id=4, **terms))
        db.session.commit()
    with world.as_("hr_a") as standing:
        assert sight(FAITH, standing) == "shown"
        assert standing.sees("sensitive") == "absent"


def test_a_reader_without_the_level_finds_neither_old_nor_new(world):
    with world.as_operator():
        base = {"secret_number": NUMBER.dump("008190000002"), "faith": "đạo E1", "full_name": "An A"}
        values = {"secret_number": NUMBER.dump("008190000009"), "faith": "không", "full_name": "An B"}
    with world.as_("leader_a") as leader:
        lines = {line.field.name: (line.old, line.new) for line in differences(Person, base, values, leader)}
        assert lines == {"full_name": ("An A", "An B"), "secret_number": ("008•••••••02", "008•••••••09")}
    with world.as_("hr_a") as hr:
        lines = {line.field.name: (line.old, line.new) for line in differences(Person, base, values, hr)}
        assert lines["secret_number"] == ("008190000002", "008190000009")
        assert lines["faith"] == ("đạo E1", "không")


def test_a_masked_link_does_not_give_its_name_away(world, monkeypatch):
    field = Posting.fields["region_id"]
    object.__setattr__(field, "level", "identity")
    try:
        with world.as_("leader_a") as leader:
            (line,) = differences(Posting, {"region_id": 2}, {"region_id": 3}, leader)
            assert (line.old, line.new) == ("••••", "••••")
    finally:
        object.__setattr__(field, "level", "open")
