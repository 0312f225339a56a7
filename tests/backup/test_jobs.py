"""A backup asked for on a page, made by the worker in the administrator's name."""

from pathlib import Path

import pytest

from app.access.standing import Standing, acting_as, operator, standing_of
from app.backup import register
from app.backup.jobs import STEP, Progress
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.models import Job
from app.jobs.running import run_job
from tests.people import make_user


@pytest.fixture
def carried_out(product_app, key, tmp_path, monkeypatch):
    """A function that has the job done for a new user of a role, and answers its row."""
    for name, value in (
        ("INSTANCE_PATH", tmp_path),
        ("UPLOAD_PATH", tmp_path / "uploads"),
        ("JOB_PATH", tmp_path / "jobs"),
        ("BACKUP_FOLDER", tmp_path / "device"),
        ("BACKUP_RECIPIENTS", key[1]),
    ):
        monkeypatch.setitem(product_app.config, name, str(value))

    def carry_out(role):
        with product_app.app_context(), operator("test"):
            user_id = make_user(role, role)
            standing = standing_of(user_id)
        with product_app.app_context(), acting_as(standing):
            job_id = ask("make_backup", {"page": "/backup/"}).id
            db.session.commit()
        with product_app.app_context():
            run_job(job_id)
        with product_app.app_context(), acting_as(Standing(unlimited=True)):
            return db.session.get(Job, job_id), register.backups(), user_id

    return carry_out


def test_the_worker_makes_it_where_it_owns_the_database_and_says_why_where_it_does_not(
    carried_out, backend, product_app
):
    if backend == "postgresql":
        # As an installation has it: the owner's address is kept out of the service's environment.
        with product_app.app_context():
            owner = db.engines.pop("owner")
        try:
            job, backups, _user = carried_out("administrator")
        finally:
            with product_app.app_context():
                db.engines["owner"] = owner
        assert job.state == "failed" and "flask backup create" in job.message
        assert [row.outcome for row in backups] == ["failed"]
        return
    job, backups, user = carried_out("administrator")
    assert job.state == "done", job.message
    assert "byte" in job.message
    assert [(row.outcome, row.made_by) for row in backups] == [("good", user)]
    assert Path(backups[0].path).is_file()


def test_nobody_but_an_administrator_has_one_made(carried_out):
    job, backups, _user = carried_out("province_officer")
    assert job.state == "failed" and backups == []


def test_a_job_is_told_in_megabytes_now_and_then():
    told = []

    class Run:
        def advance(self, count):
            told.append(count)

    progress = Progress(Run())
    for _piece in range(10):
        progress(4 << 20)
    assert told == [STEP, STEP]
