"""The approval inbox as pages, and the verbs as forms."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import ModelView, expose, has_access
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.standing import Standing, current_standing
from app.changes import operations
from app.changes.handed import source_of
from app.changes.models import WAITING, Change
from app.changes.refusals import Refusal, sentence
from app.changes.waiting import decidable
from app.extensions import db
from app.records.area import registry
from app.screens.deciding import approval_page
from app.screens.forms import WrittenForm
from app.screens.inbox import FOLDERS, MARK_SIGN, inbox_page

BULK_MOST = 200
REASONED = {"return": operations.return_, "reject": operations.reject, "cancel": operations.cancel}
PLAIN = {"check": operations.check, "withdraw": operations.withdraw}
DONE = {
    "approve": _("Approved; the row is official."),
    "return": _("Returned to whoever entered it."),
    "reject": _("Rejected."),
    "check": _("Checked; it now waits for approval."),
    "withdraw": _("Withdrawn."),
    "cancel": _("Cancelled."),
}


class ApprovalView(ModelView):
    """The inbox. What it lists is narrowed by the wall; what it decides goes through the one door."""

    datamodel = SQLAInterface(Change)
    route_base = "/approval"
    class_permission_name = "ApprovalView"
    base_permissions = ["can_use"]
    method_permission_name = {"list": "use", "show": "use", "decide": "use", "decide_many": "use"}
    exclude_route_methods = {"action", "action_post", "download", "add", "edit", "delete"}
    search_columns = ["id"]
    list_columns = ["id"]
    show_columns = ["id"]
    add_form = edit_form = search_form = WrittenForm

    @expose("/list/")
    @has_access
    def list(self) -> Any:
        standing = current_standing()
        folder = request.args.get("folder", "waiting")
        folder = folder if folder in FOLDERS else "waiting"
        number = min(max(request.args.get("page", 1, type=int) or 1, 1), 10_000)
        return self.render_template("screens/inbox.html", page=inbox_page(folder, number, standing))

    @expose("/show/<pk>")
    @has_access
    def show(self, pk: str) -> Any:
        return self.render_template("screens/approval.html", page=approval_page(_change(pk), current_standing()))

    @expose("/decide/<pk>", methods=["POST"])
    @has_access
    def decide(self, pk: str) -> Any:
        """Use one verb on one change; afterwards the next one that waits is shown."""
        change, verb = _change(pk), request.form.get("verb", "")
        following = _following(change, current_standing())
        try:
            _use(verb, change.id, request.form.get("reason", ""), request.form.get("shown"))
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            flash(sentence(refusal), "danger")
            return redirect(f"/approval/show/{pk}")
        flash(str(DONE[verb]), "success")
        _tell_what_was_handed_on(change)
        if verb == "withdraw":
            return redirect("/approval/list/?folder=mine")
        return redirect(f"/approval/show/{following}" if following else "/approval/list/")

    @expose("/decide_many", methods=["POST"])
    @has_access
    def decide_many(self) -> Any:
        """Approve the ticked changes, each by itself: one that is refused does not hold up the others."""
        approved, refused = 0, 0
        for mark in request.form.getlist("id")[:BULK_MOST]:
            key, _sign, digest = mark.partition(MARK_SIGN)
            try:
                operations.approve(_key(key), shown=digest or None)
                db.session.commit()
                approved += 1
            except Refusal:
                db.session.rollback()
                refused += 1
        flash(gettext("%(approved)d approved, %(refused)d not approved.", approved=approved, refused=refused), "info")
        return redirect("/approval/list/")


def _use(verb: str, change_id: int, reason: str, shown: str | None) -> None:
    if verb == "approve":
        operations.approve(change_id, shown)
    elif verb in REASONED:
        REASONED[verb](change_id, reason)
    elif verb in PLAIN:
        PLAIN[verb](change_id)
    else:
        raise Refusal


def _tell_what_was_handed_on(change: Change) -> None:
    """An approval may have handed in further proposals; the approver learns that they wait."""
    if change.state != "applied":
        return
    sources = [source_of(registry().record(change.record), change.target_id or 0), change.handed_from]
    later = Change.handed_from.in_([source for source in sources if source]), Change.id > change.id
    waiting = select(Change.record).where(*later, Change.state.in_(WAITING)).distinct()
    for name in db.session.scalars(waiting):
        label = registry().record(name).label
        flash(gettext("Handed on: “%(label)s” waits for approval now.", label=label), "info")


def _following(change: Change, standing: Standing) -> int | None:
    """The next change that waits for this reader, one that came together with this one before any other."""
    later = decidable(standing), Change.id != change.id
    together = Change.batch_id.is_not_distinct_from(change.batch_id)
    order = (together.desc(), Change.submitted_at < change.submitted_at, Change.submitted_at, Change.id)
    return db.session.scalar(select(Change.id).where(*later).order_by(*order).limit(1))


def _key(text: str) -> int:
    """The key of a change as an address or a form names it; 0, which no change has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _change(pk: str) -> Change:
    change = db.session.scalar(select(Change).where(Change.id == _key(pk)))
    if change is None:
        abort(404)
    return change
