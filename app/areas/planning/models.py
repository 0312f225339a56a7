"""The records of planning; none of them is open to anybody but planning officers."""

from app.areas.planning.entries import PlanningEntry
from app.areas.planning.rounds import PlanningReview, PlanningRound, PlanningTitle

__all__ = ["PlanningEntry", "PlanningReview", "PlanningRound", "PlanningTitle"]
