"""The page of lists: what comes due is counted within reach; a kept list is found by whom it is shared with."""

import re

import pytest
from sqlalchemy import select

from app.access.standing import operator
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.reporting.models import SavedList
from app.extensions import db
from app.records.clock import months_after, today
from app.records.partial_dates import PartialDate
from tests.browsing import Browser, text_of
from tests.factories import planted
from tests.people import make_user


@pytest.fixture
def units(stocked_app):
    """Two units: in the first a man who retires within a year and one who does not, in the second one who does."""
    with stocked_app.app_context(), operator("test"):
        first, second = planted(OrgUnit), planted(OrgUnit)
        for unit, born in (
            (first, PartialDate(1965, 9, 1)),
            (first, PartialDate(1990, 1, 1)),
            (second, PartialDate(1965, 9, 1)),
        ):
            planted(Employee, unit_id=unit, gender_code="1", born_on=born)
        db.session.commit()
        return first, second


@pytest.fixture
def readers(stocked_app, units):
    with stocked_app.app_context():
        first, second = units
        return {
            "hr": Browser(stocked_app, make_user("hr", "unit_hr", unit_id=first)),
            "approver": Browser(stocked_app, make_user("approver", "unit_approver", unit_id=first)),
            "other": Browser(stocked_app, make_user("other", "unit_hr", unit_id=second)),
            "province": Browser(stocked_app, make_user("province", "province_officer")),
        }


def windows(answer, label):
    """The numbers of one line of what comes due."""
    line = next(row for row in text_of(answer).split("<tr>") if label in row)
    return [int(number) for number in re.findall(r"<b>(\d+)</b>", line)]


def test_what_comes_due_is_counted_within_reach_and_leads_to_the_rows(readers):
    assert windows(readers["hr"].get("/report/"), "Đến tuổi nghỉ hưu")[-1] == 1
    assert windows(readers["province"].get("/report/due"), "Đến tuổi nghỉ hưu")[-1] == 2
    found = readers["hr"].get("/employee/list/?retires_on=today..today%2B24m")
    assert found.text.count('href="/employee/show/') == 1
    assert f"{today():%d/%m/%Y} – {months_after(today(), 24):%d/%m/%Y}" in text_of(found)


def keep(reader, **given):
    return reader.post(
        "/report/keep",
        {"record": "employee", "asks": "gender_code=1&q=nguyen&sort=full_name", "name": "Nam giới", **given},
    )


def test_a_list_is_kept_for_oneself_with_all_that_was_set(stocked_app, readers):
    assert keep(readers["hr"]).status_code == 302
    assert "Nam giới" in readers["hr"].get("/report/").text
    assert "Nam giới" not in readers["approver"].get("/report/").text
    with stocked_app.app_context(), operator("test"):
        kept = db.session.scalars(select(SavedList)).one()
        assert (kept.asks, kept.shared_with) == ("q=nguyen&gender_code=1&sort=full_name&dir=asc", None)


def test_a_shared_list_is_found_in_the_same_unit_only_and_carries_no_name_that_was_searched(readers):
    keep(readers["hr"], share="1")
    mine = readers["approver"].get("/report/").text
    assert "Nam giới" in mine and "nguyen" not in mine
    assert "Nam giới" not in readers["other"].get("/report/").text
    keep(readers["province"], share="1", name="Cả tỉnh")
    assert "Cả tỉnh" in readers["other"].get("/report/").text


def test_only_its_keeper_lets_a_list_go(readers):
    keep(readers["hr"], share="1")
    key = re.search(r"/report/let_go/(\d+)", readers["hr"].get("/report/").text).group(1)
    assert readers["approver"].post(f"/report/let_go/{key}").status_code == 404
    assert readers["hr"].post(f"/report/let_go/{key}").status_code == 302
    assert "Nam giới" not in readers["hr"].get("/report/").text


def test_without_a_name_or_a_right_nothing_is_kept(readers):
    assert "đặt tên" in text_of(
        readers["hr"].post("/report/keep", {"record": "employee", "asks": "", "name": " "}, follow_redirects=True)
    )
    assert keep(readers["hr"], record="no_such").status_code == 404
