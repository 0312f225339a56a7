"""The inbox and the page on which a change is decided: old and new, evidence, checks, and the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import ModelView, expose, has_access
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.security.sqla.models import User
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from app.access.scope import rows_within
from app.access.standing import Standing, current_standing
from app.changes import operations, store
from app.changes.diff import differences, link_texts, loaded
from app.changes.models import STATES, VERBS, WAITING, Change
from app.changes.places import holds, place
from app.changes.refusals import Refusal
from app.changes.validation import Candidate, problems_of
from app.extensions import db
from app.records.area import registry
from app.records.clock import ZONE
from app.records.links import Files, titles
from app.records.record import Record
from app.records.vietnamese import moment
from app.screens.evidence import file_links
from app.screens.forms import FROM, WrittenForm
from app.screens.pages import (
    ApprovalPage,
    DiffLine,
    HistoryPage,
    InboxPage,
    InboxRow,
    Paging,
    Tag,
)

PAGE = 25
BULK_MOST = 200
MARK_SIGN = ":"
NEAR = 12
TONES = {
    "applied": "ok",
    "approved": "ok",
    "submitted": "wait",
    "checked": "wait",
    "draft": "plain",
    "withdrawn": "plain",
}
FOLDERS = {
    "waiting": _("Waiting for me"),
    "mine": _("Handed in by me"),
    "returned": _("Returned to me"),
    "decided": _("Decided"),
}
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
            problems = getattr(refusal, "problems", [])
            flash(" ".join(str(p.message) for p in problems) or str(refusal.message), "danger")
            return redirect(f"/approval/show/{pk}")
        flash(str(DONE[verb]), "success")
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


def _following(change: Change, standing: Standing) -> int | None:
    """The next change that waits for this reader."""
    later = decidable(standing), Change.id != change.id
    order = (Change.submitted_at < change.submitted_at, Change.submitted_at, Change.id)
    return db.session.scalar(select(Change.id).where(*later).order_by(*order).limit(1))


def _key(text: str) -> int:
    """The key of a change as an address or a form names it; 0, which no change has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _change(pk: str) -> Change:
    change = db.session.scalar(select(Change).where(Change.id == _key(pk)))
    if change is None:
        abort(404)
    return change


def decidable(standing: Standing) -> ColumnElement[bool]:
    """The changes that this reader may decide or check: the right over their rows, and not his own."""
    parts = []
    for record in registry():
        for right, states in (("approve", WAITING), ("write", ("submitted",))):
            if not standing.may(right, record.name):
                continue
            reach = standing.reach(right, record.name)
            within = rows_within(Change, reach) if record.scope == "rows" else Change.id > 0
            needs = (
                Change.needs_check.is_(True)
                if right == "write"
                else or_(Change.needs_check.is_(False), Change.state == "checked")
            )
            parts.append(and_(Change.record == record.name, Change.state.in_(states), needs, within))
    if not parts:
        return false()
    own = [Change.entered_by.is_distinct_from(standing.user_id)]
    if standing.subject_id:
        own.append(Change.subject_id.is_distinct_from(standing.subject_id))
    return and_(or_(*parts), *own)


def waiting_count(standing: Standing) -> int:
    """How many changes wait for this reader, counted no further than 100."""
    some = select(Change.id).where(decidable(standing)).limit(100).subquery()
    return int(db.session.execute(select(func.count()).select_from(some)).scalar_one())


def _folder(folder: str, standing: Standing) -> Select[Any]:
    statement = select(Change)
    mine = Change.entered_by == standing.user_id
    if folder == "waiting":
        return statement.where(decidable(standing)).order_by(Change.submitted_at, Change.id)
    if folder == "mine":
        return statement.where(mine, Change.state.in_(("draft", *WAITING, "approved"))).order_by(Change.id.desc())
    if folder == "returned":
        return statement.where(mine, Change.state == "returned").order_by(Change.id.desc())
    closed = ("applied", "approved", "rejected", "returned", "cancelled", "withdrawn")
    decided = or_(Change.decided_by == standing.user_id, mine)
    return statement.where(decided, Change.state.in_(closed)).order_by(Change.id.desc())


def inbox_page(folder: str, number: int, standing: Standing) -> InboxPage:
    """One folder of the inbox."""
    found = _folder(folder, standing).limit(PAGE + 1).offset((number - 1) * PAGE)
    changes = db.session.scalars(found).all()
    rows = inbox_rows(changes[:PAGE], selectable=folder == "waiting")
    first = (number - 1) * PAGE + 1 if rows else 0
    base = f"/approval/list/?folder={folder}"
    more = len(changes) > PAGE
    paging = Paging(
        first,
        first + len(rows) - 1 if rows else 0,
        "" if more else str((number - 1) * PAGE + len(rows)),
        PAGE,
        (),
        f"{base}&page={number - 1}" if number > 1 else "",
        f"{base}&page={number + 1}" if more else "",
    )
    count = waiting_count(standing)
    folders = [
        (f"/approval/list/?folder={name}", label, count if name == "waiting" else 0, name == folder)
        for name, label in FOLDERS.items()
    ]
    return InboxPage(
        _("Approval inbox"), rows, folders, paging, folder == "waiting" and bool(rows), "/approval/decide_many"
    )


def inbox_rows(changes: Sequence[Change], selectable: bool = False, here: int | None = None) -> list[InboxRow]:
    """Changes as lines of a list: whom they are about, what they do, who entered them."""
    about = _names(changes)
    people = user_names({change.entered_by for change in changes})
    return [
        InboxRow(
            change.id,
            f"/approval/show/{change.id}",
            about[change.id],
            " · ".join(
                filter(
                    None,
                    (
                        str(registry().record(change.record).label),
                        str(VERBS[change.verb]),
                        people.get(change.entered_by or 0, ""),
                        _moment(change.submitted_at),
                    ),
                )
            ),
            state_tag(change),
            selectable,
            change.id == here,
            f"{change.id}{MARK_SIGN}{change.digest}",
        )
        for change in changes
    ]


def state_tag(change: Change) -> Tag:
    """The state in words and colour."""
    return Tag(STATES[change.state], TONES.get(change.state, "late"))


def _names(changes: Sequence[Change]) -> dict[int, str]:
    """What the row of each change is called; the person for a row about one."""
    subject = registry().subject
    people = titles(subject, [change.subject_id for change in changes]) if subject else {}
    wanted: dict[str, list[int]] = {}
    for change in changes:
        if change.target_id and not change.subject_id:
            wanted.setdefault(change.record, []).append(change.target_id)
    rows = {name: titles(registry().record(name), keys) for name, keys in wanted.items()}
    return {
        change.id: people.get(change.subject_id or 0)
        or rows.get(change.record, {}).get(change.target_id or 0)
        or _new_name(change)
        for change in changes
    }


def _new_name(change: Change) -> str:
    """A row that does not exist yet is called by its waiting values."""
    record = registry().record(change.record)
    values = loaded(record, {name: change.values.get(name) for name in record.named_by})
    texts = link_texts([record.fields[name] for name in record.named_by], [values])
    shown = (
        texts[name].get(values[name], "") if name in texts else record.fields[name].show(values[name])
        for name in record.named_by
        if record.fields[name].level == "open"
    )
    return " · ".join(filter(None, shown)) or str(record.label)


def user_names(keys: set[int | None]) -> dict[int, str]:
    """The full names of users, family name first."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    rows = db.session.execute(select(User.id, User.last_name, User.first_name).where(User.id.in_(wanted)))
    return {row.id: f"{row.last_name} {row.first_name}".strip() for row in rows}


def _moment(value: Any) -> str:
    return moment(value, ZONE) if value else ""


def approval_page(change: Change, standing: Standing) -> ApprovalPage:
    """One change in full, with the verbs that this reader may use now."""
    record = registry().record(change.record)
    lines = [DiffLine(d.field.label, d.old, d.new) for d in differences(record, change.base, change.values, standing)]
    neighbours = db.session.scalars(_folder("waiting", standing).limit(NEAR)).all()
    keys = [neighbour.id for neighbour in neighbours]
    at = keys.index(change.id) if change.id in keys else None
    verbs, why_not = _verbs(change, record, standing)
    people = user_names({change.entered_by, change.checked_by, change.decided_by})
    return ApprovalPage(
        id=change.id,
        title=_names([change])[change.id],
        verb=VERBS[change.verb],
        subtitle=str(record.label),
        tag=state_tag(change),
        lines=lines,
        files=_files(record, change),
        warnings=_warnings(record, change, standing) if change.is_waiting else (),
        entered=" · ".join(filter(None, (people.get(change.entered_by or 0, ""), _moment(change.submitted_at)))),
        note=change.note or "",
        reason=change.decision_reason or "",
        digest=change.digest,
        decide_url=f"/approval/decide/{change.id}",
        verbs=verbs,
        neighbours=inbox_rows(neighbours, here=change.id),
        position=f"{at + 1}/{len(keys)}" if at is not None else "",
        previous_url=f"/approval/show/{keys[at - 1]}" if at else "",
        next_url=f"/approval/show/{keys[at + 1]}" if at is not None and at + 1 < len(keys) else "",
        row_url=f"/{record.name}/show/{change.target_id}" if change.target_id and change.verb != "cancel" else "",
        resubmit_url=_resubmit(change, record, standing),
        why_not=why_not,
        steps=_steps(change, people),
    )


def _steps(change: Change, people: dict[int, str]) -> list[tuple[Any, str]]:
    """What has happened to a change, in order."""
    happened = (
        (_("Handed in"), change.entered_by, change.submitted_at),
        (_("Checked"), change.checked_by, change.checked_at),
        (STATES[change.state], change.decided_by, change.decided_at),
        (_("Official since"), None, change.applied_at),
    )
    return [
        (label, " · ".join(filter(None, (people.get(who or 0, ""), _moment(at))))) for label, who, at in happened if at
    ]


def _verbs(change: Change, record: type[Record], standing: Standing) -> tuple[list[str], Any]:
    """The verbs this reader may use, or why he may not decide."""
    verbs: list[str] = []
    why_not: Any = ""
    where = place(change.scope_id, change.managing_id, change.subject_id)
    if change.state == "submitted" and change.needs_check:
        if holds(standing, "write", record, where) and not operations.is_own(standing, change):
            verbs.append("check")
    elif change.is_waiting:
        try:
            operations.refuse_unless_competent(change, record, where)
            verbs += ["approve", "return", "reject"]
        except Refusal as refusal:
            why_not = refusal.message
    if change.entered_by == standing.user_id and change.state in ("draft", "submitted", "checked", "returned"):
        verbs.append("withdraw")
    if change.state == "approved" and operations.may_decide(change):
        verbs.append("cancel")
    return verbs, why_not


def _resubmit(change: Change, record: type[Record], standing: Standing) -> str:
    if change.state != "returned" or change.entered_by != standing.user_id or change.verb == "cancel":
        return ""
    path = f"edit/{change.target_id}" if change.target_id else "add"
    return f"/{record.name}/{path}?{FROM}={change.id}"


def _files(record: type[Record], change: Change) -> list[tuple[str, str]]:
    keys = [key for f in record.fields.values() if isinstance(f.kind, Files) for key in change.values.get(f.name) or []]
    return file_links(keys) if keys else []


def _warnings(record: type[Record], change: Change, standing: Standing) -> list[str]:
    """The checks run anew, so that the approver sees what is doubtful now."""
    row = store.official(record, change.target_id) or {}
    wanted = loaded(record, change.values)
    if change.verb == "cancel":
        return []
    whole = {name: row.get(name) for name in record.fields} | wanted
    found = problems_of(Candidate(record, whole, frozenset(wanted), change.target_id, standing))
    waits = [
        p
        for p in found
        if not (p.is_error and change.verb == "create" and p.field in {f.name for f in record.key_fields()})
    ]
    return [f"{record.fields[p.field].label}: {p.message}" if p.field else str(p.message) for p in waits]


def history_page(record: type[Record], key: int) -> HistoryPage:
    """What has happened to a row, newest first."""
    changes = db.session.scalars(
        select(Change)
        .where(Change.record == record.name, Change.target_id == key)
        .order_by(Change.id.desc())
        .limit(100)
    ).all()
    rows = inbox_rows(changes)
    return HistoryPage([replace(row, title=_what(record, change)) for row, change in zip(rows, changes, strict=True)])


def _what(record: type[Record], change: Change) -> str:
    """A change of a known row is called by what it touched."""
    labels = [str(record.fields[name].label) for name in change.values if name in record.fields]
    if change.verb != "amend" or not labels:
        return str(VERBS[change.verb])
    return f"{VERBS[change.verb]}: {', '.join(labels)}"
