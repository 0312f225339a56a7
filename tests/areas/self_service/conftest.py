"""A department with a division, a second department, one person in each, and those who look after them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from flask import Flask, has_app_context
from sqlalchemy import select

from app.access.standing import Standing, acting_as, operator, standing_of
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.self_service.models import UpdateCampaign, YearlyConfirmation
from app.changes import operations
from app.changes.content import content_of, digest_of
from app.extensions import db
from app.records.clock import today
from tests.browsing import Browser
from tests.factories import planted
from tests.people import ask_no_second_factor, make_user


@dataclass
class House:
    """Units, people and users by name."""

    app: Flask
    units: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)

    def standing(self, name: str) -> Standing:
        return standing_of(self.users[name])

    def browser(self, name: str) -> Browser:
        return Browser(self.app, self.users[name])

    @contextmanager
    def acting(self, name: str = "") -> Iterator[None]:
        """What is done in somebody's name, or in the operator's, and kept."""
        outer = nullcontext() if has_app_context() else self.app.app_context()
        with outer, acting_as(self.standing(name)) if name else operator("test"):
            yield
            db.session.commit()

    def campaign(self, unit: str, **given: object) -> int:
        """A campaign that is open today for a unit."""
        terms = {"starts_on": today() - timedelta(days=3), "ends_on": today() + timedelta(days=20), **given}
        with self.acting():
            return planted(UpdateCampaign, unit_id=self.units[unit], **terms)

    def confirm(self, name: str, person: str, **given: object) -> int:
        """Confirm a person's record in somebody's name, as the page would hand it in. Returns the key of the change."""
        key = self.people[person]
        with self.acting(name):
            values = {
                "employee_id": key,
                "confirmed_on": today(),
                "confirmed_year": today().year,
                "digest": digest_of(content_of(key)),
                **given,
            }
            change = operations.submit(YearlyConfirmation, values).change
            assert change is not None
            return change.id

    def change(self, person: str, **values: object) -> None:
        """An approved change of a person's row."""
        with self.acting():
            change = operations.submit(Employee, values, target_id=self.people[person]).change
            assert change is not None
            operations.approve(change.id)

    def confirmed_on(self, person: str) -> date | None:
        table = Employee.__table__
        with self.acting():
            found: date | None = db.session.execute(
                select(table.c.confirmed_on).where(table.c.id == self.people[person])
            ).scalar_one()
            return found


def built(app: Flask) -> House:
    """The units, people and users, planted by the operator."""
    found = House(app)
    root = planted(OrgUnit, code="G", name_vi="UBND tỉnh")
    department = planted(OrgUnit, code="A", name_vi="Sở Nội vụ", parent_id=root)
    found.units = {
        "root": root,
        "a": department,
        "a1": planted(OrgUnit, code="A1", name_vi="Văn phòng", parent_id=department),
        "b": planted(OrgUnit, code="B", name_vi="Sở Y tế", parent_id=root),
    }
    found.people = {
        "me": planted(Employee, unit_id=found.units["a1"], full_name="Ma Thị Bích"),
        "boss": planted(Employee, unit_id=department, full_name="Hoàng Văn Cường", staff_type_code="VC"),
        "other": planted(Employee, unit_id=found.units["b"], full_name="Lò Văn Dũng"),
    }
    for name in found.people:
        found.users[name] = make_user(name, "employee", subject_id=found.people[name])
    found.users["nobody"] = make_user("nobody", "employee")
    found.users["hr"] = make_user("hr", "unit_hr", department)
    found.users["approver"] = make_user("approver", "unit_approver", department)
    found.users["administrator"] = make_user("administrator", "administrator")
    found.users["officer"] = make_user("officer", "province_officer")
    ask_no_second_factor()
    db.session.commit()
    return found


@pytest.fixture
def house(province: Flask) -> House:
    """The house, in the operator's hands."""
    return built(province)


@pytest.fixture
def pages(stocked_app: Flask) -> House:
    """The house as browsers see it: nobody acts but who is signed in."""
    with stocked_app.app_context(), operator("test"):
        return built(stocked_app)
