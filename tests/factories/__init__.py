"""The least valid row of every record of the product, one file for each area."""

from tests.factories import administration, appointments, compensation, decisions, organization, personnel, work_history
from tests.factories.base import FACTORIES, code_lists, least, planted

__all__ = [
    "FACTORIES",
    "administration",
    "appointments",
    "code_lists",
    "compensation",
    "decisions",
    "least",
    "organization",
    "personnel",
    "planted",
    "work_history",
]
