"""The least valid row of every record of the product, one file for each area."""

from tests.factories import (
    accounts,
    administration,
    appointments,
    compensation,
    contracts,
    decisions,
    evaluation,
    organization,
    personnel,
    planning,
    recruitment,
    rewards_discipline,
    self_service,
    training,
    work_history,
)
from tests.factories.base import FACTORIES, code_lists, least, planted

__all__ = [
    "FACTORIES",
    "accounts",
    "administration",
    "appointments",
    "code_lists",
    "compensation",
    "contracts",
    "decisions",
    "evaluation",
    "least",
    "organization",
    "personnel",
    "planning",
    "planted",
    "recruitment",
    "rewards_discipline",
    "self_service",
    "training",
    "work_history",
]
