"""Work for the tests: each unit of it is one row of the audit log, so that what was done twice or never can be counted."""

import time
from pathlib import Path

from sqlalchemy import func, select

from app.access.audit import note
from app.access.models import AuditEntry
from app.extensions import db
from app.jobs.functions import job
from app.jobs.run import Refused
from tests.toys import Person

PATIENCE = 60  # seconds for a condition that must come true, on a busy machine too


class ToyRefusal(Exception):
    """A refusal as a higher floor would declare it."""

    message = "The toy does not want to."


def wait_until(condition, what):
    """Look again and again until the condition holds; fail when it does not come."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what}: did not happen within {PATIENCE} s"
        time.sleep(0.02)
    return found


def entries(act="toy"):
    """The numbers of the units that were done, as often as they were."""
    return sorted(db.session.scalars(select(AuditEntry.row_id).where(AuditEntry.act == act)))


def pause_at(gate):
    """Say that the middle of a chunk is reached, and wait there until the gate is opened."""
    Path(f"{gate}.reached").touch()
    wait_until(Path(gate).exists, "the gate was to open")


@job("toy_chunks", "Toy chunks")
def chunks(run, total, size, gate=None, gated=None, written=True):
    """At the chunk that begins with `gated` it pauses, having written its rows to the database or not yet."""
    run.total(total)
    for start in range(run.resume.get("next", 0), total, size):
        for number in range(start, start + size):
            note("toy", row_id=number)
        if gate and start == gated:
            if written:
                db.session.flush()
            pause_at(gate)
        run.checkpoint({"next": start + size})
        run.advance(size)


@job("toy_people")
def people(run):
    """Leave the names of the persons within reach."""
    names = sorted(db.session.scalars(select(Person.full_name)))
    path = run.new_file()
    path.write_text("\n".join(names))
    run.tell(f"{db.session.scalar(select(func.count(Person.id)))} persons")
    run.result(path, "people.txt", "text/plain")


@job("toy_refusal", refusals=(ToyRefusal,))
def refusal(run, declared):
    note("toy", row_id=1)
    raise ToyRefusal if declared else Refused("Choose another toy.")


@job("toy_fault")
def fault(run):
    note("toy", row_id=1)
    raise RuntimeError("An A, 008190000001, /srv/secret")


@job("toy_call")
def call(run, name):
    """Whatever a test hangs in here."""
    CALLS[name](run)


CALLS = {}
