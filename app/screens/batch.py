"""Changes that came together as a page: for whoever decides them, and for whoever sent them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import BaseView, expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.standing import Standing, current_standing
from app.changes.batches import act_on_batch, batch_within_reach, may_withdraw
from app.changes.examining import glance
from app.changes.models import IMPORT, STATES, WAITING, Batch, Change
from app.changes.offered import Offered, offered
from app.changes.refusals import NotFound, Refusal, sentence
from app.changes.tallying import Tally, in_words
from app.extensions import db
from app.records.area import registry
from app.records.links import key_of
from app.screens.inbox import PAGE, TONES, inbox_rows, moment_text, user_names
from app.screens.pages import BatchPage, DiffLine, InboxRow, Paging, Tag

PAGES_MOST = 100_000
ALTERED_MOST, LONGEST_TEXT = 6, 80
WARNED = "warned"  # beside the states: what waits and came with warnings


class BatchView(BaseView):
    """One batch. What it lists is narrowed by the wall; what it decides goes through the one door, change by change."""

    route_base = "/approval/batch"
    class_permission_name = "ApprovalView"
    default_view = "show"

    @expose("/<number>")
    @has_access
    @permission_name("use")
    def show(self, number: str) -> Any:
        batch, page = _batch(number), request.args.get("page", 1, type=int) or 1
        state = request.args.get("state", "")
        state = state if state in (*STATES, WARNED) else ""
        shown = batch_page(batch, state, min(max(page, 1), PAGES_MOST), current_standing())
        return self.render_template("screens/batch.html", page=shown)

    @expose("/<number>/decide", methods=["POST"])
    @has_access
    @permission_name("use")
    def decide(self, number: str) -> Any:
        """Use one verb on all that the reader may use it on; a big batch becomes a job of his."""
        batch, verb = _batch(number), request.form.get("verb", "")
        form = request.form
        try:
            done = act_on_batch(
                batch.id,
                verb,
                key_of(form.get("upto", "")) or 0,
                shown=form.get("shown", ""),
                reason=form.get("reason", ""),
                with_warnings=form.get("with_warnings") == "yes",
            )
        except Refusal as refusal:
            db.session.rollback()
            flash(sentence(refusal), "danger")
            return redirect(f"/approval/batch/{batch.id}")
        if not isinstance(done, Tally):
            return redirect(f"/job/show/{done.id}")
        flash(in_words(done, verb), "info" if done.refused else "success")
        return redirect(f"/approval/batch/{batch.id}")


def _batch(number: str) -> Batch:
    try:
        return batch_within_reach(key_of(number) or 0)
    except NotFound:
        abort(404)


def batch_page(batch: Batch, state: str, number: int, standing: Standing) -> BatchPage:
    """The batch as this reader sees it, one page of its changes in the order of the sheet."""
    mine = Change.batch_id == batch.id
    counted = db.session.execute(
        select(Change.state, Change.record, func.count(), func.max(Change.id))
        .where(mine)
        .group_by(Change.state, Change.record)
    ).all()
    total = sum(row[2] for row in counted)
    waiting = sum(row[2] for row in counted if row[0] in WAITING)
    warned = [Change.has_warnings.is_(True), Change.state.in_(WAITING)]
    narrowed = warned if state == WARNED else [Change.state == state] if state else []
    chosen = select(Change).where(mine, *narrowed).order_by(Change.id)
    changes = db.session.scalars(chosen.limit(PAGE + 1).offset((number - 1) * PAGE)).all()
    with_warnings = db.session.scalar(select(func.count()).select_from(Change).where(mine, *warned)) or 0
    for_him = offered(batch.id, standing)
    people = user_names({batch.made_by})
    note = db.session.scalar(select(Change.note).where(mine, Change.note.is_not(None)).limit(1))
    base = f"/approval/batch/{batch.id}"
    return BatchPage(
        title=_("Import of the sheet “%(name)s”", name=batch.file_name or batch.source)
        if batch.kind == IMPORT
        else batch.source,
        tag=Tag(_("%(count)d waiting", count=waiting), "wait") if waiting else Tag(_("all decided"), "ok"),
        entered=" · ".join(filter(None, (people.get(batch.made_by or 0, ""), moment_text(batch.made_at)))),
        note=note or "",
        states=_states(counted, base, state, total, with_warnings),
        records=_records(counted),
        rows=_rows(changes[:PAGE], standing),
        paging=_paging(base, state, number, len(changes)),
        decide_url=f"{base}/decide",
        upto=max((row[3] for row in counted), default=0),
        total=total,
        decided=total - waiting,
        decidable=for_him.count,
        with_warnings=for_him.with_warnings,
        shown=for_him.digest,
        may_withdraw=may_withdraw(batch, standing),
        why_not=_why_not(batch, waiting, for_him, standing),
    )


def _rows(changes: Sequence[Change], standing: Standing) -> list[InboxRow]:
    """The changes with old and new of what they alter; who is shown sensitive values leaves a trace."""
    lines, is_noted = glance(changes, standing)
    rows = [
        replace(
            row,
            part_of=None,
            altered=[
                DiffLine(one.field.label, _short(one.old), _short(one.new)) for one in lines[row.id][:ALTERED_MOST]
            ],
            altered_more=max(len(lines[row.id]) - ALTERED_MOST, 0),
            has_warnings=change.has_warnings and change.is_waiting,
        )
        for row, change in zip(inbox_rows(changes), changes, strict=True)
    ]
    if is_noted:
        db.session.commit()
    return rows


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _why_not(batch: Batch, waiting: int, for_him: Offered, standing: Standing) -> Any:
    """Why somebody who decides changes cannot decide these, or not all of them."""
    if for_him.unfit:
        return _("%(count)d changes about heads of units are decided one level above.", count=for_him.unfit)
    if not waiting or for_him.count or not any(standing.may("approve", record.name) for record in registry()):
        return ""
    if batch.made_by == standing.user_id:
        return _("You sent this sheet yourself; another competent person decides it.")
    return _("None of the waiting changes can be decided by you.")


def _states(counted: Any, base: str, here: str, total: int, warned: int) -> list[tuple[Any, int, str, str, bool]]:
    by_state: dict[str, int] = {}
    for row in counted:
        by_state[row[0]] = by_state.get(row[0], 0) + row[2]
    listed = [
        (STATES[name], by_state[name], TONES.get(name, "late"), f"{base}?state={name}", name == here)
        for name in STATES
        if name in by_state
    ]
    if warned:
        listed.append((_("With warnings"), warned, "late", f"{base}?state={WARNED}", here == WARNED))
    return [(_("All changes"), total, "plain", base, not here), *listed]


def _records(counted: Any) -> list[tuple[Any, int]]:
    by_record: dict[str, int] = {}
    for row in counted:
        by_record[row[1]] = by_record.get(row[1], 0) + row[2]
    return [(registry().record(name).plural, count) for name, count in by_record.items()]


def _paging(base: str, state: str, number: int, found: int) -> Paging:
    shown, more = min(found, PAGE), found > PAGE
    first = (number - 1) * PAGE + 1 if shown else 0
    address = f"{base}?state={state}&page=" if state else f"{base}?page="
    return Paging(
        first,
        first + shown - 1 if shown else 0,
        "",
        PAGE,
        (),
        f"{address}{number - 1}" if number > 1 else "",
        f"{address}{number + 1}" if more else "",
    )
