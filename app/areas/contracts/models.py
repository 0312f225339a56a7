"""Receptions, contracts and probation (Điều 4 khoản 2 điểm e; NĐ 111/2022/NĐ-CP; NĐ 235/2026/NĐ-CP; NĐ 173/2025/NĐ-CP)."""

from app.areas.contracts.agreements import Contract, ContractAnnex
from app.areas.contracts.receptions import Probation, Reception

__all__ = ["Contract", "ContractAnnex", "Probation", "Reception"]
