"""A department with a school below it, and those who take part: HR, two officers of the province, two administrators."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest

from app.access.standing import acting_as, operator, standing_of
from app.areas.accounts.models import AccessRequest
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes import operations
from app.extensions import db
from tests.browsing import Browser
from tests.factories import code_lists, least, planted
from tests.people import ask_no_second_factor, make_user
from tests.signing_in import PASSWORD, account

PAPER = {"document_number": "12/CV-SGDĐT", "document_date": date(2026, 10, 30)}


class Office:
    """What a test does with requests: enter, approve, carry out, look."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), operator("test data"):
            code_lists("genders", "staff_types", "employment_statuses", "organization_kinds", "nationalities")
            ask_no_second_factor()
            self.province = planted(OrgUnit, name_vi="UBND tỉnh")
            self.department = planted(OrgUnit, name_vi="Sở Giáo dục", parent_id=self.province)
            self.school = planted(OrgUnit, name_vi="Trường Ỷ La", parent_id=self.department)
            self.elsewhere = planted(OrgUnit, name_vi="Sở Y tế", parent_id=self.province)
            self.people = [
                planted(Employee, unit_id=self.school, full_name=f"Ma Thị {n}") for n in ("An", "Bích", "Chi")
            ]
            db.session.commit()
            self.users = {
                "hr": make_user("hr", "unit_hr", self.department),
                "approver": make_user("approver", "unit_approver", self.department),
                "officer": make_user("officer", "province_officer"),
                "second": make_user("second", "province_officer"),
            }
        self.users |= {name: account(app, name, "administrator") for name in ("quantri", "quantri2")}

    def browser(self, name):
        return Browser(self.app, self.users[name])

    @contextlib.contextmanager
    def as_(self, name):
        with self.app.test_request_context():
            with operator("test"):
                standing = standing_of(self.users[name])
            with acting_as(standing):
                yield standing

    def wanted(self, **given):
        with self.app.app_context(), operator("test"):
            first = {"unit_id": self.department, "target_id": self.school, **PAPER}
            return least(AccessRequest, **{**first, **given})

    def enter(self, who="hr", **given):
        values = self.wanted(**given)
        with self.as_(who):
            change = operations.submit(AccessRequest, values).change
            db.session.commit()
            return change.id

    def approve(self, change_id, who="officer"):
        with self.as_(who):
            key = operations.approve(change_id).target_id
            db.session.commit()
            return key

    def approved(self, **given):
        return self.approve(self.enter(**given))

    def row(self, key):
        with self.app.app_context(), operator("test"):
            return db.session.get(AccessRequest, key)

    def carry_out(self, *keys, browser=None, password=PASSWORD):
        browser = browser or self.browser("quantri")
        return browser.post("/access/carry_out", {"id": [str(key) for key in keys], "password": password})


@pytest.fixture
def office(product_app):
    return Office(product_app)
