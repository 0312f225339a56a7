"""What must hold of planning (Quy định 377-QĐ/TW of 8/10/2025, by digests: its figures are settings).

What a competent body may except is refused only as long as no exception is named; then it is shown to whoever approves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.personnel.retirement import retires_on
from app.areas.planning.discipline import barred_by_discipline
from app.areas.planning.figures import PERSONS, TERM, TITLES, VOTE
from app.changes.validation import Candidate
from app.records.area import registry
from app.records.catalogues import catalogues
from app.records.clock import months_after
from app.records.problems import Problem
from app.records.vietnamese import day as shown

TITLE, POSITION = "planning_title", "position"
PLANNED, ENDED = ("added", "approved"), ("removed", "appointed")
STEPS = ("key_staff", "committee", "leaders")
PERCENT = 100


def as_the_title_has_it(candidate: Candidate) -> Iterator[Problem]:
    """Unit and round are those of the title."""
    title = candidate.linked("title_id")
    for name, message in (
        ("unit_id", _("The title is one of another unit; choose that unit or another title.")),
        ("round_id", _("The title belongs to another round; choose that round or another title.")),
    ):
        given = candidate.values.get(name)
        if title and given is not None and given != title[name]:
            yield Problem(message, name)


def planned_once(candidate: Candidate) -> Iterator[Problem]:
    """Nobody stands twice in the planning for one title."""
    if candidate.values.get("status") not in PLANNED:
        return
    same = [
        row for row in _others_for_the_title(candidate) if row["employee_id"] == candidate.values.get("employee_id")
    ]
    if same:
        yield Problem(_("This person is planned for this title already; change that entry."), "title_id")


def status_has_its_day(candidate: Candidate) -> Iterator[Problem]:
    """Each status has its day, the days follow each other, and who is taken out is so for a reason."""
    values = candidate.values
    status, added, approved, ended = (values.get(name) for name in ("status", "added_on", "approved_on", "ended_on"))
    if status in ("approved", "appointed") and approved is None:
        yield Problem(_("Enter the day on which the planning was approved."), "approved_on")
    if status == "added" and approved is not None:
        yield Problem(_("What was approved is no longer only proposed; choose the status “Approved”."), "status")
    if added and approved and approved < added:
        yield Problem(_("Approved before it was proposed; check both days."), "approved_on")
    if status in ENDED and ended is None:
        yield Problem(_("Enter the day of the removal or of the appointment."), "ended_on")
    if status in PLANNED and ended is not None:
        yield Problem(_("Who is still planned has not been taken out; empty the day or change the status."), "ended_on")
    if ended and ended < max(filter(None, (added, approved)), default=ended):
        yield Problem(_("Ended before it began; check the days."), "ended_on")
    if status == "removed" and values.get("removal_reason") is None:
        yield Problem(_("Enter the reason for taking out."), "removal_reason")
    if status != "removed" and values.get("removal_reason") is not None:
        yield Problem(_("A reason for taking out goes with the status “Taken out”; empty one of the two."), "status")


def few_persons_for_a_title(candidate: Candidate) -> Iterator[Problem]:
    """A title has so many planned persons at most."""
    most = _figure(candidate, PERSONS)
    if most is None or candidate.values.get("status") not in PLANNED:
        return
    others = {row["employee_id"] for row in _others_for_the_title(candidate)} - {candidate.values.get("employee_id")}
    if len(others) >= most:
        message = _("%(most)d persons are planned for this title already; take one out first.", most=most)
        yield Problem(message, "title_id", _severity(candidate))


def few_titles_for_a_person(candidate: Candidate) -> Iterator[Problem]:
    """A person is planned for so many titles of one level at most."""
    most, title = _figure(candidate, TITLES), candidate.linked("title_id")
    if most is None or title is None or candidate.values.get("status") not in PLANNED:
        return
    held = {
        row["title_id"]
        for row in _planned(candidate.fellows(candidate.record, "employee_id"))
        if (other := candidate.linked_rows.row(registry().record(TITLE), row["title_id"]))
        and (other["level_code"], other["round_id"]) == (title["level_code"], title["round_id"])
    } - {title["id"]}
    if len(held) >= most:
        message = _("This person is planned for %(most)d titles of this level already.", most=most)
        yield Problem(message, "title_id", _severity(candidate))


def for_a_higher_position(candidate: Candidate) -> Iterator[Problem]:
    """One is planned for a higher position than the one held; the order of precedence tells it."""
    person, title = candidate.linked("employee_id"), candidate.linked("title_id")
    if person is None or title is None or candidate.values.get("status") not in PLANNED:
        return
    if (person["position_id"], person["unit_id"]) == (title["position_id"], title["unit_id"]):
        message = _("This person holds the position already; one is planned for a higher one.")
        yield Problem(message, "title_id", _severity(candidate))
        return
    positions = registry().record(POSITION)
    held, wanted = (candidate.linked_rows.row(positions, key["position_id"]) for key in (person, title))
    if held and wanted and _precedence(held) <= _precedence(wanted):
        message = _(
            "“%(wanted)s” is not higher than “%(held)s”, the position held; check the title.",
            wanted=wanted["name_vi"],
            held=held["name_vi"],
        )
        yield Problem(message, "title_id", "warning")


def _precedence(position: Mapping[str, Any]) -> int:
    """The least number goes first; a position without one stands last."""
    return int(position["sort_order"]) if position["sort_order"] is not None else 1_000_000


def not_barred(candidate: Candidate) -> Iterator[Problem]:
    """Nobody is planned while discipline closes planning and promotion to him."""
    added = candidate.values.get("added_on")
    if added is None or candidate.values.get("status") not in PLANNED:
        return
    until = barred_by_discipline(candidate, added)
    if until:
        message = _("Closed to this person until %(day)s by a disciplinary decision.", day=shown(until))
        yield Problem(message, "employee_id")


def serves_the_term(candidate: Candidate) -> Iterator[Problem]:
    """Who is planned can still serve the months of a term, counted from its beginning."""
    person, months, begins = candidate.linked("employee_id"), _figure(candidate, TERM), _term_begins(candidate)
    if person is None or months is None or begins is None or candidate.values.get("status") not in PLANNED:
        return
    retires = retires_on(person["gender_code"], person["born_on"])
    if retires and retires < months_after(begins, months):
        message = _(
            "Retirement on %(day)s comes before a term of %(months)d months is served; name the exception.",
            day=shown(retires),
            months=months,
        )
        yield Problem(message, "employee_id", _severity(candidate))


def age_fits_the_band(candidate: Candidate) -> Iterator[Problem]:
    """The age band is that of the age on the first day of the term."""
    band = catalogues().items("planning_age_bands").get(candidate.values.get("age_band_code") or "")
    person, begins = candidate.linked("employee_id"), _term_begins(candidate)
    if band is None or person is None or person["born_on"] is None or begins is None:
        return
    ages = {_age(born, begins) for born in (person["born_on"].earliest(), person["born_on"].latest())}
    least, most = band.attributes.get("from_age"), band.attributes.get("to_age")
    if all((least and age < int(least)) or (most and age > int(most)) for age in ages):
        message = _("On the first day of the term the person is %(age)d; check the age band.", age=max(ages))
        yield Problem(message, "age_band_code", "warning")


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def votes_add_up(candidate: Candidate) -> Iterator[Problem]:
    """No more vote in favour than came."""
    for step in STEPS:
        present, agreed = candidate.values.get(f"{step}_present"), candidate.values.get(f"{step}_agreed")
        if agreed is not None and present is not None and agreed > present:
            yield Problem(_("More voted in favour than came; check both numbers."), f"{step}_agreed")


def votes_reach_the_majority(candidate: Candidate) -> Iterator[Problem]:
    """At each step the votes in favour exceed the part that the regulation names."""
    most = _figure(candidate, VOTE)
    for step in STEPS if most is not None else ():
        present, agreed = candidate.values.get(f"{step}_present"), candidate.values.get(f"{step}_agreed")
        if present and agreed is not None and agreed * PERCENT <= present * most:
            message = _("The votes in favour do not exceed %(most)d %% of those present.", most=most)
            yield Problem(message, f"{step}_agreed", "warning")


def term_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """A term ends after it begins."""
    begins, ends = candidate.values.get("starts_on"), candidate.values.get("ends_on")
    if begins and ends and ends <= begins:
        yield Problem(_("The term ends before it begins; check both days."), "ends_on")


def position_leads(candidate: Candidate) -> Iterator[Problem]:
    """One is planned for positions of leadership."""
    position = candidate.linked("position_id")
    if position and not position["is_leader"]:
        message = _("“%(position)s” is no position of leadership.", position=position["name_vi"])
        yield Problem(message, "position_id", "warning")


def reviewed_in_its_year(candidate: Candidate) -> Iterator[Problem]:
    """A review is held in its year or soon after it."""
    year, held = candidate.values.get("review_year"), candidate.values.get("reviewed_on")
    if year and held and not year <= held.year <= year + 1:
        yield Problem(_("Held in another year than it is for; check year and day."), "reviewed_on", "warning")


def _figure(candidate: Candidate, name: str) -> Any:
    """A figure of the regulation on the day on which the person was added; None before it."""
    added = candidate.values.get("added_on")
    return candidate.figure(name, added) if added else None


def _term_begins(candidate: Candidate) -> date | None:
    planned = candidate.linked("round_id")
    return planned["starts_on"] if planned else None


def _others_for_the_title(candidate: Candidate) -> list[Mapping[str, Any]]:
    return _planned(candidate.fellows(candidate.record, "title_id"))


def _planned(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for row in rows if row.get("status") in PLANNED]


def _severity(candidate: Candidate) -> str:
    """What an exception may allow is a warning once its reason is named."""
    return "warning" if candidate.values.get("exception_reason") else "error"
