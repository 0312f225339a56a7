"""The pages of figures released to all units: everybody reads them, Sở Nội vụ alone releases them."""

from __future__ import annotations

from io import BytesIO
from typing import Any, ClassVar

from flask import abort, flash, jsonify, redirect, request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.standing import current_standing
from app.areas.reporting import publishing
from app.areas.reporting.models import PublishedSet
from app.areas.reporting.published_page import (
    ADDRESS,
    new_page,
    read_paper,
    set_page,
    sets_page,
    sheet_fields,
    sheet_rows,
)
from app.changes.refusals import Refusal
from app.exchange.book import WORKBOOK, Book
from app.extensions import db
from app.jobs.results import work_folder

RELEASE, WHY_MOST = "release", 500


class PublishedView(BaseView):
    """Released figures (Điều 7 khoản 1)."""

    route_base = "/published"
    class_permission_name = "HomeView"
    method_permission_name: ClassVar = dict.fromkeys(
        ("list", "show", "excel", "as_json", "new", "make", "withdraw"), "use"
    )
    default_view = "list"
    label = _("Released figures")
    icon = "bar-chart-line"

    @expose("/")
    @has_access
    def list(self) -> Any:
        return self.render_template("reporting/published.html", page=sets_page(current_standing()))

    @expose("/<int:key>")
    @has_access
    def show(self, key: int) -> Any:
        page = set_page(_set(key), current_standing())
        return self.render_template("reporting/published_set.html", page=page)

    @expose("/<int:key>.xlsx")
    @has_access
    def excel(self, key: int) -> Any:
        one, file = _set(key), BytesIO()
        with Book(file, gettext("Released figures"), sheet_fields(), work_folder()) as book:
            for row in sheet_rows(one):
                book.add(row)
        file.seek(0)
        return send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name=f"so-lieu-cong-bo-{key}.xlsx")

    @expose("/<int:key>.json")
    @has_access
    def as_json(self, key: int) -> Any:
        one = _set(key)
        return jsonify(
            title=one.title,
            counted_on=one.counted_on.isoformat(),
            document_number=one.document_number,
            document_date=one.document_date.isoformat(),
            least=one.least,
            figures=one.figures,
        )

    @expose("/new")
    @has_access
    def new(self) -> Any:
        _refuse()
        return self.render_template("reporting/published_new.html", page=new_page(current_standing(), None, {}))

    @expose("/new", methods=["POST"])
    @has_access
    def make(self) -> Any:
        """Show the draft; release it when what was shown is what is released."""
        _refuse()
        standing, form = current_standing(), request.form
        paper, errors = read_paper(form)
        chosen = form.getlist("question")
        figures, message = None, ""
        try:
            if paper is not None and form.get("act") == RELEASE:
                released = publishing.release(paper, chosen, form.get("shown", ""))
                db.session.commit()
                flash(gettext("The figures are released; every unit can read them."), "success")
                return redirect(f"{ADDRESS}{released.id}")
        except Refusal as refusal:
            db.session.rollback()
            message = str(refusal.message)
        try:
            figures = publishing.figures_of(chosen, standing) if not errors else None
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            message = message or str(refusal.message)
        page = new_page(standing, form, errors, message, figures)
        return self.render_template("reporting/published_new.html", page=page), 422 if errors or message else 200

    @expose("/<int:key>/withdraw", methods=["POST"])
    @has_access
    def withdraw(self, key: int) -> Any:
        """Take a set back, with the reason."""
        _refuse()
        why = request.form.get("why", "").strip()[:WHY_MOST]
        if not why:
            flash(gettext("Say why the figures are withdrawn."), "warning")
            return redirect(f"{ADDRESS}{key}")
        if not publishing.withdraw(key, why):
            abort(404)
        db.session.commit()
        flash(gettext("The figures are withdrawn; units do not find them any more."), "success")
        return redirect(ADDRESS)


def _set(key: int) -> PublishedSet:
    found = publishing.released_set(key)
    if found is None:
        abort(404)
    return found


def _refuse() -> None:
    if not publishing.may_release(current_standing()):
        abort(403)
