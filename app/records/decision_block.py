"""The decision block: what every event of a working life carries from the paper that brought it about."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, String, and_, literal, or_, type_coerce
from sqlalchemy.orm import Mapped

from app.records.clock import today
from app.records.fields import day, files, identifier, partial_day, text
from app.records.partial_dates import PartialDate

DECISION = _("Decision")
LATEST_PART = "-99"


class DecisionBlock:
    """Number and date of the paper, the time it governs, who issued and signed it, and the scan that proves it."""

    effective_from: Mapped[PartialDate] = partial_day(
        _("Effective from"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many took effect in each year?"),
        section=DECISION,
        aliases=("valid_from",),
    )
    effective_to: Mapped[PartialDate | None] = partial_day(_("Effective to"), listed=True, section=DECISION)
    decision_number: Mapped[str | None] = identifier(_("Decision number"), listed=True, section=DECISION)
    decided_on: Mapped[date | None] = day(_("Decision date"), section=DECISION)
    issuer: Mapped[str | None] = text(_("Issuing body"), section=DECISION)
    signer_name: Mapped[str | None] = text(_("Signed by"), section=DECISION)
    signer_title: Mapped[str | None] = text(_("Signer's title"), section=DECISION)
    evidence: Mapped[list[int] | None] = files(_("Evidence"), section=DECISION)

    @classmethod
    def in_force(cls, on: date | None = None) -> ColumnElement[bool]:
        """The events whose time covers a day: begun, and not ended. A partial end lasts to the end of its month or year."""
        moment = (on or today()).isoformat()
        return in_force_on(cls.effective_from, cls.effective_to, moment)


def begun_on(since: Any, moment: str) -> ColumnElement[bool]:
    """Begun on or before the day `moment` (ISO text)."""
    return type_coerce(since, String) <= literal(moment, String)


def in_force_on(since: Any, until: Any, moment: str) -> ColumnElement[bool]:
    """Begun on or before, and not ended before, the day `moment` (ISO text)."""
    open_ended = until.is_(None)
    lasting = type_coerce(until, String) + literal(LATEST_PART, String) >= literal(moment, String)
    return and_(begun_on(since, moment), or_(open_ended, lasting))
