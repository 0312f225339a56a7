"""The pay of a month, as a tab of the person's page and as a page to go through the months."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, request
from flask_appbuilder import BaseView, expose, has_access

from app.access.by_key import read_row
from app.access.standing import current_standing
from app.areas.compensation.allowances import AllowanceEvent
from app.areas.compensation.pay_page import pay_page
from app.areas.personnel.models import Employee
from app.records.clock import today
from app.records.links import key_of


class PayView(BaseView):
    """Read by whoever may read the person, the salary and the allowances."""

    route_base = "/pay"
    class_permission_name = "salary_event"
    method_permission_name = {"show": "read"}
    default_view = "show"

    @expose("/<pk>")
    @has_access
    def show(self, pk: str) -> Any:
        key, month = key_of(pk), _month(request.args.get("month", ""))
        person = read_row(Employee, key) if key is not None else None
        if person is None or month is None or not current_standing().may("read", AllowanceEvent.name):
            abort(404)
        page = pay_page(person["id"], person["full_name"], month)
        as_tab = request.headers.get("X-Fragment") == "tab"
        return self.render_template("compensation/_pay.html" if as_tab else "compensation/pay.html", page=page)


def _month(text: str) -> date | None:
    """The first day of the month asked for (2026-11); this month when none is."""
    if not text:
        return today().replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
