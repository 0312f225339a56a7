"""The pages of national packets: the Home Affairs officer's alone; form, register, and whom each packet held back."""

import re

import pytest

from app.access.standing import operator
from app.areas.personnel.models import Employee, FamilyMember
from app.extensions import db
from app.jobs.running import run_job
from app.national import register
from app.records.choices import CatalogueItem
from tests.browsing import Browser
from tests.factories import planted
from tests.people import make_user

OTHERS = ("employee", "unit_hr", "unit_approver", "leader", "inspector", "administrator")


@pytest.fixture
def people(stocked_app):
    """Somebody without a number, and somebody with a relative of whom the name is in no form."""
    with stocked_app.app_context(), operator("test"):
        wanting = planted(Employee, full_name="Nông Thị Không Số")
        planted(FamilyMember, employee_id=wanting)
        planted(Employee, personal_id_number="008187000001")
        db.session.commit()
        return wanting


@pytest.fixture
def officer(stocked_app, people):
    with stocked_app.app_context():
        key = make_user("canbo", "province_officer")
    return Browser(stocked_app, key)


def made(stocked_app, officer, since="full"):
    """A packet made by the form and the worker; the page of its job."""
    answer = officer.post("/national/make", {"since": since})
    job = re.fullmatch(r"/job/show/(\d+)", answer.headers["Location"])
    with stocked_app.app_context():
        run_job(int(job[1]))
    return officer.get(job[0]).text


def test_the_pages_open_for_the_officer_alone_and_stand_in_his_menu(stocked_app, officer):
    made(stocked_app, officer)
    assert 'href="/national/"' in officer.get("/").text
    with stocked_app.app_context():
        keys = [make_user(role, role, 1) for role in OTHERS]
    for other in (Browser(stocked_app, key) for key in keys):
        for path in ("/national/", "/national/packet/1"):
            assert other.get(path).status_code == 403, other.user_id
        assert other.post("/national/make", {"since": "full"}).status_code == 403
        assert 'href="/national/"' not in other.get("/").text
        assert other.get("/job/file/1").status_code == 404
    assert stocked_app.test_client().get("/national/").status_code in (302, 401)


def test_a_packet_is_asked_for_made_shown_and_fetched_and_the_next_continues_it(stocked_app, officer):
    page = officer.get("/national/").text
    assert "Chưa lập gói nào" in page and "Danh mục trường tạm" in page and "mật của Đảng" in page
    job = made(stocked_app, officer)
    assert "gửi 1 người, giữ lại do lỗi 1" in job and 'href="/national/"' in job
    page = officer.get("/national/").text
    with stocked_app.app_context(), operator("test"):
        packet = register.packets()[0]
    assert f'href="/job/file/{packet.job_id}"' in page and 'href="/national/packet/1"' in page
    assert officer.get(f"/job/file/{packet.job_id}").data[:2] == b"PK"
    assert f'<option value="{packet.id}" selected' in page
    assert "gửi 0 người" in made(stocked_app, officer, str(packet.id))
    assert "Phần thay đổi từ gói 1" in officer.get("/national/").text


def test_whom_a_packet_held_back_is_listed_with_the_reason_and_leads_to_the_record(stocked_app, officer, people):
    made(stocked_app, officer)
    page = officer.get("/national/packet/1").text
    assert "Nông Thị Không Số" in page and f'href="/employee/show/{people}"' in page
    assert "1.01 Mã số định danh" in page and "còn thiếu" in page
    assert officer.get("/national/packet/1?page=2").status_code == 200
    for gone in ("/national/packet/7", "/national/packet/x", "/national/packet/99999999999"):
        assert officer.get(gone).status_code == 404


@pytest.mark.parametrize("since", ["", "7", "all", "99999999999999"])
def test_a_form_that_says_nothing_is_given_back(officer, since):
    answer = officer.post("/national/make", {"since": since})
    assert answer.status_code == 422 and "Chọn nội dung của gói" in answer.text


def test_a_mapping_with_faults_is_said_and_makes_no_packet(stocked_app, officer):
    with stocked_app.app_context(), operator("test"):
        planted(
            CatalogueItem,
            list_code="national_fields_2026",
            code="1.99",
            name_vi="Sai",
            attributes={"group": "1", "record": "employee", "field": "no_such", "type": "text", "transform": "text"},
        )
        db.session.commit()
    page = officer.get("/national/").text
    assert "employee không có trường “no_such”" in page and 'action="/national/make' not in page
    assert officer.post("/national/make", {"since": "full"}).headers["Location"] == "/national/"
