"""A job stands in the transaction of whoever asks; the queue carries its key, and may lose it."""

import pytest

from app.access.standing import operator
from app.extensions import db
from app.jobs import asking, queue
from app.jobs.models import Job
from app.jobs.run import Refused
from app.jobs.sweeping import sweep
from tests.jobs import toy_jobs  # noqa: F401  (the functions that are asked for)


def sent():
    return queue.queue().sent()


def test_a_job_carries_its_requester_and_arguments_and_word_of_it_is_sent_when_it_is_committed(jobs):
    with jobs.world.as_("hr_a"):
        job = asking.ask("toy_chunks", {"total": 10, "size": 5})
        assert sent() == set()
        db.session.commit()
        assert sent() == {job.id}
    row = jobs.row(job.id)
    assert (row.function, row.arguments, row.state) == ("toy_chunks", {"total": 10, "size": 5}, "waiting")
    assert (row.requested_by, row.title, row.percent) == (jobs.world.users["hr_a"], "Toy chunks", None)


def test_a_released_savepoint_sends_nothing_before_the_commit(jobs):
    with jobs.world.as_("hr_a"):
        with db.session.begin_nested():
            job = asking.ask("toy_chunks", {"total": 1, "size": 1})
        assert sent() == set()
        db.session.commit()
        assert sent() == {job.id}


def test_a_job_that_is_rolled_back_was_never_asked_for(jobs):
    with jobs.world.as_("hr_a"):
        job_id = asking.ask("toy_chunks", {"total": 1, "size": 1}).id
        db.session.rollback()
        assert (sent(), asking.job_of(job_id)) == (set(), None)


def test_the_sweep_sends_again_the_word_that_was_lost_and_no_other(jobs):
    lost = jobs.ask("hr_a", "toy_chunks", total=10, size=5)
    with jobs.world.app.app_context():
        queue.queue().huey.flush()
    kept = jobs.ask("hr_a", "toy_chunks", total=10, size=5)
    with jobs.world.app.app_context():
        sweep()
        sweep()
        queued = [task.args for task in queue.queue().huey.pending()]
        assert sorted(queued) == [(lost,), (kept,)]
        for _task in queued:
            queue.queue().huey.execute(queue.queue().huey.dequeue())
    assert [jobs.row(job_id).state for job_id in (lost, kept)] == ["done", "done"]


def test_a_queue_that_cannot_be_reached_loses_no_job(jobs, monkeypatch, caplog):
    monkeypatch.setattr(queue.Queue, "huey", property(lambda _self: 1 / 0))
    job_id = jobs.ask("hr_a", "toy_chunks", total=10, size=5)
    assert f"No word could be sent of job {job_id}" in caplog.text
    monkeypatch.undo()
    with jobs.world.app.app_context():
        sweep()
        assert sent() == {job_id}


def test_work_nobody_has_declared_cannot_be_asked_for(jobs):
    with jobs.world.as_("hr_a"), pytest.raises(LookupError, match="no job function is called 'toy_nothing'"):
        asking.ask("toy_nothing")


def test_nobody_cannot_ask(jobs):
    with jobs.world.app.app_context(), pytest.raises(Refused, match="Đăng nhập"):
        asking.ask("toy_people")


def test_a_page_cannot_ask_in_the_operators_name_and_the_console_can(jobs):
    with jobs.world.app.test_request_context(), operator("test"), pytest.raises(Refused, match="Đăng nhập"):
        asking.ask("toy_people")
    assert jobs.row(jobs.ask_as_operator("toy_people")).requested_by is None


def test_each_sees_his_own_jobs_and_the_operator_all(jobs):
    mine, others = jobs.ask("hr_a", "toy_people"), jobs.ask("hr_b", "toy_people")
    operators = jobs.ask_as_operator("toy_people")
    with jobs.world.as_("hr_a"):
        assert [job.id for job in asking.jobs_of_user()] == [mine]
        assert asking.job_of(mine).id == mine
        assert [asking.job_of(job_id) for job_id in (others, operators)] == [None, None]
        assert db.session.query(Job).count() == 1
    with jobs.world.app.app_context():
        assert [asking.job_of(job_id) for job_id in (mine, others, operators)] == [None, None, None]
    with jobs.world.as_operator():
        assert [asking.job_of(job_id).id for job_id in (mine, others, operators)] == [mine, others, operators]


def test_nobody_cancels_the_job_of_another(jobs):
    job_id = jobs.ask("hr_a", "toy_people")
    with jobs.world.as_("hr_b"):
        assert not asking.cancel(job_id)
        db.session.commit()
    assert jobs.row(job_id).state == "waiting"


def test_of_a_job_whose_asking_is_taken_back_no_word_is_sent(jobs, monkeypatch):
    sent = []
    monkeypatch.setattr(queue.Queue, "send", lambda _queue, job_id: sent.append(job_id))
    with jobs.world.as_("hr_a"):
        asking.ask("toy_chunks", {"total": 1, "size": 1})
        db.session.rollback()
        kept = asking.ask("toy_chunks", {"total": 1, "size": 1}).id
        db.session.commit()
    assert sent == [kept]
