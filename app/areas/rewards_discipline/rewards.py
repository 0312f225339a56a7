"""Titles of emulation and forms of reward, of people and of units (Luật Thi đua, khen thưởng 06/2022/QH15)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Mapped

from app.areas.decisions.models import DecidedRecord
from app.areas.organization.models import OrgUnit
from app.areas.rewards_discipline import reward_rules as rules
from app.areas.rewards_discipline.bonuses import PERSON, UNIT, bonus
from app.records.decision_block import DecisionBlock
from app.records.fields import amount, catalogue, decimal, link, long_text, text, year
from app.records.record import ScopedRecord

REWARD = _("Reward")
BONUS = _("Bonus of the reward")


class Award:
    """What every reward has in common, whoever receives it."""

    award_code: Mapped[str | None] = catalogue(
        "reward_forms",
        _("Form of the reward"),
        listed=True,
        counted=True,
        question=_("Which medals, certificates and other rewards were given?"),
        section=REWARD,
        help=_("Either a title or a form of reward; each is a reward of its own."),
    )
    year_from: Mapped[int] = year(
        _("For the year"), required=True, listed=True, section=REWARD, help=_("Of a period its first year.")
    )
    year_to: Mapped[int | None] = year(_("To the year"), section=REWARD, help=_("Only of a period or a school year."))
    award_level: Mapped[str] = catalogue(
        "award_levels",
        _("Level of the reward"),
        required=True,
        listed=True,
        counted=True,
        question=_("At which levels were rewards given?"),
        section=REWARD,
    )
    kind_code: Mapped[str] = catalogue(
        "reward_kinds",
        _("Kind of reward"),
        required=True,
        counted=True,
        question=_("For what kind of merit were rewards given?"),
        section=REWARD,
    )
    achievement: Mapped[str | None] = long_text(_("Achievement"), section=REWARD)
    bonus_multiple: Mapped[Decimal | None] = decimal(_("Multiple of the base salary"), given=False, section=BONUS)
    bonus_amount: Mapped[int | None] = amount(_("Bonus in đồng"), listed=True, given=False, section=BONUS)


class Reward(Award, DecidedRecord):
    """A title of emulation or a form of reward of one employee; the bonus follows from the day of the decision."""

    label = _("Reward of an employee")
    plural = _("Rewards of employees")
    icon = "trophy"
    stacked: ClassVar = {"effective_from": ("effective_to", "decision_number")}
    named_by = ("award_level", "title_code", "award_code", "year_from")
    ordered_by = ("-year_from", "-effective_from")
    rules = (
        *DecidedRecord.rules,
        rules.is_one_reward,
        rules.years_go_forward,
        rules.title_is_given_once,
        rules.title_follows_the_titles_before,
        rules.title_fits_the_grade,
        rules.title_stands_on_the_title_below,
        rules.not_in_a_year_of_discipline,
    )

    title_code: Mapped[str | None] = catalogue(
        "reward_titles",
        _("Title of emulation"),
        listed=True,
        counted=True,
        question=_("How many hold each title of emulation?"),
        section=REWARD,
    )
    initiative: Mapped[str | None] = text(
        _("Recognised initiative"),
        section=REWARD,
        help=_("Initiative, subject or solution with the number of its recognition, for a grassroots title."),
    )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The bonus by the figures of the day of the decision."""
        multiple, money = bonus(values, PERSON)
        return {**super().derived(values), "bonus_multiple": multiple, "bonus_amount": money}


class UnitReward(Award, DecisionBlock, ScopedRecord):
    """A flag, a collective title or a form of reward of a unit."""

    label = _("Reward of a unit")
    plural = _("Rewards of units")
    icon = "flag"
    scope_from = "unit_id"
    leading = ("unit_id",)
    stacked: ClassVar = {"effective_from": ("effective_to", "decision_number")}
    named_by = ("unit_id", "title_code", "award_code", "year_from")
    ordered_by = ("-year_from", "-effective_from")
    writers = ("unit_hr", "province_officer")
    rules = (rules.is_one_reward, rules.years_go_forward, rules.unit_title_is_given_once)

    unit_id: Mapped[int] = link(
        OrgUnit,
        _("Unit rewarded"),
        required=True,
        listed=True,
        counted=True,
        question=_("Which units were rewarded?"),
    )
    title_code: Mapped[str | None] = catalogue(
        "collective_titles",
        _("Collective title"),
        listed=True,
        counted=True,
        question=_("How many units hold each title?"),
        section=REWARD,
    )

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The bonus of a collective by the figures of the day of the decision."""
        multiple, money = bonus(values, UNIT)
        return {**super().derived(values), "bonus_multiple": multiple, "bonus_amount": money}
