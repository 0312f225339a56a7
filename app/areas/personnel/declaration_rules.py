"""What must hold of policy status, declarations and the papers of the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.clock import today
from app.records.problems import Problem

NO_POLICY = "00"
MISSING, HERE = "missing", ("original", "copy")
OLD_REGIME, REGIME_ENDED = "old_regime", date(1975, 4, 30)


def policy_is_held_once(candidate: Candidate) -> Iterator[Problem]:
    """One row a policy group, unless the earlier one has ended."""
    for other in candidate.fellows(candidate.record, "employee_id"):
        same = other.get("policy_code") == candidate.values.get("policy_code")
        if same and not other.get("until") and not candidate.values.get("until"):
            yield Problem(_("This policy group is on record already; change that row."), "policy_code")
            return


def policy_names_somebody(candidate: Candidate) -> Iterator[Problem]:
    """Who belongs to no policy group has no row."""
    if candidate.values.get("policy_code") == NO_POLICY:
        yield Problem(_("Who belongs to no policy group needs no row; leave it out."), "policy_code")


def old_regime_ended(candidate: Candidate) -> Iterator[Problem]:
    """Nobody worked for the former regime after its end on 30/4/1975."""
    since = candidate.values.get("since")
    if candidate.values.get("kind") == OLD_REGIME and since and since.earliest() > REGIME_ENDED:
        yield Problem(_("The former regime ended on 30/4/1975; check the kind and the date."), "since")


def nothing_before_the_birth(candidate: Candidate) -> Iterator[Problem]:
    """What somebody declares of himself lies after his birth."""
    person, since = candidate.linked("employee_id"), candidate.values.get("since")
    if person and since and since.definitely_before(person["born_on"]):
        yield Problem(_("This lies before the birth of the employee; check the date."), "since")


def declared_assets_in_time(candidate: Candidate) -> Iterator[Problem]:
    """What was handed in has its day; of a yearly declaration it is no later than the code list says."""
    values = candidate.values
    handed_in, state = values.get("handed_in_on"), values.get("state")
    if state != "due" and handed_in is None:
        yield Problem(_("Enter the day on which the declaration was handed in."), "handed_in_on", "warning")
    if state == "due" and handed_in is not None:
        yield Problem(_("It is handed in, so it is not due any more; choose the state."), "state")
    last = _last_day(values.get("kind_code"), values.get("declared_year"))
    if last is None:
        return
    day = f"{last:%d/%m/%Y}"
    if handed_in and handed_in > last:
        yield Problem(_("Handed in after the last day, %(day)s; check the date.", day=day), "handed_in_on", "warning")
    if state == "due" and last < today():
        yield Problem(_("The declaration was due by %(day)s; ask for it.", day=day), "state", "warning")


def assets_declared_once(candidate: Candidate) -> Iterator[Problem]:
    """One declaration of a kind a year; only what is declared for personnel work may come again."""
    kind = catalogues().items("asset_declaration_kinds").get(candidate.values.get("kind_code") or "")
    if kind and kind.attributes.get("due") and candidate.has_like("employee_id", "kind_code", "declared_year"):
        message = _("“%(kind)s” is on record for this year already; change that row.", kind=kind.name)
        yield Problem(message, "declared_year", "warning")


def _last_day(kind_code: str | None, year: int | None) -> date | None:
    """The last day of a declaration for a year, where its kind has one."""
    kind = catalogues().items("asset_declaration_kinds").get(kind_code or "")
    due = kind.attributes.get("due") if kind else None
    return date.fromisoformat(f"{year}-{due}") if due and year else None


def paper_is_here_or_missing(candidate: Candidate) -> Iterator[Problem]:
    """A paper that is missing was neither received nor is it kept anywhere; one that is here has its day."""
    values = candidate.values
    received, state = values.get("received_on"), values.get("state")
    if state == MISSING:
        for name in ("received_on", "kept_at"):
            if values.get(name):
                yield Problem(_("The paper is missing; empty this, or say that the paper is here."), name)
    elif state in HERE and received is None:
        yield Problem(_("Enter the day on which the paper was received."), "received_on", "warning")
    issued = values.get("issued_on")
    if received and issued and received < issued.earliest():
        yield Problem(_("Received before it was issued; check both dates."), "received_on")


def paper_is_listed_once(candidate: Candidate) -> Iterator[Problem]:
    """Of some components a file holds one; and what is here is not missing as well."""
    kind = _component(candidate)
    if kind is None:
        return
    others = [row for row in candidate.fellows(candidate.record, "employee_id") if row.get("kind_code") == kind.code]
    if others and not kind.attributes.get("several"):
        message = _("“%(kind)s” is listed for this file already; change that row.", kind=kind.name)
        yield Problem(message, "kind_code", "warning")
    elif candidate.values.get("state") == MISSING and any(row.get("state") == MISSING for row in others):
        message = _("“%(kind)s” is noted as missing already.", kind=kind.name)
        yield Problem(message, "kind_code", "warning")


def _component(candidate: Candidate) -> Item | None:
    return catalogues().items("file_components").get(candidate.values.get("kind_code") or "")
