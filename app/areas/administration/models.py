"""The records of oversight: inspections and reminders, classes for users, incidents."""

from app.areas.administration.incidents import Incident
from app.areas.administration.inspections import Inspection
from app.areas.administration.user_training import UserClass, UserClassMember

__all__ = ["Incident", "Inspection", "UserClass", "UserClassMember"]
