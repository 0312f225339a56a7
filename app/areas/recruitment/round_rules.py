"""What the law asks of a plan, a round and a post; its figures are the dated list `recruitment_rules`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.problems import Problem

COUNCIL_WITHOUT = "TN"
IN_ORDER = (
    ("notice_date", "application_deadline", _("Applications end before they were announced; check both dates.")),
    ("application_deadline", "round1_on", _("Round 1 comes before the end of the applications; check both dates.")),
    ("application_deadline", "round2_on", _("Round 2 comes before the end of the applications; check both dates.")),
    ("round1_on", "round2_on", _("Round 2 comes before round 1; check both dates.")),
    ("application_deadline", "results_on", _("The results come before the end of the applications; check both dates.")),
    ("round2_on", "results_on", _("The results come before round 2; check both dates.")),
)


def rule_of(staff: str | None, on: date | None) -> Item | None:
    """The decree that governs a round, by its notice and its type of staff."""
    return catalogues().in_force("recruitment_rules", on, staff=staff) if staff and on else None


def approved_after_it_was_made(candidate: Candidate) -> Iterator[Problem]:
    """A plan is approved on or after its day."""
    made, approved = candidate.values.get("decided_on"), candidate.values.get("approved_on")
    if made and approved and approved < made:
        yield Problem(_("The plan was approved before it was made; check both dates."), "approved_on")


def applications_are_open_long_enough(candidate: Candidate) -> Iterator[Problem]:
    """Applications are taken for so many days from the public notice."""
    values = candidate.values
    since, until = values.get("notice_date"), values.get("application_deadline")
    rule = rule_of(values.get("staff_type_code"), since)
    days = int(rule.attributes.get("application_days") or 0) if rule else 0
    if since and until and since <= until < since + timedelta(days=days):
        last = (since + timedelta(days=days)).strftime("%d/%m/%Y")
        message = _("Applications are accepted for %(days)d days, until %(last)s.", days=days, last=last)
        yield Problem(message, "application_deadline", "warning")


def round_goes_forward(candidate: Candidate) -> Iterator[Problem]:
    """Notice, applications, round 1, round 2, results: in this order."""
    for first, then, message in IN_ORDER:
        before, after = candidate.values.get(first), candidate.values.get(then)
        if before and after and after < before:
            yield Problem(message, then)
    if candidate.values.get("state") == "concluded" and candidate.values.get("results_on") is None:
        yield Problem(_("Enter the day on which the results were recognised."), "results_on")


def council_has_its_size(candidate: Candidate) -> Iterator[Problem]:
    """A council of 5 or 7; a reception may do without one."""
    values, size = candidate.values, candidate.values.get("council_size")
    rule = rule_of(values.get("staff_type_code"), values.get("notice_date"))
    sizes = rule.attributes.get("council_sizes", "").split() if rule else []
    if sizes and size is not None and str(size) not in sizes:
        message = _("A recruitment council has %(sizes)s members.", sizes=", ".join(sizes))
        yield Problem(message, "council_size")
    later = values.get("state") in ("examining", "concluded")
    if size is None and later and values.get("method_code") != COUNCIL_WITHOUT:
        yield Problem(_("Enter how many members the council has."), "council_size", "warning")


def round_is_of_its_plan(candidate: Candidate) -> Iterator[Problem]:
    """A round is held under an approved plan, and comes after it."""
    plan, since = candidate.linked("plan_id"), candidate.values.get("notice_date")
    if plan is None or since is None:
        return
    if since < plan["decided_on"]:
        yield Problem(_("The round was announced before its plan was made; check both."), "notice_date", "warning")
    if plan["approved_on"] is None or since < plan["approved_on"]:
        yield Problem(_("The plan was not approved yet when the round was announced."), "plan_id", "warning")


def post_is_for_somebody(candidate: Candidate) -> Iterator[Problem]:
    """A post has at least one vacancy."""
    if candidate.values.get("vacancies") == 0:
        yield Problem(_("Enter how many are to be recruited, at least one."), "vacancies")
