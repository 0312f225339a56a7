"""The agencies that went into those of today on 01/7/2025, and the places of job positions in public service units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from app.areas.organization.job_quotas import JobPositionQuota
from app.areas.organization.models import OrgUnit
from app.areas.organization.succession import UnitSuccession
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.seeds import table
from app.demo.units import PROVINCE_SINCE, Staffed, next_key

RESOLUTION, DECIDED_ON, ISSUER = "1684/NQ-UBTVQH15", date(2025, 6, 16), "Ủy ban Thường vụ Quốc hội"
TREE = "2025"
SOURCE = "Đơn vị trình diễn: tên và mã do nhóm đặt"
CLERICAL, ACCOUNTING = "VT07", "VT13"
SHARES = {CLERICAL: (0, 0, 0.4, 0.6), ACCOUNTING: (0, 0.1, 0.3, 0.6)}  # of grades 4, 3, 2, 1


def plant_predecessors(batch: Batch, tree: str, units: Sequence[Staffed]) -> tuple[int, int]:
    """Load the agencies that are gone and what became of them; how many of each."""
    if tree != TREE:
        return 0, 0
    today = {unit.name: unit.id for unit in units}
    first = next_key(OrgUnit)
    gone: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for place, row in enumerate(table("demo/former_agencies")):
        ended = date.fromisoformat(row["ended"])
        gone.append(
            {
                "id": first + place,
                "code": row["code"],
                "valid_from": PROVINCE_SINCE,
                "valid_to": ended,
                "name_vi": row["name_vi"],
                "kind_code": "CQHC" if row["successor"] else "UBNDH",
                "source": SOURCE,
            }
        )
        rows.append(
            {
                "predecessor_id": first + place,
                "successor_id": today[row["successor"]] if row["successor"] else None,
                "kind": "merge" if row["successor"] else "dissolve",
                "effective_on": ended + timedelta(days=1),
                "decision_number": RESOLUTION,
                "decided_on": DECIDED_ON,
                "issuer": ISSUER,
            }
        )
    return load(batch, OrgUnit, gone), load(batch, UnitSuccession, rows)


def plant_job_quotas(batch: Batch, units: Sequence[Staffed], job_positions: dict[str, int], year: int) -> int:
    """The places of two job positions in every public service unit that is big enough to have them."""
    rows = [
        {
            "unit_id": unit.id,
            "job_position_id": job_positions[code],
            "quota_year": year,
            **_places(unit, code),
            "decision_number": f"{year}/QĐ-UBND",
            "decided_on": date(year, 6, 30),
        }
        for unit in units
        if unit.role.leaders_type == "VC" and unit.size
        for code in SHARES
        if code in job_positions
    ]
    return load(batch, JobPositionQuota, rows)


def _places(unit: Staffed, code: str) -> dict[str, int | None]:
    """So many places for the unit's size, spread over the grades; the lowest takes what is left over."""
    total = max(2, unit.size // 20)
    higher = [int(total * share) for share in SHARES[code][:-1]]
    return dict(
        zip(
            ("grade_4", "grade_3", "grade_2", "grade_1"),
            [n or None for n in (*higher, total - sum(higher))],
            strict=True,
        )
    )
