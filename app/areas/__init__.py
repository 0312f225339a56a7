"""The areas in menu order: the product's table of contents."""

from app.areas import (
    administration,
    appointments,
    compensation,
    decisions,
    evaluation,
    organization,
    personnel,
    reporting,
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
    reporting.area,
    administration.area,
]
