"""A worker process that is killed in the midst of a long sheet: another one hands in the rest, and no row comes twice."""

import csv
import io

import pytest
from sqlalchemy import func, select

from app.changes.models import Batch, Change
from app.exchange.models import ImportFile
from app.extensions import db
from app.jobs.models import Job
from app.records.settings import Setting
from tests.browsing import browse
from tests.jobs.toy_jobs import wait_until

ROWS = 400


def kept(world):
    with world.as_operator():
        return db.session.scalars(select(ImportFile).execution_options(populate_existing=True)).one()


def sheet():
    text = io.StringIO()
    rows = ([f"N{number:04}", "Kim", "Sở A"] for number in range(ROWS))
    csv.writer(text).writerows([["Person number", "Person name", "Region of the person"], *rows])
    return io.BytesIO(text.getvalue().encode())


@pytest.mark.parametrize("backend", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True)
def test_a_worker_killed_in_the_midst_of_a_long_sheet_is_followed_by_one_that_hands_in_the_rest(jobs):
    world = jobs.world
    world.app.config["INSTANCE_PATH"] = str(jobs.folder)
    with world.as_operator():
        db.session.scalars(select(Setting).where(Setting.name == "import_rows_at_once")).one().value = "3"
        db.session.commit()
    browser = browse(world, "hr_a")
    sent = browser.post("/import/person/", {"file": (sheet(), "dai.csv")}, content_type="multipart/form-data")
    assert jobs.run(kept(world).job_id).state == "done"
    browser.post(f"{sent.location}/submit", {"rows": "good"})

    worker = jobs.start_worker()
    wait_until(lambda: kept(world).taken_to, "some rows were to be handed in")
    worker.kill()
    worker.wait()
    half = kept(world)
    assert (half.state, jobs.row(half.job_id).state) == ("submitting", "running")
    assert 0 < half.taken_to < ROWS

    jobs.start_worker()
    wait_until(lambda: kept(world).state == "submitted", "the rest was to be handed in")
    with world.as_operator():
        rows = db.session.scalars(select(Change).where(Change.record == "person", Change.state == "submitted")).all()
        assert sorted(row.values["number"] for row in rows) == [f"N{number:04}" for number in range(ROWS)]
        assert {row.batch_id for row in rows} == {half.batch_id}
        assert db.session.scalar(select(func.count()).select_from(Batch).where(Batch.kind == "import")) == 1
        assert db.session.get(Job, half.job_id).attempts == 2
    assert kept(world).counts == {"new": ROWS, "changed": 0, "same": 0, "refused": 0}
