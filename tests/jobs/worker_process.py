"""A real worker on a test's database: `python -m tests.jobs.worker_process URL FOLDER`."""

import sys
from pathlib import Path

from app.jobs import queue
from app.jobs.worker import work
from tests import toys
from tests.conftest import make_app
from tests.jobs import toy_jobs  # noqa: F401  (its functions are what the worker may be asked for)

SHORT = {"JOB_BEAT_SECONDS": 1, "JOB_SWEEP_SECONDS": 1, "JOB_STALE_SECONDS": 3, "JOB_GRACE_SECONDS": 1}


def main(url, folder):
    app = make_app(url, Path(folder), [toys.area])
    app.config.update(SHORT)
    queue.bind(app)
    work(app)


if __name__ == "__main__":
    main(*sys.argv[1:])
