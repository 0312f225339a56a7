"""Workers that are killed, told to end, or race: each unit of the work is done exactly once."""

import contextlib
import signal
import threading

from sqlalchemy import update

from app.extensions import db
from app.jobs import asking
from app.jobs.models import Job
from app.jobs.running import run_job
from app.jobs.sweeping import sweep
from tests.jobs import toy_jobs
from tests.jobs.toy_jobs import entries, wait_until

SOON = 14  # seconds, on a busy machine too; SQLite alone would wait 15 for a lock


def test_a_job_whose_worker_is_killed_mid_chunk_is_resumed_and_does_each_unit_exactly_once(jobs, tmp_path):
    gate = tmp_path / "gate"
    job_id = jobs.ask("hr_a", "toy_chunks", total=60, size=10, gate=str(gate), gated=30)
    worker = jobs.start_worker()
    wait_until((tmp_path / "gate.reached").exists, "the fourth chunk was to begin")
    worker.kill()
    worker.wait()
    row = jobs.row(job_id)
    assert (row.state, row.progress_done, row.progress_total, row.percent) == ("running", 30, 60, 50)
    with jobs.world.as_operator():
        assert entries() == list(range(30))

    gate.touch()
    jobs.start_worker()
    row = wait_until(lambda: (row := jobs.row(job_id)).state == "done" and row, "the job was to be done")
    assert (row.progress_done, row.percent, row.attempts, row.taken_by) == (60, 100, 2, None)
    with jobs.world.as_operator():
        assert entries() == list(range(60))


def test_a_worker_told_to_end_hands_its_job_back_at_once_without_counting_an_attempt(jobs, tmp_path):
    gate = tmp_path / "gate"
    job_id = jobs.ask("hr_a", "toy_chunks", total=40, size=10, gate=str(gate), gated=20, written=False)
    worker = jobs.start_worker()
    wait_until((tmp_path / "gate.reached").exists, "the third chunk was to begin")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(SOON) == 0
    row = jobs.row(job_id)
    assert (row.state, row.taken_by, row.attempts, row.progress_done) == ("waiting", None, 0, 20)
    with jobs.world.as_operator():
        assert entries() == list(range(20))


def test_a_worker_whose_chunk_holds_the_database_ends_soon_all_the_same(jobs, tmp_path, backend):
    gate = tmp_path / "gate"
    job_id = jobs.ask("hr_a", "toy_chunks", total=40, size=10, gate=str(gate), gated=20)
    worker = jobs.start_worker()
    wait_until((tmp_path / "gate.reached").exists, "the third chunk was to be written")
    worker.send_signal(signal.SIGINT)
    assert worker.wait(SOON) == 0
    assert jobs.row(job_id).state == ("running" if backend == "sqlite" else "waiting")
    with jobs.world.as_operator():
        assert entries() == list(range(20))


def test_a_job_that_reaches_the_end_of_its_chunk_while_the_worker_ends_keeps_that_chunk(jobs, monkeypatch):
    job_id = jobs.ask("hr_a", "toy_chunks", total=30, size=10)
    monkeypatch.setattr("app.jobs.run.shift.ending", threading.Event())
    asked = iter([False, True, False, False, False])
    monkeypatch.setattr("app.jobs.run.shift.ending.is_set", lambda: next(asked))
    row = jobs.run(job_id)
    assert (row.state, row.progress_done, row.step) == ("waiting", 10, {"next": 10})
    assert jobs.run(job_id).state == "done"
    with jobs.world.as_operator():
        assert entries() == list(range(30))


def test_two_workers_that_reach_for_one_job_run_it_once(jobs):
    job_id = jobs.ask("hr_a", "toy_chunks", total=20, size=10)
    start = threading.Barrier(4)

    def reach():
        with jobs.world.app.app_context():
            start.wait(toy_jobs.PATIENCE)
            run_job(job_id)

    workers = [threading.Thread(target=reach) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(toy_jobs.PATIENCE)
    row = jobs.row(job_id)
    assert (row.state, row.attempts) == ("done", 1)
    with jobs.world.as_operator():
        assert entries() == list(range(20))


def test_a_run_that_was_given_up_for_dead_can_commit_nothing_more(jobs):
    """It slept past its time: another run does the work, then it wakes and goes on."""
    job_id = jobs.ask("hr_a", "toy_call", name="sleeper")
    outcomes = []

    def sleeper(run):
        if outcomes:
            toy_jobs.chunks(run, total=20, size=10)
            return
        outcomes.append("slept")
        run.advance()
        jobs.make_stale(job_id)
        with jobs.world.app.app_context():
            sweep()
            run_job(job_id)
        outcomes.append(jobs.row(job_id).state)
        toy_jobs.chunks(run, total=20, size=10)
        outcomes.append("went on")

    toy_jobs.CALLS["sleeper"] = sleeper
    row = jobs.run(job_id)
    assert outcomes == ["slept", "done"]
    assert (row.state, row.progress_done, row.attempts) == ("done", 20, 2)
    with jobs.world.as_operator():
        assert entries() == list(range(20))


def test_a_job_that_breaks_off_three_times_is_given_up_with_a_sentence(jobs):
    job_id = jobs.ask("hr_a", "toy_chunks", total=20, size=10)
    for attempt in (1, 2, 3):
        with jobs.world.as_operator():
            state = {"state": "running", "attempts": attempt, "taken_by": "a worker that died"}
            db.session.execute(update(Job).values(**state))
            db.session.commit()
        jobs.make_stale(job_id)
        with jobs.world.app.app_context():
            sweep()
        assert jobs.row(job_id).state == ("waiting" if attempt < 3 else "failed")
    row = jobs.row(job_id)
    assert "đã dừng" in row.message
    assert (row.taken_by, row.finished_at is not None) == (None, True)


def test_a_live_run_is_left_alone_by_the_sweep(jobs):
    job_id = jobs.ask("hr_a", "toy_call", name="swept")
    found = []

    def swept(run):
        with jobs.world.app.app_context():
            sweep()
        found.append(jobs.row(job_id).state)

    toy_jobs.CALLS["swept"] = swept
    assert (jobs.run(job_id).state, found) == ("done", ["running"])


def test_a_cancelled_run_stops_at_its_chunk_and_what_was_committed_stays(jobs):
    job_id = jobs.ask("hr_a", "toy_call", name="cancelled")
    seen = []

    def cancelled(run):
        toy_jobs.note("toy", row_id=1)
        run.advance()
        seen.append(run.cancelled)
        with jobs.world.as_("hr_a"):
            assert asking.cancel(job_id)
            db.session.commit()
        seen.append(run.cancelled)
        toy_jobs.note("toy", row_id=2)
        with contextlib.suppress(Exception):  # as work that collects the errors of its rows would
            run.advance()
        seen.append("went on")

    toy_jobs.CALLS["cancelled"] = cancelled
    row = jobs.run(job_id)
    assert (row.state, row.finished_at is not None, seen) == ("cancelled", True, [False, True])
    with jobs.world.as_operator():
        assert entries() == [1]


def test_a_cancelled_job_that_waits_is_never_begun_and_cannot_be_cancelled_twice(jobs):
    job_id = jobs.ask("hr_a", "toy_chunks", total=10, size=10)
    with jobs.world.as_("hr_a"):
        assert asking.cancel(job_id)
        assert not asking.cancel(job_id)
        db.session.commit()
    assert jobs.run(job_id).state == "cancelled"
    with jobs.world.as_operator():
        assert entries() == []
