"""Which campaigns are open, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from app.access.standing import Standing
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.areas.self_service.models import UpdateCampaign
from app.areas.self_service.rules import concerns
from app.extensions import db

OPEN_MOST = 20
COLUMNS = (
    UpdateCampaign.id,
    UpdateCampaign.name_vi,
    UpdateCampaign.starts_on,
    UpdateCampaign.ends_on,
    UpdateCampaign.field_groups,
    UpdateCampaign.staff_types,
    UpdateCampaign.words,
    UpdateCampaign.document_number,
    UpdateCampaign.document_date,
    UpdateCampaign.unit_id,
    OrgUnit.path,
    OrgUnit.name_vi.label("unit_name"),
)
Campaign = Any  # a row of COLUMNS


def open_for(unit_id: int, staff_type: str, on: date) -> list[Campaign]:
    """The campaigns that are open on a day for somebody of this type in this unit, the one that ends first before the others."""
    own = aliased(OrgUnit)
    found = (
        select(*COLUMNS, own.path.label("own_path"))
        .join(OrgUnit, OrgUnit.id == UpdateCampaign.unit_id)
        .join(own, own.id == unit_id)
        .where(_open_on(on), func.substr(own.path, 1, func.length(OrgUnit.path)) == OrgUnit.path)
        .order_by(UpdateCampaign.ends_on, UpdateCampaign.id)
        .limit(OPEN_MOST)
    )
    rows = db.session.execute(found).all()
    return [row for row in rows if concerns(row._mapping, row.path, row.own_path, staff_type)]


def open_to_keepers(standing: Standing, on: date) -> Sequence[Campaign]:
    """The campaigns that are open on a day and concern people whom this reader reaches."""
    reach = standing.reach("read", Employee.name)
    paths = (*reach.using, *reach.managing)
    found = (
        select(*COLUMNS)
        .join(OrgUnit, OrgUnit.id == UpdateCampaign.unit_id)
        .where(_open_on(on))
        .order_by(UpdateCampaign.ends_on, UpdateCampaign.id)
        .limit(OPEN_MOST)
    )
    if not reach.everywhere:
        if not paths:
            return []
        found = found.where(or_(*(_meets(path) for path in paths)))
    return db.session.execute(found).all()


def campaign_of(key: int) -> Campaign | None:
    """One campaign with its unit."""
    found = select(*COLUMNS).join(OrgUnit, OrgUnit.id == UpdateCampaign.unit_id).where(UpdateCampaign.id == key)
    return db.session.execute(found).first()


def _open_on(on: date) -> ColumnElement[bool]:
    return (UpdateCampaign.starts_on <= on) & (UpdateCampaign.ends_on >= on)


def _meets(path: str) -> ColumnElement[bool]:
    """The campaign's unit stands at, above or below the one at this path."""
    above = [path[: place + 1] for place, sign in enumerate(path) if sign == "/" and place]
    return OrgUnit.path.in_(above) | OrgUnit.path.startswith(path, autoescape=True)
