"""Released figures: made by Sở Nội vụ alone, frozen, read by every unit, and small cells nowhere in them."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from flask_babel import force_locale

from app.access.standing import acting_as, operator, standing_of
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.reporting import publishing
from app.areas.reporting.apart import TooSoon
from app.areas.reporting.models import PublishedSet
from app.changes.refusals import NotAllowed
from app.extensions import db
from app.records.record import ScopedRecord
from app.records.vietnamese import day
from tests.browsing import Browser, text_of
from tests.factories import planted
from tests.people import ask_no_second_factor, make_user

QUESTION = "employee.staff_type_code"
FORM = {
    "title": "Số lượng CBCCVC",
    "document_number": "210/SNV-CCVC",
    "document_date": "02/11/2026",
    "question": [QUESTION],
}
# By unit the civil servants and the public employees: the 2 of Sở A must be found nowhere, nor be worked out by anybody,
# not even by a department from its own number.
STAFF = {"Sở A": (2, 11), "Sở B": (9, 13), "Sở C": (17, 19), "Sở D": (21, 23)}


class Province:
    """A province of three departments, and those who look at its figures."""

    def __init__(self, app):
        self.app = app
        with app.app_context(), operator("test"):
            ask_no_second_factor()
            self.root = planted(OrgUnit, name_vi="UBND tỉnh")
            units = {name: planted(OrgUnit, name_vi=name, parent_id=self.root) for name in STAFF}
            for name, (servants, employees) in STAFF.items():
                for kind, number in (("CC", servants), ("VC", employees)):
                    for _one in range(number):
                        planted(Employee, unit_id=units[name], staff_type_code=kind)
            db.session.commit()
            self.users = {
                "officer": make_user("officer", "province_officer"),
                "administrator": make_user("administrator", "administrator"),
                **{
                    role: make_user(role, role, units["Sở A"])
                    for role in ("unit_hr", "unit_approver", "leader", "inspector")
                },
            }

    def browser(self, who):
        return Browser(self.app, self.users[who])

    def draft(self, who="officer", **given):
        return self.browser(who).post("/published/new", {**FORM, "act": "look", **given})

    def release(self, who="officer"):
        shown = re.search(r'name="shown" value="([0-9a-f]{64})"', self.draft(who).text).group(1)
        return self.browser(who).post("/published/new", {**FORM, "act": "release", "shown": shown})

    def set_aside(self, days):
        """As if the sets had been released so many days earlier."""
        with self.app.app_context(), operator("test"):
            for one in db.session.scalars(db.select(PublishedSet)):
                one.counted_on -= timedelta(days)
            db.session.commit()

    def count_sets(self):
        with self.app.app_context(), operator("test"):
            return db.session.scalar(db.select(db.func.count()).select_from(PublishedSet))

    def add(self, unit="Sở C", number=1):
        with self.app.app_context(), operator("test"):
            key = db.session.scalar(db.select(OrgUnit.id).where(OrgUnit.name_vi == unit))
            for _one in range(number):
                planted(Employee, unit_id=key, staff_type_code="CC")
            db.session.commit()


@pytest.fixture
def province(stocked_app):
    return Province(stocked_app)


def numbers(table):
    return {row[0]: row[1:] for row in table["units"]}


def test_small_cells_and_those_that_give_them_away_are_nowhere_in_page_sheet_and_json(province):
    assert province.release().status_code == 302
    browser = province.browser("unit_hr")
    table = browser.get("/published/1.json").json["figures"][0]
    found = numbers(table)
    assert found["Sở A"] == [None, None, 13]
    assert table["province"] == [49, 66, 115]
    assert sum(row[0] is None for row in found.values()) >= 3 and sum(row[1] is None for row in found.values()) >= 3
    assert found["Sở D"] == [21, 23, 44]

    page = text_of(browser.get("/published/1"))
    by_unit = page[page.index('class="by-unit"') :]
    line = next(row for row in by_unit.split("<tr>") if "Sở A" in row)
    assert re.findall(r'class="num">([^<]*)<', line) == ["…", "…", "13"]

    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/published/1.xlsx").data)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == "Sở A"]
    assert [(row[3], bool(row[4])) for row in rows] == [(None, True), (None, True), (13, False)]

    with province.app.app_context(), operator("test"):
        assert numbers(db.session.get(PublishedSet, 1).figures[0]) == found


def test_what_was_released_stays_as_it_was(province):
    province.release()
    before = province.browser("leader").get("/published/1.json").json
    province.add(number=9)
    assert province.browser("leader").get("/published/1.json").json == before
    assert before["document_number"] == "210/SNV-CCVC" and before["least"] == 5


def test_what_is_released_is_what_was_looked_at(province):
    shown = re.search(r'name="shown" value="([0-9a-f]{64})"', province.draft().text).group(1)
    province.add(number=9)
    answer = province.browser("officer").post("/published/new", {**FORM, "act": "release", "shown": shown})
    assert answer.status_code == 422
    with province.app.app_context(), operator("test"):
        assert db.session.scalars(db.select(PublishedSet)).all() == []


@pytest.mark.parametrize("who", ["unit_hr", "unit_approver", "leader", "inspector", "administrator"])
def test_nobody_but_sở_nội_vụ_releases_or_withdraws_and_every_unit_reads(province, who):
    province.release()
    browser = province.browser(who)
    assert browser.get("/published/new").status_code == 403
    assert province.draft(who).status_code == 403
    assert browser.post("/published/1/withdraw", {"why": "sai"}).status_code == 403
    page = browser.get("/published/").text
    assert "Số lượng CBCCVC" in page and "/published/new" not in page
    shown = browser.get("/published/1").text
    assert "Sở B" in shown and "/withdraw" not in shown
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert "/employee/" not in main
    with province.app.test_request_context():
        with operator("test"):
            standing = standing_of(province.users[who])
        with acting_as(standing):
            with pytest.raises(NotAllowed):
                publishing.figures_of([QUESTION], standing)
            with pytest.raises(NotAllowed):
                publishing.withdraw(1, "sai")


def test_a_withdrawn_set_is_found_no_more_and_its_row_stays(province):
    province.release()
    officer = province.browser("officer")
    officer.post("/published/1/withdraw", {"why": " "})
    assert officer.get("/published/1").status_code == 200
    officer.post("/published/1/withdraw", {"why": "Số liệu chưa đủ"})
    for face in ("/published/1", "/published/1.xlsx", "/published/1.json"):
        assert province.browser("unit_hr").get(face).status_code == 404
    with province.app.app_context(), operator("test"):
        assert db.session.get(PublishedSet, 1).withdrawn_why == "Số liệu chưa đủ"


def test_a_set_has_its_document_and_its_questions(province):
    answer = province.draft(document_number="", document_date="31/02/2026", question=[])
    assert answer.status_code == 422
    assert 'id="e-document_number"' in answer.text and 'id="e-document_date"' in answer.text
    assert 'id="e-title"' not in answer.text
    assert province.draft(question=[]).status_code == 422
    assert province.draft(question=["employee.full_name"]).status_code == 422


def test_no_restricted_record_and_no_sealed_or_restricted_field_can_be_chosen(province):
    with province.app.test_request_context():
        with operator("test"):
            standing = standing_of(province.users["officer"])
        with acting_as(standing):
            offered = publishing.questions(standing)
    assert len(offered) >= 6
    for one in offered:
        assert issubclass(one.chart.record, ScopedRecord) and one.chart.record.record_level == "open"
        assert not one.field.secret and one.field.level != "restricted"
    keys = {one.key for one in offered}
    assert QUESTION in keys and not any(key.startswith("planning") for key in keys)


def test_the_same_question_is_not_released_again_before_its_days_are_over(province):
    province.release()
    province.add(number=9)
    province.set_aside(79)
    answer = province.draft()
    assert answer.status_code == 422 and 'name="shown"' not in answer.text
    assert "Số lượng CBCCVC" in answer.text[answer.text.index('role="alert"') :].split("</div>")[0]
    with province.app.app_context(), operator("test"):
        shown = publishing.digest(db.session.get(PublishedSet, 1).figures)
    refused = province.browser("officer").post("/published/new", {**FORM, "act": "release", "shown": shown})
    assert refused.status_code == 422 and province.count_sets() == 1

    province.set_aside(1)
    assert province.release().status_code == 302 and province.count_sets() == 2


def test_the_refusal_names_the_earlier_set_its_day_and_the_remedy(province):
    province.release()
    with province.app.test_request_context(), force_locale("vi"):
        with operator("test"):
            earlier = db.session.get(PublishedSet, 1).counted_on
            standing = standing_of(province.users["officer"])
        with acting_as(standing), pytest.raises(TooSoon) as refused:
            publishing.figures_of([QUESTION], standing)
        said = str(refused.value.message)
    assert "“Số lượng CBCCVC” ngày " + day(earlier) in said
    assert "chờ đến ngày " + day(earlier + timedelta(80)) in said and "rút bộ số liệu đó" in said


def test_another_question_or_one_whose_set_is_withdrawn_may_be_released_at_once(province):
    province.release()
    other = "employee.gender_code"
    assert province.draft(question=[other]).status_code == 200
    assert province.draft(question=[QUESTION, other]).status_code == 422
    province.browser("officer").post("/published/1/withdraw", {"why": "Số liệu chưa đủ"})
    assert province.release().status_code == 302
