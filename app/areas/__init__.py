"""The areas in menu order: the product's table of contents."""

from app.areas import (
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
    reporting,
    rewards_discipline,
    self_service,
    training,
    work_history,
)

AREAS = [
    personnel.area,
    self_service.area,
    recruitment.area,
    decisions.area,
    contracts.area,
    work_history.area,
    appointments.area,
    planning.area,
    training.area,
    evaluation.area,
    rewards_discipline.area,
    compensation.area,
    organization.area,
    reporting.area,
    accounts.area,
    administration.area,
]
