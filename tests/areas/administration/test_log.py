"""The log of changes: who changed what, never a value; for the administrator and for whoever inspects."""

import io

import openpyxl
import pytest

from app.access.standing import acting_as, operator, standing_of
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.planning.models import PlanningRound
from app.changes import log, operations
from app.changes.log import LogAsked
from app.changes.refusals import NotAllowed
from app.extensions import db
from tests.browsing import Browser
from tests.factories import planted
from tests.people import ask_no_second_factor, make_user

SECRET = "Hoàng Thị Kín"


class Office:
    """Two units; a name is corrected in the first and in the second."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), operator("test"):
            ask_no_second_factor()
            self.mine, self.other = planted(OrgUnit, name_vi="Sở Giáo dục"), planted(OrgUnit, name_vi="Sở Y tế")
            people = [planted(Employee, unit_id=unit) for unit in (self.mine, self.other)]
            db.session.commit()
            self.users = {
                "officer": make_user("officer", "province_officer"),
                "administrator": make_user("administrator", "administrator"),
                "inspector": make_user("inspector", "inspector", self.mine),
                "hr": make_user("hr", "unit_hr", self.mine),
            }
        self.as_("hr", lambda: operations.submit(Employee, {"full_name": SECRET}, target_id=people[0]))
        self.as_("officer", lambda: operations.submit(Employee, {"full_name": SECRET}, target_id=people[1]))

    def as_(self, who, act):
        with self.app.test_request_context():
            with operator("test"):
                standing = standing_of(self.users[who])
            with acting_as(standing):
                done = act()
                db.session.commit()
                return done

    def browser(self, who):
        return Browser(self.app, self.users[who])


@pytest.fixture
def office(stocked_app):
    return Office(stocked_app)


def test_the_administrator_reads_who_changed_which_field_of_which_unit_and_no_value(office):
    page = office.browser("administrator").get("/change_log/?verb=amend")
    main = page.text[page.text.index("<main") :]
    assert "Sở Giáo dục" in main and "Sở Y tế" in main
    assert "Nguyễn hr" in main and "Nguyễn officer" in main
    sheet = office.browser("administrator").get("/change_log/list.xlsx?verb=amend")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.data)).active.iter_rows(values_only=True))
    assert len(rows) == 3
    assert {row[2] for row in rows[1:]} == {"Họ và tên khai sinh"}
    for answer in (page.text, str(rows)):
        assert "Kín" not in answer and "Ma Thị" not in answer


def test_an_inspector_reads_the_log_of_the_rows_within_his_reach(office):
    main = office.browser("inspector").get("/change_log/?verb=amend").text
    main = main[main.index("<main") :]
    assert "Sở Giáo dục" in main and "Sở Y tế" not in main and "Kín" not in main


def test_nobody_else_reads_it(office):
    for who in ("hr", "officer"):
        assert office.browser(who).get("/change_log/").status_code == 403
        assert office.browser(who).get("/change_log/list.xlsx").status_code == 403
        with pytest.raises(NotAllowed):
            office.as_(who, lambda: log.page_of_log(LogAsked(), 1))


def test_the_log_is_narrowed_by_record_user_and_day(office):
    def found(**asked):
        return len(office.as_("administrator", lambda: log.page_of_log(LogAsked(**asked), 1))[0])

    assert found(verb="amend") == 2
    assert found(verb="amend", user_id=office.users["hr"]) == 1
    assert found(verb="amend", record="contract") == 0
    browser = office.browser("administrator")
    assert "Nguyễn hr" not in browser.get("/change_log/?verb=amend&user=officer").text
    assert "Nguyễn hr" not in browser.get("/change_log/?verb=amend&until=01/01/2020").text
    assert "Nguyễn hr" in browser.get("/change_log/?verb=amend&since=01/01/2020").text


def test_that_somebody_corrects_his_own_sensitive_data_is_not_told_with_his_name(office):
    with office.app.app_context(), operator("test"):
        person = planted(Employee, unit_id=office.mine)
        db.session.commit()
        office.users["himself"] = make_user("himself", "employee", subject_id=person)
    office.as_(
        "himself",
        lambda: operations.submit(Employee, {"religion_code": "01", "strengths": "Tin học"}, target_id=person),
    )
    page = office.browser("administrator").get("/change_log/?verb=amend").text
    main = page[page.index("<main") :]
    assert "Nguyễn himself" not in main and "chính người đó" in main
    assert "Sở trường công tác" in main and "Tôn giáo" not in main


def test_of_a_closed_record_the_fields_are_not_named(office):
    with office.app.app_context(), operator("test"):
        planted(PlanningRound)
        db.session.commit()
    rows = office.as_("administrator", lambda: log.page_of_log(LogAsked(record="planning_round"), 1))[0]
    assert [list(row.fields) for row in rows] == [[]]
