"""What the night brings."""

import io
from datetime import date, timedelta

import time_machine
from sqlalchemy import select

from app.changes import operations
from app.changes.nightly import apply_due_changes, clear_unused_evidence, derive_current_values
from app.changes.store import official
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.attachments import Attachment, path_of, store
from app.records.clock import now, today
from app.records.partial_dates import PartialDate
from tests.toys import Person, Posting


def night(world, function):
    """Carry one function of the night out as the worker does."""
    with world.as_operator():
        job = ask(function)
        db.session.commit()
    with world.app.app_context():
        run_job(job.id)
    with world.as_operator():
        return db.session.scalar(select(Job).where(Job.id == job.id))


def test_a_change_dated_ahead_becomes_official_on_its_day(world):
    tomorrow = today() + timedelta(days=1)
    with world.as_("hr_a"):
        change = operations.submit(Person, {"notes": "từ ngày mai"}, target_id=1, effective_on=tomorrow).change
        db.session.commit()
    with world.as_("approver_a"):
        operations.approve(change.id)
        db.session.commit()
    assert night(world, apply_due_changes.__name__).state == "done"
    with world.as_operator():
        assert official(Person, 1)["notes"] is None
    with time_machine.travel(now() + timedelta(days=1)):
        assert night(world, apply_due_changes.__name__).state == "done"
    with world.as_operator():
        assert official(Person, 1)["notes"] == "từ ngày mai"


def test_an_event_that_begins_tomorrow_moves_the_person_tomorrow(world):
    with world.as_("officer"):
        begins = PartialDate.from_date(today() + timedelta(days=1))
        change = operations.submit(Posting, {"person_id": 1, "region_id": 3, "effective_from": begins}).change
        db.session.commit()
    with world.as_operator():
        operations.approve(change.id)
        db.session.commit()
        assert official(Person, 1)["region_id"] == 2
    with time_machine.travel(now() + timedelta(days=1)):
        job = night(world, derive_current_values.__name__)
    assert (job.state, job.progress_done) == ("done", 4)
    with world.as_operator():
        row = official(Person, 1)
        assert (row["region_id"], row["scope_id"]) == (3, 3)


def test_a_file_whose_form_was_never_handed_in_goes_after_a_week_but_not_before(world):
    with world.as_("hr_a"):
        kept = store(io.BytesIO(b"%PDF-1.7 a scan"), "scan.pdf", world.users["hr_a"])
        db.session.commit()
        path = path_of(kept.sha256)
    night(world, clear_unused_evidence.__name__)
    assert path.exists()
    with time_machine.travel(now() + timedelta(days=8)):
        night(world, clear_unused_evidence.__name__)
    assert not path.exists()
    with world.as_operator():
        assert db.session.scalar(select(Attachment.id)) is None


def test_the_night_of_a_leap_day_is_a_day_like_any_other(world):
    with time_machine.travel(date(2028, 2, 29)):
        assert night(world, derive_current_values.__name__).state == "done"
