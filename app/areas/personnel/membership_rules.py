"""What must hold of membership of the Party and of social organisations, and of military service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.personnel.figures import PARTY_AGE, PARTY_PROBATION
from app.changes.validation import Candidate
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.partial_dates import PartialDate
from app.records.problems import Problem

MONTHS = 12
SOCIAL_ORGANISATIONS = "social_organisations"


def _too_young(candidate: Candidate, name: str, age: int) -> bool:
    """Whether a day lies before the person reaches an age for sure."""
    person, on = candidate.linked("employee_id"), candidate.values.get(name)
    return bool(person and on and on.latest() < _reached(person["born_on"], age))


def _reached(born: PartialDate, age: int) -> date:
    return months_after(born.earliest(), MONTHS * age)


def joined_the_party_of_age(candidate: Candidate) -> Iterator[Problem]:
    """Nobody is admitted before his eighteenth birthday."""
    joined: PartialDate | None = candidate.values.get("joined_on")
    age = candidate.figure(PARTY_AGE, joined.earliest()) if joined else None
    if age and _too_young(candidate, "joined_on", age):
        message = _("Admitted to the Party before the age of %(age)d; check this date and the birth.", age=age)
        yield Problem(message, "joined_on", "warning")


def official_after_probation(candidate: Candidate) -> Iterator[Problem]:
    """The official date follows the admission by the months of probation."""
    joined, official = candidate.values.get("joined_on"), candidate.values.get("official_on")
    if not (joined and official):
        return
    if official.definitely_before(joined):
        yield Problem(_("Official member before the admission; check both dates."), "official_on")
        return
    months = candidate.figure(PARTY_PROBATION, joined.earliest())
    if months and official.latest() < months_after(joined.earliest(), months):
        message = _("Official member after less than %(months)d months of probation; check both dates.", months=months)
        yield Problem(message, "official_on", "warning")


def party_membership_ends_with_a_reason(candidate: Candidate) -> Iterator[Problem]:
    """Day and reason of the end go together, and nothing of a membership lies after its end."""
    ended, reason = candidate.values.get("ended_on"), candidate.values.get("end_reason_code")
    if ended and not reason:
        yield Problem(_("Enter why the membership ended."), "end_reason_code")
    if reason and not ended:
        yield Problem(_("Enter the day on which the membership ended."), "ended_on")
    for name in ("official_on", "exempt_from"):
        on = candidate.values.get(name)
        if ended and on and ended.definitely_before(on):
            yield Problem(_("This lies after the end of the membership; check both dates."), name)


def standing_in_the_party(values: dict[str, Any]) -> str:
    """On probation, official, exempt or no member any more, as the dates of a membership say."""
    if values.get("ended_on"):
        reason = catalogues().items("party_end_reasons").get(values.get("end_reason_code") or "")
        return str(reason.attributes.get("status", "XT")) if reason else "XT"
    if values.get("exempt_from"):
        return "MSH"
    return "CT" if values.get("official_on") else "DB"


def holds_party_posts_as_a_member(candidate: Candidate) -> Iterator[Problem]:
    """A post in the Party is held by a member of the Party."""
    since = candidate.values.get("since")
    if since is None:
        return
    member = candidate.linked("employee_id")
    joined = member["party_joined_on"] if member else None
    if member and (joined is None or since.definitely_before(joined)):
        message = _("The employee is no Party member on that day as far as is recorded; enter the membership first.")
        yield Problem(message, "since", "warning")


def old_enough_for_the_organisation(candidate: Candidate) -> Iterator[Problem]:
    """The code list says from which age an organisation takes members."""
    item = catalogues().items(SOCIAL_ORGANISATIONS).get(candidate.values.get("organisation_code") or "")
    age = int(item.attributes.get("least_age") or 0) if item else 0
    if item and age and _too_young(candidate, "joined_on", age):
        message = _("“%(name)s” takes members from the age of %(age)d; check the date.", name=item.name, age=age)
        yield Problem(message, "joined_on", "warning")


def position_is_of_the_organisation(candidate: Candidate) -> Iterator[Problem]:
    """A position of the trade union is held in the trade union."""
    position = candidate.values.get("position_code")
    item = catalogues().items(SOCIAL_ORGANISATIONS).get(candidate.values.get("organisation_code") or "")
    if item and position and position not in catalogues().items(item.attributes.get("positions") or ""):
        message = _("This is no position of “%(name)s”; choose another, or write it as a remark.", name=item.name)
        yield Problem(message, "position_code")
