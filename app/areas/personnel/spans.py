"""Times from one partial day to another: forward, and without two of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.partial_dates import PartialDate
from app.records.problems import Problem

Rule = Callable[[Candidate], Iterator[Problem]]


def forward(since: str, until: str) -> Rule:
    """A rule: what begins in the field `since` does not end before it in the field `until`."""

    def ends_after_it_begins(candidate: Candidate) -> Iterator[Problem]:
        begun, ended = candidate.values.get(since), candidate.values.get(until)
        if begun and ended and ended.definitely_before(begun):
            yield Problem(_("The end lies before the beginning; check both dates."), until)

    return ends_after_it_begins


def one_at_once(since: str, until: str, *alike: str) -> Rule:
    """A rule: of those rows of a person that agree in the fields `alike`, no two have a day in common for sure."""

    def comes_one_after_another(candidate: Candidate) -> Iterator[Problem]:
        begun, ended = candidate.values.get(since), candidate.values.get(until)
        if begun is None:
            return
        for other in candidate.fellows(candidate.record, "employee_id"):
            same = all(other.get(name) == candidate.values.get(name) for name in alike)
            if same and _overlap(begun, ended, other.get(since), other.get(until)):
                message = _(
                    "Another one from %(day)s lies in the same time; enter the end of the earlier one.",
                    day=other[since].display(),
                )
                yield Problem(message, since)
                return

    return comes_one_after_another


def _overlap(
    begun: PartialDate, ended: PartialDate | None, other_begun: PartialDate | None, other_ended: PartialDate | None
) -> bool:
    if other_begun is None:
        return False
    return _reaches(begun, other_ended) and _reaches(other_begun, ended)


def _reaches(begun: PartialDate, ended: PartialDate | None) -> bool:
    return ended is None or begun.latest() <= ended.earliest()
