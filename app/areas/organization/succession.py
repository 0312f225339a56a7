"""What became of units: who took over from whom, by merger, division, renaming, dissolution or transfer."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.organization.models import OrgUnit
from app.areas.organization.succession_rules import (
    both_there_on_the_day,
    follows_no_circle,
    names_a_successor,
    renamed_into_one,
)
from app.records.fields import choice, day, files, identifier, link, long_text, text
from app.records.record import Record

DECISION = _("Decision on the units")
SUCCESSION_KINDS = [
    ("merge", _("Merged into another unit")),
    ("split", _("Divided into several units")),
    ("rename", _("Renamed or given another place")),
    ("dissolve", _("Dissolved without a successor")),
    ("transfer", _("Tasks handed over to another unit")),
]


class UnitSuccession(Record):
    """One unit that went over into another on one day. A merger has several predecessors, a division several successors:
    each pair is a row of its own, on the strength of the same decision.
    """

    label = _("Succession of a unit")
    plural = _("Successions of units")
    icon = "signpost-2"
    named_by = ("kind", "effective_on")
    ordered_by = ("-effective_on",)
    dated_by = "effective_on"
    readers = ("unit_hr", "unit_approver", "leader", "province_officer", "inspector")
    writers = ("province_officer",)
    approvers = ("province_officer",)
    rules = (names_a_successor, both_there_on_the_day, renamed_into_one, follows_no_circle)

    predecessor_id: Mapped[int] = link(
        OrgUnit,
        _("Unit as it was before"),
        required=True,
        listed=True,
        tab=_("What became of it"),
        help=_("For a merger a row for each unit that went in, for a division a row for each unit that came out."),
    )
    successor_id: Mapped[int | None] = link(
        OrgUnit,
        _("Unit that took over"),
        listed=True,
        tab=_("Where it came from"),
        help=_("Empty only when the unit was dissolved and nobody took over."),
    )
    kind: Mapped[str] = choice(
        _("What happened to the unit"),
        SUCCESSION_KINDS,
        required=True,
        listed=True,
        counted=True,
        question=_("How many units were merged, divided, renamed or dissolved?"),
    )
    effective_on: Mapped[date] = day(
        _("First day of the new order"),
        required=True,
        listed=True,
        counted=True,
        question=_("In which years were units reorganised?"),
        help=_("The day on which the successor is there for the first time, such as 01/07/2025."),
    )
    tasks: Mapped[str | None] = long_text(
        _("Tasks handed over"), help=_("Only when the successor took over a part of the tasks.")
    )
    decision_number: Mapped[str | None] = identifier(
        _("Number of the decision on the units"), listed=True, section=DECISION
    )
    decided_on: Mapped[date | None] = day(_("Date of the decision on the units"), section=DECISION)
    issuer: Mapped[str | None] = text(_("Body that decided on the units"), section=DECISION)
    evidence: Mapped[list[int] | None] = files(_("Scan of the decision on the units"), section=DECISION)
