"""The clocks that a disciplinary decision starts, each by the law of its own time: effect, raise, promotion, limitation.

They are never one date: the effect ends by itself after a year, while the raise comes later by some months and planning and
promotion stay closed for years.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.records.catalogues import Item, catalogues
from app.records.clock import months_after

EFFECT, RAISE, PROMOTION, LIMITATION = "effect", "raise", "promotion", "limitation"
ANNULLED = "annulled"


def begins_on(values: Mapping[str, Any]) -> date | None:
    """The day from which the clocks run; of a partial date the last one it may mean."""
    since = values.get("effective_from")
    day: date | None = since.latest() if since else None
    return day


def clock(name: str, values: Mapping[str, Any]) -> Item | None:
    """The figure that a clock has for this subject and form on the day of effect."""
    on = begins_on(values)
    if on is None:
        return None
    asked = {"clock": name, "subjects": values.get("subject_code"), "forms": values.get("form_code")}
    return catalogues().in_force("discipline_clocks", on, **asked)


def months_of(item: Item | None) -> int | None:
    return int(item.attributes["months"]) if item else None


def rule(values: Mapping[str, Any]) -> Item | None:
    """The law by which this subject was disciplined on the day of the decision."""
    on = values.get("decided_on") or begins_on(values)
    return catalogues().in_force("discipline_rules", on, subjects=values.get("subject_code")) if on else None


def ends_on(values: Mapping[str, Any]) -> date | None:
    """The last day of effect: by itself, or earlier where a new decision or an annulment ended it."""
    months, since = months_of(clock(EFFECT, values)), begins_on(values)
    by_itself = months_after(since, months) if since and months is not None else None
    early: date | None = values.get("ended_early_on")
    return min(filter(None, (by_itself, early)), default=None)


def promoted_from(values: Mapping[str, Any]) -> date | None:
    """The first day on which planning and promotion are open again."""
    months, since = months_of(clock(PROMOTION, values)), begins_on(values)
    return months_after(since, months) if since and months is not None and not is_annulled(values) else None


def limited_to(values: Mapping[str, Any]) -> date | None:
    """The last day on which the violation may still be disciplined; None where there is no limitation."""
    violated, months = values.get("violated_on"), months_of(clock(LIMITATION, values))
    if violated is None or months is None or values.get("limitation_exception_code"):
        return None
    return months_after(violated, months)


def is_annulled(values: Mapping[str, Any]) -> bool:
    return values.get("ended_early_by") == ANNULLED


def in_effect(values: Mapping[str, Any], on: date) -> bool:
    """Whether a decision has its effect on a day."""
    since, until = values.get("effective_from"), ends_on(values)
    return bool(since and since.earliest() <= on and until and on <= until)


def bars_promotion(values: Mapping[str, Any], on: date) -> bool:
    """Whether a decision keeps its person from planning and promotion on a day."""
    since, until = values.get("effective_from"), promoted_from(values)
    return bool(since and since.earliest() <= on and until and on < until)
