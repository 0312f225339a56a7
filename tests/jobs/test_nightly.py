"""The night's work: each on its own, in order, once a night, made up for when the night was missed."""

import os
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from app.extensions import db
from app.jobs import functions, results
from app.jobs.functions import nightly
from app.jobs.models import Job
from app.jobs.sweeping import ask_nightly
from app.records.clock import ZONE, now
from tests.jobs import toy_jobs


@pytest.fixture
def night(monkeypatch):
    """A list of two: the first broke down, the second counts."""
    monkeypatch.setattr(functions, "_functions", {})
    nightly("toy_second", order=20)(lambda run: toy_jobs.note("toy", row_id=2))
    nightly("toy_first", order=10)(lambda run: 1 / 0)


def asked(jobs):
    with jobs.world.as_operator():
        return list(db.session.scalars(select(Job.once).order_by(Job.id)))


def round_(jobs):
    """One look at the list, then whatever it asked for is done."""
    with jobs.world.app.app_context():
        ask_nightly()
    with jobs.world.as_operator():
        waiting = list(db.session.scalars(select(Job.id).where(Job.state == "waiting")))
    return [jobs.run(job_id).state for job_id in waiting]


def at(*moment):
    return time_machine.travel(datetime(*moment, tzinfo=ZONE), tick=False)


def test_each_work_waits_for_the_one_before_and_a_failure_stops_nobody(jobs, night):
    with at(2026, 11, 24, 1, 0):
        with jobs.world.app.app_context():
            ask_nightly()
            ask_nightly()
        assert asked(jobs) == ["toy_first 2026-11-24"]
        assert round_(jobs) == ["failed"]
        assert round_(jobs) == ["done"]
        assert round_(jobs) == []
        assert asked(jobs) == ["toy_first 2026-11-24", "toy_second 2026-11-24"]
    with jobs.world.as_operator():
        assert toy_jobs.entries() == [2]


def test_a_night_begins_at_one_oclock_in_viet_nam(jobs, night):
    with at(2026, 11, 24, 23, 0):
        round_(jobs), round_(jobs)
    with at(2026, 11, 25, 0, 59):
        assert round_(jobs) == []
    with at(2026, 11, 25, 1, 0):
        round_(jobs)
    assert asked(jobs) == ["toy_first 2026-11-24", "toy_second 2026-11-24", "toy_first 2026-11-25"]


def test_two_workers_ask_for_the_nights_work_once(jobs, night, monkeypatch):
    with at(2026, 11, 24, 2, 0), jobs.world.app.app_context():
        ask_nightly()
        monkeypatch.setattr(db.session, "scalar", lambda _statement: None)
        ask_nightly()
    assert asked(jobs) == ["toy_first 2026-11-24"]


def test_results_are_cleared_away_after_a_week(jobs):
    old, young = (jobs.ask("hr_a", "toy_people") for _ in range(2))
    for job_id in (old, young):
        jobs.run(job_id)
    with jobs.world.as_("hr_a"):
        path = results.result_of(old).path
        row = db.session.get(Job, old)
        row.finished_at = long_ago = now() - timedelta(days=7, minutes=1)
        db.session.commit()
        os.utime(path, (long_ago.timestamp(), long_ago.timestamp()))
    assert jobs.run(jobs.ask_as_operator("clear_old_results")).state == "done"
    assert not path.exists()
    assert [jobs.row(job_id).result_path is None for job_id in (old, young)] == [True, False]
    with jobs.world.as_("hr_a"):
        assert results.result_of(old) is None
        assert results.result_of(young).path.read_text() == "An A\nBình A1"


def test_what_a_killed_process_left_half_made_is_cleared_away_after_a_day(jobs):
    with jobs.world.app.app_context():
        left = results.work_folder()
        (left / "list").mkdir()
        (left / "list" / "list.xlsx").write_text("An A")
        (left / "rows").write_text("An A")
        young = results.new_file()
    yesterday = (now() - timedelta(days=1, minutes=1)).timestamp()
    for name in ("list", "rows"):
        os.utime(left / name, (yesterday, yesterday))
    assert (left.stat().st_mode & 0o777, young.stat().st_mode & 0o777) == (0o700, 0o600)
    assert jobs.run(jobs.ask_as_operator("clear_old_results")).state == "done"
    assert list(left.iterdir()) == [young]
