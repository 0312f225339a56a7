"""What must hold between the items of a decision or a contract."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.changes.validation import Candidate
from app.law.months import months_after
from app.records.catalogues import catalogues
from app.records.problems import Problem


def governs_forward(candidate: Candidate) -> Iterator[Problem]:
    """What is decided ends after it begins."""
    since, until = candidate.values.get("effective_from"), candidate.values.get("effective_to")
    if since and until and until.definitely_before(since):
        yield Problem(_("The end lies before the beginning; check both dates."), "effective_to")


def takes_effect_once_decided(candidate: Candidate) -> Iterator[Problem]:
    """A paper about staff rarely reaches back beyond its own year (late raises do, with arrears)."""
    decided, effective = candidate.values.get("decided_on"), candidate.values.get("effective_from")
    if decided and effective and effective.year < decided.year - 1:
        message = _("The paper takes effect more than a year before it was signed; check both dates.")
        yield Problem(message, "effective_from", "warning")


def contract_keeps_its_longest_term(candidate: Candidate) -> Iterator[Problem]:
    """A fixed-term contract has an end, within the longest term that its law allows."""
    kind = catalogues().items("contract_types").get(candidate.values.get("kind_code") or "")
    most = int(kind.attributes.get("max_months") or 0) if kind else 0
    since, until = candidate.values.get("effective_from"), candidate.values.get("effective_to")
    if not (kind and most and since):
        return
    if until is None:
        yield Problem(_("A contract of the type “%(kind)s” has an end; enter it.", kind=kind.name), "effective_to")
    elif until.earliest() > months_after(since.latest(), most):
        message = _("The term is longer than the %(most)d months that the law allows.", most=most)
        yield Problem(message, "effective_to", "warning")


def contract_says_its_pay(candidate: Candidate) -> Iterator[Problem]:
    """Pay by agreement names the amount; pay by the scale is an event of the salary, with rank and step."""
    mode, agreed = candidate.values.get("pay_mode"), candidate.values.get("agreed_amount")
    if mode == "agreed" and agreed is None:
        yield Problem(_("Enter the agreed pay a month, or choose the salary scale."), "agreed_amount")
    if mode == "scale" and agreed is not None:
        message = _("Pay follows the scale, so no amount is agreed; empty this item or choose the agreed amount.")
        yield Problem(message, "agreed_amount")
