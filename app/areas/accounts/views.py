"""Pages of the accounts: requests to carry out, units without an account, the table of rights."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Response, abort, flash, redirect, request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from app.access.audit import note
from app.access.authentication import confirms
from app.access.standing import current_standing
from app.areas.accounts import matrix, unit_accounts
from app.areas.accounts.carrying import carry_out, waiting
from app.areas.accounts.requests_page import requests_page
from app.changes.refusals import Refusal
from app.changes.transactions import whole
from app.exchange.book import WORKBOOK, Book
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.results import work_folder
from app.records.clock import ZONE
from app.records.links import key_of
from app.records.problems import FieldError
from app.records.vietnamese import moment
from app.screens.account import refused
from app.screens.account_pages import TemporaryPage
from app.screens.accounts import wanted_accounts

ADDRESS = "/access/"
PAGES_MOST = 10_000


class RequestsView(BaseView):
    """What was approved and waits for the administrator. Each act wants his own password (TCVN 14423:2026)."""

    route_base = "/access"
    class_permission_name = "System"
    default_view = "list"
    act = "administer"
    label = _("Requests to carry out")
    icon = "person-lock"

    @expose("/")
    @has_access
    @permission_name("administer")
    def list(self) -> Any:
        return self.render_template("accounts/requests.html", page=requests_page())

    @expose("/carry_out", methods=["POST"])
    @has_access
    @permission_name("administer")
    def carry_out(self) -> Any:
        """One request at once; several of one paper by a job, which leaves the sheet of first passwords."""
        wanted = [key for key in map(key_of, request.form.getlist("id")) if key]
        rows = waiting(wanted)
        if not rows:
            flash(gettext("These requests are carried out already, or were taken back."), "warning")
            return redirect(ADDRESS)
        outcome = confirms(current_standing().user_id or 0, request.form.get("password", ""))
        if outcome.verdict != "entered":
            flash(str(refused(outcome)), "danger")
            return redirect(ADDRESS)
        if len(rows) > 1:
            job = ask("carry_out_requests", {"ids": [row.id for row in rows], "page": ADDRESS})
            db.session.commit()
            return redirect(f"/job/show/{job.id}")
        return self._one(rows[0].id, rows[0].username, rows[0].person_name)

    def _one(self, key: int, username: str, person_name: str) -> Any:
        try:
            with whole():
                opened = carry_out(key)
        except (Refusal, FieldError) as refusal:
            db.session.rollback()
            flash(f"{username}: {refusal.message}", "danger")
            return redirect(ADDRESS)
        if opened is None:
            db.session.commit()
            flash(gettext("%(name)s: the request is carried out.", name=username), "success")
            return redirect(ADDRESS)
        ends_at = moment(opened.ends_at, ZONE)
        db.session.commit()
        page = TemporaryPage(username, person_name, opened.password, ends_at)
        return self.render_template("accounts/first_password.html", page=page)


class UnitAccountsView(BaseView):
    """The units for which nobody can sign in, and how the accounts stand."""

    route_base = "/unit_accounts"
    class_permission_name = "System"
    default_view = "list"
    act = "administer"
    label = _("Units without an account")
    icon = "building-exclamation"

    @expose("/")
    @has_access
    @permission_name("administer")
    def list(self) -> Any:
        page = request.args.get("page", 1, type=int) or 1
        query, kind = _asked()
        shown = unit_accounts.units_page(query, kind, min(max(page, 1), PAGES_MOST))
        return self.render_template("accounts/units.html", page=shown)

    @expose("/list.xlsx")
    @has_access
    @permission_name("administer")
    def export(self) -> Any:
        return _sheet(gettext("Units without an account"), unit_accounts.COLUMNS, unit_accounts.unit_rows(*_asked()))

    @expose("/accounts.xlsx")
    @has_access
    @permission_name("administer")
    def export_accounts(self) -> Any:
        """The list of accounts as it is filtered."""
        rows = unit_accounts.account_rows(wanted_accounts())
        return _sheet(gettext("Accounts"), unit_accounts.ACCOUNT_COLUMNS, rows)

    @expose("/charts")
    @has_access
    @permission_name("administer")
    def charts(self) -> Any:
        return self.render_template("screens/charts.html", page=unit_accounts.charts_page())


class RightsView(BaseView):
    """Who may do what, as it is in force. It is read here, and changed in the declarations of the records."""

    route_base = "/rights"
    class_permission_name = "System"
    default_view = "list"
    act = "administer"
    label = _("Table of rights")
    icon = "grid-3x3"

    @expose("/")
    @has_access
    @permission_name("administer")
    def list(self) -> Any:
        return self.render_template("accounts/rights.html", page=matrix.matrix_page())

    @expose("/list.xlsx")
    @has_access
    @permission_name("administer")
    def export(self) -> Any:
        rows = matrix.matrix_rows(matrix.matrix_page())
        return _sheet(gettext("Table of rights"), matrix.matrix_columns(), rows)


def _asked() -> tuple[str, str]:
    return request.args.get("q", "").strip()[:100], request.args.get("kind", "")[:60]


def _sheet(name: str, columns: Any, rows: Any) -> Response:
    """An Excel file of a page of the administrator's, noted in the log."""
    if not current_standing().may_act("administer"):
        abort(403)
    file, fields = BytesIO(), list(columns)
    with Book(file, name, fields, work_folder()) as book:
        for row in rows:
            book.add(row)
    note("export", detail={"format": "xlsx", "columns": [one.name for one in fields], "rows": book.rows})
    db.session.commit()
    file.seek(0)
    return send_file(file, mimetype=WORKBOOK, as_attachment=True, download_name=f"{name}.xlsx")
