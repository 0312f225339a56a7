"""How the places of a job position may be spread over the grades, by the decree in force at the end of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.catalogues import catalogues
from app.records.problems import Problem

LIMITS = "job_grade_limits"
GRADES = (5, 4, 3, 2, 1)


def places_by_grade(candidate: Candidate) -> dict[int, int]:
    """How many places each grade has, the highest first; grades without any are left out."""
    found = ((grade, candidate.values.get(f"grade_{grade}")) for grade in GRADES)
    return {grade: number for grade, number in found if number}


def gives_some_places(candidate: Candidate) -> Iterator[Problem]:
    """A job position without any place says nothing."""
    if not places_by_grade(candidate):
        yield Problem(_("Enter the places of at least one grade."), "grade_5")


def grades_of_the_job_position(candidate: Candidate) -> Iterator[Problem]:
    """Only grades that the frame gives to the job position have places (NĐ 232/2026 Điều 7)."""
    job = candidate.linked("job_position_id")
    if job is None:
        return
    lowest, highest = job["lowest_grade"] or min(GRADES), job["highest_grade"] or max(GRADES)
    for grade in places_by_grade(candidate):
        if not lowest <= grade <= highest:
            message = _("The job position has the grades %(lowest)d to %(highest)d.", lowest=lowest, highest=highest)
            yield Problem(message, f"grade_{grade}", "warning")


def shares_within_the_limits(candidate: Candidate) -> Iterator[Problem]:
    """The highest grades have their greatest shares, reckoned on the places (NĐ 232/2026 Điều 10).

    What one grade leaves unused does not go to the next.
    """
    places, year = places_by_grade(candidate), candidate.values.get("quota_year")
    if len(places) < 2 or year is None:
        return
    used, total = list(places), sum(places.values())
    pattern = "two" if len(used) == 2 else str(used[0])
    limits = catalogues().in_force(LIMITS, date(year, 12, 31), pattern=pattern)
    if limits is None:
        return
    for grade, name in zip(used, ("highest_percent", "next_percent"), strict=False):
        most = limits.attributes.get(name)
        if most and places[grade] * 100 > int(most) * total:
            message = _(
                "%(places)d of %(total)d places; at most %(most)s %% may be of this grade.",
                places=places[grade],
                total=total,
                most=most,
            )
            yield Problem(message, f"grade_{grade}", "warning")
