"""Settings on screen: proposed by one, approved by another, in force on their day; wrong values refused."""

import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from flask_babel import force_locale

from app.access.standing import acting_as, operator, standing_of
from app.areas.organization.models import OrgUnit
from app.changes import operations
from app.changes.refusals import Invalid, Refusal
from app.extensions import db
from app.records.clock import ZONE, today
from app.records.setting_values import SettingValue
from app.records.settings import settings
from tests.browsing import Browser
from tests.factories import code_lists, least, planted
from tests.people import ask_no_second_factor, make_user

NAME = "decisions_at_once"


class Office:
    """Those who keep the settings, and those who do not."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), operator("test"):
            ask_no_second_factor()
            code_lists("organization_kinds")
            unit = planted(OrgUnit)
            self.users = {
                "officer": make_user("officer", "province_officer"),
                "administrator": make_user("administrator", "administrator"),
                "inspector": make_user("inspector", "inspector", unit),
                "hr": make_user("hr", "unit_hr", unit),
            }
            db.session.commit()

    def browser(self, who):
        return Browser(self.app, self.users[who])

    def propose(self, who, **given):
        return self._as(who, lambda: operations.submit(SettingValue, least(SettingValue, **given)).change.id)

    def approve(self, who, change_id):
        return self._as(who, lambda: operations.approve(change_id).target_id)

    def _as(self, who, act):
        with self.app.test_request_context(), force_locale("en"):
            with operator("test"):
                standing = standing_of(self.users[who])
            with acting_as(standing):
                done = act()
                db.session.commit()
                return done

    def value(self, name=NAME, on=None):
        with self.app.app_context():
            return settings().value(name, on)


@pytest.fixture
def office(product_app):
    return Office(product_app)


def test_a_value_holds_once_another_one_has_approved_it_and_from_its_day_on(office):
    proposed = office.propose("officer", valid_from=today() + timedelta(days=3), value="150")
    with pytest.raises(Refusal):
        office.approve("officer", proposed)
    assert office.value(on=today() + timedelta(days=3)) == 200
    office.approve("administrator", proposed)
    assert [office.value(on=today() + timedelta(days=days)) for days in (0, 2, 3, 9)] == [200, 200, 150, 150]
    assert office.value() == 200
    moment = datetime.combine(today() + timedelta(days=3), datetime.min.time(), ZONE)
    with time_machine.travel(moment, tick=False):
        assert office.value() == 150


def test_the_values_of_many_days_are_read_with_one_statement(office, monkeypatch):
    """In force from 2004 on as declared, 150 from the first day of 2030, 120 from its second."""
    for day, value in ((date(2030, 1, 1), "150"), (date(2030, 1, 2), "120")):
        office.approve("administrator", office.propose("officer", valid_from=day, value=value))
    with office.app.app_context():
        on = settings().figures(NAME)
        monkeypatch.setattr(db.session, "execute", lambda *_given: pytest.fail("asked again"))
        days = [date(1990, 1, 1), date(2029, 12, 31), date(2030, 1, 1), date(2030, 1, 2), date(2031, 5, 5)]
        assert [on(day) for day in days] == [None, 200, 150, 120, 120]


def test_a_decided_value_goes_before_a_planted_one_of_the_same_day_and_its_cancellation_gives_that_back(office):
    first = office.approve("officer", office.propose("administrator", valid_from=date(2004, 1, 1), value="7"))
    assert office.value() == 7
    cancelled = office._as(
        "officer", lambda: operations.submit(SettingValue, {}, target_id=first, verb="cancel").change.id
    )
    office.approve("administrator", cancelled)
    assert office.value() == 200


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        (NAME, "nhiều", "Write a number, such as 200."),
        (NAME, "0", "Write a number from 1 to 10000."),
        (NAME, "2.5", "Write a number, such as 200."),
        ("second_factor_roles", "administrator boss", "Use only these words:"),
        ("personal_user_name", "phone", "Use only these words: staff_number, work_email."),
        ("password_least", "4", "Write a number from 8 to 128."),
    ],
)
def test_a_value_that_the_program_could_not_use_is_refused_with_the_remedy(office, setting, value, message):
    with pytest.raises(Invalid) as refused:
        office.propose("officer", setting=setting, value=value)
    assert [(p.field, str(p.message)[: len(message)]) for p in refused.value.problems] == [("value", message)]


def test_a_list_of_roles_and_a_text_are_taken(office):
    for setting, value in (("second_factor_roles", "administrator, unit_hr"), ("province_name", "Tuyên Quang mới")):
        office.approve("administrator", office.propose("officer", setting=setting, value=value, valid_from=today()))
        assert office.value(setting) == value


def test_a_day_that_has_passed_is_doubted(office):
    submission = office._as(
        "officer", lambda: operations.submit(SettingValue, least(SettingValue, valid_from=date(2026, 1, 1)))
    )
    assert [problem.field for problem in submission.warnings] == ["valid_from"]


def test_who_keeps_the_settings_sees_them_who_inspects_reads_them_and_nobody_else(office):
    later = today() + timedelta(days=30)
    office.approve("administrator", office.propose("officer", value="150", valid_from=later))
    for who in ("officer", "administrator"):
        page = office.browser(who).get("/settings/").text
        line = re.search(rf"<tr>(?:(?!</tr>).)*setting={NAME}(?:(?!</tr>).)*</tr>", page, re.S).group()
        assert "<b>200</b>" in line and f"{later:%d/%m/%Y}" in line and "150" in line
        form = office.browser(who).get(f"/setting_value/add?setting={NAME}").text
        assert re.search(rf'<option value="{NAME}" selected', form)
    page = office.browser("inspector").get("/settings/").text
    assert "<b>200</b>" in page and "/setting_value/add" not in page
    assert office.browser("hr").get("/settings/").status_code == 403
    assert office.browser("hr").get("/setting_value/list/").status_code == 403
    with pytest.raises(Refusal):
        office.propose("hr")
    with pytest.raises(Refusal):
        office.propose("inspector")


def test_every_first_value_passes_its_own_check(office):
    with office.app.app_context(), force_locale("en"):
        faults = {one.name: one.why_not(one.first) for one in settings().declared.values()}
    assert {name: str(fault) for name, fault in faults.items() if fault} == {}
