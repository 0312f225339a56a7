"""What must hold when one unit goes over into another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.problems import Problem

DISSOLVED, RENAMED = "dissolve", "rename"
STEPS_MOST = 50


def names_a_successor(candidate: Candidate) -> Iterator[Problem]:
    """Somebody took over, unless the unit was dissolved; and it is another unit."""
    before, after, kind = (candidate.values.get(name) for name in ("predecessor_id", "successor_id", "kind"))
    if after is None and kind not in (None, DISSOLVED):
        yield Problem(_("Choose the unit that took over, or say that the unit was dissolved."), "successor_id")
    if after is not None and kind == DISSOLVED:
        message = _("A unit that others follow was not dissolved; empty the successor or choose another kind.")
        yield Problem(message, "successor_id")
    if after is not None and after == before:
        message = _("A unit cannot take over from itself; a unit with a new name is entered as a new unit.")
        yield Problem(message, "successor_id")


def both_there_on_the_day(candidate: Candidate) -> Iterator[Problem]:
    """The predecessor was there before the day; the successor is there on it, and does not come before its predecessor."""
    day = candidate.values.get("effective_on")
    before, after = candidate.linked("predecessor_id"), candidate.linked("successor_id")
    if day is None:
        return
    if before and before["valid_from"] >= day:
        message = _("“%(unit)s” did not exist before this day; check unit and day.", unit=before["name_vi"])
        yield Problem(message, "predecessor_id")
    elif before and before["valid_to"] and before["valid_to"] < day - timedelta(days=1):
        message = _("“%(unit)s” had ended before the last day; check unit and day.", unit=before["name_vi"])
        yield Problem(message, "predecessor_id", "warning")
    elif before and candidate.values.get("kind") in (DISSOLVED, RENAMED) and _lasts(before, day):
        message = _("“%(unit)s” is still there on this day; enter its last day.", unit=before["name_vi"])
        yield Problem(message, "predecessor_id", "warning")
    if after and (day < after["valid_from"] or (after["valid_to"] and after["valid_to"] < day)):
        message = _("“%(unit)s” is not there on this day; check unit and day.", unit=after["name_vi"])
        yield Problem(message, "successor_id")


def _lasts(unit: Mapping[str, Any], day: Any) -> bool:
    return unit["valid_to"] is None or unit["valid_to"] >= day


def renamed_into_one(candidate: Candidate) -> Iterator[Problem]:
    """Who is renamed has one successor."""
    values = candidate.values
    if values.get("kind") != RENAMED:
        return
    others = [
        row
        for row in candidate.fellows(candidate.record, "predecessor_id")
        if row["effective_on"] == values.get("effective_on") and row["successor_id"] != values.get("successor_id")
    ]
    if others:
        message = _("The unit went over into another one on this day as well; then it was divided, not renamed.")
        yield Problem(message, "kind", "warning")


def follows_no_circle(candidate: Candidate) -> Iterator[Problem]:
    """Nobody follows, on one day, from what follows from him."""
    values = candidate.values
    first, after, day = (values.get(name) for name in ("predecessor_id", "successor_id", "effective_on"))
    if first is None or after is None or day is None or first == after:
        return
    waiting, met = [after], {after}
    while waiting and len(met) < STEPS_MOST:
        for row in _going_out_of(candidate, waiting.pop()):
            follower = row.get("successor_id")
            if row.get("effective_on") != day or follower is None:
                continue
            if follower == first:
                message = _("On this day the one unit would follow from the other in a circle; check both units.")
                yield Problem(message, "successor_id")
                return
            if follower not in met:
                met.add(follower)
                waiting.append(follower)


def _going_out_of(candidate: Candidate, unit: int) -> Iterator[Mapping[str, Any]]:
    """What is on record, or checked together with this row, as having become of a unit."""
    for row in candidate.linked_rows.rows_with(candidate.record, "predecessor_id", unit):
        if row["id"] != candidate.target_id:
            yield row
    if candidate.target_id is None:
        yield from candidate.linked_rows.looked_at_with("predecessor_id", {"predecessor_id": unit})
