"""The campaign of the demo province to bring records up to date, and who has confirmed his own so far."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from app.access.models import Login
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import IN_SERVICE, Employee
from app.areas.self_service.models import UpdateCampaign, YearlyConfirmation
from app.changes.loading import load
from app.changes.models import Batch
from app.demo.units import next_key
from app.extensions import db
from app.records.clock import today

SHARE, UNEVEN = 0.85, 1.2  # the most that a unit has; how unevenly the units began
DAYS_OPEN, DAYS_LEFT = 17, 30
PARTS = "employee.identity|employee.origin_and_residence|employee.duties_and_remarks|family_member|health_record"
WORDS = (
    "Đề nghị xem lại các phần nêu dưới đây, bổ sung nội dung còn thiếu và xác nhận hồ sơ. "
    "Nội dung đã có trong cơ sở dữ liệu không phải khai lại."
)


def plant_campaign(batch: Batch, as_of: date) -> int:
    """A campaign of the whole province that runs on the day of the demo and on the day on which it is planted."""
    units = OrgUnit.__table__.c
    there = (units.valid_from <= as_of, units.valid_to.is_(None) | (units.valid_to >= as_of))
    root = select(units.id).where(units.parent_id.is_(None), *there).order_by(units.id).limit(1)
    unit_id = db.session.execute(root).scalar_one()
    begins = as_of - timedelta(days=DAYS_OPEN)
    row = {
        "id": next_key(UpdateCampaign),
        "name_vi": f"Rà soát, bổ sung và xác nhận hồ sơ năm {as_of.year}",
        "starts_on": begins,
        "ends_on": max(date(as_of.year, 12, 31), today() + timedelta(days=DAYS_LEFT)),
        "field_groups": PARTS,
        "words": WORDS,
        "unit_id": unit_id,
        "document_number": "152/KH-SNV",
        "document_date": begins - timedelta(days=6),
    }
    return load(batch, UpdateCampaign, [row])


def plant_confirmations(batch: Batch, seed: int, as_of: date) -> int:
    """Two of five people confirmed so far, in some units nearly everybody; of those who have an account nobody did."""
    campaign = db.session.execute(
        select(UpdateCampaign.id, UpdateCampaign.starts_on).order_by(UpdateCampaign.id.desc()).limit(1)
    ).one()
    people = Employee.__table__.c
    staff = db.session.execute(
        select(people.id, people.unit_id)
        .where(people.status_code.in_(IN_SERVICE.split("|")), people.id.not_in(_with_an_account()))
        .order_by(people.id)
    ).all()
    return load(batch, YearlyConfirmation, _confirmations(Random(f"{seed} confirmations"), campaign, staff, as_of))


def _with_an_account() -> Any:
    login = Login.__table__.c
    return select(login.subject_id).where(login.subject_id.is_not(None))


def _confirmations(rng: Random, campaign: Any, staff: Sequence[Any], as_of: date) -> Iterator[dict[str, Any]]:
    shares: dict[int, float] = {}
    for person in staff:
        share = shares.setdefault(person.unit_id, SHARE * rng.random() ** UNEVEN)
        if rng.random() < share:
            on = min(campaign.starts_on + timedelta(days=rng.randrange(DAYS_OPEN)), as_of)
            yield {
                "employee_id": person.id,
                "confirmed_on": on,
                "confirmed_year": on.year,
                "campaign_id": campaign.id,
                # Given on paper: it stands for no content that is here.
                "digest": hashlib.sha256(f"demo/{campaign.id}/{person.id}".encode()).hexdigest(),
            }
