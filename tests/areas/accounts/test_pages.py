"""The table of rights, the units without an account, the accounts by kind and state, and custodians."""

import io
from datetime import date

import openpyxl
import pytest
from flask_appbuilder.security.sqla.models import Role, assoc_permissionview_role
from sqlalchemy import delete, select

from app.access.standing import operator
from app.areas.accounts.models import UnitCustodian
from app.areas.personnel.models import Employee
from app.changes import operations
from app.changes.refusals import Invalid
from app.extensions import db
from app.records.clock import today
from tests.browsing import text_of
from tests.factories import least, planted

PAGES = (
    "/access/",
    "/rights/",
    "/rights/list.xlsx",
    "/unit_accounts/",
    "/unit_accounts/list.xlsx",
    "/unit_accounts/accounts.xlsx",
    "/unit_accounts/charts",
)


def test_the_pages_are_the_administrators_alone_and_stand_in_his_menu(office):
    for name in ("hr", "approver", "officer"):
        browser = office.browser(name)
        assert [browser.get(page).status_code for page in PAGES] == [403] * len(PAGES)
        assert not {page for page in PAGES if f'href="{page}"' in browser.get("/").text}
    admin = office.browser("quantri")
    assert [admin.get(page).status_code for page in PAGES] == [200] * len(PAGES)
    home = admin.get("/").text
    assert all(
        f'href="{page}"' in home for page in ("/access/", "/rights/", "/unit_accounts/", "/access_request/list/")
    )


def line_of(page, subject):
    return text_of(page).partition(f"<b>{subject}<")[2].partition("</tr>")[0]


def test_the_table_of_rights_says_what_is_in_force(office):
    admin = office.browser("quantri")
    page = admin.get("/rights/")
    line = line_of(page, "Yêu cầu về tài khoản")
    cells = [cell.partition(">")[2].partition("</td>")[0] for cell in line.split("<td data-label")[2:]]
    assert cells == ["–", "xem, nhập", "xem", "xem", "xem, nhập, duyệt", "–", "xem", "xem"]
    assert 'class="late"' not in page.text

    rows = list(openpyxl.load_workbook(io.BytesIO(admin.get("/rights/list.xlsx").data)).active.values)
    assert ("xem, nhập, duyệt" in next(row for row in rows if row[1] == "Yêu cầu về tài khoản")) is True

    with office.app.app_context(), db.engines.get("owner", db.engine).begin() as owner:
        held, roles = assoc_permissionview_role, select(Role.id).where(Role.name == "inspector").scalar_subquery()
        owner.execute(delete(held).where(held.c.role_id == roles))
        office.app.extensions["role_permissions"].forget()
    assert 'class="late"' in admin.get("/rights/").text


def test_units_without_an_account_are_counted_and_listed(office):
    admin = office.browser("quantri")
    listed = text_of(admin.get("/unit_accounts/"))
    assert {name for name in ("Trường Ỷ La", "Sở Y tế", "Sở Giáo dục") if f"<b>{name}</b>" in listed} == {
        "Trường Ỷ La",
        "Sở Y tế",
        "Sở Giáo dục",
    }
    office.carry_out(office.approved(username="ngoc.ha", valid_from=today()))

    assert "<b>Trường Ỷ La</b>" not in text_of(admin.get("/unit_accounts/?kind=CQHC"))
    rows = list(openpyxl.load_workbook(io.BytesIO(admin.get("/unit_accounts/list.xlsx?q=y te").data)).active.values)
    assert [row[0] for row in rows[1:]] == ["Sở Y tế"]
    charts = text_of(admin.get("/unit_accounts/charts"))
    assert "Đơn vị nào chưa có tài khoản đang dùng?" in charts
    assert "Tài khoản đơn vị: Đang mở" in charts
    assert 'href="/account/list/?kind=administrator&state=open"' in charts
    found = admin.get(f"/account/list/?kind=unit&state=open&role=unit_hr&unit={office.school}").text
    assert ("ngoc.ha" in found, "quantri2" in found) == (True, False)
    sheet = admin.get("/unit_accounts/accounts.xlsx?kind=unit&state=open")
    rows = list(openpyxl.load_workbook(io.BytesIO(sheet.data)).active.values)
    assert [row[5] for row in rows if row[0] == "ngoc.ha"] == ["Trường Ỷ La"]
    assert not any(row[0] == "quantri" for row in rows)


def custodian(office, **given):
    with office.app.app_context(), operator("test"):
        values = least(UnitCustodian, unit_id=office.school, employee_id=office.people[0], **given)
    with office.as_("hr"):
        change = operations.submit(UnitCustodian, values)
        db.session.commit()
        return change


def test_a_workspace_has_one_custodian_at_a_time(office):
    first = custodian(office, assigned_to=date(2026, 6, 30))
    office.approve(first.change.id, "officer")
    for begins in (date(2026, 1, 2), date(2026, 6, 30)):
        with pytest.raises(Invalid):
            custodian(office, assigned_from=begins)
    with pytest.raises(Invalid):
        custodian(office, assigned_from=date(2026, 9, 1), assigned_to=date(2026, 8, 1))
    office.approve(custodian(office, assigned_from=date(2026, 7, 1)).change.id, "approver")
    with office.app.app_context(), operator("test"):
        elsewhere = planted(Employee, unit_id=office.elsewhere)
        held = db.session.scalars(select(UnitCustodian).where(UnitCustodian.in_charge(today()))).all()
        assert [row.assigned_from for row in held] == [date(2026, 7, 1)]
        db.session.commit()
    ended = {"assigned_from": date(2025, 1, 1), "assigned_to": date(2025, 2, 1)}
    with office.app.app_context(), operator("test"):
        values = {**least(UnitCustodian, unit_id=office.school, employee_id=elsewhere), **ended}
    with office.as_("officer"):
        assert [one.field for one in operations.submit(UnitCustodian, values).warnings] == ["employee_id"]


def test_an_administrator_reads_requests_and_no_person(office):
    key = office.approved(username="ngoc.ha", employee_id=office.people[0], person_name="Ma Thị An")
    admin = office.browser("quantri")
    page = admin.get(f"/access_request/show/{key}")
    assert page.status_code == 200
    assert f"/employee/show/{office.people[0]}" not in page.text
    assert admin.get("/access_request/pick/employee_id").json.get("results") == []
    assert admin.get("/access_request/add").status_code == 403
