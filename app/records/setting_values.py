"""Values of settings as Sở Nội vụ decides them: proposed by one, approved by another, in force from a day on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeEngine

from app.records.clock import today
from app.records.fields import day, files, identifier, long_text, of_kind, text
from app.records.kinds import Choice, bytewise
from app.records.problems import Problem
from app.records.record import Record
from app.records.settings import TEXT_MOST, settings

DOCUMENT = _("Document of the setting")


class SettingName(Choice):
    """The name of a declared setting, read and chosen by what it means."""

    def __init__(self) -> None:
        super().__init__((), length=80)

    @property
    def options(self) -> tuple[tuple[str, object], ...]:
        return tuple((setting.name, setting.label) for setting in settings().declared.values())

    def column_type(self) -> TypeEngine[Any]:
        return bytewise(80)


def value_can_be_used(candidate: Any) -> Iterator[Problem]:
    """A value is of its setting's kind and within its bounds."""
    declared = settings().declared.get(candidate.values.get("setting") or "")
    value = candidate.values.get("value")
    if declared is not None and value and (fault := declared.why_not(value)):
        yield Problem(fault, "value")


def begins_when_it_is_known(candidate: Any) -> Iterator[Problem]:
    """What begins in the past changes nothing that was reckoned since."""
    since = candidate.values.get("valid_from")
    if since and since < today() and candidate.touched & {"valid_from", "value"}:
        message = _("This day has passed: what was decided or reckoned since then is not done again.")
        yield Problem(message, "valid_from", "warning")


class SettingValue(Record):
    """The value of one setting from a day on, with the document that orders it.

    The newest one that has begun is in force; one of a later day waits for it by itself.
    """

    label = _("Value of a setting")
    plural = _("Values of settings")
    icon = "sliders"
    dated_by = "valid_from"
    named_by = ("setting", "valid_from")
    ordered_by = ("-valid_from",)
    stacked: ClassVar = {"document_number": ("document_date",)}
    readers = ("province_officer", "administrator", "inspector")
    writers = ("province_officer", "administrator")
    approvers = ("province_officer", "administrator")
    rules = (value_can_be_used, begins_when_it_is_known)

    setting: Mapped[str] = of_kind(SettingName(), _("Setting"), required=True, listed=True, key=True)
    valid_from: Mapped[date] = day(
        _("Setting in force from"),
        required=True,
        listed=True,
        key=True,
        help=_("It holds from this day until another value begins; a day to come waits by itself."),
    )
    value: Mapped[str] = text(_("Value of the setting"), length=TEXT_MOST, required=True, listed=True)
    document_number: Mapped[str] = identifier(
        _("Number of the ordering document"), required=True, listed=True, searched=True, section=DOCUMENT
    )
    document_date: Mapped[date] = day(_("Date of the ordering document"), required=True, section=DOCUMENT)
    source: Mapped[str | None] = text(
        _("Legal basis of the setting"), section=DOCUMENT, example="NĐ 27/2026/NĐ-CP Điều 19"
    )
    note: Mapped[str | None] = long_text(_("Reason for the setting"), section=DOCUMENT)
    evidence: Mapped[list[int] | None] = files(_("Scan of the ordering document"), section=DOCUMENT)
