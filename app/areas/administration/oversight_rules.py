"""What must hold of inspections, classes for users, and incidents. Doubt warns; only the impossible is refused."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.areas.administration import incident_clocks
from app.changes.validation import Candidate
from app.records.clock import today
from app.records.problems import Problem

NOTED_BY_THE_UNIT = {"remedied_on", "remedy_report", "evidence"}


def findings_stand(candidate: Candidate) -> Iterator[Problem]:
    """What was found and asked for stays as Sở Nội vụ registered it; the unit notes what it has put right."""
    standing = candidate.standing
    if candidate.target_id is None or standing.unlimited:
        return
    touched = {name for name in candidate.touched if candidate.record.fields[name].given}
    if not standing.reach("write", candidate.record.name).everywhere and touched - NOTED_BY_THE_UNIT:
        yield Problem(
            _(
                "A unit notes what it has put right: “Put right on”, “What was put right” and the papers. "
                "Ask Sở Nội vụ for any other correction."
            )
        )


def remedy_is_whole(candidate: Candidate) -> Iterator[Problem]:
    """What is asked for has its day, and is put right after it was asked for."""
    values = candidate.values
    remedy, due, done = values.get("remedy"), values.get("remedy_by"), values.get("remedied_on")
    asked = values.get("document_date")
    if remedy and not due:
        yield Problem(_("Say by when it is to be put right."), "remedy_by")
    if due and not remedy:
        yield Problem(_("Say what is to be put right by this day."), "remedy")
    if due and asked and due < asked:
        yield Problem(_("The day lies before the document; check both dates."), "remedy_by")
    if done and not remedy:
        yield Problem(_("Nothing was asked to be put right; take this day away or say what was asked."), "remedied_on")
    if done and asked and done < asked:
        yield Problem(_("Put right before it was asked for; check both dates."), "remedied_on")
    yield from not_in_the_future(candidate, "document_date", "remedied_on")


def period_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """The period looked at ends after it begins."""
    begins, ends = candidate.values.get("period_from"), candidate.values.get("period_to")
    if begins and ends and ends < begins:
        yield Problem(_("The period ends before it begins; check both dates."), "period_to")


def class_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """A class ends after it begins."""
    begins, ends = candidate.values.get("held_from"), candidate.values.get("held_to")
    if begins and ends and ends < begins:
        yield Problem(_("The class ends before it begins; check both dates."), "held_to")


def taught_once_in_a_class(candidate: Candidate) -> Iterator[Problem]:
    """A person stands once on the list of a class."""
    if candidate.values.get("class_id") and candidate.has_like("employee_id", "class_id"):
        yield Problem(_("This person is on the list of the class already."), "employee_id")


def incident_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """Told, reported and closed after it was found, and none of it in the future."""
    found = candidate.values.get("found_on")
    for name in ("noticed_on", "reported_on", "people_told_on", "closed_on"):
        day = candidate.values.get(name)
        if found and day and day < found:
            yield Problem(_("This lies before the day on which the incident was found; check both dates."), name)
    yield from not_in_the_future(candidate, "found_on", "noticed_on", "reported_on", "people_told_on", "closed_on")


def not_in_the_future(candidate: Candidate, *names: str) -> Iterator[Problem]:
    """What happened has a day that has come."""
    for name in names:
        day = candidate.values.get(name)
        if name in candidate.touched and day and day > today():
            yield Problem(_("This day has not come yet."), name)


def reported_before_it_is_closed(candidate: Candidate) -> Iterator[Problem]:
    """An incident that has to be reported is not closed before."""
    values = candidate.values
    owed = incident_clocks.clock(incident_clocks.REPORT, values)
    if values.get("closed_on") and owed and not values.get("reported_on"):
        yield Problem(_("It has to be reported before it is closed: enter when and to whom."), "reported_on")
    if values.get("closed_on") and not values.get("measures"):
        yield Problem(_("Say what was done about it before it is closed."), "measures")
    if values.get("reported_on") and not values.get("reported_to"):
        yield Problem(_("Say to whom it was reported."), "reported_to")


def late_is_said(candidate: Candidate) -> Iterator[Problem]:
    """A report after its deadline is recorded, and whoever enters it is told."""
    values = candidate.values
    if incident_clocks.in_time(incident_clocks.REPORT, values, values.get("reported_on")) is False:
        yield Problem(
            _("The report came after its deadline; say why under “Measures taken”."), "reported_on", "warning"
        )
