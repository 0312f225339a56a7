"""The page of backups, for the administrator: how it stands, the register, a backup now, a restore test entered."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import lazy_gettext as _

from app.areas.administration.backup_page import backup_page, read_test
from app.backup import making, register
from app.extensions import db
from app.jobs.asking import ask

ADDRESS = "/backup/"


class BackupView(BaseView):
    """Backups. None is handed out here: it lies on the server or on a device of its own, and there it is fetched."""

    route_base = "/backup"
    class_permission_name = "System"
    default_view = "list"
    act = "administer"
    label = _("Backups")
    icon = "safe"

    @expose("/")
    @has_access
    @permission_name("administer")
    def list(self) -> Any:
        return self.render_template("administration/backups.html", page=backup_page({}, {}))

    @expose("/make", methods=["POST"])
    @has_access
    @permission_name("administer")
    def make(self) -> Any:
        """Have a backup made by a job."""
        if refusal := making.why_not():
            flash(str(refusal.message), "warning")
            return redirect(ADDRESS)
        job = ask("make_backup", {"page": ADDRESS})
        db.session.commit()
        return redirect(f"/job/show/{job.id}")

    @expose("/test", methods=["POST"])
    @has_access
    @permission_name("administer")
    def test(self) -> Any:
        """Enter a restore test."""
        entry = read_test(request.form)
        if entry.errors or entry.tested_on is None or entry.backup_id is None:
            page = backup_page(request.form, entry.errors)
            return self.render_template("administration/backups.html", page=page), 422
        register.enter_test(entry.tested_on, entry.backup_id, entry.tested_by, entry.passed, entry.remark)
        db.session.commit()
        flash(str(_("The restore test is entered.")), "success")
        return redirect(ADDRESS)
