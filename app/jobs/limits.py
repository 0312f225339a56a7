"""How long and how often: each may be set in the application's configuration, in seconds unless it says otherwise."""

from __future__ import annotations

from flask import current_app

LIMITS = {
    "JOB_WORKERS": 2,  # threads of the worker process
    "JOB_BEAT_SECONDS": 10,  # between two signs of life of the jobs in hand
    "JOB_STALE_SECONDS": 60,  # without a sign of life a job counts as abandoned
    "JOB_SWEEP_SECONDS": 30,  # between two looks for jobs that nobody holds
    "JOB_GRACE_SECONDS": 5,  # for the chunks under way, when the worker is told to end
    "JOB_ATTEMPTS": 3,  # how often a job is begun before it is given up
    "JOB_RESULT_DAYS": 7,  # how long a result can be fetched
}


def limit(name: str) -> int:
    """The limit in force."""
    return int(current_app.config.get(name, LIMITS[name]))
