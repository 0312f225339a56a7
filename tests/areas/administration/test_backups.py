"""The page of backups: the administrator's alone, with how it stands, the register, and the form for a restore test."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.backup.models import Backup, RestoreTest
from app.extensions import db
from app.records.clock import now, today
from app.records.vietnamese import day
from tests.browsing import Browser
from tests.people import make_user

PUBLIC = "age163cry3vhmyc99u9hpd9qycajmk9vzfsw4ct0kvystm5h4fkvf9xq4xywmc"


@pytest.fixture
def administrator(product_app):
    with product_app.app_context():
        key = make_user("quantri", "administrator")
    return Browser(product_app, key)


@pytest.fixture
def backup_id(product_app):
    """A good backup of today."""
    with product_app.app_context():
        row = Backup(
            made_at=now(), outcome="good", path="/mnt/sao-luu/a.age", size=12_345_678, sha256="ab" * 32, files=3
        )
        row.recipients, row.counts, row.migration = ["0123456789abcdef"], {"employee": 1200, "change": 34}, "m1"
        db.session.add(row)
        db.session.commit()
        return row.id


def given(backup, **other):
    typed = {
        "tested_on": day(today()),
        "backup_id": str(backup),
        "tested_by": "Trần Văn Kỹ Thuật",
        "result": "passed",
    }
    return {**typed, "remark": "Máy dự phòng, 40 phút", **other}


def test_the_page_opens_for_administrators_alone_and_stands_in_their_menu(product_app, administrator):
    assert administrator.get("/backup/").status_code == 200
    assert 'href="/backup/"' in administrator.get("/").text
    with product_app.app_context():
        others = [Browser(product_app, make_user(role, role)) for role in ("province_officer", "inspector", "unit_hr")]
    for other in others:
        assert other.get("/backup/").status_code == 403
        assert other.post("/backup/make").status_code == 403
        assert other.post("/backup/test", given(1)).status_code == 403
        assert 'href="/backup/"' not in other.get("/").text
    assert product_app.test_client().get("/backup/").status_code in (302, 401)


def test_it_warns_while_there_is_no_backup_and_no_test_and_says_what_is_missing(administrator):
    page = administrator.get("/backup/").text
    assert "không có bản sao lưu tốt" in page and "chưa có lần thử khôi phục nào đạt" in page
    assert "BACKUP_RECIPIENTS" in page and 'action="/backup/make"' not in page


def test_the_register_says_when_how_large_where_and_for_whom(administrator, backup_id):
    page = administrator.get("/backup/").text
    for said in ("/mnt/sao-luu/a.age", "12,3 MB", "1.234", "ab" * 32, "0123456789abcdef", "bằng lệnh trên máy chủ"):
        assert said in page, said
    assert "không có bản sao lưu tốt" not in page
    assert "download" not in page


def test_a_backup_is_asked_for_as_a_job_where_the_service_may_make_it(product_app, administrator, backend, monkeypatch):
    monkeypatch.setitem(product_app.config, "BACKUP_RECIPIENTS", PUBLIC)
    if backend == "postgresql":
        with product_app.app_context():
            owner = db.engines.pop("owner")
    try:
        offered = 'action="/backup/make"' in administrator.get("/backup/").text
        answer = administrator.post("/backup/make")
    finally:
        if backend == "postgresql":
            with product_app.app_context():
                db.engines["owner"] = owner
    assert offered is (backend == "sqlite")
    assert answer.headers["Location"].startswith("/job/show/" if backend == "sqlite" else "/backup/")
    if backend == "sqlite":
        shown = administrator.get(answer.headers["Location"]).text
        assert 'href="/backup/"' in shown


def test_a_restore_test_is_entered_shown_and_logged(product_app, administrator, backup_id):
    assert administrator.post("/backup/test", given(backup_id)).headers["Location"] == "/backup/"
    page = administrator.get("/backup/").text
    assert "Trần Văn Kỹ Thuật" in page and "Máy dự phòng, 40 phút" in page
    assert "chưa có lần thử khôi phục nào đạt" not in page
    with product_app.app_context():
        row = db.session.scalars(select(RestoreTest)).one()
        assert (row.backup_id, row.passed, row.entered_by) == (backup_id, True, administrator.user_id)
        assert row.tested_on == today()
        assert db.session.scalar(select(AuditEntry.act).where(AuditEntry.act == "enter_restore_test"))


def test_a_test_that_failed_does_not_quiet_the_warning(administrator, backup_id):
    administrator.post("/backup/test", given(backup_id, result="failed"))
    assert "chưa có lần thử khôi phục nào đạt" in administrator.get("/backup/").text


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("tested_on", "", "Nhập ngày thử."),
        ("tested_on", "05/2026", "dd/mm/yyyy"),
        ("tested_on", day(today() + timedelta(days=1)), "tương lai"),
        ("tested_on", day(date(2020, 1, 1)), "sau ngày đó"),
        ("backup_id", "", "Chọn bản sao lưu"),
        ("backup_id", "999999", "Chọn bản sao lưu"),
        ("tested_by", " ", "Nhập người thử"),
        ("tested_by", "x" * 151, "150"),
        ("result", "perhaps", "Chọn kết quả"),
        ("remark", "x" * 2001, "2000"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    product_app, administrator, backup_id, name, value, said
):
    answer = administrator.post("/backup/test", given(backup_id, **{name: value}))
    assert answer.status_code == 422
    assert f'id="e-{name}"' in answer.text
    assert said in answer.text.replace("ngày/tháng/năm", "dd/mm/yyyy")
    assert name == "remark" or "Máy dự phòng, 40 phút" in answer.text
    with product_app.app_context():
        assert db.session.scalar(select(RestoreTest.id)) is None
