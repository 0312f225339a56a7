"""Who may confirm what, and when; what a campaign has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.organization.models import OrgUnit
from app.areas.self_service.figures import YEAR_BEGINS, year_of
from app.changes.content import content_of, digest_of
from app.changes.validation import Candidate
from app.records.clock import today
from app.records.problems import Problem
from app.records.vietnamese import day


def campaign_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """It ends no earlier than it begins, and its document comes before its last day."""
    values = candidate.values
    since, until, paper = (values.get(name) for name in ("starts_on", "ends_on", "document_date"))
    if since and until and until < since:
        yield Problem(_("The campaign ends before it begins; check both days."), "ends_on")
    if paper and until and paper > until:
        yield Problem(_("The document is dated after the end of the campaign; check both."), "document_date")


def campaign_is_of_ones_own_unit(candidate: Candidate) -> Iterator[Problem]:
    """Who keeps the records of a unit opens campaigns for that unit and what stands below it."""
    unit, standing = candidate.linked("unit_id"), candidate.standing
    reach = standing.reach("write", candidate.record.name)
    if unit and not reach.covers(unit["path"], unit["path"], None):
        yield Problem(_("You do not keep the records of this unit; choose one of yours."), "unit_id")


def confirms_his_own(candidate: Candidate) -> Iterator[Problem]:
    """Nobody confirms for another. What the operator loads is on paper, signed by the person."""
    standing = candidate.standing
    own = standing.subject_id is not None and standing.subject_id == candidate.values.get("employee_id")
    if not (standing.unlimited or own):
        yield Problem(_("A record is confirmed by the person whom it is about, and by nobody else."), "employee_id")


def stands_as_it_is(candidate: Candidate) -> Iterator[Problem]:
    """What was said on a day was said; who changed his mind confirms anew."""
    if candidate.target_id is not None:
        yield Problem(_("A confirmation stays as it was given; confirm the record anew instead."))


def confirmed_today_in_its_year(candidate: Candidate) -> Iterator[Problem]:
    """A confirmation is given today, and counts for the year in which that lies."""
    on, year = candidate.values.get("confirmed_on"), candidate.values.get("confirmed_year")
    if on is None:
        return
    if on > today() or (on != today() and not candidate.standing.unlimited):
        yield Problem(_("A record is confirmed today, not for another day."), "confirmed_on")
    expected = year_of(on, candidate.figure(YEAR_BEGINS, on) or 1)
    if year is not None and year != expected:
        yield Problem(_("That day lies in the year of confirmation %(year)s.", year=expected), "confirmed_year")


def campaign_concerns_him_now(candidate: Candidate) -> Iterator[Problem]:
    """A campaign is answered while it is open, by those whom it concerns."""
    campaign, person = candidate.linked("campaign_id"), candidate.linked("employee_id")
    on = candidate.values.get("confirmed_on")
    if campaign is None or person is None or on is None:
        return
    if not campaign["starts_on"] <= on <= campaign["ends_on"]:
        message = _(
            "The campaign is open from %(since)s to %(until)s; confirm without it, or within that time.",
            since=day(campaign["starts_on"]),
            until=day(campaign["ends_on"]),
        )
        yield Problem(message, "campaign_id")
    rows = candidate.linked_rows
    above, own = rows.row(OrgUnit, campaign["unit_id"]), rows.row(OrgUnit, person["unit_id"])
    if not (above and own and concerns(campaign, above["path"], own["path"], person["staff_type_code"])):
        yield Problem(_("The campaign is for other people; confirm without it."), "campaign_id")


def concerns(campaign: Mapping[str, Any], above: str, path: str, staff_type: str) -> bool:
    """Whether a campaign for the unit at the path `above` is for people of this type in the unit at `path`."""
    types = (campaign["staff_types"] or "").split("|")
    return path.startswith(above) and (types == [""] or staff_type in types)


def content_is_official_now(candidate: Candidate) -> Iterator[Problem]:
    """What was shown is what is official at this moment; else he would confirm what he never saw."""
    person, given = candidate.values.get("employee_id"), candidate.values.get("digest")
    if candidate.standing.unlimited or person is None or given is None:
        return
    if digest_of(content_of(person)) != given:
        message = _("The record has changed since the page was opened; read it again, then confirm it.")
        yield Problem(message, "digest")


def not_twice_for_the_same(candidate: Candidate) -> Iterator[Problem]:
    """The same content is confirmed once a year, and once more for a campaign that began after that."""
    values, campaign = candidate.values, candidate.linked("campaign_id")
    for row in candidate.fellows(candidate.record, "employee_id"):
        same = row["digest"] == values.get("digest") and row["confirmed_year"] == values.get("confirmed_year")
        if same and not (campaign and row["confirmed_on"] < campaign["starts_on"]):
            message = _(
                "This record was confirmed on %(day)s and has not changed since; nothing more is needed.",
                day=day(row["confirmed_on"]),
            )
            yield Problem(message, "confirmed_on")
            return
