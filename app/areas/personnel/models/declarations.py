"""What an employee declares in confidence (items 34 and 37.3); only he and Home Affairs see it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.personnel import declaration_rules as rules
from app.areas.personnel.models.employee import EmployeeRecord
from app.areas.personnel.models.health import CONFIDENTIAL
from app.areas.personnel.spans import forward
from app.records.fields import catalogue, choice, day, identifier, long_text, partial_day, text, year
from app.records.partial_dates import PartialDate

HISTORY_KINDS = [
    ("arrest", _("Arrested or imprisoned (34.1)")),
    (rules.OLD_REGIME, _("Worked for the former regime (34.2)")),
]
DECLARED = [
    ("due", _("Still to be handed in")),
    ("handed_in", _("Declaration handed in")),
    ("published", _("Published as the law asks")),
    ("verified", _("Verified")),
]


class HistoryDeclaration(EmployeeRecord):
    """What an employee declares of his past: arrest and imprisonment, work for the former regime (items 34.1, 34.2)."""

    label = _("Declaration about the past")
    plural = _("Declarations about the past")
    icon = "journal-text"
    named_by = ("kind", "since")
    ordered_by = ("since",)
    dated_by = "since"
    readers = CONFIDENTIAL
    writers = CONFIDENTIAL
    approvers = ("province_officer",)
    rules = (forward("since", "until"), rules.nothing_before_the_birth, rules.old_regime_ended)

    kind: Mapped[str] = choice(_("What is declared"), HISTORY_KINDS, required=True, listed=True, level="restricted")
    since: Mapped[PartialDate] = partial_day(_("Declared time from"), required=True, listed=True, level="restricted")
    until: Mapped[PartialDate | None] = partial_day(_("Declared time to"), listed=True, level="restricted")
    place: Mapped[str | None] = long_text(
        _("Where, and in which unit or post"), level="restricted", secret=True, length=500
    )
    declared_to: Mapped[str | None] = long_text(
        _("To whom it was declared"), level="restricted", secret=True, length=500
    )
    content: Mapped[str | None] = long_text(
        _("What it was about"),
        level="restricted",
        secret=True,
        help=_("As item 34 of the curriculum vitae asks (TT 06/2023/TT-BNV). Nothing that is a state secret."),
    )


class ForeignRelation(EmployeeRecord):
    """A relation of an employee with a foreign organisation (item 34.3)."""

    label = _("Relation with a foreign organisation")
    plural = _("Relations with foreign organisations")
    icon = "globe"
    named_by = ("country_code", "since")
    ordered_by = ("-since",)
    dated_by = "since"
    readers = CONFIDENTIAL
    writers = CONFIDENTIAL
    approvers = ("province_officer",)
    rules = (forward("since", "until"), rules.nothing_before_the_birth)

    country_code: Mapped[str] = catalogue(
        "nationalities",
        _("Country of the organisation"),
        required=True,
        listed=True,
        counted=True,
        question=_("With which countries are there relations?"),
        level="restricted",
    )
    since: Mapped[PartialDate] = partial_day(_("Relation from"), required=True, listed=True, level="restricted")
    until: Mapped[PartialDate | None] = partial_day(_("Relation to"), listed=True, level="restricted")
    organisation: Mapped[str] = long_text(
        _("Name and seat of the organisation"), required=True, level="restricted", secret=True, length=500
    )
    work: Mapped[str | None] = long_text(_("Work for the organisation"), level="restricted", secret=True, length=1000)


class AssetDeclaration(EmployeeRecord):
    """That assets and income were declared, and where the paper lies; never what it says (item 37.3; NĐ 130/2020/NĐ-CP).

    The contents belong to the body that controls assets and income.
    """

    label = _("Declaration of assets and income")
    plural = _("Declarations of assets and income")
    icon = "file-earmark-lock"
    named_by = ("kind_code", "declared_year")
    ordered_by = ("-declared_year",)
    dated_by = "handed_in_on"
    readers = CONFIDENTIAL
    writers = CONFIDENTIAL
    approvers = ("province_officer",)
    stacked: ClassVar = {"handed_in_on": ("reference",)}
    rules = (rules.declared_assets_in_time, rules.assets_declared_once)

    kind_code: Mapped[str] = catalogue(
        "asset_declaration_kinds",
        _("Kind of declaration"),
        required=True,
        listed=True,
        counted=True,
        question=_("How many declarations of each kind are there?"),
        level="restricted",
        help=_("First, yearly, supplementary or for personnel work (Luật PCTN 36/2018/QH14 Điều 36)."),
    )
    declared_year: Mapped[int] = year(_("Year of the declaration"), required=True, listed=True, level="restricted")
    state: Mapped[str] = choice(
        _("State of the declaration"),
        DECLARED,
        required=True,
        listed=True,
        counted=True,
        question=_("Who still has to declare assets and income?"),
        level="restricted",
    )
    handed_in_on: Mapped[date | None] = day(
        _("Declaration handed in on"),
        listed=True,
        level="restricted",
        help=_("Yearly declarations by 31/12 (NĐ 130/2020/NĐ-CP)."),
    )
    reference: Mapped[str | None] = identifier(
        _("Number in the register of declarations"), listed=True, level="restricted"
    )
    kept_at: Mapped[str | None] = text(
        _("Where the declaration is kept"),
        level="restricted",
        help=_("Only the place: what is declared is not kept here."),
    )
