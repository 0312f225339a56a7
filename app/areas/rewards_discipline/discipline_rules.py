"""What must hold of a disciplinary decision, by the law in force on its day (code lists of rules and clocks by date)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.rewards_discipline.clocks import begins_on, ends_on, in_effect, is_annulled, limited_to, rule
from app.areas.rewards_discipline.figures import RECIDIVISM
from app.areas.work_history.absences import LeaveOfAbsence
from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.clock import months_after
from app.records.problems import Problem


def form_is_given_to_the_subject(candidate: Candidate) -> Iterator[Problem]:
    """A form is one of those that the law of the day has for this subject; the others are history."""
    law, form = rule(candidate.values), _form(candidate.values)
    if law is None or form is None or form.code in law.attributes["forms"].split():
        return
    forms = catalogues().items("discipline_forms")
    message = _(
        "“%(form)s” cannot be decided here on that day; the forms are: %(forms)s (%(law)s).",
        form=form.name,
        forms=", ".join(forms[code].name for code in law.attributes["forms"].split() if code in forms),
        law=law.name,
    )
    yield Problem(message, "form_code")


def subject_fits_the_person(candidate: Candidate) -> Iterator[Problem]:
    """A civil servant is rarely disciplined as a public employee; he may have been one then."""
    person = candidate.linked("employee_id")
    subject = catalogues().items("discipline_subjects").get(candidate.values.get("subject_code") or "")
    types = subject.attributes.get("staff", "").split() if subject else []
    if person and subject and types and person["staff_type_code"] not in types:
        types_of_staff = catalogues().items("staff_types")
        message = _(
            "Disciplined as “%(subject)s”, but the employee is “%(type)s” today; check what he was then.",
            subject=subject.name,
            type=getattr(types_of_staff.get(person["staff_type_code"]), "name", person["staff_type_code"]),
        )
        yield Problem(message, "subject_code", "warning")


def days_follow_each_other(candidate: Candidate) -> Iterator[Problem]:
    """Violated, found, announced, decided: in this order."""
    names = ("violated_on", "found_on", "notified_on", "decided_on")
    known = [(name, candidate.values[name]) for name in names if candidate.values.get(name)]
    for (_before, earlier), (name, later) in pairwise(known):
        if later < earlier:
            message = _("This day lies before %(day)s, which comes first; check both.", day=_shown(earlier))
            yield Problem(message, name)


def handled_in_time(candidate: Candidate) -> Iterator[Problem]:
    """So many days from finding to decision, more in a complex case (NĐ 234/2026 Điều 5 khoản 5)."""
    law, values = rule(candidate.values), candidate.values
    found, decided = values.get("found_on"), values.get("decided_on")
    name = "complex_days" if values.get("is_complex") else "handling_days"
    most = int(law.attributes.get(name) or 0) if law else 0
    if most and found and decided and decided > found + timedelta(days=most):
        message = _("Handled longer than the %(most)d days until %(day)s.", most=most, day=_shown(_after(found, most)))
        yield Problem(message, "decided_on", "warning")


def nobody_is_handled_while_ill_or_on_maternity(candidate: Candidate) -> Iterator[Problem]:
    """Handling waits for the end of a grave illness or a maternity leave, unless the person asks for it (Điều 3)."""
    decided = candidate.values.get("decided_on")
    if decided is None or _line(candidate.values) != "state":
        return
    for row in candidate.fellows(LeaveOfAbsence, "employee_id"):
        kind, until = catalogues().items("leave_kinds").get(row["kind_code"]), row["effective_to"]
        is_away = row["effective_from"].latest() <= decided and (until is None or decided <= until.earliest())
        if is_away and kind and kind.attributes.get("postpones_discipline"):
            message = _("Decided during “%(leave)s”; handling waits, unless the person asked for it.", leave=kind.name)
            yield Problem(message, "decided_on", "warning")


def violation_is_not_too_old(candidate: Candidate) -> Iterator[Problem]:
    """After the limitation nobody is disciplined any more; a written notice before stops it."""
    last = limited_to(candidate.values)
    handled = candidate.values.get("notified_on") or candidate.values.get("decided_on")
    if last and handled and handled > last:
        message = _("The limitation ended on %(day)s; name the exception or check the days.", day=_shown(last))
        yield Problem(message, "violated_on", "warning")


def runs_from_its_day(candidate: Candidate) -> Iterator[Problem]:
    """The effect runs from the Party decision, where there is one, but a dismissal from its own (Điều 2 khoản 9)."""
    law, form, values = rule(candidate.values), _form(candidate.values), candidate.values
    since, decided = values.get("effective_from"), values.get("decided_on")
    party = candidate.linked("party_action_id")
    if law is None or form is None or since is None:
        return
    is_own = form.code in law.attributes.get("own_date_forms", "").split()
    if party and party["line"] == "party" and law.attributes.get("from_party") and not is_own:
        if since != party["effective_from"]:
            message = _(
                "The effect runs from the Party decision: %(day)s (%(law)s); enter that.",
                day=party["effective_from"].display(),
                law=law.name,
            )
            yield Problem(message, "effective_from")
    elif decided and since.latest() < decided:
        message = _("“%(form)s” takes effect once decided, from %(day)s on.", form=form.name, day=_shown(decided))
        yield Problem(message, "effective_from", "error" if is_own else "warning")


def party_decision_fits(candidate: Candidate) -> Iterator[Problem]:
    """The Party decision is one of the Party, about the same person."""
    party = candidate.linked("party_action_id")
    if party is None:
        return
    if party["employee_id"] != candidate.values.get("employee_id"):
        yield Problem(_("The Party decision is about another person; choose one of this person."), "party_action_id")
    if party["line"] != "party" or _line(candidate.values) == "party":
        message = _("Only a decision of the State or a mass organisation follows one of the Party; choose another.")
        yield Problem(message, "party_action_id")


def follows_the_party_decision_soon(candidate: Candidate) -> Iterator[Problem]:
    """Administrative discipline comes within so many days of the Party decision (Điều 2 khoản 6)."""
    law, party = rule(candidate.values), candidate.linked("party_action_id")
    decided = candidate.values.get("decided_on")
    most = int(law.attributes.get("party_days") or 0) if law else 0
    if not most or party is None or decided is None:
        return
    last = _after(party["effective_from"].latest(), most)
    if decided > last:
        message = _(
            "Decided more than %(most)d days after the Party decision, which was until %(day)s.",
            most=most,
            day=_shown(last),
        )
        yield Problem(message, "decided_on", "warning")


def ends_the_effect_before(candidate: Candidate) -> Iterator[Problem]:
    """A new violation during the effect is disciplined more heavily, and the new decision ends the old effect."""
    values, line, form = candidate.values, _line(candidate.values), _form(candidate.values)
    since = values.get("effective_from")
    if since is None or form is None or is_annulled(values):
        return
    for row in candidate.fellows(candidate.record, "employee_id"):
        other = row.get("effective_from")
        if other in (None, since) or _line(row) != line or is_annulled(row):
            continue
        older, newer = sorted((values, row), key=lambda one: one["effective_from"])
        begun = newer["effective_from"].earliest()
        if not in_effect(older, begun) or ends_on(older) == begun:
            continue
        message = _(
            "Two decisions of this line are in effect on %(day)s: the new one ends the old one; enter there that it ended.",
            day=_shown(begun),
        )
        yield Problem(message, "effective_from", "warning")
    yield from _heavier(candidate, form, line)


def _heavier(candidate: Candidate, form: Item, line: str | None) -> Iterator[Problem]:
    violated = candidate.values.get("violated_on")
    since = begins_on(candidate.values)
    for row in candidate.fellows(candidate.record, "employee_id"):
        before, begun = _form(row), begins_on(row)
        is_earlier = begun is not None and since is not None and begun < since
        if not is_earlier or before is None or _line(row) != line or not violated or is_annulled(row):
            continue
        if in_effect(row, violated) and form.height <= before.height:
            message = _(
                "Violated while “%(form)s” was in effect; the new form is heavier by one level at least.",
                form=before.name,
            )
            yield Problem(message, "form_code", "warning")


def repeated_violation_is_marked(candidate: Candidate) -> Iterator[Problem]:
    """The same violation within so many months is a repeated one (Điều 2 khoản 8)."""
    values, begun = candidate.values, begins_on(candidate.values)
    violated = values.get("violated_on")
    months = candidate.figure(RECIDIVISM, begun) if begun else None
    if months is None or violated is None:
        return
    same = any(
        _line(row) == _line(values)
        and row.get("violation_code") == values.get("violation_code")
        and not is_annulled(row)
        and _lies_within(row, violated, months)
        for row in candidate.fellows(candidate.record, "employee_id")
    )
    if same and not values.get("is_recidivism"):
        message = _("The same violation was disciplined within %(months)d months before; mark it as repeated.")
        yield Problem(message % {"months": months}, "is_recidivism", "warning")
    if values.get("is_recidivism") and not same:
        message = _("No discipline of the same violation within %(months)d months before is on record; check it.")
        yield Problem(message % {"months": months}, "is_recidivism", "warning")


def _lies_within(row: Mapping[str, Any], violated: date, months: int) -> bool:
    begun = begins_on(row)
    return begun is not None and begun <= violated <= months_after(begun, months)


def early_end_is_explained(candidate: Candidate) -> Iterator[Problem]:
    """Who says that the effect ended early says when and why, and within its time."""
    on, why = candidate.values.get("ended_early_on"), candidate.values.get("ended_early_by")
    since = candidate.values.get("effective_from")
    if on and not why:
        yield Problem(_("Choose why the effect ended early."), "ended_early_by")
    if why and not on:
        yield Problem(_("Enter the day on which the effect ended early."), "ended_early_on")
    if on and since and on < since.earliest():
        yield Problem(_("The effect would end before it began; check both days."), "ended_early_on")


def _form(values: Mapping[str, Any]) -> Item | None:
    return catalogues().items("discipline_forms").get(values.get("form_code") or "")


def _line(values: Mapping[str, Any]) -> str | None:
    subject = catalogues().items("discipline_subjects").get(values.get("subject_code") or "")
    return subject.attributes.get("line") if subject else None


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")
