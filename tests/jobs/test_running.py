"""What a job's function may see and do, how it ends, and what the requester is told."""

import stat
from datetime import date
from pathlib import Path

import pytest
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, OperationalError

from app.access.models import Grant
from app.extensions import db
from app.jobs import asking, results, run
from app.jobs.functions import job
from app.jobs.run import Refused
from tests.jobs import toy_jobs
from tests.jobs.toy_jobs import entries


def test_a_job_sees_what_its_requester_sees_and_the_operators_sees_everything(jobs):
    found = {}
    for name, job_id in {
        "hr_a": jobs.ask("hr_a", "toy_people"),
        "officer": jobs.ask("officer", "toy_people"),
        "console": jobs.ask_as_operator("toy_people"),
    }.items():
        row = jobs.run(job_id)
        found[name] = (row.message, (Path(jobs.folder) / "jobs/results" / row.result_path).read_text().split("\n"))
    everyone = ["An A", "Bình A1", "Chi B", "Dũng X"]
    assert found["hr_a"] == ("2 persons", ["An A", "Bình A1"])
    assert found["officer"] == found["console"] == ("4 persons", everyone)


def test_rights_lost_between_asking_and_running_count(jobs):
    job_id = jobs.ask("hr_a", "toy_chunks", total=10, size=5)
    with jobs.world.as_operator():
        db.session.execute(
            update(Grant).where(Grant.user_id == jobs.world.users["hr_a"]).values(valid_to=date(2020, 1, 2))
        )
        db.session.commit()
    row = jobs.run(job_id)
    assert (row.state, row.result_path) == ("failed", None)
    assert "không còn quyền" in row.message
    with jobs.world.as_operator():
        assert entries() == []


def test_an_account_that_was_closed_has_nothing_done_for_it(jobs):
    job_id = jobs.ask("officer", "toy_chunks", total=10, size=5)
    with jobs.world.as_operator():
        db.session.execute(update(User).where(User.id == jobs.world.users["officer"]).values(active=False))
        db.session.commit()
    row = jobs.run(job_id)
    assert row.state == "failed"
    assert "không còn quyền" in row.message
    with jobs.world.as_operator():
        assert entries() == []


@pytest.mark.parametrize(
    ("declared", "sentence"), [(True, "The toy does not want to."), (False, "Choose another toy.")]
)
def test_a_refusal_is_told_in_its_own_words_and_leaves_nothing_written(jobs, declared, sentence):
    row = jobs.run(jobs.ask("hr_a", "toy_refusal", declared=declared))
    assert (row.state, row.message, row.error_id) == ("failed", sentence, None)
    with jobs.world.as_operator():
        assert entries() == []


def test_a_fault_is_told_by_its_number_alone_and_explained_in_the_log(jobs, caplog):
    row = jobs.run(jobs.ask("hr_a", "toy_fault"))
    assert row.state == "failed"
    assert row.error_id in row.message
    assert not any(word in row.message for word in ("An A", "00819", "/srv", "RuntimeError"))
    assert f"fault {row.error_id}" in caplog.text
    assert "RuntimeError: An A" in caplog.text
    with jobs.world.as_operator():
        assert entries() == []


@pytest.mark.parametrize("kind", [IntegrityError, OperationalError])
def test_the_log_says_nothing_of_the_values_of_which_a_database_complains(jobs, caplog, kind):
    def complaining(run):
        raise kind("INSERT INTO person VALUES (?)", ("Chẩu Quốc Sỹ",), Exception("DETAIL: Key (name)=(Chẩu Quốc Sỹ)"))

    toy_jobs.CALLS["complaining"] = complaining
    job_id = jobs.ask("hr_a", "toy_call", name="complaining")
    jobs.run(job_id)
    assert f"Job {job_id}" in caplog.text

    assert "Chẩu" not in caplog.text


def test_a_lock_or_a_lost_connection_is_tried_again(jobs):
    job_id = jobs.ask("hr_a", "toy_call", name="locked")

    def locked(run):
        toy_jobs.note("toy", row_id=1)
        if jobs.row(job_id).attempts == 1:
            raise OperationalError("UPDATE", {}, Exception("database is locked"))

    toy_jobs.CALLS["locked"] = locked
    assert jobs.run(job_id).state == "waiting"
    row = jobs.run(job_id)
    assert (row.state, row.attempts, row.message) == ("done", 2, None)
    with jobs.world.as_operator():
        assert entries() == [1]


def test_work_that_a_new_version_no_longer_has_fails_and_still_has_a_title(jobs, monkeypatch):
    job_id = jobs.ask("hr_a", "toy_people")
    monkeypatch.delitem(toy_jobs.people.__globals__["job"].__globals__["_functions"], "toy_people")
    row = jobs.run(job_id)
    assert (row.state, row.title) == ("failed", "toy_people")
    assert row.error_id in row.message


def test_progress_can_be_watched_while_the_job_runs(jobs):
    job_id = jobs.ask("hr_a", "toy_call", name="watched")
    seen = []

    def watched(run):
        run.total(4)
        for _chunk in range(2):
            run.advance(2)
            with jobs.world.as_("hr_a"):
                row = asking.job_of(job_id)
                seen.append((row.state, row.progress_done, row.percent, row.is_open))

    toy_jobs.CALLS["watched"] = watched
    row = jobs.run(job_id)
    assert seen == [("running", 2, 50, True), ("running", 4, 100, True)]
    assert (row.state, row.is_open) == ("done", False)
    assert row.created_at <= row.started_at <= row.finished_at


def test_a_job_without_a_note_begins_its_progress_anew(jobs):
    job_id = jobs.ask("hr_a", "toy_call", name="anew")

    def anew(run):
        run.total(10)
        run.advance(5)
        if jobs.row(job_id).attempts == 1:
            raise OperationalError("UPDATE", {}, Exception("gone"))

    toy_jobs.CALLS["anew"] = anew
    assert jobs.run(job_id).progress_done == 5
    assert jobs.run(job_id).progress_done == 5


def test_two_functions_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two job functions are called 'toy_people'"):
        job("toy_people")(lambda run: None)


def test_a_result_is_handed_to_its_requester_alone_and_readable_by_the_server_alone(jobs):
    job_id = jobs.ask("hr_a", "toy_people")
    with jobs.world.as_("hr_a"):
        assert results.result_of(job_id) is None
    row = jobs.run(job_id)
    with jobs.world.as_("hr_a"):
        file = results.result_of(job_id)
        assert (file.path.read_text(), file.name, file.mime) == ("An A\nBình A1", "people.txt", "text/plain")
        assert (stat.S_IMODE(file.path.stat().st_mode), stat.S_IMODE(file.path.parent.stat().st_mode)) == (0o600, 0o700)
        assert (file.path.name, len(file.path.name)) == (row.result_path, 43)
    for other in ("hr_b", "officer", "admin", "nobody"):
        with jobs.world.as_(other):
            assert results.result_of(job_id) is None, other
    with jobs.world.as_operator():
        assert results.result_of(job_id) is None
    with jobs.world.app.app_context():
        assert results.result_of(job_id) is None


@pytest.mark.parametrize("ends", ["refused", "faulty", "cancelled", "locked", "cancelled after its result"])
def test_a_run_that_comes_to_no_result_leaves_no_file(jobs, ends):
    job_id = jobs.ask("hr_a", "toy_call", name="half")

    def half(run):
        path = run.new_file()
        path.write_text("An A")
        if ends == "refused":
            raise Refused("Choose another toy.")
        if ends == "faulty":
            raise RuntimeError
        if ends == "locked":
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        if ends == "cancelled after its result":
            run.result(path, "people.txt", "text/plain")
        with jobs.world.as_("hr_a"):
            asking.cancel(job_id)
            db.session.commit()
        run.advance()

    toy_jobs.CALLS["half"] = half
    state = {"locked": "waiting"}.get(ends, "cancelled" if ends.startswith("cancelled") else "failed")
    assert jobs.run(job_id).state == state
    with jobs.world.app.app_context():
        assert [*results.work_folder().iterdir(), *results.folder().iterdir()] == []


def test_a_file_written_elsewhere_is_taken_in(jobs, tmp_path):
    written = tmp_path / "written.csv"
    written.write_text("a;b")

    toy_jobs.CALLS["elsewhere"] = lambda run: run.result(written, "list.csv", "text/csv")
    job_id = jobs.ask_as_operator("toy_call", name="elsewhere")
    jobs.run(job_id)
    assert not written.exists()
    with jobs.world.as_operator():
        file = results.result_of(job_id)
        assert (file.path.read_text(), file.name) == ("a;b", "list.csv")
        assert stat.S_IMODE(file.path.stat().st_mode) == 0o600


def test_between_chunks_others_get_their_turn_where_there_is_one_writer(jobs, monkeypatch):
    waited = []
    monkeypatch.setattr(run, "BREATH_EVERY_SECONDS", -1.0)
    monkeypatch.setattr(run.shift.ending, "wait", waited.append)
    job_id = jobs.ask("hr_a", "toy_chunks", total=6, size=2)
    assert jobs.run(job_id).state == "done"
    with jobs.world.app.app_context():
        is_sqlite = db.engine.dialect.name == "sqlite"
    assert waited == ([run.BREATH_SECONDS] * 4 if is_sqlite else [])
