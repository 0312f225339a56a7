"""Whether the disciplinary actions on record stand in the way of an appointment (NĐ 115/2020/NĐ-CP Điều 44 khoản 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask_babel import lazy_gettext as _

from app.areas.appointments.deriving import HOLDING, effect_of, shown, tests
from app.areas.rewards_discipline.clocks import bars_promotion, ends_on, in_effect, promoted_from
from app.areas.rewards_discipline.models import DisciplinaryAction
from app.changes.validation import Candidate
from app.records.problems import Problem


def discipline_on(candidate: Candidate, on: date, field: str, severity: str) -> Iterator[Problem]:
    """One finding about the discipline on a day: no position while it has its effect, no higher one while it bars that."""
    kind = candidate.values.get("kind_code")
    if effect_of(kind) not in HOLDING:
        return
    actions = candidate.fellows(DisciplinaryAction, "employee_id")
    until = max((end for row in actions if in_effect(row, on) and (end := ends_on(row))), default=None)
    if until:
        message = _("Under discipline until %(day)s; wait until then, or name who decided otherwise.", day=shown(until))
        yield Problem(message, field, severity)
        return
    barred = max((end for row in actions if bars_promotion(row, on) and (end := promoted_from(row))), default=None)
    if barred and tests(kind, "age_test"):
        message = _("Kept from promotion by a discipline; not before %(day)s.", day=shown(barred))
        yield Problem(message, field, "warning")
