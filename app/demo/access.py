"""What stands behind the accounts of the demo: the written request of each, some that wait, and who is in charge where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, update

from app.access.accounts import KIND_OF_ROLE
from app.access.models import Grant
from app.areas.accounts.models import AccessRequest, UnitCustodian
from app.areas.accounts.personal import LEFT, user_name_for
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.changes.loading import load, open_batch
from app.changes.models import Batch
from app.extensions import db
from app.records.vietnamese import day

DEEPEST = 3  # levels of the tree whose units have a custodian
HANDED_OVER_EVERY = 4  # at each fourth unit somebody else was in charge before
WAITING = 3
REASON = "Được giao nhiệm vụ quản lý, sử dụng cơ sở dữ liệu"


@dataclass(frozen=True)
class Holder:
    """An account of the demo, and whose it is."""

    user_id: int
    username: str
    role: str
    full_name: str
    employee_id: int
    asks_id: int
    unit_id: int | None


def plant_requests(holders: Sequence[Holder], since: date) -> int:
    """An approved, carried-out request behind each account; and some personal ones that wait for the administrator."""
    if not holders:
        return 0
    batch = open_batch("demo", "demo accounts")
    first = int(db.session.scalar(select(func.max(AccessRequest.id))) or 0) + 1
    rows = [{"id": first + place, **_behind(holder, place, since)} for place, holder in enumerate(holders)]
    rows += _waiting(first + len(rows), holders[0], since)
    count = load(batch, AccessRequest, rows)
    for row, holder in zip(rows, holders, strict=False):
        document = f"{row['document_number']}, {day(row['document_date'])}"
        given = update(Grant).where(Grant.user_id == holder.user_id)
        db.session.execute(given.values(request_id=row["id"], document=document))
    return count


def _behind(holder: Holder, place: int, since: date) -> dict[str, Any]:
    return {
        "username": holder.username,
        "act": "open",
        "account_kind": KIND_OF_ROLE.get(holder.role, "unit"),
        "person_name": holder.full_name,
        "employee_id": holder.employee_id,
        "role": holder.role,
        "target_id": holder.unit_id,
        "valid_from": since,
        "reason": REASON,
        "unit_id": holder.unit_id or holder.asks_id,
        "document_number": f"{120 + 7 * place}/CV-TCCB",
        "document_date": since - timedelta(days=20 - place),
        "carried_out_on": since,
    }


def _waiting(first: int, like: Holder, since: date) -> list[dict[str, Any]]:
    """Some colleagues of the first holder for whom a personal account was approved."""
    colleagues = db.session.execute(
        select(Employee.id, Employee.full_name, Employee.staff_number)
        .where(Employee.unit_id == like.asks_id, Employee.id != like.employee_id, Employee.status_code.not_in(LEFT))
        .order_by(Employee.id.desc())
        .limit(WAITING)
    ).all()
    return [
        {
            "id": first + place,
            "username": user_name_for(person.staff_number, None, set()),
            "act": "open",
            "account_kind": "personal",
            "person_name": person.full_name,
            "employee_id": person.id,
            "role": "employee",
            "valid_from": since,
            "reason": "Tự cập nhật thông tin cá nhân",
            "unit_id": like.asks_id,
            "document_number": "214/CV-TCCB",
            "document_date": since - timedelta(days=2),
        }
        for place, person in enumerate(colleagues)
    ]


def plant_custodians(batch: Batch, on: date) -> int:
    """Somebody in charge of the workspace of each unit of the upper levels, at some after a predecessor."""
    return load(batch, UnitCustodian, _custodians(on))


def _custodians(on: date) -> Iterator[dict[str, Any]]:
    staff = (
        select(Employee.unit_id, func.min(Employee.id).label("one"), func.max(Employee.id).label("other"), OrgUnit.path)
        .join(OrgUnit, OrgUnit.id == Employee.unit_id)
        .where(OrgUnit.valid_from <= on - timedelta(days=60), Employee.status_code.not_in(LEFT))
        .group_by(Employee.unit_id, OrgUnit.path)
        .order_by(Employee.unit_id)
    )
    upper = [row for row in db.session.execute(staff) if row.path.count("/") <= DEEPEST + 1]
    begun = on - timedelta(days=40)
    for place, row in enumerate(upper):
        if place % HANDED_OVER_EVERY == 0 and row.one != row.other:
            before = on - timedelta(days=58)
            yield _custodian(row.unit_id, row.one, 2 * place, before, begun - timedelta(days=1))
        yield _custodian(row.unit_id, row.other, 2 * place + 1, begun, None)


def _custodian(unit_id: int, employee_id: int, number: int, begins: date, ends: date | None) -> dict[str, Any]:
    return {
        "unit_id": unit_id,
        "employee_id": employee_id,
        "assigned_from": begins,
        "assigned_to": ends,
        "document_number": f"{15 + number}/QĐ-TCCB",
        "document_date": begins - timedelta(days=3),
    }
