"""The page on which a unit's HR officer chooses people without an account and hands in one request for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.standing import current_standing
from app.areas.accounts.models import AccessRequest
from app.areas.accounts.personal import MOST, Paper, hand_in, without_account
from app.areas.organization.models import OrgUnit
from app.changes.refusals import Refusal
from app.extensions import db
from app.records.clock import today
from app.records.links import key_of
from app.records.problems import REQUIRED, FieldError
from app.records.vietnamese import day, number
from app.screens.one_account import unit_name
from app.screens.pages import Control

NAMES = ("unit_id", "document_number", "document_date", "valid_from", "valid_to", "reason")


@dataclass(frozen=True)
class PeoplePage:
    """The people without an account, and the form of the paper that asks for theirs."""

    rows: Sequence[Any]
    count: str
    is_cut: bool
    most: int
    query: str
    within: Control
    controls: Sequence[Control]
    chosen: set[int]
    is_refused: bool


class PersonalAccountsView(BaseView):
    """Personal accounts in bulk: for whoever keeps records of a unit."""

    route_base = "/personal_accounts"
    class_permission_name = "access_request"
    default_view = "list"
    writes = "access_request"
    label = _("Personal accounts for many")
    icon = "people"

    @expose("/")
    @has_access
    @permission_name("write")
    def list(self) -> Any:
        return self.render_template("accounts/people.html", page=people_page({}, {}))

    @expose("/hand_in", methods=["POST"])
    @has_access
    @permission_name("write")
    def hand_in(self) -> Any:
        values, errors = _read(request.form)
        keys = [key for key in map(key_of, request.form.getlist("employee")) if key]
        if not keys:
            errors["employee"] = gettext("Choose at least one person.")
        if errors:
            return self.render_template("accounts/people.html", page=people_page(request.form, errors, keys)), 422
        try:
            done = hand_in(keys, Paper(*(values[name] for name in NAMES)))
        except Refusal as refusal:
            db.session.rollback()
            flash(str(refusal.message), "danger")
            return self.render_template("accounts/people.html", page=people_page(request.form, errors, keys)), 422
        db.session.commit()
        for name, why in done.left_out:
            flash(f"{name}: {why}", "warning")
        flash(gettext("%(count)d requests were handed in.", count=done.count), "success")
        return redirect(f"/approval/batch/{done.batch_id}")


def people_page(form: Mapping[str, str], errors: Mapping[str, Any], chosen: Sequence[int] = ()) -> PeoplePage:
    """The page as it stands now; `form` is what was typed, given back with its `errors`."""
    query = request.values.get("q", "").strip()[:100]
    within = key_of(request.values.get("within", ""))
    rows, count = without_account(query, within)
    return PeoplePage(
        rows=rows,
        count=number(count),
        is_cut=count > len(rows),
        most=MOST,
        query=query,
        within=_unit_control("within", _("Unit"), within, ()),
        controls=_controls(form, errors),
        chosen=set(chosen),
        is_refused=bool(errors),
    )


def _controls(form: Mapping[str, str], errors: Mapping[str, Any]) -> list[Control]:
    fields = AccessRequest.fields
    asking = key_of(form["unit_id"]) if "unit_id" in form else _own_unit()
    first = {"valid_from": day(today()), "reason": gettext("Personal accounts of the unit's staff.")}
    controls = [_unit_control("unit_id", fields["unit_id"].label, asking, _errors(errors, "unit_id"))]
    for name in NAMES[1:]:
        declared = fields[name]
        controls.append(
            Control(
                name,
                declared.label,
                declared.kind.control,
                value=form.get(name, first.get(name, "")),
                required=declared.required,
                help=declared.help if name == "document_number" else "",
                errors=_errors(errors, name),
                length=1000 if name == "reason" else 60,
            )
        )
    return controls


def _errors(errors: Mapping[str, Any], name: str) -> list[str]:
    return [str(errors[name])] if name in errors else []


def _unit_control(name: str, label: Any, unit_id: int | None, errors: Sequence[str]) -> Control:
    chosen = (str(unit_id), unit_name(unit_id)) if unit_id else None
    pick_url = "/access_request/pick/unit_id"
    value = str(unit_id or "")
    required = name == "unit_id"
    return Control(name, label, "link", value, required, errors=errors, chosen=chosen, pick_url=pick_url)


def _own_unit() -> int | None:
    """The unit in whose name the reader works, when there is one."""
    paths = current_standing().paths
    return db.session.scalar(select(OrgUnit.id).where(OrgUnit.path == paths[0])) if paths else None


def _read(form: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was typed, by name, and what is wrong with it."""
    values: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for name in NAMES:
        declared = AccessRequest.fields[name]
        try:
            values[name] = declared.parse(form.get(name, ""))
        except FieldError as error:
            errors[name] = error.message
            continue
        if declared.required and values[name] in (None, ""):
            errors[name] = REQUIRED
    begins, ends = values.get("valid_from"), values.get("valid_to")
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        errors["valid_to"] = _("The right would end before it begins; check both dates.")
    return values, errors
