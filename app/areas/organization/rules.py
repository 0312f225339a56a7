"""What must hold between the items of a unit, a post or a quota."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.problems import Problem

FIGURES = ("civil_servants", "public_employees_budget", "public_employees_revenue", "contract_workers")


def lasts_forward(candidate: Candidate) -> Iterator[Problem]:
    """What exists for a time ends after it begins."""
    since, until = candidate.values.get("valid_from"), candidate.values.get("valid_to")
    if since and until and until < since:
        yield Problem(_("The last day lies before the first day; check both dates."), "valid_to")


def stands_below_its_parent(candidate: Candidate) -> Iterator[Problem]:
    """The parent exists on the unit's first day; its identifier begins the unit's own (QĐ 20/2020 Điều 4).

    Both are warnings: a reorganisation is entered in whatever order its decisions come.
    """
    parent, since = candidate.linked("parent_id"), candidate.values.get("valid_from")
    if parent is None:
        return
    if candidate.target_id and f"/{candidate.target_id}/" in parent["path"]:
        yield Problem(_("A unit cannot stand below itself; choose another parent."), "parent_id")
    ended = parent["valid_to"]
    if since and (since < parent["valid_from"] or (ended and ended < since)):
        message = _("“%(parent)s” does not exist on the first day of this unit.", parent=parent["name_vi"])
        yield Problem(message, "parent_id", "warning")
    code = candidate.values.get("code")
    if code and code.rpartition(".")[0] != parent["code"]:
        message = _(
            "The identifier should be that of the parent, a dot and a group of its own: %(code)s.…",
            code=parent["code"],
        )
        yield Problem(message, "code", "warning")


def grades_rise(candidate: Candidate) -> Iterator[Problem]:
    """The highest grade of a job position is not below its lowest."""
    lowest, highest = candidate.values.get("lowest_grade"), candidate.values.get("highest_grade")
    if lowest and highest and highest < lowest:
        yield Problem(_("The highest grade is below the lowest; check both."), "highest_grade")


def gives_some_headcount(candidate: Candidate) -> Iterator[Problem]:
    """A quota without any figure says nothing."""
    if all(candidate.values.get(name) is None for name in FIGURES):
        yield Problem(_("Enter at least one figure of the quota."), FIGURES[0])
