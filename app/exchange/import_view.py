"""Import on screen: a sheet to fill in, its check, and the submission of its rows for approval."""

from __future__ import annotations

import tempfile
from typing import Any

from flask import abort, current_app, flash, redirect, request, send_file
from flask_appbuilder import BaseView, expose
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import login_required
from sqlalchemy import select, update

from app.access.asked import read_address
from app.access.search import bounded_count, statement
from app.access.standing import Standing, current_standing
from app.changes.refusals import NotAllowed, Refusal
from app.exchange.blank import write_sheet
from app.exchange.checking import NOTE_MOST, check, is_long, submit_sheet
from app.exchange.downloads import MIMES, stem_of
from app.exchange.limits import MOST_BYTES
from app.exchange.long_imports import ask_for_check
from app.exchange.long_marking import ask_for_marks
from app.exchange.marked import marked_name, write_marked
from app.exchange.models import ImportFile
from app.exchange.outcome import Outcome
from app.exchange.pages import SEVERITIES, import_page, outcome_page
from app.exchange.sheet import read
from app.exchange.uploads import clear, enter, keep, plain_name, sheet_of
from app.extensions import db
from app.jobs.asking import job_of
from app.records.area import registry
from app.records.record import Record
from app.records.settings import settings

TOKEN_LENGTH = 43


class TooLongToFill(Refusal):
    """A sheet with more rows than a page can wait for."""

    message = _("The list has too many rows for one sheet to correct; narrow it with a filter first.")


class ImportView(BaseView):
    """The pages of imports, each for whoever keeps the record; an uploaded sheet is its sender's alone."""

    route_base = "/import"
    class_permission_name = "ImportView"
    default_view = "begin"

    @expose("/<name>/", methods=["GET"])
    @login_required
    def begin(self, name: str) -> Any:
        return self._begin(_record(name))

    @expose("/<name>/sheet.xlsx", methods=["GET"])
    @login_required
    def sheet(self, name: str) -> Any:
        """The sheet to fill in; with `filled` the rows of the list whose address this is, to be corrected."""
        record, standing = _record(name), current_standing()
        rows = None
        if request.args.get("filled"):
            asked = read_address(record, request.args, standing)
            rows = statement(asked, standing)
            if asked.misread:
                abort(400)
            if bounded_count(rows) > settings().value("export_rows_at_once"):
                raise TooLongToFill
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it when it is sent)
        write_sheet(record, file, standing, rows)
        db.session.commit()
        stem = gettext("sheet-to-fill")
        return _sent(file, f"{stem}-{stem_of(record)}.xlsx")

    @expose("/<name>/", methods=["POST"])
    @login_required
    def upload(self, name: str) -> Any:
        """Take a sheet in and check it. One that cannot be read is not kept; the page says what to do."""
        record = _record(name)
        given = request.files.get("file")
        if given is None or not given.filename:
            return self._begin(record, gettext("Choose a file first.")), 422
        sent_as = plain_name(given.filename)
        path = keep(given.stream, sent_as)
        try:
            sheet = read(path, sent_as)
            outcome = None if is_long(len(sheet.lines), sheet.cells) else check(record, sheet)
        except Refusal as refusal:
            path.unlink()
            db.session.rollback()
            return self._begin(record, str(refusal.message)), 422
        except BaseException:
            path.unlink()
            raise
        kept = enter(path, sheet, record.name)
        if outcome is None:
            ask_for_check(kept)
        else:
            kept.state, kept.counts, kept.outcome = "checked", dict(outcome.counts), outcome.dump()
        db.session.commit()
        return redirect(f"/import/{record.name}/{kept.token}")

    @expose("/<name>/<token>", methods=["GET"])
    @login_required
    def outcome(self, name: str, token: str) -> Any:
        record, kept = _own(name, token)
        severity = request.args.get("severity", "")
        severity = severity if severity in SEVERITIES else ""
        page, changes = _number("page"), _number("changes")
        return self.render_template("exchange/outcome.html", page=outcome_page(record, kept, severity, page, changes))

    @expose("/<name>/<token>/faults.xlsx", methods=["GET"])
    @login_required
    def faults(self, name: str, token: str) -> Any:
        """The same sheet with its faults marked; after a submission only the rows that were refused."""
        record, kept = _own(name, token)
        if is_long(kept.lines, kept.cells):
            flash(gettext("This sheet is long: have its faults marked first, then fetch the file."), "info")
            return redirect(f"/import/{record.name}/{kept.token}")
        sheet = sheet_of(kept)
        if sheet is None or kept.outcome is None:
            abort(404)
        file = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it when it is sent)
        left = kept.state == "submitted"
        write_marked(record, sheet, Outcome.load(kept.outcome), file, current_standing(), refused_only=left)
        db.session.commit()
        return _sent(file, marked_name(kept.name))

    @expose("/<name>/<token>/faults", methods=["POST"])
    @login_required
    def mark(self, name: str, token: str) -> Any:
        """Have a long sheet marked; its page says how far that is."""
        record, kept = _own(name, token)
        address = f"/import/{record.name}/{kept.token}"
        try:
            ask_for_marks(kept)
        except Refusal as refusal:
            db.session.rollback()
            flash(str(refusal.message), "danger")
        _keep_note(token)
        return redirect(address)

    @expose("/<name>/<token>/submit", methods=["POST"])
    @login_required
    def submit(self, name: str, token: str) -> Any:
        """Hand in all rows, or (`rows=good`) only those that are not refused."""
        record, kept = _own(name, token)
        address = f"/import/{record.name}/{kept.token}"
        before = Outcome.load(kept.outcome).good
        try:
            submit_sheet(kept, partial=request.form.get("rows") == "good", note=_note())
        except NotAllowed:
            raise
        except Refusal as refusal:
            db.session.rollback()
            flash(str(refusal.message), "danger")
            _keep_note(token)
            return redirect(address)
        _tell(_own(name, token)[1], before)
        return redirect(address)

    @expose("/<name>/<token>/discard", methods=["POST"])
    @login_required
    def discard(self, name: str, token: str) -> Any:
        """Take a sheet away that is not handed in, or the rest of one whose job has stopped."""
        record, kept = _own(name, token)
        at_work = job_of(kept.job_id) if kept.job_id else None
        if at_work and at_work.is_open:
            return redirect(f"/import/{record.name}/")
        if kept.state == "submitting" and kept.batch_id is not None:
            clear(kept)
            kept.state = "submitted"
            db.session.commit()
            flash(gettext("The rest of the sheet was taken away; what is handed in stays."), "info")
        elif kept.state in ("checked", "sent", "submitting"):
            clear(kept)
            db.session.delete(kept)
            db.session.commit()
            flash(gettext("The sheet was taken away; nothing of it was handed in."), "info")
        return redirect(f"/import/{record.name}/")

    def _begin(self, record: type[Record], message: str = "") -> Any:
        most = min(int(current_app.config["MAX_CONTENT_LENGTH"]), MOST_BYTES)
        page = import_page(record, current_standing(), most, message)
        return self.render_template("exchange/import.html", page=page)


def _record(name: str) -> type[Record]:
    """The record of an address, for whoever keeps it."""
    standing: Standing = current_standing()
    if name not in registry().records:
        abort(404)
    if not standing.keeps(name):
        abort(403)
    return registry().record(name)


def _own(name: str, token: str) -> tuple[type[Record], ImportFile]:
    """An uploaded sheet of this user; anybody else's is not there."""
    record = _record(name)
    wanted = select(ImportFile).where(ImportFile.token == token[:TOKEN_LENGTH], ImportFile.record == name)
    kept = db.session.scalar(wanted.execution_options(populate_existing=True))
    if kept is None:
        abort(404)
    return record, kept


def _tell(kept: ImportFile, before: int) -> None:
    """What was done, and how it differs from what the check had promised."""
    if kept.state != "submitted":
        return
    good = Outcome.load(kept.outcome).good
    flash(gettext("%(count)d rows were handed in.", count=good), "success")
    if good != before:
        flash(
            gettext(
                "The check had found %(before)d good rows; since then something has changed. The findings are those of now.",
                before=before,
            ),
            "warning",
        )


def _keep_note(token: str) -> None:
    """The note that was being written stands on the page again; what is handed in already keeps its own. Commits."""
    if text := _note():
        open_one = update(ImportFile).where(ImportFile.token == token[:TOKEN_LENGTH], ImportFile.state == "checked")
        db.session.execute(open_one.values(note=text))
    db.session.commit()


def _note() -> str | None:
    return request.form.get("note", "").strip()[:NOTE_MOST] or None


def _number(name: str) -> int:
    return min(max(request.args.get(name, 1, type=int) or 1, 1), 10_000)


def _sent(file: Any, name: str) -> Any:
    file.seek(0)
    return send_file(file, mimetype=MIMES["xlsx"], as_attachment=True, download_name=name)
