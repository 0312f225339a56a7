"""What must hold of a reward: years, chains of titles, the grade of the year, no discipline in it.

The conditions of the titles stand in their code list and in dated settings; what the law leaves to the province is shown to
whoever approves, never refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.evaluation.models import AnnualEvaluation, EvaluationPeriod
from app.areas.evaluation.rules import EXCELLENT, NOT_GRADED
from app.areas.rewards_discipline.bonuses import decided_on
from app.areas.rewards_discipline.clocks import is_annulled
from app.areas.rewards_discipline.discipline import DisciplinaryAction
from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.problems import Problem


def is_one_reward(candidate: Candidate) -> Iterator[Problem]:
    """A title or a form of reward; who received both has two rewards."""
    title, award = candidate.values.get("title_code"), candidate.values.get("award_code")
    if title is None and award is None:
        yield Problem(_("Choose the title, or the form of the reward."), "title_code")
    if title is not None and award is not None:
        message = _("Title and form of reward are two rewards; enter each for itself.")
        yield Problem(message, "award_code")


def years_go_forward(candidate: Candidate) -> Iterator[Problem]:
    """The last year is not before the first one, and nothing is rewarded before it began."""
    first, last = candidate.values.get("year_from"), candidate.values.get("year_to")
    if first and last and last < first:
        yield Problem(_("The last year lies before the first one; check both."), "year_to")
    decided = decided_on(candidate.values)
    if first and decided and decided.year < first:
        message = _("Decided in %(year)s, before the year that is rewarded; check both.", year=str(decided.year))
        yield Problem(message, "year_from")


def title_is_given_once(candidate: Candidate) -> Iterator[Problem]:
    """One title of a kind a year for one person."""
    yield from _once(candidate, "employee_id")


def unit_title_is_given_once(candidate: Candidate) -> Iterator[Problem]:
    """One title of a kind a year for one unit."""
    yield from _once(candidate, "unit_id")


def _once(candidate: Candidate, whose: str) -> Iterator[Problem]:
    values = candidate.values
    if values.get("title_code") is None:
        return
    others = candidate.fellows(candidate.record, whose)
    if any(all(row.get(name) == values.get(name) for name in ("title_code", "year_from")) for row in others):
        yield Problem(_("This title is on record for this year already."), "title_code")


def title_follows_the_titles_before(candidate: Candidate) -> Iterator[Problem]:
    """A higher title is given after so many of the lower one, year after year up to its own or the one before."""
    title, last = _title(candidate), _last_year(candidate.values)
    before = catalogues().items("reward_titles").get(title.attributes.get("after", "")) if title else None
    decided = decided_on(candidate.values)
    if title is None or before is None or last is None or decided is None:
        return
    wanted = candidate.figure(title.attributes["after_setting"], decided)
    if wanted is None:
        return
    years = {
        _last_year(row)
        for row in candidate.fellows(candidate.record, "employee_id")
        if row.get("title_code") == before.code
    }
    is_yearly = not before.attributes.get("after")
    if is_yearly and any(all(end - back in years for back in range(wanted)) for end in (last, last - 1)):
        return
    if not is_yearly and len([year for year in years if year and year <= last]) >= wanted:
        return
    message = _("“%(title)s” asks for “%(before)s” %(times)d times in a row.", **_named(title, before), times=wanted)
    yield Problem(message, "title_code", "warning")


def title_fits_the_grade(candidate: Candidate) -> Iterator[Problem]:
    """A title asks for a grade in the evaluation of its year, where that is on record."""
    title, grade = _title(candidate), _grade(candidate)
    least = title.attributes.get("least_grade") if title else None
    if title is None or grade is None or not least:
        return
    if grade == NOT_GRADED or grade > least:
        grades = catalogues().items("evaluation_grades")
        message = _(
            "“%(title)s” asks for “%(least)s” at least; the year was rated “%(grade)s”.",
            title=title.name,
            least=grades[least].name,
            grade=grades[grade].name,
        )
        yield Problem(message, "title_code", "warning")


def title_stands_on_the_title_below(candidate: Candidate) -> Iterator[Problem]:
    """The grassroots title is given to an advanced worker of the same year, excellent or with an initiative."""
    title, last = _title(candidate), _last_year(candidate.values)
    below = title.attributes.get("with_title", "").split() if title else []
    if title is None or not below:
        return
    fellows = candidate.fellows(candidate.record, "employee_id")
    if not any(row.get("title_code") in below and _last_year(row) == last for row in fellows):
        base = catalogues().items("reward_titles")[below[0]]
        message = _("“%(title)s” asks for “%(before)s” of the same year.", **_named(title, base))
        yield Problem(message, "title_code", "warning")
    is_asked = title.attributes.get("asks") and not candidate.values.get("initiative")
    if is_asked and _grade(candidate) not in (None, EXCELLENT):
        message = _("Name the recognised initiative; the year was not rated excellent.")
        yield Problem(message, "initiative", "warning")


def not_in_a_year_of_discipline(candidate: Candidate) -> Iterator[Problem]:
    """Who was disciplined in a year is not considered for a title of it."""
    first, last = candidate.values.get("year_from"), _last_year(candidate.values)
    if candidate.values.get("title_code") is None or first is None or last is None:
        return
    for row in candidate.fellows(DisciplinaryAction, "employee_id"):
        if first <= row["effective_from"].year <= last and not is_annulled(row):
            message = _(
                "Disciplined from %(day)s, in the year of this title; such people are not considered.",
                day=row["effective_from"].display(),
            )
            yield Problem(message, "title_code", "warning")
            return


def _title(candidate: Candidate) -> Item | None:
    return catalogues().items("reward_titles").get(candidate.values.get("title_code") or "")


def _named(title: Item, before: Item) -> dict[str, str]:
    return {"title": title.name, "before": before.name}


def _last_year(values: Mapping[str, Any]) -> int | None:
    year: int | None = values.get("year_to") or values.get("year_from")
    return year


def _grade(candidate: Candidate) -> str | None:
    """The grade of the evaluation whose period ended in the year of the reward, if it is on record."""
    last = _last_year(candidate.values)
    for row in candidate.fellows(AnnualEvaluation, "employee_id"):
        period = candidate.linked_rows.row(EvaluationPeriod, row["period_id"])
        if period and period["ends_on"].year == last:
            grade: str = row["grade_code"]
            return grade
    return None
