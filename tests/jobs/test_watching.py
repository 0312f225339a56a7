"""The administrator sees everybody's jobs without what they work on, stops and clears them; the night clears old ones."""

from datetime import timedelta

import pytest

from app.access.models import AuditEntry
from app.access.standing import acting_as, operator, standing_of
from app.extensions import db
from app.jobs import asking, watching
from app.jobs.models import Job
from app.jobs.results import folder, new_file
from app.jobs.results import keep as keep_file
from app.jobs.run import Refused
from app.records.clock import now
from tests.jobs import toy_jobs  # noqa: F401  (the functions that are asked for)
from tests.people import make_user


@pytest.fixture
def administrator(jobs):
    """Does something with the standing of an administrator, and commits."""
    with jobs.world.app.app_context(), operator("test"):
        key = make_user("keeper", "administrator")

    def as_administrator(act, *given):
        with jobs.world.app.test_request_context():
            with operator("test"):
                standing = standing_of(key)
            with acting_as(standing):
                done = act(*given)
                db.session.commit()
                return done

    return as_administrator


def over(jobs, job_id, days, with_file=False):
    """As if the job had been done so many days ago."""
    with jobs.world.as_operator():
        job = db.session.get(Job, job_id)
        job.state, job.finished_at = "done", now() - timedelta(days=days)
        job.result_path = keep_file(new_file()) if with_file else None
        db.session.commit()
        return job.result_path


def there(jobs):
    with jobs.world.as_operator():
        return set(db.session.scalars(db.select(Job.id)))


def test_the_administrator_sees_all_jobs_and_nothing_of_what_they_work_on(jobs, administrator):
    keys = [jobs.ask(who, "toy_chunks", total=4, size=2) for who in ("hr_a", "hr_b")]
    seen, count = administrator(watching.watched)
    assert ({job.id for job in seen}, count) == (set(keys), 2)
    assert {job.requested_by for job in seen} == {jobs.world.users["hr_a"], jobs.world.users["hr_b"]}
    assert not {"arguments", "step", "message", "result_name"} & set(vars(seen[0]))
    assert [job.id for job in administrator(watching.watched, "done")[0]] == []
    assert administrator(watching.watched, "waiting", "toy_chunks")[1] == 2


def test_nobody_else_sees_stops_or_clears_them(jobs):
    key = jobs.ask("hr_b", "toy_chunks", total=4, size=2)
    for act in (
        watching.watched,
        watching.functions_asked,
        lambda: watching.call_off(key),
        lambda: watching.clear(key),
    ):
        with jobs.world.as_("hr_a"), pytest.raises(Refused):
            act()
    assert jobs.row(key).state == "waiting"


def test_the_administrator_stops_and_then_clears_a_job_and_both_are_noted(jobs, administrator):
    key = jobs.ask("hr_a", "toy_chunks", total=4, size=2)
    assert administrator(watching.clear, key) is False
    assert administrator(watching.call_off, key) is True
    assert administrator(watching.call_off, key) is False
    assert jobs.row(key).state == "cancelled"
    assert administrator(watching.clear, key) is True
    assert there(jobs) == set()
    with jobs.world.as_operator():
        acts = list(db.session.scalars(db.select(AuditEntry.act).where(AuditEntry.record == "job")))
    assert acts == ["cancel_job", "clear_job"]


def test_the_night_clears_jobs_that_were_over_long_ago_with_their_files_and_no_other(jobs):
    old, young, waiting = (jobs.ask("hr_a", "toy_chunks", total=4, size=2) for _ in range(3))
    path, kept = over(jobs, old, 91, with_file=True), over(jobs, young, 89, with_file=True)
    night = jobs.ask_as_operator("clear_old_jobs")
    assert jobs.run(night).state == "done"
    assert there(jobs) == {young, waiting, night}
    with jobs.world.app.app_context():
        assert [(folder() / name).exists() for name in (path, kept)] == [False, True]


def test_tonights_work_is_not_cleared_for_it_would_be_asked_for_again(jobs, administrator):
    with jobs.world.as_operator():
        key = asking.ask("toy_chunks", {"total": 1, "size": 1}, once="toy_chunks 2026-11-24").id
        db.session.commit()
    over(jobs, key, 0)
    assert [job.may_clear for job in administrator(watching.watched)[0]] == [False]
    assert administrator(watching.clear, key) is False
    over(jobs, key, 3)
    assert administrator(watching.clear, key) is True


def test_a_job_without_a_sign_of_life_is_pointed_out(jobs, administrator):
    key = jobs.ask("hr_a", "toy_chunks", total=4, size=2)
    with jobs.world.as_operator():
        db.session.get(Job, key).state = "running"
        db.session.commit()
    jobs.make_stale(key)
    assert [job.silent for job in administrator(watching.watched)[0]] == [True]
