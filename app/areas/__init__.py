"""The areas in menu order: the product's table of contents."""

from app.areas import administration, appointments, compensation, decisions, organization, personnel, work_history

AREAS = [
    personnel.area,
    decisions.area,
    work_history.area,
    appointments.area,
    compensation.area,
    organization.area,
    administration.area,
]
