"""Personal accounts for many: chosen among those without one, one paper, opened by a job, first passwords handed out once."""

import io
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from app.access.accounts import user_named
from app.access.models import AuditEntry, Grant, Login
from app.access.standing import operator
from app.areas.accounts.figures import PERSONAL_USER_NAME
from app.areas.accounts.models import AccessRequest
from app.areas.accounts.personal import user_name_for
from app.areas.personnel.models import Employee
from app.changes.models import Change
from app.extensions import db
from app.jobs.models import Job
from app.jobs.results import folder
from app.jobs.running import run_job
from app.records.settings import Setting
from tests.browsing import text_of
from tests.factories import planted
from tests.people import make_user
from tests.signing_in import enter

PAPER = {
    "document_number": "31/CV-THCS",
    "document_date": "20/11/2026",
    "valid_from": "21/11/2026",
    "reason": "Tự cập nhật",
}


@pytest.fixture
def staff(office):
    """Bích has an account already; a colleague has retired; one serves elsewhere."""
    with office.app.app_context(), operator("test"):
        make_user("bich", "employee", subject_id=office.people[1])
        office.retired = planted(Employee, unit_id=office.school, full_name="Ma Thị Dung", status_code="DN")
        office.stranger = planted(Employee, unit_id=office.elsewhere, full_name="Ma Thị Giang")
        db.session.commit()
    return office


def hand_in(office, keys, browser=None, **given):
    sent = {**PAPER, "unit_id": str(office.school), "employee": [str(key) for key in keys], **given}
    return (browser or office.browser("hr")).post("/personal_accounts/hand_in", sent)


def approve_all(office, browser=None):
    with office.app.app_context(), operator("test"):
        waiting = db.session.scalars(select(Change.id).where(Change.state == "submitted").order_by(Change.id)).all()
    return [office.approve(key) for key in waiting]


def sheet_of(data):
    return list(openpyxl.load_workbook(io.BytesIO(data)).active.values)


def test_the_page_shows_those_within_reach_who_have_no_account(staff):
    page = text_of(staff.browser("hr").get("/personal_accounts/"))
    names = {name for name in ("An", "Bích", "Chi", "Dung", "Giang") if f"Ma Thị {name}" in page}
    assert names == {"An", "Chi"}
    assert 'href="/personal_accounts/"' in staff.browser("hr").get("/").text
    narrowed = text_of(staff.browser("hr").get(f"/personal_accounts/?q=ma thi an&within={staff.school}"))
    assert ("Ma Thị An" in narrowed, "Ma Thị Chi" in narrowed) == (True, False)


def test_nobody_else_hands_in_for_a_unit(staff):
    for name in ("approver", "quantri"):
        browser = staff.browser(name)
        assert browser.get("/personal_accounts/").status_code == 403
        assert hand_in(staff, staff.people, browser).status_code == 403
        assert "/personal_accounts/" not in browser.get("/").text
    assert hand_in(staff, [staff.stranger]).status_code == 422
    assert hand_in(staff, []).status_code == 422
    assert hand_in(staff, staff.people, document_number="").status_code == 422
    assert hand_in(staff, staff.people, unit_id=str(staff.elsewhere)).status_code == 422
    with staff.app.app_context(), operator("test"):
        assert db.session.scalars(select(Change).where(Change.record == AccessRequest.name)).all() == []


def test_one_paper_opens_the_accounts_and_leaves_one_sheet_of_first_passwords(staff):
    answer = hand_in(staff, [*staff.people, staff.retired, staff.stranger])
    assert answer.location.startswith("/approval/batch/")
    assert "Ma Thị An" not in text_of(staff.browser("hr").get("/personal_accounts/"))
    keys = approve_all(staff)
    assert len(keys) == 2
    admin = staff.browser("quantri")

    started = staff.carry_out(*keys, browser=admin)
    job_id = int(started.location.rsplit("/", 1)[1])
    with staff.app.app_context():
        run_job(job_id)
    page = admin.get(f"/job/show/{job_id}")

    assert f'action="/job/take/{job_id}"' in page.text
    assert admin.get(f"/job/file/{job_id}").status_code == 404
    assert staff.browser("hr").post(f"/job/take/{job_id}").status_code == 404
    with staff.app.app_context(), operator("test"):
        kept = (folder() / db.session.get(Job, job_id).result_path).read_bytes()
        assert not kept.startswith(b"PK")
    taken = admin.post(f"/job/take/{job_id}")
    assert "no-store" in taken.headers["Cache-Control"]
    heads, *rows = sheet_of(taken.data)
    assert [row[1] for row in rows] == ["Ma Thị An", "Ma Thị Chi"]
    assert admin.post(f"/job/take/{job_id}").status_code == 404
    assert f'action="/job/take/{job_id}"' not in admin.get(f"/job/show/{job_id}").text

    username, password = rows[0][2:4]
    client = staff.app.test_client()
    enter(client, username, password)
    assert client.get("/").location == "/account/password/"
    with staff.app.app_context(), operator("test"):
        login = db.session.get(Login, user_named(username).id)
        assert (login.kind, login.subject_id) == ("personal", staff.people[0])
        grant = db.session.scalars(select(Grant).where(Grant.user_id == login.user_id)).one()
        assert (grant.role, grant.unit_id, grant.request_id, grant.document) == (
            "employee",
            None,
            keys[0],
            "31/CV-THCS, 20/11/2026",
        )
        said = [str(entry.detail) for entry in db.session.scalars(select(AuditEntry))]
        job = db.session.get(Job, job_id)
        said += [str(job.step), str(job.message), str(job.arguments)]
        assert not any(row[3] in text for row in rows for text in said)
    assert heads[3] == "Mật khẩu cấp lần đầu"


def test_a_run_that_was_killed_goes_on_and_its_sheet_is_whole(staff):
    hand_in(staff, staff.people)
    keys = approve_all(staff)
    started = staff.carry_out(*keys, browser=staff.browser("quantri"))
    job_id = int(started.location.rsplit("/", 1)[1])
    with staff.app.app_context():
        run_job(job_id)
        with operator("test"):
            job = db.session.get(Job, job_id)
            job.state, job.result_path, job.taken_by = "waiting", None, None
            job.progress_done = 0
            db.session.commit()
        run_job(job_id)
    _heads, *rows = sheet_of(staff.browser("quantri").post(f"/job/take/{job_id}").data)
    for row in rows:
        client = staff.app.test_client()
        enter(client, row[2], row[3])
        assert client.get("/").location == "/account/password/"


def test_one_request_that_cannot_be_carried_out_holds_up_no_other(staff):
    hand_in(staff, staff.people)
    keys = approve_all(staff)
    with staff.app.app_context(), operator("test"):
        make_user(db.session.get(AccessRequest, keys[0]).username, None)
    started = staff.carry_out(*keys, browser=staff.browser("quantri"))
    job_id = int(started.location.rsplit("/", 1)[1])
    with staff.app.app_context():
        run_job(job_id)
    _heads, *rows = sheet_of(staff.browser("quantri").post(f"/job/take/{job_id}").data)
    assert [(bool(row[3]), row[5]) for row in rows] == [
        (False, "Tên đăng nhập này đã có người dùng; chọn tên khác."),
        (True, "Mở tài khoản"),
    ]
    assert [staff.row(key).state for key in keys] == ["waiting", "done"]


def test_the_user_name_follows_the_setting(staff):
    with staff.app.app_context(), operator("test"):
        assert user_name_for("TQ-000012", "ha.nt@tuyenquang.gov.vn", set()) == "ha.nt"
        assert user_name_for("TQ-000012", "ha.nt@tuyenquang.gov.vn", {"ha.nt"}) == "tq-000012"
        assert user_name_for("TQ-000012", "bich@tuyenquang.gov.vn", set()) == "tq-000012"
        assert user_name_for("TQ/000012", None, set()) == "tq-000012"
        person = planted(Employee, unit_id=staff.school, work_email="em.moi@tuyenquang.gov.vn")
        db.session.add(Setting(name=PERSONAL_USER_NAME, valid_from=date(2020, 1, 1), value="work_email", source="test"))
        db.session.commit()
    hand_in(staff, [person])
    assert staff.row(approve_all(staff)[0]).username == "em.moi"
