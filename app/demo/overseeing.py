"""How the demo province looks after its database: inspections and reminders, classes for users, incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from app.areas.accounts.models import UnitCustodian
from app.areas.administration.models import Incident, Inspection, UserClass, UserClassMember
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.seeds import table
from app.demo.units import Staffed, next_key
from app.extensions import db
from app.records.record import Record

HOME_AFFAIRS = "Sở Nội vụ"
MOST_PARTICIPANTS = 120


def plant_oversight(batch: Batch, units: Sequence[Staffed], on: date) -> Mapping[type[Record], int]:
    """Load the rows of the year before `on`; how many of each record."""
    upper = [unit for unit in units if unit.size and unit.name != HOME_AFFAIRS] or list(units)
    home = next((unit for unit in units if unit.name == HOME_AFFAIRS), units[0])
    first = next_key(UserClass)
    classes = [{"id": first + place, **row} for place, row in enumerate(_classes(home.id, on))]
    return {
        Inspection: load(batch, Inspection, _inspections(upper, on)),
        Incident: load(batch, Incident, _incidents(upper, on)),
        UserClass: load(batch, UserClass, classes),
        UserClassMember: load(batch, UserClassMember, _members([row["id"] for row in classes])),
    }


def _days_before(on: date, days: str) -> date | None:
    """A day so long before the day of the demo; none where none is given."""
    return on - timedelta(days=int(days)) if days else None


def _inspections(units: Sequence[Staffed], on: date) -> Iterator[dict[str, Any]]:
    """Each line of the table befalls every so many units."""
    for place, row in enumerate(table("demo/inspections")):
        asked = on - timedelta(days=int(row["days_before"]))
        yield {
            "kind": row["kind"],
            "unit_id": units[place * 7 % len(units)].id,
            "inspected_by": HOME_AFFAIRS,
            "document_number": f"{31 + 6 * place}/{row['paper']}",
            "document_date": asked,
            "period_from": date(asked.year - 1, 1, 1) if row["kind"] == "inspection" else None,
            "period_to": date(asked.year - 1, 12, 31) if row["kind"] == "inspection" else None,
            "subject_code": row["subject"],
            "findings": row["findings"],
            "remedy": row["remedy"] or None,
            "remedy_by": asked + timedelta(days=int(row["days_given"])) if row["remedy"] else None,
            "remedied_on": _days_before(on, row["remedied"]),
            "remedy_report": "Đơn vị đã báo cáo kết quả khắc phục" if row["remedied"] else None,
        }


def _classes(organiser_id: int, on: date) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(table("demo/user_classes")):
        begins = on - timedelta(days=int(row["days_before"]))
        yield {
            "subject": row["subject"],
            "form": row["form"],
            "organiser_id": organiser_id,
            "held_from": begins,
            "held_to": begins + timedelta(days=int(row["lasts"]) - 1),
            "place": row["place"] or None,
            "document_number": f"{64 + 9 * place}/KH-SNV",
            "document_date": begins - timedelta(days=14),
            "content": row["content"],
            "invited": int(row["invited"]),
        }


def _members(classes: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Those in charge of the units' workspaces go to the classes in turn."""
    people = db.session.scalars(
        select(UnitCustodian.employee_id)
        .where(UnitCustodian.assigned_to.is_(None))
        .order_by(UnitCustodian.employee_id)
        .limit(MOST_PARTICIPANTS)
    )
    for place, employee_id in enumerate(dict.fromkeys(people)):
        results = ("passed", "attended", "passed", "passed", "absent", "attended", "failed")
        yield {
            "employee_id": employee_id,
            "class_id": classes[place % len(classes)],
            "result": results[place % len(results)],
        }


def _incidents(units: Sequence[Staffed], on: date) -> Iterator[dict[str, Any]]:
    for place, row in enumerate(table("demo/incidents")):
        found = on - timedelta(days=int(row["days_before"]))
        told = found + timedelta(days=int(row["told_after"])) if row["told_after"] else None
        yield {
            "kind_code": row["kind"],
            "severity": row["severity"],
            "unit_id": units[(3 + place * 11) % len(units)].id,
            "found_on": found,
            "found_at": row["found_at"] or None,
            "happened": row["happened"],
            "people_concerned": int(row["people"]) if row["people"] else None,
            "noticed_on": found if told else None,
            "reported_on": told,
            "reported_to": "Sở Nội vụ; Công an tỉnh" if told else None,
            "report_number": f"{12 + place}/BC-VP" if told else None,
            "measures": row["measures"] or None,
            "closed_on": told + timedelta(days=9) if told and row["measures"] else None,
        }
