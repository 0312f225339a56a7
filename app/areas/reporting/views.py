"""The page of lists, what comes due as a part of the first page, and the keeping of lists."""

from __future__ import annotations

import io
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from flask import abort, flash, redirect, request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_babel import lazy_gettext as _

from app.access.asked import read_address
from app.access.standing import current_standing
from app.areas.organization.units_in_reach import chosen_unit
from app.areas.personnel.models import Employee
from app.areas.reporting.curriculum import curriculum
from app.areas.reporting.dashboard_page import dashboard_page
from app.areas.reporting.keeping import keep, let_go
from app.areas.reporting.lists_page import due_lists, lists_page
from app.areas.reporting.progress_page import progress_page, progress_part
from app.changes.refusals import Refusal
from app.extensions import db
from app.records.area import registry
from app.records.clock import today
from app.records.links import key_of

ADDRESS = "/report/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DashboardView(BaseView):
    """The province, or one unit with all below it, in figures; each opens its rows."""

    route_base = "/dashboard"
    class_permission_name = "HomeView"
    method_permission_name: ClassVar = {"show": "use"}
    default_view = "show"
    label = _("Dashboard")
    icon = "speedometer2"

    @expose("/")
    @has_access
    def show(self) -> Any:
        asked, standing = request.args.get("unit", ""), current_standing()
        unit = chosen_unit(asked, today(), standing) if asked else None
        page = dashboard_page(unit.id if unit else None, unit.name_vi if unit else "", standing)
        return self.render_template("reporting/dashboard.html", page=page)


class ProgressView(BaseView):
    """How far entry and approval have come, unit by unit, and the changes that wait."""

    route_base = "/progress"
    class_permission_name = "HomeView"
    method_permission_name: ClassVar = {"show": "use", "part": "use"}
    default_view = "show"
    reads = Employee.name
    label = _("Entry and approval progress")
    icon = "hourglass-split"

    @expose("/")
    @has_access
    def show(self) -> Any:
        given, standing = request.args, current_standing()
        if not standing.may("read", Employee.name):
            abort(403)
        number = given.get("page", 1, type=int) or 1
        page = progress_page(given.get("unit", ""), given.get("state", ""), number, standing)
        return self.render_template("reporting/progress.html", page=page)

    @expose("/part")
    @has_access
    def part(self) -> Any:
        """The progress of the reader's unit, for the first page."""
        standing = current_standing()
        drawn = progress_part(standing) if standing.may("read", Employee.name) else None
        return self.render_template("reporting/_progress.html", drawn=drawn)


class FormsView(BaseView):
    """Forms of the law about one person, filled in from his record."""

    route_base = "/form"
    class_permission_name = Employee.name
    method_permission_name: ClassVar = {"curriculum": "read"}
    default_view = "curriculum"

    @expose("/curriculum/<pk>")
    @has_access
    def curriculum(self, pk: str) -> Any:
        """The curriculum vitae as a Word file."""
        key = key_of(pk)
        made = curriculum(key, current_standing()) if key is not None else None
        if made is None:
            abort(404)
        return send_file(
            io.BytesIO(made), mimetype=WORD, as_attachment=True, download_name=f"so-yeu-ly-lich-{key}.docx"
        )


class ListsView(BaseView):
    """Lists that are wanted again and again. Each leads to the list itself, which judges rights and reach anew."""

    route_base = "/report"
    class_permission_name = "HomeView"
    method_permission_name = dict.fromkeys(("lists", "due", "keep", "let_go"), "use")
    default_view = "lists"
    label = _("Lists and due dates")
    icon = "card-checklist"

    @expose("/")
    @has_access
    def lists(self) -> Any:
        return self.render_template("reporting/lists.html", page=lists_page(current_standing()))

    @expose("/due")
    @has_access
    def due(self) -> Any:
        """What comes due, for the first page."""
        return self.render_template("reporting/_due.html", due=due_lists(current_standing()))

    @expose("/keep", methods=["POST"])
    @has_access
    def keep(self) -> Any:
        """Keep a list as it is set, under a name; then back to it."""
        standing, record = current_standing(), registry().records.get(request.form.get("record", ""))
        if record is None or not standing.may("read", record.name):
            abort(404)
        asked = read_address(record, dict(parse_qsl(request.form.get("asks", ""))), standing)
        try:
            kept = keep(asked, request.form.get("name", ""), bool(request.form.get("share")), standing)
        except Refusal as refusal:
            flash(str(refusal.message), "warning")
        else:
            db.session.commit()
            flash(
                str(_("The list is kept as “%(name)s”; it stands under Lists and due dates.", name=kept.name)),
                "success",
            )
        return redirect(asked.address(f"/{record.name}/list/"))

    @expose("/let_go/<int:key>", methods=["POST"])
    @has_access
    def let_go(self, key: int) -> Any:
        """Take one of one's own lists away."""
        if not let_go(key, current_standing()):
            abort(404)
        db.session.commit()
        flash(str(_("The list is taken away; its rows are untouched.")), "success")
        return redirect(ADDRESS)
