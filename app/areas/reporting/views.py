"""The page of lists, what comes due as a part of the first page, and the keeping of lists."""

from __future__ import annotations

import io
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from flask import abort, flash, redirect, request, send_file
from flask_appbuilder import BaseView, expose, has_access
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.scope import pickable
from app.access.search import read_address
from app.access.standing import current_standing
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.reporting.curriculum import curriculum
from app.areas.reporting.dashboard_page import dashboard_page
from app.areas.reporting.keeping import keep, let_go
from app.areas.reporting.lists_page import due_lists, lists_page
from app.changes.refusals import Refusal
from app.extensions import db
from app.records.area import registry
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
        unit = chosen_unit(request.args.get("unit", ""))
        page = dashboard_page(unit[0], unit[1], current_standing())
        return self.render_template("reporting/dashboard.html", page=page)


def chosen_unit(text: str) -> tuple[int | None, str]:
    """Key and name of the unit asked for, if it is one that the reader may choose."""
    standing, key = current_standing(), key_of(text)
    named = getattr(OrgUnit, OrgUnit.named_by[0])
    found = select(OrgUnit.id, named).where(OrgUnit.id == key, pickable(OrgUnit, standing))
    row = db.session.execute(found).first() if key is not None else None
    return (row[0], row[1]) if row else (None, "")


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
