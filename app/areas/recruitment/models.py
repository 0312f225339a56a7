"""Recruitment (Điều 4 khoản 2 điểm đ): plans, rounds, posts and applicants."""

from app.areas.recruitment.applicants import Applicant
from app.areas.recruitment.rounds import RecruitmentPlan, RecruitmentPost, RecruitmentRound

__all__ = ["Applicant", "RecruitmentPlan", "RecruitmentPost", "RecruitmentRound"]
