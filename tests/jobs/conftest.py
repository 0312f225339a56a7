"""The toy world with a queue of its own, and real workers beside it."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.extensions import db
from app.jobs import asking, queue, shift
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.clock import now

ROOT = Path(__file__).parents[2]


class Jobs:
    """What a test does with jobs: ask for them as someone, look at them, start workers."""

    def __init__(self, world, folder):
        self.world, self.folder, self.workers = world, folder, []

    def ask(self, who, function, **arguments):
        """Ask and commit as a user; answer the job's key."""
        with self.world.as_(who):
            return self._ask(function, arguments)

    def ask_as_operator(self, function, **arguments):
        with self.world.as_operator():
            return self._ask(function, arguments)

    def _ask(self, function, arguments):
        job = asking.ask(function, arguments)
        db.session.commit()
        return job.id

    def row(self, job_id):
        """The row as it stands, read past the wall."""
        with self.world.as_operator():
            return db.session.get(Job, job_id)

    def run(self, job_id):
        """Do here and now what a worker does, and answer the row."""
        with self.world.app.app_context():
            run_job(job_id)
        return self.row(job_id)

    def make_stale(self, job_id):
        """As if the run had shown no sign of life for two minutes."""
        with self.world.as_operator():
            job = db.session.get(Job, job_id)
            job.heartbeat_at = now() - timedelta(minutes=2)
            db.session.commit()

    def start_worker(self):
        """A worker process on the same database and folder."""
        url = self.world.app.config["SQLALCHEMY_DATABASE_URI"]
        command = [sys.executable, "-m", "tests.jobs.worker_process", url, str(self.folder)]
        log = (self.folder / f"worker-{len(self.workers)}.log").open("w")
        with log:
            self.workers.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
        return self.workers[-1]

    def end_workers(self):
        for process in self.workers:
            process.kill()
            process.wait()


@pytest.fixture
def jobs(world, tmp_path):
    world.app.config["JOB_PATH"] = str(tmp_path / "jobs")
    queue.bind(world.app)
    shift.ending.clear()
    here = Jobs(world, tmp_path)
    yield here
    here.end_workers()
    world.app.extensions["jobs"].huey.storage.close()
