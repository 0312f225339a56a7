"""The administrator's part of the first page: numbers and days, and nobody's data; for nobody else."""

import re

import pytest

from app.access.standing import operator
from app.areas.organization.models import OrgUnit
from app.extensions import db
from app.jobs.models import Job
from app.records.clock import now
from tests.browsing import Browser, text_of
from tests.factories import code_lists, planted
from tests.people import make_user


@pytest.fixture
def readers(product_app):
    with product_app.app_context(), operator("test"):
        code_lists("organization_kinds")
        unit = planted(OrgUnit)
        for state in ("waiting", "failed", "done"):
            db.session.add(Job(function="rederive", arguments={}, state=state, created_at=now(), finished_at=now()))
        db.session.commit()
        names = {
            "admin": ("administrator", None),
            "hr": ("unit_hr", unit),
            "leader": ("leader", unit),
            "me": ("employee", None),
        }
        users = {name: make_user(name, role, unit_id) for name, (role, unit_id) in names.items()}
    return {name: Browser(product_app, key) for name, key in users.items()}


def test_the_administrator_finds_requests_jobs_and_backups(readers):
    page = readers["admin"].get("/administration/part")
    told = {label: text for text, label in re.findall(r"<b>([^<]+)</b>([^<]+)<", text_of(page))}
    assert told["yêu cầu về tài khoản cần thực hiện"] == "0"
    assert told["tác vụ đang chờ hoặc đang chạy"] == "1"
    assert told["tác vụ lỗi trong 24 giờ qua"] == "1"
    assert told["sao lưu gần nhất"] == "chưa lần nào"
    for address in re.findall(r'class="task[^"]*" href="([^"]+)"', page.text):
        opened = readers["admin"].get(address)
        assert opened.status_code == 200 and "<h1" in opened.text, address


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("admin", ["/administration/part"]),
        ("hr", ["/update_progress_part/", "/progress/part", "/report/due"]),
        ("leader", ["/update_progress_part/", "/progress/part", "/report/due"]),
        ("me", []),
    ],
)
def test_each_role_finds_the_parts_of_the_first_page_that_are_for_it(readers, name, parts):
    found = re.findall(r'data-part="([^"]+)"', readers[name].get("/").text)
    assert found == parts
    for address in parts:
        answered = readers[name].get(address)
        assert answered.status_code == 200 and "<html" not in answered.text, address
    if name != "admin":
        assert readers[name].get("/administration/part").status_code != 200
