"""A salary event agrees with the scale of its rank, as NĐ 204/2004/NĐ-CP has it on the day of the event."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.areas.compensation.scales import Scale, group_of, scale
from app.changes.validation import Candidate
from app.records import vietnamese
from app.records.problems import Problem


def _scale_of(candidate: Candidate) -> Scale | None:
    since = candidate.values.get("effective_from")
    return scale(group_of(candidate.values.get("rank_code")), since.latest()) if since else None


def step_belongs_to_the_scale(candidate: Candidate) -> Iterator[Problem]:
    """Paid by rank and a step that its scale has, or by an agreed amount."""
    values = candidate.values
    rank, step = values.get("rank_code"), values.get("step")
    if rank is None:
        if values.get("agreed_amount") is None:
            yield Problem(_("Choose the rank, or enter the agreed salary."), "rank_code")
        if step is not None:
            yield Problem(_("A step belongs to a rank; choose the rank or empty the step."), "step")
        return
    if step is None:
        yield Problem(_("Enter the step of this rank."), "step")
        return
    of_rank = _scale_of(candidate)
    if of_rank is None:
        message = _("No scale of this rank is known on that day, so the step could not be checked.")
        yield Problem(message, "step", "warning")
    elif step not in of_rank.coefficients:
        yield Problem(
            _(
                "“%(scale)s” has the steps %(first)d to %(last)d; step %(step)d is none of them.",
                scale=of_rank.name,
                first=min(of_rank.coefficients),
                last=of_rank.last_step,
                step=step,
            ),
            "step",
        )


def coefficient_is_that_of_the_step(candidate: Candidate) -> Iterator[Problem]:
    """The coefficient is what the scale gives for the step; the message tells the right one."""
    step, given, of_rank = (
        candidate.values.get("step"),
        candidate.values.get("coefficient"),
        _scale_of(candidate),
    )
    right = of_rank.coefficients.get(step) if of_rank and step else None
    if of_rank is None or right is None or given == right:
        return
    message = _(
        "Step %(step)d of “%(scale)s” has the coefficient %(right)s; enter that.",
        step=step,
        scale=of_rank.name,
        right=vietnamese.coefficient(right),
    )
    yield Problem(message, "coefficient")


def over_step_at_the_last_step(candidate: Candidate) -> Iterator[Problem]:
    """Seniority beyond the last step is earned at the last step only (NĐ 204/2004 Điều 6)."""
    if candidate.values.get("over_step_percent") is None:
        return
    of_rank = _scale_of(candidate)
    if of_rank and candidate.values.get("step") != of_rank.last_step:
        message = _(
            "Seniority beyond the last step begins at step %(last)d; check step and percent.",
            last=of_rank.last_step,
        )
        yield Problem(message, "over_step_percent")
    elif candidate.values.get("over_step_from") is None:
        yield Problem(_("Enter the day from which this percent is paid."), "over_step_from", "warning")


def counts_from_a_day_in_reason(candidate: Candidate) -> Iterator[Problem]:
    """The next raise is counted from the day of the step or before: later only when time was taken off."""
    since, counted = candidate.values.get("effective_from"), candidate.values.get("next_count_from")
    if since and counted and counted > since.latest():
        message = _("The next raise would be counted from a day after this event; check both dates.")
        yield Problem(message, "next_count_from", "warning")
