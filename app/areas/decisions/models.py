"""Decisions about staff, and what every event has that a decision brings about (NĐ 30/2020/NĐ-CP)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.decisions.rules import governs_forward, takes_effect_once_decided
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import EmployeeRecord
from app.records.decision_block import DECISION, DecisionBlock
from app.records.fields import (
    catalogue,
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

# What an event says of its paper, for handing it on to another event of the same decision.
PAPER = {
    name: name
    for name in (
        "effective_from",
        "decision_number",
        "decided_on",
        "issuer",
        "signer_name",
        "signer_title",
        "decision_id",
    )
}


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
