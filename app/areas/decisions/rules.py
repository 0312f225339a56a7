"""What must hold between the items of a decision."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.problems import Problem


def governs_forward(candidate: Candidate) -> Iterator[Problem]:
    """What is decided ends after it begins."""
    since, until = candidate.values.get("effective_from"), candidate.values.get("effective_to")
    if since and until and until.definitely_before(since):
        yield Problem(_("The end lies before the beginning; check both dates."), "effective_to")


def takes_effect_once_decided(candidate: Candidate) -> Iterator[Problem]:
    """A paper about staff rarely reaches back beyond its own year (late raises do, with arrears)."""
    decided, effective = candidate.values.get("decided_on"), candidate.values.get("effective_from")
    if decided and effective and effective.year < decided.year - 1:
        message = _("The paper takes effect more than a year before it was signed; check both dates.")
        yield Problem(message, "effective_from", "warning")
