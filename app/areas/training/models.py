"""Training (Điều 4 khoản 2 điểm g): plans, dispatches, courses and qualifications."""

from app.areas.training.courses import TrainingRecord
from app.areas.training.dispatches import TrainingDispatch, TrainingPlan
from app.areas.training.qualifications import Qualification

__all__ = ["Qualification", "TrainingDispatch", "TrainingPlan", "TrainingRecord"]
