"""What waits for the administrator, for the first page: requests to carry out, accounts of the departed, jobs, backups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.standing import operator
from app.areas.accounts.carrying import WAITING
from app.areas.accounts.departed import accounts_of_the_departed
from app.areas.accounts.models import AccessRequest
from app.backup import register
from app.extensions import db
from app.jobs.models import OPEN, Job
from app.records.clock import now
from app.records.vietnamese import day

LATELY = timedelta(days=1)
REQUESTS, JOBS, BACKUPS = "/access/", "/jobs/", "/backup/"
Task = tuple[Any, str, str, str]  # what it is, how much, where to, how it stands


class DutiesView(BaseView):
    """The administrator's part of the first page."""

    route_base = "/administration"
    class_permission_name = "System"
    default_view = "part"
    act = "administer"

    @expose("/part")
    @has_access
    @permission_name("administer")
    def part(self) -> Any:
        return self.render_template("administration/_duties.html", tasks=list(duties()))


def duties() -> Iterator[Task]:
    """Each with its number and the page where it is done."""
    asked = int(db.session.scalar(select(func.count()).where(AccessRequest.state == WAITING)) or 0)
    yield _("requests for accounts to carry out"), str(asked), REQUESTS, "wait" if asked else "plain"
    departed = len(accounts_of_the_departed())
    yield _("accounts whose holder has left"), str(departed), REQUESTS, "late" if departed else "plain"
    running, failed = _jobs()
    yield _("jobs waiting or running"), str(running), JOBS, "plain"
    yield _("jobs that failed since yesterday"), str(failed), JOBS, "late" if failed else "plain"
    for label, last in (
        (_("last backup"), register.last_backup()[1]),
        (_("last restore test"), register.last_test()[1]),
    ):
        yield label, day(last.day) if last.day else gettext("never"), BACKUPS, "late" if last.is_late else "ok"


def _jobs() -> tuple[int, int]:
    """How many are open, and how many failed lately; whose they are and what they are about is not asked."""
    with operator("the administrator learns how many jobs there are, nothing of them"):
        columns = (
            func.count().filter(Job.state.in_(OPEN)),
            func.count().filter(Job.state == "failed", Job.finished_at > now() - LATELY),
        )
        running, failed = db.session.execute(select(*columns)).one()
    return running, failed
