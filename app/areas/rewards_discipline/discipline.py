"""Discipline by the Party, the State and mass organisations (item 35.2; NĐ 172/2025/NĐ-CP; NĐ 234/2026/NĐ-CP)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.decisions.models import DecidedRecord
from app.areas.personnel.models import STAFF
from app.areas.rewards_discipline import clocks
from app.areas.rewards_discipline import discipline_rules as rules
from app.records.catalogues import catalogues
from app.records.decision_block import DECISION
from app.records.fields import catalogue, choice, day, flag, link, long_text, partial_day, whole_number
from app.records.partial_dates import PartialDate

VIOLATION = _("Violation")
HANDLING = _("Handling of the violation")
CONSEQUENCES = _("Consequences, by the law of that day")
EARLY_END = _("End before its time")
LINES = [
    ("party", _("Party")),
    ("state", _("State administration")),
    ("mass", _("Mass organisation")),
]
EARLY_ENDS = [
    ("replaced", _("Replaced by a new decision during its effect")),
    (clocks.ANNULLED, _("Annulled or withdrawn")),
]
CLOCKS = "discipline_clocks"


def line_of(subject_code: str | None) -> str | None:
    """Whether a subject is disciplined by the Party, the State or a mass organisation, as the code list has it."""
    item = catalogues().items("discipline_subjects").get(subject_code or "")
    return item.attributes.get("line") if item else None


class DisciplinaryAction(DecidedRecord):
    """One disciplinary decision about an employee, with the clocks that it starts.

    The effect ends by itself; a raise comes later by some months; planning and promotion are closed for some years. Each
    figure stands beside the rule from which it follows. Violation and form are sensitive: who reads them leaves a trace.
    """

    label = _("Disciplinary action")
    plural = _("Disciplinary actions")
    icon = "exclamation-octagon"
    readers = STAFF
    stacked: ClassVar = {
        "form_code": ("subject_code",),
        "effective_to": ("decision_number",),
    }
    named_by = ("line", "effective_from")
    ordered_by = ("-effective_from",)
    rules = (
        *DecidedRecord.rules,
        rules.form_is_given_to_the_subject,
        rules.subject_fits_the_person,
        rules.days_follow_each_other,
        rules.handled_in_time,
        rules.nobody_is_handled_while_ill_or_on_maternity,
        rules.violation_is_not_too_old,
        rules.runs_from_its_day,
        rules.party_decision_fits,
        rules.follows_the_party_decision_soon,
        rules.ends_the_effect_before,
        rules.repeated_violation_is_marked,
        rules.early_end_is_explained,
    )

    subject_code: Mapped[str] = catalogue(
        "discipline_subjects",
        _("Disciplined as"),
        required=True,
        listed=True,
        counted=True,
        question=_("Who was disciplined: officials, civil servants, public employees, Party members?"),
        help=_("It decides which forms there are; what one was on the day of the decision."),
    )
    line: Mapped[str | None] = choice(
        _("Line of discipline"),
        LINES,
        listed=True,
        given=False,
        counted=True,
        question=_("How many were disciplined by the Party, by the State?"),
    )
    form_code: Mapped[str] = catalogue(
        "discipline_forms",
        _("Form of discipline"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many reprimands, warnings and heavier forms were there?"),
        level="sensitive",
        help=_("Demotion and lowering of the step ended on 1 July 2025 (NĐ 172/2025/NĐ-CP)."),
    )
    effective_to: Mapped[PartialDate | None] = partial_day(
        _("Effect ends on"),
        listed=True,
        given=False,
        counted=True,
        question=_("In which years does the effect of discipline end?"),
        section=CONSEQUENCES,
    )
    raise_delay_months: Mapped[int | None] = whole_number(
        _("Raise delayed by months"), listed=True, given=False, level="sensitive", section=CONSEQUENCES
    )
    promoted_from: Mapped[date | None] = day(
        _("No planning or promotion before"),
        listed=True,
        given=False,
        counted=True,
        question=_("Until which years are people kept from planning and promotion?"),
        level="sensitive",
        section=CONSEQUENCES,
    )
    effect_rule_code: Mapped[str | None] = catalogue(
        CLOCKS, _("Reason for the effect"), level="sensitive", given=False, section=CONSEQUENCES
    )
    raise_rule_code: Mapped[str | None] = catalogue(
        CLOCKS,
        _("Reason for the delayed raise"),
        level="sensitive",
        given=False,
        counted=True,
        question=_("By how long are raises delayed?"),
        section=CONSEQUENCES,
    )
    promotion_rule_code: Mapped[str | None] = catalogue(
        CLOCKS, _("Reason for no promotion"), level="sensitive", given=False, section=CONSEQUENCES
    )
    violation_code: Mapped[str] = catalogue(
        "violation_groups",
        _("Group of the violation"),
        required=True,
        counted=True,
        question=_("For what are people disciplined?"),
        level="sensitive",
        section=VIOLATION,
    )
    violation: Mapped[str | None] = long_text(_("Main violation"), level="sensitive", section=VIOLATION)
    violated_on: Mapped[date | None] = day(
        _("Violated on"),
        level="sensitive",
        section=VIOLATION,
        help=_("Of a violation that lasted the last day; the limitation is counted from it."),
    )
    is_recidivism: Mapped[bool | None] = flag(
        _("Repeated violation"),
        section=VIOLATION,
        help=_("The same violation within 12 months (NĐ 234/2026/NĐ-CP Điều 2.8)."),
    )
    found_on: Mapped[date | None] = day(
        _("Violation found on"), section=HANDLING, help=_("The time for handling is counted from it (Điều 5.5).")
    )
    notified_on: Mapped[date | None] = day(
        _("Handling announced on"), section=HANDLING, help=_("The written notice; it stops the limitation.")
    )
    is_complex: Mapped[bool | None] = flag(_("Complex case"), section=HANDLING, help=_("150 days instead of 90."))
    limitation_exception_code: Mapped[str | None] = catalogue(
        "limitation_exceptions",
        _("Without limitation because of"),
        level="sensitive",
        section=HANDLING,
        help=_("Violations that may be disciplined however old they are (NĐ 234/2026/NĐ-CP Điều 5.4)."),
    )
    limitation_until: Mapped[date | None] = day(
        _("Limitation ends on"), level="sensitive", given=False, section=HANDLING
    )
    limitation_rule_code: Mapped[str | None] = catalogue(
        CLOCKS, _("Reason for the limitation"), level="sensitive", given=False, section=HANDLING
    )
    effective_from: Mapped[PartialDate] = partial_day(
        _("Discipline effective from"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many were disciplined in each year?"),
        section=DECISION,
        help=_("Where there is a Party decision, its date, unless for dismissal (NĐ 234/2026/NĐ-CP Điều 2.9)."),
    )
    party_action_id: Mapped[int | None] = link(
        "self", _("Party decision on the same act"), section=DECISION, help=_("When it is on record.")
    )
    ended_early_on: Mapped[date | None] = day(_("Effect ended early on"), section=EARLY_END)
    ended_early_by: Mapped[str | None] = choice(_("Effect ended early because"), EARLY_ENDS, section=EARLY_END)

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The line follows from the subject; the clocks and their reasons from subject, form and day of effect."""
        ends, annulled = clocks.ends_on(values), clocks.is_annulled(values)
        reasons = {
            name: clocks.clock(name, values)
            for name in (clocks.EFFECT, clocks.RAISE, clocks.PROMOTION, clocks.LIMITATION)
        }
        if annulled:
            reasons[clocks.RAISE] = reasons[clocks.PROMOTION] = None
        if values.get("limitation_exception_code"):
            reasons[clocks.LIMITATION] = None
        codes = {name: item.code if item else None for name, item in reasons.items()}
        return {
            **super().derived(values),
            "line": line_of(values.get("subject_code")),
            "limitation_until": clocks.limited_to(values),
            "limitation_rule_code": codes[clocks.LIMITATION],
            "effective_to": PartialDate.from_date(ends) if ends else None,
            "effect_rule_code": codes[clocks.EFFECT],
            "raise_delay_months": clocks.months_of(reasons[clocks.RAISE]),
            "raise_rule_code": codes[clocks.RAISE],
            "promoted_from": clocks.promoted_from(values),
            "promotion_rule_code": codes[clocks.PROMOTION],
        }
