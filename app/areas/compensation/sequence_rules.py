"""A salary event follows from the one before: rank, step and time as its kind asks (TT 08/2013/TT-BNV Điều 2, 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.compensation.scales import group_of, scale
from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.clock import months_after
from app.records.problems import Problem
from app.records.times import in_the_same_time


def _kind(candidate: Candidate) -> Item | None:
    return catalogues().items("salary_change_kinds").get(candidate.values.get("kind_code") or "")


def _others(candidate: Candidate) -> list[Mapping[str, Any]]:
    """The other salary events of the person, the oldest first."""
    rows = candidate.fellows(candidate.record, "employee_id")
    return sorted((row for row in rows if row.get("effective_from")), key=lambda row: row["effective_from"])


def _before(candidate: Candidate) -> Mapping[str, Any] | None:
    since = candidate.values.get("effective_from")
    earlier = [row for row in _others(candidate) if since and row["effective_from"] < since]
    return earlier[-1] if earlier else None


def one_salary_at_a_time(candidate: Candidate) -> Iterator[Problem]:
    """Two salaries do not lie in one time. The one before was left open as a rule: the new one ends it."""
    found = in_the_same_time(candidate.values, _others(candidate))
    if found and found[1] == "error":
        message = _("Another salary event from %(day)s lies in the same time; check both times.", day=found[0])
        yield Problem(message, "effective_from")


def moves_as_its_kind_says(candidate: Candidate) -> Iterator[Problem]:
    """A raise goes to the next step of the same rank; only some kinds may leave the rank, and none but one goes down."""
    kind, before, values = _kind(candidate), _before(candidate), candidate.values
    if kind is None or before is None or before.get("step") is None or values.get("step") is None:
        return
    move = kind.attributes.get("step_move", "")
    if move and values.get("rank_code") != before.get("rank_code"):
        message = _(
            "“%(kind)s” stays in the rank held before, %(rank)s; check rank and kind.",
            kind=kind.name,
            rank=before["rank_code"],
        )
        yield Problem(message, "rank_code", "warning")
        return
    if group_of(values.get("rank_code")) != group_of(before.get("rank_code")):
        return
    step, held = values["step"], before["step"]
    wanted = {"next": held + 1, "same": held, "down": held - 1}.get(move)
    if wanted is not None and step != wanted:
        message = _(
            "Step %(held)d was held before, so “%(kind)s” leads to step %(wanted)d; check step and kind.",
            held=held,
            kind=kind.name,
            wanted=wanted,
        )
        yield Problem(message, "step", "warning")
    elif wanted is None and step < held:
        yield Problem(_("Step %(held)d was held before; a lower one needs its reason.", held=held), "step", "warning")


def raised_when_the_time_is_full(candidate: Candidate) -> Iterator[Problem]:
    """The step before was held as long as its scale asks, or at most so much shorter as an early raise allows."""
    kind, before, since = _kind(candidate), _before(candidate), candidate.values.get("effective_from")
    if kind is None or before is None or since is None or kind.attributes.get("step_move") != "next":
        return
    counted, day = _counted_from(before), since.earliest()
    held_on = scale(group_of(before.get("rank_code")), day)
    if counted is None or held_on is None or not held_on.months:
        return
    early = int(kind.attributes.get("early_months") or 0)
    due = months_after(counted, held_on.months)
    if since.latest() < months_after(due, -early):
        message = _(
            "Counted from %(counted)s, the %(months)d months of “%(scale)s” are full on %(due)s; check the date.",
            counted=f"{counted:%d/%m/%Y}",
            months=held_on.months,
            scale=held_on.name,
            due=f"{due:%d/%m/%Y}",
        )
        if early:
            message = _("%(said)s An early raise comes at most %(early)d months before.", said=message, early=early)
        yield Problem(message, "effective_from", "warning")


def _counted_from(event: Mapping[str, Any]) -> date | None:
    """Where the next raise counts from: as the event says, else the day on which it took effect."""
    counted = event.get("next_count_from") or event.get("step_from") or event["effective_from"]
    return counted if isinstance(counted, date) else counted.earliest()


def rank_fits_the_type_of_staff(candidate: Candidate) -> Iterator[Problem]:
    """Today's rank is one by which this type of staff is paid; former ones may be others."""
    since, person = candidate.values.get("effective_from"), candidate.linked("employee_id")
    rank, group = candidate.values.get("rank_code"), group_of(candidate.values.get("rank_code"))
    if (
        since is None
        or person is None
        or group is None
        or any(row["effective_from"] > since for row in _others(candidate))
    ):
        return
    staff = catalogues().items("staff_types").get(person["staff_type_code"] or "")
    paid_by = staff.attributes.get("paid_by", "").split() if staff else []
    subject = catalogues().items("salary_groups")[group].attributes.get("subject", "")
    if staff and paid_by and subject not in paid_by:
        message = _(
            "“%(staff)s” is not paid by a rank as %(rank)s; check the rank, or the person's type of staff.",
            staff=staff.name,
            rank=rank,
        )
        yield Problem(message, "rank_code", "warning")
