"""What the law asks of a contract: its kind by day and kind of unit, its term, its pay (contract_rules are dated data)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.areas.compensation.rules import coefficient_is_that_of_the_step, step_belongs_to_the_scale
from app.areas.organization.models import OrgUnit
from app.changes.validation import Candidate
from app.records.catalogues import Item, catalogues
from app.records.clock import months_after
from app.records.partial_dates import PartialDate
from app.records.problems import Problem
from app.records.times import in_the_same_time

RULES = "contract_rules"
DIVISION = "PHONG"
LIMITED = ("fixed", "short")
SHORT_MONTHS = 12  # what “under 12 months” means
SERVICE = ("HDDV", "HD173-DV")
BY_SCALE = ("rank_code", "step", "coefficient")


def lasts_until(values: Mapping[str, Any]) -> PartialDate | None:
    """The last day of a contract: that of its term, or the one on which it was ended before."""
    ended, until = values.get("ended_on"), values.get("effective_to")
    return PartialDate.from_date(ended) if ended else until


def kind_of(candidate: Candidate) -> Item | None:
    """The type of the contract, with its terms in its attributes."""
    return catalogues().items("contract_types").get(candidate.values.get("kind_code") or "")


def concluded_on(candidate: Candidate) -> date | None:
    """The day whose law governs the contract."""
    signed, since = candidate.values.get("signed_on"), candidate.values.get("effective_from")
    return signed or (since.latest() if since else None)


def body_of(candidate: Candidate) -> Mapping[str, Any] | None:
    """The agency or public service unit that concludes it: the unit named, or above it if that is a division."""
    unit = candidate.linked("unit_id")
    while unit is not None and unit["kind_code"] == DIVISION and unit["parent_id"] is not None:
        unit = candidate.linked_rows.row(OrgUnit, unit["parent_id"])
    return unit


def term_is_one_of_its_kind(candidate: Candidate) -> Iterator[Problem]:
    """Each type has its terms: a working contract is fixed or without term by its name."""
    kind, term = kind_of(candidate), candidate.values.get("term_kind")
    if kind and term and term not in kind.attributes.get("terms", "").split():
        yield Problem(_("A contract of the type “%(kind)s” has another term; check both.", kind=kind.name), "term_kind")


def term_has_its_end(candidate: Candidate) -> Iterator[Problem]:
    """A fixed term has an end within what the law allows, a short one within 12 months; without term there is none."""
    kind, since, until = (
        kind_of(candidate),
        candidate.values.get("effective_from"),
        candidate.values.get("effective_to"),
    )
    if kind is None or since is None:
        return
    term = candidate.values.get("term_kind") or _only_term(kind)
    if term == "open" and until is not None:
        yield Problem(
            _("A contract without fixed term has no end; empty it, or choose the fixed term."), "effective_to"
        )
    if term not in LIMITED:
        return
    if until is None:
        yield Problem(_("A contract of the type “%(kind)s” has an end; enter it.", kind=kind.name), "effective_to")
        return
    most = SHORT_MONTHS if term == "short" else int(kind.attributes.get("max_months") or 0)
    last = until.earliest()
    if term == "short" and last >= months_after(since.latest(), most):
        message = _("The contract lasts 12 months or longer; choose the fixed term, or check the end.")
        yield Problem(message, "effective_to")
    elif most and last > months_after(since.latest(), most):
        message = _("The term is longer than the %(most)d months that the law allows.", most=most)
        yield Problem(message, "effective_to", "warning")


def _only_term(kind: Item) -> str | None:
    """The term that follows from the type when it has only one."""
    terms = kind.attributes.get("terms", "").split()
    return terms[0] if len(terms) == 1 else None


def kind_is_open_to_the_unit(candidate: Candidate) -> Iterator[Problem]:
    """A type is concluded in its time and in its kinds of unit (NĐ 111/2022; NĐ 235/2026 Điều 6, 16; NĐ 173/2025)."""
    kind, on, body = kind_of(candidate), concluded_on(candidate), body_of(candidate)
    if kind is None or on is None or body is None:
        return
    known = any(kind.code in rule.attributes.get("kinds", "").split() for rule in catalogues().items(RULES).values())
    rule = catalogues().in_force(RULES, on, kinds=kind.code, bodies=body["kind_code"])
    if known and rule is None:
        message = _(
            "“%(kind)s” was not concluded in a unit like “%(unit)s” on %(day)s; choose the type of that time.",
            kind=kind.name,
            unit=body["name_vi"],
            day=on.strftime("%d/%m/%Y"),
        )
        yield Problem(message, "kind_code")
    if rule is None:
        return
    groups = rule.attributes.get("autonomy", "").split()
    if groups and body["autonomy_group"] and body["autonomy_group"] not in groups:
        message = _(
            "This type is for units whose running costs the State pays in part or in full (%(law)s).", law=_law(rule)
        )
        yield Problem(message, "kind_code")
    if rule.attributes.get("needs_reason") and not candidate.values.get("short_reason"):
        yield Problem(_("Choose why the contract is under 12 months (%(law)s).", law=_law(rule)), "short_reason")


def next_one_is_without_term(candidate: Candidate) -> Iterator[Problem]:
    """After so many fixed terms as its law allows the next contract is without term (NĐ 259/2026 Điều 21; BLLĐ Điều 20)."""
    kind, on, body = kind_of(candidate), concluded_on(candidate), body_of(candidate)
    since = candidate.values.get("effective_from")
    if kind is None or on is None or body is None or since is None or not _is_fixed(candidate.values):
        return
    rule = catalogues().in_force(RULES, on, kinds=kind.code, bodies=body["kind_code"])
    most = int(rule.attributes.get("most_fixed") or 0) if rule else 0
    if rule is None or not most:
        return
    alike = rule.attributes["kinds"].split()
    before = [
        row
        for row in candidate.fellows(candidate.record, "employee_id")
        if row["kind_code"] in alike and _is_fixed(row) and row["effective_from"] < since
    ]
    if len(before) >= most:
        message = _(
            "%(count)d fixed-term contracts came before; the next one is without fixed term (%(law)s).",
            count=len(before),
            law=_law(rule),
        )
        yield Problem(message, "kind_code", "warning")


def _law(rule: Item) -> str:
    return rule.attributes.get("law") or rule.name


def _is_fixed(values: Mapping[str, Any]) -> bool:
    kind = catalogues().items("contract_types").get(values.get("kind_code") or "")
    return (values.get("term_kind") or (_only_term(kind) if kind else None)) in LIMITED


def one_contract_at_once(candidate: Candidate) -> Iterator[Problem]:
    """Nobody works under two contracts at once; a contract for a service alone may stand beside another."""
    if candidate.values.get("kind_code") in SERVICE:
        return
    fellows = candidate.fellows(candidate.record, "employee_id")
    others = [_in_its_time(row) for row in fellows if row.get("kind_code") not in SERVICE]
    found = in_the_same_time(_in_its_time(candidate.values), others)
    if found:
        message = _("Another contract of this person from %(day)s lies in the same time; enter its end.", day=found[0])
        yield Problem(message, "effective_from", found[1])


def _in_its_time(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "effective_to": lasts_until(values)}


def pay_is_of_its_mode(candidate: Candidate) -> Iterator[Problem]:
    """Pay by agreement names the amount; pay by the scale names rank, step and coefficient as the scale has them."""
    values, agreed = candidate.values, candidate.values.get("agreed_amount")
    if values.get("pay_mode") == "agreed":
        if agreed is None:
            yield Problem(_("Enter the agreed pay a month, or choose the salary scale."), "agreed_amount")
        for name in BY_SCALE:
            if values.get(name) is not None:
                message = _(
                    "The amount is agreed, so the scale says nothing; empty this item or choose the salary scale."
                )
                yield Problem(message, name)
    elif values.get("pay_mode") == "scale":
        if agreed is not None:
            message = _("Pay follows the scale, so no amount is agreed; empty this item or choose the agreed amount.")
            yield Problem(message, "agreed_amount")
        yield from step_belongs_to_the_scale(candidate)
        yield from coefficient_is_that_of_the_step(candidate)


def ended_within_its_time(candidate: Candidate) -> Iterator[Problem]:
    """A contract is ended after it began and before its term runs out; then the reason is on record."""
    values = candidate.values
    ended, since, until = values.get("ended_on"), values.get("effective_from"), values.get("effective_to")
    if ended is None:
        return
    if since and ended < since.earliest():
        yield Problem(_("The contract was ended before it began; check both dates."), "ended_on")
    if until and ended > until.latest():
        yield Problem(_("The term had run out before that day; check both dates."), "ended_on")
    if not values.get("end_reason"):
        yield Problem(_("Enter why the contract was ended."), "end_reason", "warning")


def annex_is_of_the_same_person(candidate: Candidate) -> Iterator[Problem]:
    """An annex belongs to a contract of the same employee."""
    contract = candidate.linked("contract_id")
    if contract and contract["employee_id"] != candidate.values.get("employee_id"):
        yield Problem(_("The contract is another person's; choose a contract of this one."), "contract_id")


def annex_lies_within_the_contract(candidate: Candidate) -> Iterator[Problem]:
    """What is agreed anew holds while the contract does."""
    contract, since = candidate.linked("contract_id"), candidate.values.get("effective_from")
    if contract is None or since is None:
        return
    until = contract["lasts_until"]
    if since < contract["effective_from"].earliest() or (until and since > until.latest()):
        yield Problem(_("The contract is not in force on that day; check both."), "effective_from")
