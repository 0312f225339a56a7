"""What the law asks of a reception and of a probation (reception_kinds, probation_rules are dated data)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.clock import months_after
from app.records.problems import Problem


def _kind(candidate: Candidate) -> Item | None:
    return catalogues().items("reception_kinds").get(candidate.values.get("kind_code") or "")


def reception_is_of_the_staff(candidate: Candidate) -> Iterator[Problem]:
    """Each kind is for its type of staff."""
    kind, person = _kind(candidate), candidate.linked("employee_id")
    if kind and person and person["staff_type_code"] not in kind.attributes.get("staff", "").split():
        message = _("“%(kind)s” is for another type of staff; check the kind.", kind=kind.name)
        yield Problem(message, "kind_code", "warning")


def reception_has_its_ground(candidate: Candidate) -> Iterator[Problem]:
    """A reception without examination rests on one of the cases of the law; other kinds on none (Điều 13)."""
    kind, ground = _kind(candidate), candidate.values.get("ground_code")
    if kind is None:
        return
    if kind.attributes.get("needs_ground") and not ground:
        yield Problem(_("Choose the case of the law on which the reception rests."), "ground_code", "warning")
    if ground and not kind.attributes.get("needs_ground"):
        yield Problem(_("This kind rests on no such case; empty it, or choose a reception."), "ground_code", "warning")


def reported_in_time(candidate: Candidate) -> Iterator[Problem]:
    """Nobody reports for work before the decision, nor long after it, as the dated rules of recruitment say."""
    reported, decided = candidate.values.get("reported_on"), candidate.values.get("decided_on")
    person = candidate.linked("employee_id")
    if reported is None or decided is None or person is None:
        return
    rule = catalogues().in_force("recruitment_rules", decided, staff=person["staff_type_code"])
    days = int(rule.attributes.get("report_days") or 0) if rule else 0
    if reported < decided:
        yield Problem(_("Reported for work before the decision; check both dates."), "reported_on", "warning")
    elif days and reported > decided + timedelta(days=days):
        message = _("Reported for work more than %(days)d days after the decision.", days=days)
        yield Problem(message, "reported_on", "warning")


def _probation_rules(candidate: Candidate) -> list[Item] | None:
    """The rules of the day for the person's type of staff; None when they cannot be told."""
    person, since = candidate.linked("employee_id"), candidate.values.get("effective_from")
    if person is None or since is None:
        return None
    on, staff = since.earliest(), person["staff_type_code"]
    rules = catalogues().items("probation_rules").values()
    return [rule for rule in rules if rule.valid_on(on) and staff in rule.attributes.get("staff", "").split()]


def probation_is_of_its_time(candidate: Candidate) -> Iterator[Problem]:
    """Since 01/7/2025 no civil servant, since 01/7/2026 no public employee begins a probation."""
    staff = candidate.linked("employee_id")
    every = catalogues().items("probation_rules").values()
    since = candidate.values.get("effective_from")
    if _probation_rules(candidate) or staff is None or since is None:
        return
    ended = [
        r.valid_to for r in every if staff["staff_type_code"] in r.attributes.get("staff", "").split() and r.valid_to
    ]
    if ended and since.earliest() > max(ended):
        message = _(
            "Probation was abolished for this type of staff after %(day)s.", day=max(ended).strftime("%d/%m/%Y")
        )
        yield Problem(message, "effective_from")


def probation_has_its_length(candidate: Candidate) -> Iterator[Problem]:
    """The months are those of one of the levels; the end lies so many months, and the days not counted, after the begin."""
    values, rules = candidate.values, _probation_rules(candidate)
    months, since, until = values.get("months"), values.get("effective_from"), values.get("effective_to")
    allowed = sorted({int(rule.attributes["months"]) for rule in rules or ()})
    if months and allowed and months not in allowed:
        message = _("The law of that day knows %(months)s months of probation.", months=", ".join(map(str, allowed)))
        yield Problem(message, "months", "warning")
    if months and since and until and values.get("state") == "passed":
        least = months_after(since.earliest(), months) + timedelta(days=(values.get("days_not_counted") or 0) - 1)
        if until.latest() < least:
            message = _("The probation ends before its months are served, %(day)s.", day=least.strftime("%d/%m/%Y"))
            yield Problem(message, "effective_to", "warning")
    if values.get("state") == "passed" and until is None:
        yield Problem(_("Enter the last day of the probation; the salary counts from the next."), "effective_to")
