"""A list as a file: the rows, order and columns of its address; a long one as a job."""

import io

import openpyxl
import pytest
from sqlalchemy import select

from app.access.models import AuditEntry
from app.extensions import db
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.settings import Setting


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


def test_a_long_list_becomes_a_job_whose_file_only_its_requester_fetches(world):
    with world.as_operator():
        limit = db.session.scalar(select(Setting).where(Setting.name == "export_rows_at_once"))
        limit.value = "1"
        db.session.commit()
    client = world.client("hr_a")
    answer = client.get("/export/person.xlsx")
    assert answer.status_code == 302
    with world.as_operator():
        job_id = db.session.scalar(select(Job.id))
    with world.app.app_context():
        run_job(job_id)
    state = client.get(f"/job/state/{job_id}").json
    assert (state["done"], state["total"], state["percent"], state["open"]) == (2, 2, 100, False)
    assert [row[0] for row in sheet_of(fetched(client, state["file_url"]).data)[1:]] == ["An A", "Bình A1"]
    assert world.client("hr_b").get(state["file_url"]).status_code == 404
