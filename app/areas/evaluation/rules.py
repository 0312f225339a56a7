"""What must hold of an evaluation, by the decree in force at the end of its period."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.law.cap import most_excellent
from app.records import vietnamese
from app.records.catalogues import Item, catalogues
from app.records.problems import Problem
from app.records.record import Record

EXCELLENT, NOT_GRADED = "1", "0"
HELD_BACK = ("sick", "maternity", "unpaid_leave")


def rated_once(candidate: Candidate) -> Iterator[Problem]:
    """One evaluation a period."""
    if candidate.has_like("employee_id", "period_id"):
        message = _("This employee is evaluated for this period already; change that evaluation.")
        yield Problem(message, "period_id")


def known_after_its_period(candidate: Candidate) -> Iterator[Problem]:
    """A result is made known towards the end of its period, not before it begins."""
    period, known = candidate.linked("period_id"), candidate.values.get("effective_from")
    if period and known and known.latest() < period["starts_on"]:
        yield Problem(_("The result would be known before the period began; check both."), "effective_from")


def not_graded_for_a_reason(candidate: Candidate) -> Iterator[Problem]:
    """Who is not graded is so for a reason; who served too short a time is not graded."""
    values = candidate.values
    grade, reason, months = (values.get(name) for name in ("grade_code", "not_graded_reason", "months_served"))
    if grade == NOT_GRADED and reason is None:
        yield Problem(_("Enter why the employee is not graded."), "not_graded_reason")
    if grade not in (None, NOT_GRADED) and reason and reason not in HELD_BACK:
        message = _("A graded employee has no reason for not being graded; empty one of the two.")
        yield Problem(message, "not_graded_reason")
    figures = figures_of(candidate)
    least = int(figures.attributes["least_months"]) if figures else 0
    if grade not in (None, NOT_GRADED) and months is not None and months < least and reason not in HELD_BACK:
        message = _("Who served less than %(least)d months of the period is not graded.", least=least)
        yield Problem(message, "months_served", "warning")


def scores_within_bounds(candidate: Candidate) -> Iterator[Problem]:
    """The general criteria bring so many points at most, and the duties so many."""
    figures = figures_of(candidate)
    for name in ("general_score", "task_score"):
        most = figures.attributes.get(f"{name}_most") if figures else None
        given = candidate.values.get(name)
        if given is not None and most and given > int(most):
            yield Problem(_("This score is at most %(most)s; check it.", most=most), name)


def grade_follows_the_points(candidate: Candidate) -> Iterator[Problem]:
    """Where points are given, no grade is better than they allow; a lower one is told (NĐ 233/2026 Điều 12)."""
    values, figures = candidate.values, figures_of(candidate)
    grade = catalogues().items("evaluation_grades").get(values.get("grade_code") or "")
    if figures is None or grade is None or grade.code == NOT_GRADED:
        return
    total, asks = total_of(values), figures.attributes.get("points")
    if total is None:
        if asks == "required":
            yield Problem(_("Enter both scores; the decree of this period asks for them."), "general_score", "warning")
        return
    allowed = next((item for item in _bands() if total >= int(item.attributes["min_score"])), None)
    if not asks or allowed is None or allowed.code == grade.code:
        return
    message = _(
        "%(total)s points make “%(grade)s”; check scores and grade.",
        total=vietnamese.coefficient(total),
        grade=allowed.name,
    )
    yield Problem(message, "grade_code", "error" if grade.code < allowed.code else "warning")


def excellent_within_the_cap(candidate: Candidate) -> Iterator[Problem]:
    """Excellent are so many per cent of those rated good in the unit and its group of like duties, not of all staff."""
    values, figures = candidate.values, figures_of(candidate)
    if values.get("grade_code") != EXCELLENT or figures is None:
        return
    unit = _unit_evaluation(candidate)
    raised = unit is not None and unit["grade_code"] == EXCELLENT
    percent = int(figures.attributes["cap_percent_excellent" if raised else "cap_percent"])
    excellent = _rated(candidate, EXCELLENT) + 1
    others = sum(_rated(candidate, code) for code in figures.attributes["cap_of"].split() if code != EXCELLENT)
    counted = others + (excellent if EXCELLENT in figures.attributes["cap_of"].split() else 0)
    most = most_excellent(counted, percent)
    if excellent > most:
        message = _(
            "%(excellent)d of this unit and group would be excellent; %(percent)d%% of the %(counted)d counted allow %(most)d.",
            excellent=excellent,
            percent=percent,
            counted=counted,
            most=most,
        )
        yield Problem(message, "grade_code", "warning")


def head_not_above_the_unit(candidate: Candidate) -> Iterator[Problem]:
    """The head of a unit is not rated higher than the unit (NĐ 233/2026 Điều 12)."""
    grade, unit = candidate.values.get("grade_code"), _unit_evaluation(candidate)
    if not candidate.values.get("heads_unit") or unit is None or grade in (None, NOT_GRADED):
        return
    if grade < unit["grade_code"]:
        yield Problem(_("The head of a unit is not rated higher than the unit itself."), "grade_code", "warning")


def period_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """A period ends after it begins, and is due after it began."""
    begun, ended, due = (candidate.values.get(name) for name in ("starts_on", "ends_on", "due_on"))
    if begun and ended and ended <= begun:
        yield Problem(_("The period ends before it begins; check both dates."), "ends_on")
    if begun and due and due < begun:
        yield Problem(_("The result is due before the period begins; check both dates."), "due_on")


def total_of(values: Any) -> Any:
    """Both scores together; None while one is missing."""
    general, tasks = values.get("general_score"), values.get("task_score")
    return general + tasks if general is not None and tasks is not None else None


def figures_of(candidate: Candidate) -> Item | None:
    """The decree by which somebody is evaluated: that of his type of staff, at the end of the period."""
    person, period = candidate.linked("employee_id"), candidate.linked("period_id")
    if person is None or period is None:
        return None
    return catalogues().in_force("evaluation_rules", period["ends_on"], staff=person["staff_type_code"])


def _bands() -> list[Item]:
    """The grades that points decide, the best first."""
    items = catalogues().items("evaluation_grades").values()
    return sorted((item for item in items if item.attributes.get("min_score")), key=lambda item: item.code)


def _rated(candidate: Candidate, grade: str) -> int:
    """How many others of the unit, its group and the period have a grade."""
    names = ("unit_id", "period_id", "peer_group", "grade_code")
    wanted = {**candidate.values, "grade_code": grade}
    found = candidate.linked_rows.alike(candidate.record, names, tuple(wanted.get(name) for name in names))
    return len(found - {candidate.target_id})


def _unit_evaluation(candidate: Candidate) -> Any:
    """How the unit itself was rated in the period, if that is on record."""
    rated: type[Record] = candidate.record.rated_units
    unit, period = candidate.values.get("unit_id"), candidate.values.get("period_id")
    found = candidate.linked_rows.alike(rated, ("unit_id", "period_id"), (unit, period))
    return candidate.linked_rows.row(rated, min(found)) if found else None
