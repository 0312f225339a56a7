"""The areas in menu order: the product's table of contents."""

from app.areas import (
    administration,
    appointments,
    compensation,
    decisions,
    evaluation,
    organization,
    personnel,
    planning,
    training,
    work_history,
)

AREAS = [
    personnel.area,
    decisions.area,
    work_history.area,
    appointments.area,
    planning.area,
    training.area,
    evaluation.area,
    compensation.area,
    organization.area,
    administration.area,
]
