"""The areas in menu order: the product's table of contents."""

from app.areas import (
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

AREAS = [
    personnel.area,
    decisions.area,
    work_history.area,
    appointments.area,
    training.area,
    evaluation.area,
    compensation.area,
    organization.area,
    accounts.area,
    administration.area,
]
