"""How the people are shared out among the units."""

import pytest

from app.demo.bodies import bodies_below
from app.demo.seats import seats
from app.demo.seeds import table
from app.demo.units import staffed_units


def staffed(people, tree="2025"):
    rows = [*table(f"organizations_{tree}"), *(bodies_below(people) if tree == "2025" else ())]
    return list(staffed_units(rows, {row["code"]: place for place, row in enumerate(rows)}, people))


@pytest.mark.parametrize("tree", ["2025", "2023"])
@pytest.mark.parametrize("people", [100, 777, 20_000])
def test_everybody_has_a_seat_and_no_seat_is_left(people, tree):
    units = staffed(people, tree)
    assert sum(unit.size for unit in units) == people
    assert len(list(seats(units))) == people


def test_every_unit_with_people_has_one_head_and_at_most_its_deputies():
    units = staffed(20_000)
    heads = [seat.unit.code for seat in seats(units) if seat.rank == "head"]
    assert sorted(heads) == sorted(unit.code for unit in units if unit.size)
    for unit in units:
        found = [seat for seat in seats([unit]) if seat.rank == "deputy"]
        assert len(found) == unit.deputies <= unit.role.deputies


def test_contract_workers_come_last_and_are_few():
    given = list(seats(staffed(20_000)))
    share = sum(seat.by_contract for seat in given) / len(given)
    assert 0.02 < share < 0.12
    assert not any(seat.by_contract for seat in given if seat.leads)


def test_bodies_of_the_demo_say_that_they_are_made_up_and_stand_below_their_parents():
    bodies = list(bodies_below(2_000))
    assert {row["source"] for row in bodies} == {"Đơn vị trình diễn: tên và mã do nhóm đặt"}
    assert all(row["code"].startswith(row["parent_code"] + ".") for row in bodies)
    codes = [row["code"] for row in (*table("organizations_2025"), *bodies)]
    assert len(codes) == len(set(codes))


def test_a_school_of_a_commune_bears_its_name():
    names = {row["name_vi"] for row in bodies_below(40_000)}
    assert {"Trường Tiểu học Tân Trào", "Trường Mầm non số 2 Tân Trào", "Trạm Y tế Tân Trào"} <= names


def test_units_that_ended_in_2025_are_led_as_they_were():
    roles = {unit.name: unit.role.name for unit in staffed(2_000, "2023")}
    assert roles["Ủy ban nhân dân huyện Na Hang"] == "district"
    assert roles["Phòng Nội vụ huyện Na Hang"] == "district_division"
    assert roles["Ủy ban nhân dân xã Đà Vị"] == "commune_2023"
