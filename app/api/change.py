"""Changes as JSON: what became of what was handed in, and the verbs of whoever decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request
from flask_appbuilder.api import BaseApi, expose, protect
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.asked import SIZES
from app.access.standing import Standing, current_standing
from app.api.answers import files_of, problem
from app.api.door import Door, answering
from app.api.reading import read_object
from app.changes import operations
from app.changes.examining import examine
from app.changes.models import STATES, Change
from app.changes.refusals import Invalid, NotFound
from app.extensions import db
from app.records.area import registry
from app.records.links import key_of
from app.records.problems import Problem

SHOWN, REASON = "shown", "reason"
SEND_DIGEST = _("Send the digest that you were shown with the change.")
A_TEXT = _("Send a text.")
NO_SUCH_STATE = _("There is no such state of a change.")
NO_SUCH_RECORD = _("There is no such record.")
YES_OR_NO = _("Write true or false.")
KEY_WANTED = _("Write the key of the last change that you have read.")

REASONED: dict[str, Callable[[int, str], Change]] = {
    "return": operations.return_,
    "reject": operations.reject,
    "cancel": operations.cancel,
}
PLAIN: dict[str, Callable[[int], Change]] = {"check": operations.check, "withdraw": operations.withdraw}
VERBS = ("approve", *REASONED, *PLAIN)
MOMENTS = ("submitted_at", "checked_at", "decided_at", "applied_at")


class ChangeResource(Door, BaseApi):
    """The changes that the caller may see: those of rows within his reach, and what he handed in himself."""

    resource_name = "change"
    class_permission_name = "ApprovalView"
    base_permissions = ["can_use"]
    method_permission_name = {"get_list": "use", "get": "use", "decide": "use"}
    record = Change

    @expose("/", methods=["GET"])
    @protect()
    @answering
    def get_list(self) -> Response:
        """Changes by key, oldest first: all within reach, or with `mine=true` what the caller handed in."""
        return self.response(200, **_listing(request.args, current_standing()))

    @expose("/<pk>", methods=["GET"])
    @protect()
    @answering
    def get(self, pk: str) -> Response:
        """One change in full, with the digest that an approval sends back."""
        body = _in_full(_visible(pk), current_standing())
        db.session.commit()
        return self.response(200, **body)

    @expose("/<pk>/<verb>", methods=["POST"])
    @protect()
    @answering
    def decide(self, pk: str, verb: str) -> Response:
        """Use one verb through the one door; answers the change as it is then."""
        if verb not in VERBS:
            raise NotFound
        key = _visible(pk).id
        sent = read_object() if request.content_length else {}
        if verb == "approve":
            operations.approve(key, _text(sent, SHOWN, SEND_DIGEST, required=True))
        elif verb in REASONED:
            REASONED[verb](key, _text(sent, REASON, A_TEXT))
        else:
            PLAIN[verb](key)
        db.session.commit()
        body = _in_full(_visible(pk), current_standing())
        db.session.commit()
        return self.response(200, **body)


def _text(sent: Mapping[str, Any], name: str, message: Any, *, required: bool = False) -> str:
    value = sent.get(name)
    if not isinstance(value, str) and (required or value is not None):
        raise Invalid([Problem(message, name)])
    return (value or "").replace("\0", "")


def _visible(pk: str) -> Change:
    """A change through the wall. Raises `NotFound`."""
    change = db.session.scalar(select(Change).where(Change.id == (key_of(pk) or 0)))
    if change is None:
        raise NotFound
    return change


def _listing(args: Mapping[str, str], standing: Standing) -> dict[str, Any]:
    """A page of changes; `after_id` walks on by key, in constant time however far."""
    problems = []
    state, record, mine = args.get("state", ""), args.get("record", ""), args.get("mine", "")
    after = key_of(args["after_id"]) if args.get("after_id") else 0
    if state and state not in STATES:
        problems.append(Problem(NO_SUCH_STATE, "state"))
    if record and not (record in registry().records and standing.may("read", record)):
        problems.append(Problem(NO_SUCH_RECORD, "record"))
    if mine not in ("", "true", "false"):
        problems.append(Problem(YES_OR_NO, "mine"))
    if after is None:
        problems.append(Problem(KEY_WANTED, "after_id"))
    if problems:
        raise Invalid(problems)
    size = int(args["size"]) if args.get("size", "") in {str(size) for size in SIZES} else SIZES[0]
    found = select(Change).where(Change.id > after).order_by(Change.id).limit(size + 1)
    found = found.where(Change.state == state) if state else found
    found = found.where(Change.record == record) if record else found
    found = found.where(Change.entered_by == standing.user_id) if mine == "true" else found
    changes = list(db.session.scalars(found))
    page = changes[:size]
    return {
        "ids": [change.id for change in page],
        "result": [_briefly(change, standing) for change in page],
        "next_after_id": page[-1].id if len(changes) > size else None,
    }


def _briefly(change: Change, standing: Standing) -> dict[str, Any]:
    """How far a change is; none of its values."""
    moments = {name: getattr(change, name) for name in MOMENTS}
    return {
        "change": change.id,
        "record": change.record,
        "id": change.target_id,
        "verb": change.verb,
        "state": change.state,
        "state_label": str(STATES[change.state]),
        "mine": change.entered_by is not None and change.entered_by == standing.user_id,
        "needs_check": change.needs_check,
        "effective_on": change.effective_on.isoformat() if change.effective_on else None,
        "note": change.note,
        "reason": change.decision_reason,
        **{name: at.isoformat() if at else None for name, at in moments.items()},
    }


def _in_full(change: Change, standing: Standing) -> dict[str, Any]:
    """The change with old and new as this reader may see them, its evidence, findings and the verbs he may use."""
    seen = examine(change, standing)
    lines = [
        {"field": line.field.name, "label": str(line.field.label), "old": line.old, "new": line.new}
        for line in seen.lines
    ]
    return {
        **_briefly(change, standing),
        "digest": seen.digest,
        "differences": lines,
        "moved": list(seen.moved),
        "files": files_of(seen.files),
        "warnings": [problem(seen.record, found) for found in seen.findings],
        "verbs": list(seen.verbs),
        "why_not": str(seen.why_not),
    }
