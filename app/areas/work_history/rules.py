"""What must hold between the items of an assignment or a declared period."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.problems import Problem
from app.records.times import in_the_same_time

MAIN = "main"


def names_a_unit(candidate: Candidate) -> Iterator[Problem]:
    """A post is in a unit on record, or in a former one that is named in words; never in both."""
    unit, words = candidate.values.get("unit_id"), candidate.values.get("unit_text")
    if unit is None and not words:
        yield Problem(_("Choose the unit, or name a former unit in words."), "unit_id")
    if unit is not None and words:
        yield Problem(_("The unit is chosen already; leave the words empty."), "unit_text")


def former_post_has_ended(candidate: Candidate) -> Iterator[Problem]:
    """A post in a former unit did not last longer than that."""
    unit, words = candidate.values.get("unit_id"), candidate.values.get("unit_text")
    if unit is None and words and candidate.values.get("effective_to") is None:
        message = _("A post in a former unit has ended; enter its last day.")
        yield Problem(message, "effective_to", "warning")


def unit_exists_then(candidate: Candidate) -> Iterator[Problem]:
    """A post does not begin in a unit that was not there yet, nor in one that was gone."""
    since, unit = candidate.values.get("effective_from"), candidate.linked("unit_id")
    if since is None or unit is None:
        return
    ended = unit["valid_to"]
    if since.latest() < unit["valid_from"] or (ended and ended < since.earliest()):
        message = _("“%(unit)s” did not exist on that day; choose the unit of that time.", unit=unit["name_vi"])
        yield Problem(message, "unit_id", "warning")


def lasts_forward(candidate: Candidate) -> Iterator[Problem]:
    """A period ends after it begins."""
    begun, ended = candidate.values.get("begun_on"), candidate.values.get("ended_on")
    if begun and ended and ended.definitely_before(begun):
        yield Problem(_("The end lies before the beginning; check both dates."), "ended_on")


def one_main_post_at_once(candidate: Candidate) -> Iterator[Problem]:
    """Nobody holds two main posts at once. An earlier one that was left open is ended by the later one, with a warning:
    the mass placement of a reorganisation is one sheet, and the earlier posts are ended by another.
    """
    if candidate.values.get("post_kind") != MAIN:
        return
    posts = candidate.fellows(candidate.record, "employee_id")
    found = in_the_same_time(candidate.values, (row for row in posts if row.get("post_kind") == MAIN))
    if found:
        message = _(
            "Another main post from %(day)s lies in the same time; enter the end of the earlier one.", day=found[0]
        )
        yield Problem(message, "effective_from", found[1])
