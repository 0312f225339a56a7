"""The page of one's own record, its confirmation, and what the first page says of it."""

from __future__ import annotations

from typing import Any, ClassVar

from flask import abort, flash, redirect, request
from flask_appbuilder import BaseView, expose, has_access
from flask_babel import lazy_gettext as _

from app.access.standing import current_standing
from app.areas.self_service.models import YearlyConfirmation
from app.areas.self_service.my_record import my_record_page
from app.areas.self_service.state import State, state_of
from app.changes import operations
from app.changes.refusals import Invalid, Refusal
from app.extensions import db
from app.records.clock import today

ADDRESS = "/my_record/"


class MyRecordView(BaseView):
    """For whoever has a personal account; the line of the menu is that of one's own record."""

    route_base = "/my_record"
    class_permission_name = "HomeView"
    method_permission_name: ClassVar = dict.fromkeys(("show", "confirm", "part"), "use")
    default_view = "show"

    @expose("/")
    @has_access
    def show(self) -> Any:
        page = my_record_page(_state(), current_standing())
        return self.render_template("self_service/my_record.html", page=page)

    @expose("/confirm", methods=["POST"])
    @has_access
    def confirm(self) -> Any:
        """Confirm what the page showed: the digest travels with the form, so that nothing else is confirmed."""
        state = _state()
        values = {
            "employee_id": state.person["id"],
            "confirmed_on": today(),
            "confirmed_year": state.year,
            "campaign_id": state.campaign_id,
            "digest": request.form.get("digest", ""),
        }
        try:
            operations.submit(YearlyConfirmation, values)
            db.session.commit()
        except Invalid as refusal:
            db.session.rollback()
            for problem in refusal.problems:
                flash(str(problem.message), "warning")
        except Refusal as refusal:
            db.session.rollback()
            flash(str(refusal.message), "warning")
        else:
            flash(str(_("Your record is confirmed. Thank you.")), "success")
        return redirect(ADDRESS)

    @expose("/part")
    @has_access
    def part(self) -> Any:
        """Where one's own record stands, for the first page."""
        state = state_of(current_standing())
        return self.render_template("self_service/_own.html", state=state, address=ADDRESS)


def _state() -> State:
    state = state_of(current_standing())
    if state is None:
        abort(404)
    return state
