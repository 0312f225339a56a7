"""The organisation chart, quota against present staff, and what a unit became: on its pages, by its reader's reach."""

import io
import re
from datetime import date
from urllib.parse import urlsplit

import openpyxl
import pytest

from app.access.standing import operator
from app.areas.compensation.models import SalaryEvent
from app.areas.organization.models import HeadcountQuota, OrgUnit
from app.areas.organization.succession import UnitSuccession
from app.areas.personnel.models import Employee
from app.changes.loading import load, open_batch
from app.extensions import db
from app.records.partial_dates import PartialDate
from tests.browsing import Browser, text_of
from tests.factories import least, planted
from tests.people import make_user

NUMBER = re.compile(r'<td class="num" data-label="[^"]+">(.*?)</td>', re.S)
TAGS = re.compile(r"<[^>]+>")


def names_in(page):
    """The units that the tree names, in its order; a page of a branch is nothing but tree."""
    tree = page.text.partition('class="tree"')[2] or page.text
    return re.findall(r'class="name"[^>]*>([^<]+)<', tree)


@pytest.fixture
def tree(stocked_app):
    """Province, Sở A with a division, Sở B, and a Sở that ended; people of every kind in Sở A."""
    with stocked_app.app_context(), operator("test"):
        keys = {"T": planted(OrgUnit, code="H60", name_vi="UBND tỉnh", kind_code="UBNDT")}
        for code, name, above in (("H60.01", "Sở A", "T"), ("H60.02", "Sở B", "T"), ("H60.01.01", "Phòng A1", "Sở A")):
            keys[name] = planted(OrgUnit, code=code, name_vi=name, parent_id=keys[above])
        ended = {"valid_from": date(2004, 1, 1), "valid_to": date(2025, 6, 30), "parent_id": keys["T"]}
        keys["Sở Cũ"] = planted(OrgUnit, code="H60.09", name_vi="Sở Cũ", **ended)
        planted(UnitSuccession, predecessor_id=keys["Sở Cũ"], successor_id=keys["Sở A"])
        _people(keys)
        given = {"civil_servants": 5, "public_employees_budget": None, "contract_workers": 1}
        planted(HeadcountQuota, unit_id=keys["Sở A"], quota_year=2026, **given)
        planted(HeadcountQuota, unit_id=keys["Phòng A1"], quota_year=2026, civil_servants=1)
        planted(HeadcountQuota, unit_id=keys["Phòng A1"], quota_year=2025, civil_servants=99)
        db.session.commit()
        users = {
            "officer": make_user("officer", "province_officer"),
            "hr_a": make_user("hr_a", "unit_hr", keys["Sở A"]),
            "me": make_user("me", "employee"),
        }
    return keys, {name: Browser(stocked_app, key) for name, key in users.items()}


def _people(keys):
    """In Sở A two civil servants of whom one is seconded away, one on unpaid leave, one without rank, one contract worker;
    in Phòng A1 two civil servants more than its quota of one allows."""
    batch = open_batch("test", "test")
    for unit, type_, status, ranked in (
        ("Sở A", "CC", "DLV", True),
        ("Sở A", "CC", "BP", True),
        ("Sở A", "CC", "NKL", True),
        ("Sở A", "CC", "DLV", False),
        ("Sở A", "HD111HC", "DLV", False),
        ("Phòng A1", "CC", "DLV", True),
        ("Phòng A1", "CB", "TS", True),
    ):
        key = planted(Employee, unit_id=keys[unit], staff_type_code=type_, status_code=status)
        if ranked:
            since = PartialDate(2026, 1, 1)
            load(batch, SalaryEvent, [least(SalaryEvent, employee_id=key, effective_from=since)])


def lines(page):
    """The numbers of each line of the table, as they are printed."""
    body = page.text.partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in body.split("<tr")[1:]:
        name = TAGS.sub("", row.partition("<th")[2].partition(">")[2].partition("</th>")[0]).strip()
        found[name] = [TAGS.sub("", cell).strip() for cell in NUMBER.findall(row)]
    return found


def test_present_is_counted_as_the_rule_has_it_and_each_number_leads_to_its_people(tree):
    keys, browsers = tree
    page = browsers["officer"].get(f"/headcount/?unit={keys['Sở A']}&year=2026")
    nothing = ["chưa có", "0", ""]
    assert lines(page) == {
        "Sở A": ["6", "4", "2", *nothing, "1", "1", "0"],
        "Sở A (không kể đơn vị trực thuộc)": ["5", "2", "3", *nothing, "1", "1", "0"],
        "Phòng A1": ["1", "2", "-1", *nothing, "chưa có", "0", ""],
    }
    behind = re.findall(r'href="(/employee/list/[^"]+)"', text_of(page))
    printed = [cells[place] for cells in lines(page).values() for place in (1, 4, 7)]
    for address, number in zip(behind, printed, strict=True):
        found = browsers["officer"].get(f"/api/v1/employee/?{urlsplit(address).query}").json
        assert found["count"] == int(number), address


def test_the_table_is_the_readers_own_and_comes_as_a_sheet(tree):
    keys, browsers = tree
    own = browsers["hr_a"].get("/headcount/?year=2026")
    assert list(lines(own)) == ["Sở A", "Sở A (không kể đơn vị trực thuộc)", "Phòng A1"]
    assert browsers["hr_a"].get(f"/headcount/?unit={keys['Sở B']}").status_code == 404
    assert browsers["me"].get("/headcount/").status_code == 403
    assert "/headcount/" in browsers["hr_a"].get("/").text and "/headcount/" not in browsers["me"].get("/").text
    answer = browsers["hr_a"].get("/headcount/table.xlsx?year=2026")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [cell.value for cell in sheet[2]][:4] == ["Sở A", 6, 4, 2]
    assert sheet.max_row == 4 and sheet.max_column == 10
    assert browsers["officer"].get("/headcount/?unit=x").status_code == 404


def test_the_chart_is_drawn_a_level_at_a_time_as_at_a_day(tree):
    keys, browsers = tree
    page = browsers["officer"].get("/org_chart/")
    assert names_in(page) == ["UBND tỉnh", "Sở A", "Sở B"]
    branch = browsers["officer"].get(f"/org_chart/branch/{keys['Sở A']}?on=01/07/2025")
    assert "Phòng A1" in branch.text and "<html" not in branch.text
    before = browsers["officer"].get(f"/org_chart/?unit={keys['T']}&on=30/06/2025").text
    assert "Sở Cũ" in before and "30/06/2025" in before
    assert "alert-warning" in browsers["officer"].get("/org_chart/?on=31/02/2025").text
    assert browsers["officer"].get("/org_chart/?on=01/01/1950").status_code == 200


def test_the_chart_begins_where_the_reach_of_its_reader_does(tree):
    keys, browsers = tree
    own = browsers["hr_a"].get("/org_chart/")
    assert names_in(own) == ["Sở A", "Phòng A1"]
    for key in (keys["T"], keys["Sở B"], "9" * 9, "x"):
        assert browsers["hr_a"].get(f"/org_chart/branch/{key}").status_code == 404
        assert browsers["hr_a"].get(f"/org_chart/?unit={key}").status_code == 404
    assert browsers["me"].get("/org_chart/").status_code == 403


def test_a_branch_is_bounded(tree, monkeypatch):
    _keys, browsers = tree
    monkeypatch.setattr("app.areas.organization.org_chart_view.BRANCH_MOST", 1)
    page = text_of(browsers["officer"].get("/org_chart/"))
    assert "Sở B" not in page and "Còn 1 đơn vị nữa" in page


def test_what_became_of_a_unit_and_where_it_came_from_stand_on_its_page(tree):
    keys, browsers = tree
    officer = browsers["officer"]
    for unit, link, tab, other in (
        ("Sở Cũ", "predecessor_id", "Đơn vị kế thừa", "Sở A"),
        ("Sở A", "successor_id", "Đơn vị tiền thân", "Sở Cũ"),
    ):
        assert tab in text_of(officer.get(f"/org_unit/show/{keys[unit]}"))
        assert other in text_of(officer.get(f"/org_unit/tab/{keys[unit]}/unit_succession/{link}"))
