"""The records of the area (Điều 4 khoản 2 điểm h)."""

from app.areas.rewards_discipline.discipline import DisciplinaryAction
from app.areas.rewards_discipline.rewards import Reward, UnitReward

__all__ = ["DisciplinaryAction", "Reward", "UnitReward"]
