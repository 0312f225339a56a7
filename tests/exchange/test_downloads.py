"""A list as a file: the rows, order and columns of its address; a long one as a job."""

import io

import openpyxl
import pytest
from sqlalchemy import select, update

from app.access.models import AuditEntry, Grant
from app.changes.refusals import RightsChanged
from app.exchange import downloads
from app.exchange.downloads import FILTER_GONE
from app.extensions import db
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.settings import Setting
from tests.browsing import browse, said, text_of


def fetched(client, address):
    """An answer read to its end, as a browser does."""
    answer = client.get(address)
    answer.get_data()
    answer.close()
    return answer


def sheet_of(data):
    return list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))


def test_the_file_holds_the_rows_order_and_columns_of_the_address(world):
    answer = fetched(world.client("officer"), "/export/person.xlsx?q=e&cols=number,born_on&sort=number&dir=desc")
    assert "attachment" in answer.headers["Content-Disposition"]
    headings, *rows = sheet_of(answer.data)
    assert headings == ("Person name", "Person number", "Born")
    assert [row[1] for row in rows] == ["E4", "E3", "E2", "E1"]


@pytest.mark.parametrize(
    ("user", "numbers"),
    [
        ("hr_a", ["E1", "E2"]),
        ("hr_b", ["E3"]),
        ("officer", ["E1", "E2", "E3", "E4"]),
        ("me", ["E1"]),
        ("leader_a", ["E1", "E2"]),
    ],
)
def test_each_reader_takes_out_his_own_rows_only(world, user, numbers):
    text = fetched(world.client(user), "/export/person.csv?cols=number").data.decode("utf-8-sig")
    assert sorted(line.split(",")[1] for line in text.splitlines()[1:]) == numbers


@pytest.mark.parametrize("user", ["nobody", "admin"])
def test_without_the_right_there_is_no_file(world, user):
    answer = fetched(world.client(user), "/export/person.xlsx")
    assert answer.status_code == 403
    assert b"An A" not in answer.data


def test_the_audit_log_knows_what_was_taken_out_but_no_value(world):
    fetched(world.client("hr_a"), "/export/person.xlsx?q=An")
    with world.as_operator():
        entry = db.session.scalar(select(AuditEntry).where(AuditEntry.act == "export"))
        assert (entry.record, entry.detail["rows"], entry.detail["filters"]) == ("person", 1, ["q"])
        assert "An A" not in str(entry.detail)


@pytest.fixture
def long_lists(world):
    """Every list of more than one row is a long one."""
    with world.as_operator():
        limit = db.session.scalar(select(Setting).where(Setting.name == "export_rows_at_once"))
        limit.value = "1"
        db.session.commit()
    return world


def test_to_ask_for_a_long_list_starts_nothing_but_offers_to_make_its_file(long_lists):
    answer = browse(long_lists, "hr_a").get("/export/person.xlsx?q=a&sort=number")
    assert answer.status_code == 200
    assert "Content-Disposition" not in answer.headers
    assert said(long_lists.app, "This list has %(count)s rows", count=2) in text_of(answer)
    assert 'method="post"' in answer.text
    assert 'action="/export/person.xlsx?q=a&sort=number&dir=asc"' in text_of(answer)
    with long_lists.as_operator():
        assert db.session.scalars(select(Job)).all() == []


def test_the_file_of_a_long_list_is_made_by_a_job_and_only_its_requester_fetches_it(long_lists):
    world, browser = long_lists, browse(long_lists, "hr_a")
    answer = browser.post("/export/person.xlsx?sort=number&dir=desc")
    assert answer.status_code == 302
    with world.as_operator():
        job_id = db.session.scalar(select(Job.id))
    assert answer.location == f"/job/show/{job_id}"
    with world.app.app_context():
        run_job(job_id)
    state = browser.get(f"/job/state/{job_id}").json
    assert (state["done"], state["total"], state["percent"], state["open"]) == (2, 2, 100, False)
    assert [row[0] for row in sheet_of(browser.get(state["file_url"]).data)[1:]] == ["Bình A1", "An A"]
    assert world.client("hr_b").get(state["file_url"]).status_code == 404


def test_a_filter_that_may_not_be_set_any_more_makes_no_file_of_all_rows(long_lists, monkeypatch):
    browser = browse(long_lists, "hr_a")
    browser.post("/export/person.xlsx?born_on=1900..2020")
    with long_lists.as_operator():
        wanted = db.session.scalar(select(Job))
        assert wanted.arguments["filters"] == ["born_on"]
        assert "1900" not in str(wanted.arguments)
        wanted.arguments = {**wanted.arguments, "filters": ["born_on", "of_a_field_now_kept_back"]}
        db.session.commit()
        job_id = wanted.id
    with long_lists.app.app_context():
        run_job(job_id)
    state = browser.get(f"/job/state/{job_id}").json
    assert not state.get("file_url")
    assert said(long_lists.app, FILTER_GONE) in text_of(browser.get(f"/job/show/{job_id}"))


def test_there_is_no_file_for_whoever_loses_a_right_while_it_is_made(long_lists, monkeypatch):
    browser = browse(long_lists, "hr_a")
    browser.post("/export/person.xlsx")
    monkeypatch.setattr(downloads, "CHUNK", 1)
    lost = []

    def rows(self, statement):
        if not lost:
            db.session.execute(update(Grant.__table__).values(role="leader").where(Grant.user_id == hr_a))
            lost.append(True)
        return read(self, statement)

    read = downloads.Columns.rows
    monkeypatch.setattr(downloads.Columns, "rows", rows)
    with long_lists.as_operator():
        job_id, hr_a = db.session.execute(select(Job.id, Job.requested_by)).one()
    with long_lists.app.app_context():
        run_job(job_id)
    assert lost
    assert not browser.get(f"/job/state/{job_id}").json.get("file_url")
    assert said(long_lists.app, RightsChanged.message) in text_of(browser.get(f"/job/show/{job_id}"))
    with long_lists.as_operator():
        job = db.session.get(Job, job_id)
        assert (job.state, job.result_path) == ("failed", None)


@pytest.mark.parametrize(
    ("who", "address"), [("nobody", "person.xlsx"), ("hr_a", "nothing.xlsx"), ("hr_a", "person.exe")]
)
def test_what_may_not_be_read_is_not_made_either(long_lists, who, address):
    assert browse(long_lists, who).post(f"/export/{address}").status_code in (403, 404)
    with long_lists.as_operator():
        assert db.session.scalars(select(Job)).all() == []


def test_no_file_is_made_without_the_token_of_the_page(long_lists):
    client = long_lists.client("hr_a")
    assert client.post("/export/person.xlsx").status_code in (302, 400)
    with long_lists.as_operator():
        assert db.session.scalars(select(Job)).all() == []
