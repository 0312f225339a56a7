"""A backup asked for on a page: made by the job worker, where that one may copy the database."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.standing import current_standing
from app.backup import making
from app.changes.refusals import NotAllowed, Refusal
from app.jobs.functions import job
from app.jobs.run import Run
from app.records.vietnamese import number

MEGABYTE = 1 << 20
STEP = 16  # megabytes between two signs of how far it is


class Progress:
    """Tells a job how many megabytes have gone by. A backup is written whole: killed, it is begun anew."""

    def __init__(self, run: Run) -> None:
        self._run, self._bytes, self._told = run, 0, 0

    def __call__(self, size: int) -> None:
        self._bytes += size
        done = self._bytes // MEGABYTE
        if done - self._told >= STEP:
            self._run.advance(done - self._told)
            self._told = done


@job("make_backup", _("Backup"), refusals=(Refusal,))
def make_backup(run: Run, page: str = "") -> None:
    """Make a backup in the folder of the settings. `page` is for whoever looks at the job."""
    standing = current_standing()
    if not standing.may_act("administer"):
        raise NotAllowed
    if size := making.expected_size():
        run.total(size // MEGABYTE + 1)
    made = making.create(making.default_folder(), standing.user_id, Progress(run))
    run.tell(
        gettext(
            "%(size)s bytes, %(rows)s rows, %(files)s files",
            size=number(made.size or 0),
            rows=number(sum(made.counts.values())),
            files=number(made.files or 0),
        )
    )
