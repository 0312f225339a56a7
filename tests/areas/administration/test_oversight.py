"""Inspections, classes for users, incidents: their rules, their deadlines, and whose they are."""

from datetime import date

import pytest
from flask_babel import force_locale

from app.access.standing import acting_as, operator, standing_of
from app.areas.administration.models import Incident, Inspection, UserClass, UserClassMember
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes import operations
from app.changes.refusals import Invalid, Refusal
from app.extensions import db
from app.records.clock import today
from app.records.record import Record
from tests.browsing import Browser
from tests.factories import least, planted
from tests.people import ask_no_second_factor, make_user

REMEDY = {"remedy": "Bổ sung bản quét", "remedy_by": date(2026, 10, 15)}


def test_a_remedy_has_its_day_and_a_day_its_remedy(said):
    assert said(Inspection, **REMEDY).nothing
    assert list(said(Inspection, remedy="Bổ sung bản quét").errors) == ["remedy_by"]
    assert list(said(Inspection, remedy_by=date(2026, 10, 15)).errors) == ["remedy"]
    assert list(said(Inspection, **{**REMEDY, "remedy_by": date(2026, 9, 1)}).errors) == ["remedy_by"]
    assert list(said(Inspection, remedied_on=date(2026, 10, 1)).errors) == ["remedied_on"]
    early = said(Inspection, **REMEDY, remedied_on=date(2026, 9, 14))
    assert early.errors == {"remedied_on": "Put right before it was asked for; check both dates."}


def test_the_state_of_an_inspection_follows_from_what_was_asked_and_done(province):
    states = [
        Inspection.derived(least(Inspection, **given))["state"]
        for given in ({}, REMEDY, {**REMEDY, "remedied_on": date(2026, 10, 1)})
    ]
    assert states == ["nothing_asked", "to_remedy", "remedied"]


def test_nothing_happened_on_a_day_that_has_not_come(said):
    later = today().replace(year=today().year + 1)
    assert list(said(Inspection, document_date=later).errors) == ["document_date"]
    assert list(said(Incident, found_on=later).errors) == ["found_on"]


def test_a_person_stands_once_on_the_list_of_a_class(said):
    class_id, employee_id = planted(UserClass), planted(Employee)
    planted(UserClassMember, class_id=class_id, employee_id=employee_id)
    twice = said(UserClassMember, class_id=class_id, employee_id=employee_id)
    assert twice.errors == {"employee_id": "This person is on the list of the class already."}
    assert said(UserClassMember, class_id=planted(UserClass), employee_id=employee_id).nothing


def test_the_deadlines_of_an_incident_stand_beside_the_law_of_the_day_on_which_it_was_found(province):
    def found(**given):
        return Incident.derived(least(Incident, **given))

    attack = found(found_on=date(2026, 9, 10), found_at="14:30")
    assert (attack["notice_due_on"], attack["notice_due_at"]) == (date(2026, 9, 11), "14:30")
    assert (attack["report_due_on"], attack["report_due_at"]) == (date(2026, 9, 13), "14:30")
    assert (attack["notice_rule_code"], attack["report_rule_code"]) == ("TB-ANM-2026", "BC-ANM-2026")
    assert attack["state"] == "to_notify"

    before = found(found_on=date(2026, 8, 18))
    assert (before["report_due_on"], before["report_rule_code"], before["state"]) == (None, None, "in_hand")

    codes = {
        day: found(kind_code="DLCN", found_on=day)["report_rule_code"]
        for day in (date(2023, 6, 30), date(2023, 7, 1), date(2025, 12, 31), date(2026, 1, 1))
    }
    assert list(codes.values()) == [None, "BC-DLCN-2023", "BC-DLCN-2023", "BC-DLCN-2026"]
    disclosed = found(kind_code="DLCN", found_on=date(2026, 3, 2))
    assert (disclosed["report_due_on"], disclosed["state"]) == (date(2026, 3, 4), "to_report")


def test_an_incident_is_in_time_late_or_not_owed(province):
    def told(day, **given):
        return Incident.derived(least(Incident, reported_on=day, **given))["punctuality"]

    assert told(None) is None
    assert told(date(2026, 9, 12)) == "in_time"
    assert told(date(2026, 9, 13)) == "late"
    assert told(date(2026, 9, 13), found_at="09:00") == "in_time"
    assert told(date(2026, 9, 13), kind_code="SL") is None


def test_an_incident_is_reported_and_its_measures_are_said_before_it_is_closed(said):
    closed = {"closed_on": date(2026, 9, 20)}
    assert set(said(Incident, **closed).errors) == {"reported_on", "measures"}
    reported = {"reported_on": date(2026, 9, 11), "reported_to": "Công an tỉnh", "measures": "Cài lại máy"}
    assert said(Incident, **closed, **reported).nothing
    assert list(said(Incident, reported_on=date(2026, 9, 11)).errors) == ["reported_to"]
    late = said(Incident, reported_on=date(2026, 9, 20), reported_to="Công an tỉnh")
    assert late.errors == {} and list(late.warnings) == ["reported_on"]
    assert list(said(Incident, noticed_on=date(2026, 9, 9)).errors) == ["noticed_on"]


class Register:
    """Two departments with an inspection and an incident each, and those who look."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), operator("test"):
            ask_no_second_factor()
            self.mine = planted(OrgUnit, name_vi="Sở Giáo dục")
            self.other = planted(OrgUnit, name_vi="Sở Y tế")
            self.asked = planted(Inspection, unit_id=self.mine, document_number="45/KL-SNV", **REMEDY)
            self.elsewhere = planted(Inspection, unit_id=self.other, document_number="46/KL-SNV", **REMEDY)
            planted(Incident, unit_id=self.mine, happened="Mất điện thoại")
            planted(Incident, unit_id=self.other, happened="Nhiễm mã độc")
            db.session.commit()
            self.users = {
                "hr": make_user("hr", "unit_hr", self.mine),
                "approver": make_user("approver", "unit_approver", self.mine),
                "inspector": make_user("inspector", "inspector", self.mine),
                "officer": make_user("officer", "province_officer"),
                "second": make_user("second", "province_officer"),
                "administrator": make_user("administrator", "administrator"),
                "employee": make_user("employee", "employee", subject_id=planted(Employee)),
            }
            db.session.commit()

    def browser(self, name):
        return Browser(self.app, self.users[name])

    def submit(self, who: str, record: type[Record], values, target_id=None):
        with self.app.test_request_context(), force_locale("en"):
            with operator("test"):
                standing = standing_of(self.users[who])
            with acting_as(standing):
                change = operations.submit(record, values, target_id=target_id).change
                db.session.commit()
                return change.id

    def approve(self, who: str, change_id: int):
        with self.app.test_request_context(), force_locale("en"):
            with operator("test"):
                standing = standing_of(self.users[who])
            with acting_as(standing):
                operations.approve(change_id)
                db.session.commit()


@pytest.fixture
def register(stocked_app):
    return Register(stocked_app)


def test_a_unit_sees_the_inspections_and_incidents_that_concern_it_and_no_others(register):
    for who in ("hr", "approver", "inspector"):
        browser = register.browser(who)
        listed = browser.get("/inspection/list/").text
        assert "45/KL-SNV" in listed and "46/KL-SNV" not in listed
        assert browser.get(f"/inspection/show/{register.elsewhere}").status_code == 404
        assert "46/KL-SNV" not in browser.get("/export/inspection.csv").text
        assert [row["id"] for row in browser.get("/api/v1/inspection/").json["result"]] == [register.asked]
        assert len(browser.get("/api/v1/incident/").json["result"]) == 1


def test_sở_nội_vụ_and_the_administrator_read_the_whole_register_and_an_employee_nothing(register):
    for who in ("officer", "administrator"):
        listed = register.browser(who).get("/inspection/list/").text
        assert "45/KL-SNV" in listed and "46/KL-SNV" in listed
        assert len(register.browser(who).get("/api/v1/incident/").json["result"]) == 2
    for record in ("inspection", "incident"):
        assert register.browser("employee").get(f"/{record}/list/").status_code == 403
    assert register.browser("administrator").get("/user_class_member/list/").status_code == 403
    assert register.browser("administrator").get("/user_class/list/").status_code == 200


def test_a_unit_notes_what_it_has_put_right_and_does_not_touch_the_findings(register):
    done = register.submit("hr", Inspection, {"remedied_on": date(2026, 10, 1)}, register.asked)
    with pytest.raises(Refusal):
        register.approve("approver", done)
    register.approve("officer", done)
    with register.app.app_context(), operator("test"):
        row = db.session.get(Inspection, register.asked)
        assert (row.remedied_on, row.state) == (date(2026, 10, 1), "remedied")

    with pytest.raises(Invalid) as refused:
        register.submit("hr", Inspection, {"findings": "Không có gì"}, register.asked)
    assert "A unit notes what it has put right" in str(refused.value.problems[0].message)
    with pytest.raises(Refusal):
        register.submit("hr", Inspection, {"remedied_on": date(2026, 10, 1)}, register.elsewhere)


def test_the_register_is_written_by_some_and_approved_by_another_officer(register):
    with register.app.app_context(), operator("test"):
        incident, course = least(Incident, unit_id=register.mine), least(UserClass, organiser_id=register.other)
    for who in ("inspector", "approver", "employee"):
        with pytest.raises(Refusal):
            register.submit(who, Incident, incident)
    with pytest.raises(Refusal):
        register.submit("hr", UserClass, course)
    entered = register.submit("administrator", Incident, incident)
    for who in ("administrator", "approver"):
        with pytest.raises(Refusal):
            register.approve(who, entered)
    register.approve("officer", entered)
    taught = register.submit("officer", UserClass, course)
    with pytest.raises(Refusal):
        register.approve("officer", taught)
    register.approve("second", taught)


def test_what_is_overdue_stands_before_what_comes_due(register):
    page = register.browser("hr").get("/report/due").text
    address = "/inspection/list/?state=to_remedy&amp;remedy_by=..today-1d&amp;sort=remedy_by"
    assert address in page
    line = page[page.index(address) :][:200]
    assert "<b>1</b>" in line
    listed = register.browser("hr").get(address.replace("&amp;", "&")).text
    assert "45/KL-SNV" in listed


def test_the_hour_of_finding_is_an_hour(register):
    browser = register.browser("officer")
    with register.app.app_context(), operator("test"):
        values = least(Incident, unit_id=register.mine, found_at="25:00", found_on="10/09/2026")
    answer = browser.post("/incident/add", {name: str(value) for name, value in values.items()})
    assert answer.status_code == 422
    assert "14:30" in answer.text
