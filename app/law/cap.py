"""How many may be rated excellent (NĐ 90/2020/NĐ-CP; NĐ 335/2025/NĐ-CP; NĐ 233/2026/NĐ-CP Điều 12)."""

from __future__ import annotations


def most_excellent(counted: int, percent: int) -> int:
    """So many per cent of those counted in the unit and its group of like duties, rounded down.

    Counted are those rated good, as the decree has it literally, or good and better where a province reads it so.
    """
    return counted * percent // 100
