"""Decisions and contracts (Điều 4 khoản 2 điểm e; NĐ 30/2020/NĐ-CP; NĐ 111/2022/NĐ-CP; NĐ 235/2026/NĐ-CP)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.decisions.rules import (
    contract_keeps_its_longest_term,
    contract_says_its_pay,
    governs_forward,
    takes_effect_once_decided,
)
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import EmployeeRecord
from app.records.decision_block import DECISION, DecisionBlock
from app.records.fields import (
    amount,
    catalogue,
    choice,
    day,
    files,
    identifier,
    link,
    long_text,
    partial_day,
    text,
)
from app.records.partial_dates import PartialDate
from app.records.problems import Problem
from app.records.record import ScopedRecord

Rule = Callable[[Any], Iterator[Problem]]

PAY = _("Pay under the contract")
ENDING = _("End of the contract")
JOB_GROUPS = [
    ("management", _("Management work")),
    ("professional", _("Professional work")),
    ("support", _("Support work")),
    ("service", _("Service work outside the list")),
]
PAY_MODES = [("agreed", _("Amount agreed in the contract")), ("scale", _("Salary scale of public employees"))]
FUNDING = [
    ("budget", _("State budget")),
    ("revenue", _("The unit's revenue")),
    ("other", _("Another source of pay")),
]


class Decision(ScopedRecord):
    """One paper of a competent body about staff: what it decides, from when, who signed it, and its scan."""

    label = _("Decision paper")
    plural = _("Decisions")
    icon = "file-earmark-text"
    scope_from = "unit_id"
    named_by = ("number", "decided_on")
    ordered_by = ("-decided_on",)
    dated_by = "decided_on"
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
    writers = ("unit_hr", "province_officer")
    rules = (takes_effect_once_decided,)

    number: Mapped[str] = identifier(
        _("Number of the paper"), required=True, listed=True, searched=True, key=True, example="412/QĐ-SNV"
    )
    decided_on: Mapped[date] = day(
        _("Date of the paper"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("How many decisions were made in each year?"),
    )
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that holds the paper"),
        required=True,
        listed=True,
        key=True,
        help=_("The unit whose staff it concerns, or the one that issued it for several units."),
    )
    kind_code: Mapped[str] = catalogue(
        "decision_types",
        _("What is decided"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many decisions of each kind were made?"),
    )
    document_type_code: Mapped[str | None] = catalogue("document_types", _("Type of document"))
    summary: Mapped[str | None] = long_text(_("Summary of the paper"), searched=True)
    effective_from: Mapped[PartialDate | None] = partial_day(_("Paper takes effect on"), listed=True)
    issuer: Mapped[str | None] = text(_("Body that issued the paper"), listed=True)
    signer_name: Mapped[str | None] = text(_("Name of the signer"))
    signer_title: Mapped[str | None] = text(_("Title of the signer"))
    evidence: Mapped[list[int] | None] = files(_("Scan of the paper"))


class DecidedRecord(DecisionBlock, EmployeeRecord):
    """Base of an event in an employee's working life that a decision brings about.

    The paper may be chosen among the decisions, or only be named by number and date, as old files do.
    """

    __abstract__ = True
    writers = ("unit_hr", "province_officer")
    rules: ClassVar[Sequence[Rule]] = (governs_forward,)

    decision_id: Mapped[int | None] = link(
        Decision, _("Decision on record"), section=DECISION, help=_("When the paper is among the decisions.")
    )


class Contract(DecisionBlock, EmployeeRecord):
    """A working, labour or service contract, in force for its term."""

    label = _("Contract")
    plural = _("Contracts")
    icon = "file-earmark-check"
    named_by = ("contract_number", "kind_code")
    writers = ("unit_hr", "province_officer")
    ordered_by = ("-effective_from",)
    rules = (governs_forward, contract_keeps_its_longest_term, contract_says_its_pay)

    contract_number: Mapped[str] = identifier(_("Contract number"), required=True, listed=True, searched=True)
    kind_code: Mapped[str] = catalogue(
        "contract_types",
        _("Type of contract"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many contracts of each type are there?"),
    )
    signed_on: Mapped[date | None] = day(_("Contract signed on"), listed=True)
    job: Mapped[str | None] = text(_("Work under the contract"), listed=True)
    job_group: Mapped[str | None] = choice(_("Group of work under the contract"), JOB_GROUPS)
    pay_mode: Mapped[str] = choice(_("Way of pay"), PAY_MODES, required=True, section=PAY)
    agreed_amount: Mapped[int | None] = amount(
        _("Agreed pay a month"), section=PAY, help=_("In đồng; only when the amount is agreed.")
    )
    funding: Mapped[str | None] = choice(_("Source of the contract's pay"), FUNDING, section=PAY)
    ended_on: Mapped[date | None] = day(_("Contract ended on"), section=ENDING)
    end_reason: Mapped[str | None] = text(_("Reason for ending the contract"), section=ENDING)
