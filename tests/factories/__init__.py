"""The least valid row of every record of the product, one file for each area."""

from tests.factories import (
    accounts,
    administration,
    appointments,
    compensation,
    decisions,
    evaluation,
    organization,
    personnel,
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
    "decisions",
    "evaluation",
    "least",
    "organization",
    "personnel",
    "planted",
    "training",
    "work_history",
]
