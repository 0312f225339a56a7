"""An assignment says where an employee serves; only a main post on record does."""

import pytest

from app.areas.organization.models import OrgUnit, Position
from app.areas.personnel.models import Employee
from app.areas.work_history.models import Assignment
from app.changes import operations
from app.changes.store import official
from app.records.partial_dates import PartialDate
from tests.factories import least, planted


@pytest.fixture
def person(province):
    """Somebody who was recruited into a unit without any event."""
    return planted(Employee)


def now(person):
    row = official(Employee, person)
    return row["unit_id"], row["position_id"], row["scope_id"]


def assign(person, **given):
    """An assignment through the one door."""
    row = least(Assignment, employee_id=person, **given)
    change = operations.submit(Assignment, row).change
    operations.approve(change.id)
    return change.target_id


def test_a_main_post_moves_the_employee_and_what_is_about_him_into_its_unit(person):
    unit, position = planted(OrgUnit), planted(Position)
    event = assign(person, unit_id=unit, position_id=position)
    assert now(person) == (unit, position, unit)
    assert official(Assignment, event)["scope_id"] == unit


def test_a_concurrent_post_leaves_unit_and_position_as_they_are(person):
    unit, position = planted(OrgUnit), planted(Position)
    assign(person, unit_id=unit, position_id=position)
    assign(person, unit_id=planted(OrgUnit), post_kind="concurrent", effective_from=PartialDate(2025, 1, 1))
    assert now(person) == (unit, position, unit)


def test_a_past_post_in_a_former_unit_feeds_nothing(person):
    before = now(person)
    assign(
        person,
        unit_text="Phòng Nội vụ huyện Na Hang",
        position_id=planted(Position),
        effective_from=PartialDate(2010),
        effective_to=PartialDate(2025, 6, 30),
    )
    assert now(person) == before


def test_a_post_of_the_future_moves_nobody_before_its_day(person):
    before = now(person)
    assign(person, unit_id=planted(OrgUnit), effective_from=PartialDate(2090, 1, 1))
    assert now(person) == before


def test_the_newest_post_in_force_counts(person):
    newer, older = planted(OrgUnit), planted(OrgUnit)
    assign(person, unit_id=newer, effective_from=PartialDate(2024, 5, 1))
    assign(person, unit_id=older, effective_from=PartialDate(2022, 5, 1))
    assert now(person)[0] == newer
