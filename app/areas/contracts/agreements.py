"""Contracts of every kind, and their annexes (Luật Viên chức; Bộ luật Lao động 2019; NĐ 111/2022; NĐ 235/2026; NĐ 173/2025)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from app.areas.contracts import rules
from app.areas.decisions.rules import governs_forward
from app.areas.organization.models import JobPosition, OrgUnit
from app.areas.personnel.models import RANK_LISTS, EmployeeRecord
from app.records.clock import today
from app.records.decision_block import DecisionBlock, in_force_on
from app.records.fields import (
    amount,
    catalogue,
    choice,
    day,
    decimal,
    files,
    identifier,
    link,
    long_text,
    partial_day,
    text,
    whole_number,
)
from app.records.partial_dates import PartialDate

PAY = _("Pay under the contract")
ENDING = _("End of the contract")
TERMS = [
    ("open", _("Without fixed term")),
    ("fixed", _("Fixed term")),
    ("short", _("Under 12 months")),
]
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
SHORT_REASONS = [
    ("maternity", _("In place of somebody on maternity leave")),
    ("left", _("In place of somebody who left")),
    ("retired", _("In place of somebody who retired")),
    ("vacant", _("Post not filled yet")),
]
SUBJECTS = [
    ("pay", _("Pay")),
    ("work", _("Work or job position")),
    ("place", _("Place of work")),
    ("other", _("Other terms")),
]


class Contract(DecisionBlock, EmployeeRecord):
    """A working, labour or service contract, in force for its term or until it was ended before."""

    label = _("Contract")
    plural = _("Contracts")
    icon = "file-earmark-check"
    named_by = ("contract_number", "kind_code")
    writers = ("unit_hr", "province_officer")
    ordered_by = ("-effective_from",)
    stacked: ClassVar = {
        "contract_number": ("signed_on", "decision_number"),
        "kind_code": ("term_kind",),
        "effective_from": ("effective_to",),
        "job": ("unit_id",),
    }
    rules = (
        governs_forward,
        rules.term_is_one_of_its_kind,
        rules.term_has_its_end,
        rules.kind_is_open_to_the_unit,
        rules.next_one_is_without_term,
        rules.one_contract_at_once,
        rules.pay_is_of_its_mode,
        rules.ended_within_its_time,
    )

    contract_number: Mapped[str] = identifier(_("Contract number"), required=True, listed=True, searched=True, key=True)
    kind_code: Mapped[str] = catalogue(
        "contract_types",
        _("Type of contract"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many contracts of each type are there?"),
        help=_(
            "From 01/7/2026 public service units contract by NĐ 235/2026; NĐ 111/2022 stays for administrative bodies."
        ),
    )
    term_kind: Mapped[str | None] = choice(
        _("Kind of term"),
        TERMS,
        listed=True,
        counted=True,
        question=_("How many contracts have a fixed term?"),
        help=_("Under 12 months only where its type allows it."),
    )
    signed_on: Mapped[date | None] = day(_("Contract signed on"), listed=True)
    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit that concludes the contract"),
        required=True,
        listed=True,
        key=True,
        counted=True,
        question=_("Which units work with contracts?"),
        help=_(
            "For a former unit the one that took it over. Relatives of the signer may not be taken (NĐ 235/2026 Điều 9)."
        ),
    )
    lasts_until: Mapped[PartialDate | None] = partial_day(
        _("Contract lasts until"),
        given=False,
        listed=True,
        counted=True,
        question=_("When do the contracts end?"),
    )
    job: Mapped[str | None] = text(_("Work under the contract"), listed=True)
    job_position_id: Mapped[int | None] = link(JobPosition, _("Job position under the contract"))
    job_group: Mapped[str | None] = choice(
        _("Group of work under the contract"),
        JOB_GROUPS,
        counted=True,
        question=_("For which work are contracts concluded?"),
    )
    short_reason: Mapped[str | None] = choice(
        _("Why under 12 months"), SHORT_REASONS, help=_("Only for contracts of NĐ 235/2026 Điều 6 khoản 2 điểm d.")
    )
    pay_mode: Mapped[str] = choice(_("Way of pay"), PAY_MODES, required=True, section=PAY)
    agreed_amount: Mapped[int | None] = amount(
        _("Agreed pay a month"), section=PAY, help=_("In đồng; only when the amount is agreed.")
    )
    rank_code: Mapped[str | None] = catalogue(
        RANK_LISTS, _("Rank or title under the contract"), section=PAY, help=_("Only when paid by the salary scale.")
    )
    step: Mapped[int | None] = whole_number(_("Step under the contract"), least=1, most=20, section=PAY)
    coefficient: Mapped[Decimal | None] = decimal(_("Coefficient under the contract"), section=PAY, example="2,34")
    funding: Mapped[str | None] = choice(
        _("Source of the contract's pay"),
        FUNDING,
        counted=True,
        question=_("Who pays for the contracts?"),
        section=PAY,
    )
    ended_on: Mapped[date | None] = day(
        _("Contract ended on"), section=ENDING, help=_("When it ended before its term, the last day in force.")
    )
    end_reason: Mapped[str | None] = text(_("Reason for ending the contract"), section=ENDING)

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """It lasts until its end, or until it was ended."""
        return {**super().derived(values), "lasts_until": rules.lasts_until(values)}

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """Begun, and neither run out nor ended before."""
        return in_force_on(cls.effective_from, cls.lasts_until, (on or today()).isoformat())


class ContractAnnex(EmployeeRecord):
    """What was agreed anew under a contract in force: pay, work, place. It never changes the contract's term."""

    label = _("Annex of a contract")
    plural = _("Annexes of contracts")
    icon = "file-earmark-plus"
    named_by = ("annex_number", "subject")
    ordered_by = ("-effective_from",)
    writers = ("unit_hr", "province_officer")
    rules = (rules.annex_is_of_the_same_person, rules.annex_lies_within_the_contract)

    contract_id: Mapped[int] = link(Contract, _("Contract of the annex"), required=True, listed=True, key=True)
    annex_number: Mapped[str] = identifier(
        _("Number of the annex"), required=True, listed=True, searched=True, key=True
    )
    subject: Mapped[str] = choice(
        _("What the annex changes"),
        SUBJECTS,
        required=True,
        listed=True,
        counted=True,
        question=_("What do annexes change?"),
        help=_("An annex does not change the term of a labour contract (Bộ luật Lao động 2019 Điều 22)."),
    )
    signed_on: Mapped[date | None] = day(_("Annex signed on"), listed=True)
    effective_from: Mapped[date] = day(
        _("Annex in force from"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many annexes came into force in each year?"),
    )
    agreed_amount: Mapped[int | None] = amount(_("New agreed pay a month"), listed=True)
    rank_code: Mapped[str | None] = catalogue(RANK_LISTS, _("New rank or title under the contract"))
    step: Mapped[int | None] = whole_number(_("New step under the contract"), least=1, most=20)
    coefficient: Mapped[Decimal | None] = decimal(_("New coefficient under the contract"))
    job: Mapped[str | None] = text(_("New work under the contract"))
    note: Mapped[str | None] = long_text(_("Remark on the annex"))
    scan: Mapped[list[int] | None] = files(_("Scan of the annex"))
