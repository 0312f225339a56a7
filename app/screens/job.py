"""Long work: how far it is, and the file it leaves for whoever asked."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, abort, jsonify, redirect, request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import lazy_gettext as _

from app.access.audit import note
from app.extensions import db
from app.jobs.asking import cancel, job_of, jobs_of_user
from app.jobs.functions import leaves_secrets
from app.jobs.models import STATES, Job
from app.jobs.results import result_of, take
from app.records.clock import ZONE
from app.records.vietnamese import moment
from app.screens.pages import Cell, Column, JobPage, ListPage, Paging, Row, Tag

TONES = {"done": "ok", "waiting": "wait", "running": "wait", "failed": "late", "cancelled": "plain"}


class JobView(BaseView):
    """One's own jobs, and nobody else's."""

    route_base = "/job"
    class_permission_name = "JobView"
    default_view = "list"

    @expose("/list/")
    @has_access
    @permission_name("use")
    def list(self) -> Any:
        return self.render_template("screens/list.html", page=jobs_page(jobs_of_user()))

    @expose("/show/<pk>")
    @has_access
    @permission_name("use")
    def show(self, pk: str) -> Any:
        return self.render_template("screens/job.html", page=job_page(_job(pk)))

    @expose("/state/<pk>")
    @has_access
    @permission_name("use")
    def state(self, pk: str) -> Any:
        """How far the job is, for the page that waits for it."""
        page = job_page(_job(pk))
        return jsonify(
            done=page.done,
            total=page.total,
            percent=page.percent,
            state=str(page.tag.text),
            tone=page.tag.tone,
            open=not page.over,
            file_url=page.file_url,
            file_name=page.file_name,
            message=str(page.message),
        )

    @expose("/file/<pk>")
    @has_access
    @permission_name("use")
    def file(self, pk: str) -> Response:
        job = _job(pk)
        found = None if leaves_secrets(job.function) else result_of(job.id)
        if found is None:
            abort(404)
        return send_file(found.path, mimetype=found.mime, as_attachment=True, download_name=found.name)

    @expose("/take/<pk>", methods=["POST"])
    @has_access
    @permission_name("use")
    def take(self, pk: str) -> Response:
        """Hand out a file with secrets: once, and never by a link that a browser may follow by itself."""
        job = _job(pk)
        content = take(job.id) if leaves_secrets(job.function) else None
        if content is None:
            abort(404)
        name, mime = job.result_name or "", job.result_mime or ""
        note("take_secret_file", record="job", row_id=job.id, detail={"function": job.function})
        db.session.commit()
        return send_file(BytesIO(content), mimetype=mime, as_attachment=True, download_name=name)

    @expose("/cancel/<pk>", methods=["POST"])
    @has_access
    @permission_name("use")
    def cancel(self, pk: str) -> Any:
        job = _job(pk)
        cancel(job.id)
        db.session.commit()
        return redirect(f"/job/show/{job.id}")


def _job(pk: str) -> Job:
    job = job_of(int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 10 else None
    if job is None:
        abort(404)
    return job


def job_page(job: Job) -> JobPage:
    """One job as its requester sees it."""
    has_file, secret = result_of(job.id) is not None, leaves_secrets(job.function)
    return JobPage(
        title=job.title,
        tag=Tag(STATES[job.state], TONES[job.state]),
        done=job.progress_done,
        total=job.progress_total or 0,
        percent=job.percent or 0,
        message=job.message or "",
        refresh_url=f"/job/state/{job.id}",
        file_url=f"/job/{'take' if secret else 'file'}/{job.id}" if has_file else "",
        file_once=secret,
        file_name=job.result_name or "",
        back_url="/job/list/",
        cancel_url=f"/job/cancel/{job.id}" if job.is_open else "",
        over=not job.is_open,
        about_url=_about(job),
    )


def _about(job: Job) -> str:
    """The page of what the job works on: the one that asked for it named it, or the batch that it fills or decides."""
    batch = job.arguments.get("batch_id") or job.step.get("batch")
    return str(job.arguments.get("page") or (f"/approval/batch/{batch}" if batch else ""))


def _cells(job: Job, columns: list[Column]) -> list[Cell]:
    texts = (str(job.title), moment(job.created_at, ZONE), job.result_name or "")
    return [Cell(text, label=str(column.label)) for text, column in zip(texts, columns, strict=True)]


def jobs_page(jobs: list[Job]) -> ListPage:
    """The reader's latest jobs."""
    columns = [Column("title", _("Work")), Column("asked", _("Asked for on")), Column("file", _("Result file"))]
    rows = [
        Row(job.id, f"/job/show/{job.id}", _cells(job, columns), Tag(STATES[job.state], TONES[job.state]))
        for job in jobs
    ]
    paging = Paging(1 if rows else 0, len(rows), str(len(rows)), len(rows), ())
    return ListPage(
        "job",
        _("Files and long work"),
        "hourglass-split",
        columns,
        rows,
        (),
        paging,
        "",
        request.path,
        searchable=False,
    )
