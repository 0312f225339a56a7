"""The allowances of an employee beside the salary (NĐ 204/2004/NĐ-CP Điều 6 and the decrees of each allowance)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.compensation.allowance_rules import (
    allowance_has_one_value,
    allowance_is_for_this_staff,
    granted_once_at_a_time,
    leading_as_the_list_has_it,
    method_of,
    value_is_usual,
)
from app.areas.decisions.models import DecidedRecord
from app.records.fields import amount, catalogue, choice, decimal, long_text

WORTH = _("Worth of the allowance")
METHODS = [
    ("coefficient", _("Coefficient of the base salary")),
    ("percent", _("Per cent of the salary")),
    ("amount", _("Fixed amount")),
    ("other", _("As the decision says")),
]


class AllowanceEvent(DecidedRecord):
    """An allowance granted to an employee for a time: by coefficient, percentage or amount.

    Seniority beyond the last step and a reserved difference are kept with the salary event, not here.
    """

    label = _("Allowance")
    plural = _("Allowances")
    icon = "wallet2"
    stacked: ClassVar = {"effective_from": ("effective_to", "decision_number")}
    named_by = ("allowance_code", "effective_from")
    ordered_by = ("-effective_from",)
    rules = (
        *DecidedRecord.rules,
        allowance_has_one_value,
        value_is_usual,
        leading_as_the_list_has_it,
        allowance_is_for_this_staff,
        granted_once_at_a_time,
    )

    allowance_code: Mapped[str] = catalogue(
        "allowance_types",
        _("Allowance granted"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many are granted each allowance?"),
    )
    method: Mapped[str] = choice(
        _("How the allowance is reckoned"),
        METHODS,
        listed=True,
        given=False,
        counted=True,
        question=_("How many allowances are reckoned in each way?"),
        section=WORTH,
    )
    leading_code: Mapped[str | None] = catalogue(
        "leadership_allowances",
        _("Post that the allowance for leading belongs to"),
        section=WORTH,
        help=_("Only for the allowance of a leading post: its coefficient follows from here."),
    )
    coefficient: Mapped[Decimal | None] = decimal(
        _("Coefficient of the allowance"), listed=True, section=WORTH, example="0,50"
    )
    percent: Mapped[Decimal | None] = decimal(
        _("Allowance in per cent"),
        listed=True,
        section=WORTH,
        example="25",
        help=_("Per cent of salary, allowance for leading and seniority beyond the last step together."),
    )
    amount: Mapped[int | None] = amount(_("Amount of the allowance a month"), listed=True, section=WORTH)
    note: Mapped[str | None] = long_text(_("Remark on the allowance"))

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The code list says how an allowance is reckoned."""
        return {**super().derived(values), "method": method_of(values.get("allowance_code"))}
