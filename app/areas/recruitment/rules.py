"""What the law asks of an application and its result; its figures are the dated list `recruitment_rules`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.personnel.identity_numbers import contradictions
from app.areas.recruitment.round_rules import rule_of
from app.areas.recruitment.rounds import RecruitmentRound
from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.problems import Problem

TAKEN = ("passed", "exempt")


def priority_points(values: Mapping[str, Any]) -> Decimal | None:
    """What the priority is worth, as its code list has it."""
    item = catalogues().items("recruitment_priorities").get(values.get("priority_code") or "")
    return Decimal(item.attributes["points"]) if item and item.attributes.get("points") else None


def total_score(values: Mapping[str, Any]) -> Decimal | None:
    """Round 2 and the priority points; None before round 2."""
    score = values.get("round2_score")
    return None if score is None else score + (priority_points(values) or 0)


def _round(candidate: Candidate) -> Mapping[str, Any] | None:
    post = candidate.linked("post_id")
    return candidate.linked_rows.row(RecruitmentRound, post["round_id"]) if post else None


def _rule(candidate: Candidate) -> Item | None:
    held = _round(candidate)
    return rule_of(held["staff_type_code"], held["notice_date"]) if held else None


def unit_is_that_of_the_post(candidate: Candidate) -> Iterator[Problem]:
    """An application goes to the unit that has the vacancy."""
    post = candidate.linked("post_id")
    if post and candidate.values.get("unit_id") not in (None, post["unit_id"]):
        yield Problem(_("The post is in another unit; choose that unit, or another post."), "unit_id")


def applied_in_time(candidate: Candidate) -> Iterator[Problem]:
    """Applications are taken from the notice until their last day."""
    held, applied = _round(candidate), candidate.values.get("applied_on")
    if held is None or applied is None:
        return
    if applied < held["notice_date"]:
        yield Problem(_("Received before the recruitment was announced; check the day."), "applied_on")
    elif held["application_deadline"] and applied > held["application_deadline"]:
        last = held["application_deadline"].strftime("%d/%m/%Y")
        yield Problem(_("Received after the last day, %(last)s; check the day.", last=last), "applied_on")


def is_old_enough(candidate: Candidate) -> Iterator[Problem]:
    """Who applies is of age at the end of the applications."""
    held, rule, born = _round(candidate), _rule(candidate), candidate.values.get("born_on")
    least = int(rule.attributes.get("least_age") or 0) if rule else 0
    if held is None or born is None or not least:
        return
    on = held["application_deadline"] or held["notice_date"]
    first = born.earliest()
    if first.year + least > on.year or (
        first.year + least == on.year and (first.month, first.day) > (on.month, on.day)
    ):
        yield Problem(_("Applicants are at least %(age)d years old; check the birth.", age=least), "born_on", "warning")


def number_fits_sex_and_birth(candidate: Candidate) -> Iterator[Problem]:
    """As for the number of an employee: a contradiction is shown and never blocks."""
    values = candidate.values
    number = values.get("personal_id_number") or ""
    for message in contradictions(number, values.get("gender_code"), values.get("born_on")):
        yield Problem(message, "personal_id_number", "warning")


def has_the_level_required(candidate: Candidate) -> Iterator[Problem]:
    """Qualified at least as highly as the post asks."""
    post, code = candidate.linked("post_id"), candidate.values.get("level_code")
    levels = catalogues().items("qualification_levels")
    wanted, has = levels.get((post or {}).get("required_level_code") or ""), levels.get(code or "")
    if wanted and has and has.height < wanted.height:
        message = _("The post asks for “%(level)s”; check the qualification.", level=wanted.name)
        yield Problem(message, "level_code", "warning")


def result_follows_the_scores(candidate: Candidate) -> Iterator[Problem]:
    """Whoever is taken has passed every round of the method, each with the pass mark of the law."""
    values, held, rule, post = candidate.values, _round(candidate), _rule(candidate), candidate.linked("post_id")
    if values.get("outcome") != "passed" or held is None or rule is None or post is None:
        return
    method = catalogues().items("recruitment_methods").get(held["method_code"])
    least = Decimal(rule.attributes.get("pass_percent") or 0)
    wanted = []
    if method and method.attributes.get("round1"):
        wanted.append("round1_general")
        if post["language_required"] and not values.get("language_exempt"):
            wanted.append("round1_language")
    if method and method.attributes.get("round2"):
        wanted.append("round2_score")
    for name in wanted:
        score = values.get(name)
        if score is None:
            yield Problem(_("Enter this score first; the result follows from it."), name)
        elif score < least:
            message = _("%(least)s are needed to pass; the result is another, or the score.", least=f"{least:f}")
            yield Problem(message, name)


def taken_within_the_vacancies(candidate: Candidate) -> Iterator[Problem]:
    """No more are taken than the post has vacancies."""
    post = candidate.linked("post_id")
    if post is None or candidate.values.get("outcome") not in TAKEN:
        return
    others = candidate.fellows(candidate.record, "post_id")
    count = 1 + sum(row.get("outcome") in TAKEN for row in others)
    if count > post["vacancies"]:
        message = _("The post has %(vacancies)d vacancies, and all are filled.", vacancies=post["vacancies"])
        yield Problem(message, "outcome")


def best_are_taken_first(candidate: Candidate) -> Iterator[Problem]:
    """Nobody with a lower total is taken before one with a higher total."""
    own = total_score(candidate.values)
    if candidate.values.get("outcome") != "passed" or own is None:
        return
    others = candidate.fellows(candidate.record, "post_id")
    better = [row for row in others if row.get("outcome") == "failed" and (total_score(row) or 0) > own]
    if better:
        message = _("Somebody with a higher total was not taken for this post; check both results.")
        yield Problem(message, "outcome", "warning")


def recognised_when_taken(candidate: Candidate) -> Iterator[Problem]:
    """A result is recognised when there is one, after the applications have ended."""
    values, held = candidate.values, _round(candidate)
    recognised = values.get("recognised_on")
    if values.get("outcome") in TAKEN and recognised is None:
        yield Problem(_("Enter the day on which the result was recognised."), "recognised_on", "warning")
    if recognised and values.get("outcome") == "pending":
        yield Problem(_("A result that is recognised is decided; choose it."), "outcome")
    if recognised and held and held["application_deadline"] and recognised < held["application_deadline"]:
        yield Problem(_("Recognised before the end of the applications; check the day."), "recognised_on")
    starts = values.get("starts_on")
    if recognised and starts and starts < recognised:
        yield Problem(_("Work starts before the result was recognised; check both dates."), "starts_on", "warning")
