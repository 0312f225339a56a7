"""The raw counts behind the dashboard: each statement written by hand, grouped in the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.records.clock import months_after

Rows = Callable[..., Any]

SERVING = "e.status_code IN ('DLV', 'TS', 'BP', 'DH', 'NKL', 'TSAN', 'OM', 'DC', 'CH')"
BELOW = "{column} IN (SELECT id FROM org_unit WHERE path >= :low AND path < :high)"
FIELDS = (
    "substr(e.born_on, 1, 4) || e.gender_code",
    "e.unit_id",
    "e.staff_type_code",
    "e.rank_code",
    "e.highest_qualification_code",
    "e.political_theory_code",
    "e.party_status_code",
    "e.last_grade_code",
)
MOVED = {"assignment": "movement_code IN ('TD', 'TN', 'CTD')", "separation": "1 = 1"}
DUE = {
    "employee": ("unit_id", ("retires_on", "next_raise_on")),
    "contract": ("scope_id", ("effective_to",)),
    "secondment": ("scope_id", ("effective_to",)),
    "leave_of_absence": ("scope_id", ("effective_to",)),
    "appointment": ("scope_id", ("effective_to",)),
    "training_dispatch": ("scope_id", ("committed_until",)),
}


def dashboard(rows: Rows, place: Mapping[str, str], today: date) -> Any:
    """Every figure of the dashboard of a unit, of everything without a `place`."""
    days = {f"day_{'abcd'[step]}": months_after(today, ahead).isoformat() for step, ahead in enumerate((0, 3, 6, 12))}
    month = months_after(today.replace(day=1), -11).isoformat()[:7]
    return {
        "people": [_people(rows, value, place) for value in FIELDS],
        "moved": [
            rows(
                f"SELECT substr(effective_from, 1, 7) AS month, count(*) AS n FROM {table} "
                f"WHERE effective_from >= :month AND {which}{_and('scope_id', place)} GROUP BY 1",
                month=month,
                **place,
            )
            for table, which in MOVED.items()
        ],
        "due": [_due(rows, table, column, day, place, days) for table, (column, days_) in DUE.items() for day in days_],
        "quota": rows(
            "SELECT u.path, sum(q.civil_servants) AS civil_servants, sum(q.contract_workers) AS contract_workers, "
            "sum(q.public_employees_budget) AS budget, sum(q.public_employees_revenue) AS revenue FROM headcount_quota q "
            f"JOIN org_unit u ON u.id = q.unit_id WHERE q.quota_year = :year{_and('q.unit_id', place)} GROUP BY u.path",
            year=today.year,
            **place,
        ),
        "present": rows(
            f"SELECT e.unit_id, e.staff_type_code, count(*) AS n FROM employee e WHERE {SERVING}{_and('e.unit_id', place)} "
            "GROUP BY 1, 2",
            **place,
        ),
        "entered": rows(
            f"SELECT e.unit_id, count(*) AS n, sum(CASE WHEN e.is_complete THEN 1 ELSE 0 END) AS complete FROM employee e "
            f"WHERE {SERVING}{_and('e.unit_id', place)} GROUP BY 1",
            **place,
        ),
        "changes": rows(
            "SELECT scope_id, state, count(*) AS n, min(submitted_at) AS oldest FROM change "
            f"WHERE state IN ('submitted', 'checked', 'returned'){_and('scope_id', place)} GROUP BY 1, 2",
            **place,
        ),
    }


def _and(column: str, place: Mapping[str, str]) -> str:
    return f" AND {BELOW.format(column=column)}" if place else ""


def _people(rows: Rows, value: str, place: Mapping[str, str]) -> Any:
    where = f"{SERVING}{_and('e.unit_id', place)}"
    return rows(f"SELECT {value} AS value, count(*) AS n FROM employee e WHERE {where} GROUP BY 1", **place)


def _due(rows: Rows, table: str, column: str, day: str, place: Mapping[str, str], days: Mapping[str, Any]) -> Any:
    within = ", ".join(
        f"sum(CASE WHEN {day} <= :{name} THEN 1 ELSE 0 END) AS {name}" for name in ("day_b", "day_c", "day_d")
    )
    where = f"{day} >= :day_a AND {day} <= :day_d{_and(column, place)}"
    return rows(f"SELECT {within} FROM {table} WHERE {where}", **place, **days)
