"""The areas in menu order: the product's table of contents."""

from app.areas import (
    administration,
    appointments,
    compensation,
    decisions,
    evaluation,
    organization,
    personnel,
    rewards_discipline,
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
    rewards_discipline.area,
    compensation.area,
    organization.area,
    administration.area,
]
