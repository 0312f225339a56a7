"""The page of everybody's jobs, for the administrator: what runs, what broke down, and the hand to stop or clear it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import flash, redirect, request
from flask_appbuilder import BaseView, expose, has_access
from flask_babel import format_timedelta, gettext
from flask_babel import lazy_gettext as _

from app.extensions import db
from app.jobs import watching
from app.jobs.functions import label_of
from app.jobs.models import STATES
from app.jobs.watching import KEPT_DAYS, Watched
from app.records.clock import ZONE, now
from app.records.settings import settings
from app.records.vietnamese import moment, number
from app.screens.inbox import user_names
from app.screens.job import TONES
from app.screens.pages import Paging, Tag

ADDRESS = "/jobs/"
WAITS_LONG = timedelta(minutes=5)
PAGES_MOST = 10_000


@dataclass(frozen=True)
class JobLine:
    """A job in words: its kind, its requester, its times, how far it is, and what became of it."""

    id: int
    title: Any
    tag: Tag
    requester: str
    progress: str
    asked_at: str
    age: str
    lasted: str
    said: str
    cancel_url: str
    clear_url: str


@dataclass(frozen=True)
class JobsPage:
    """One page of them, with the filters that are set."""

    lines: Sequence[JobLine]
    states: Sequence[tuple[str, Any]]
    functions: Sequence[tuple[str, Any]]
    state: str
    function: str
    kept_days: int
    paging: Paging


class JobsView(BaseView):
    """Everybody's long work. A person sees his own under “Files and long work”."""

    route_base = "/jobs"
    class_permission_name = "System"
    method_permission_name: ClassVar = dict.fromkeys(("list", "cancel", "clear"), "administer")
    default_view = "list"
    act = "administer"
    label = _("Everybody's long work")
    icon = "hourglass-split"

    @expose("/")
    @has_access
    def list(self) -> Any:
        page = min(max(request.args.get("page", 1, type=int) or 1, 1), PAGES_MOST)
        shown = jobs_page(request.args.get("state", "")[:20], request.args.get("function", "")[:60], page)
        return self.render_template("administration/jobs.html", page=shown)

    @expose("/cancel/<int:key>", methods=["POST"])
    @has_access
    def cancel(self, key: int) -> Any:
        return _done(watching.call_off, key, gettext("The work is stopped. What it had done stays done."))

    @expose("/clear/<int:key>", methods=["POST"])
    @has_access
    def clear(self, key: int) -> Any:
        return _done(watching.clear, key, gettext("The work and its file are cleared away."))


def _done(act: Callable[[int], bool], key: int, sentence: str) -> Any:
    if act(key):
        db.session.commit()
        flash(sentence, "success")
    else:
        db.session.rollback()
        flash(gettext("Nothing was done: this work has changed meanwhile."), "warning")
    return redirect(ADDRESS)


def jobs_page(state: str, function: str, page: int) -> JobsPage:
    """The newest jobs of a state and a kind."""
    jobs, count = watching.watched(state, function, page)
    names = user_names({job.requested_by for job in jobs})
    kept = {name: value for name, value in (("state", state), ("function", function)) if value}
    first = (page - 1) * watching.PAGE + 1 if jobs else 0

    def url(other: int) -> str:
        return f"{ADDRESS}?{urlencode({**kept, 'page': other})}"

    paging = Paging(
        first,
        first + len(jobs) - 1 if jobs else 0,
        number(count),
        watching.PAGE,
        (),
        url(page - 1) if page > 1 else "",
        url(page + 1) if page * watching.PAGE < count else "",
    )
    kinds = [(name, label_of(name)) for name in watching.functions_asked()]
    lines = [_line(job, names) for job in jobs]
    return JobsPage(lines, list(STATES.items()), kinds, state, function, settings().value(KEPT_DAYS), paging)


def _line(job: Watched, names: dict[int, str]) -> JobLine:
    lasted = job.lasted
    return JobLine(
        id=job.id,
        title=label_of(job.function),
        tag=Tag(STATES[job.state], "late" if job.silent else TONES[job.state]),
        requester=names.get(job.requested_by, str(job.requested_by)) if job.requested_by else gettext("the system"),
        progress=f"{number(job.done)} / {number(job.total)}" if job.total else number(job.done) if job.done else "",
        asked_at=moment(job.created_at, ZONE),
        age=format_timedelta(now() - job.created_at),
        lasted=format_timedelta(lasted) if lasted is not None else "",
        said=_said(job),
        cancel_url=f"{ADDRESS}cancel/{job.id}" if job.is_open else "",
        clear_url=f"{ADDRESS}clear/{job.id}" if job.may_clear else "",
    )


def _said(job: Watched) -> str:
    """What became of a job, in words that name nobody: its own message is for whoever asked."""
    if job.error_id:
        return gettext("Stopped at a fault of the program; look for %(fault)s in its log.", fault=job.error_id)
    if job.state == "failed":
        return gettext("Could not be done; the reason stands on the page of whoever asked.")
    if job.silent:
        return gettext("Shows no sign of life; it is begun again by itself.")
    if job.state == "waiting" and now() - job.created_at > WAITS_LONG:
        return gettext("Waits for long: check that a worker is running.")
    if job.attempts > 1:
        return gettext("Begun %(count)d times", count=job.attempts)
    return ""
