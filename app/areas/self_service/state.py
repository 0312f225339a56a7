"""Where the record of one person stands: his last confirmation, the campaigns that ask for one, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.access.by_key import read_row
from app.access.standing import Standing
from app.areas.personnel.models import Employee
from app.areas.self_service.campaigns import Campaign, open_for
from app.areas.self_service.expected import Missing, missing_of
from app.areas.self_service.figures import YEAR_BEGINS, year_of
from app.areas.self_service.models import YearlyConfirmation
from app.areas.self_service.proposals import Proposal, proposals_of
from app.changes.content import Held, content_of, digest_of
from app.extensions import db
from app.records.clock import today
from app.records.settings import settings


@dataclass(frozen=True)
class State:
    """What the page and its part of the first page both ask: the person, his last confirmation and the open campaigns."""

    person: Mapping[str, Any]
    held: Sequence[Held]
    digest: str
    year: int
    last: Any
    campaigns: Sequence[Campaign]
    proposals: Sequence[Proposal]
    missing: Sequence[Missing]

    @property
    def is_confirmed(self) -> bool:
        """Whether nothing more is to be said: confirmed this year as it stands now, and since the open campaigns began."""
        return self.is_as_confirmed and all(answered(one, self.last) for one in self.campaigns)

    @property
    def is_as_confirmed(self) -> bool:
        return self.last is not None and self.last.digest == self.digest

    @property
    def campaign_id(self) -> int | None:
        """The campaign that a confirmation of now answers."""
        return next((one.id for one in self.campaigns if not answered(one, self.last)), None)

    def waits(self, missing: Missing) -> bool:
        """Whether it was proposed already and is not decided."""
        return any(one.is_of(missing.record, missing.field) for one in self.proposals)

    def asked(self) -> list[Missing]:
        return [one for one in self.missing if not self.waits(one)]


def answered(campaign: Campaign, last: Any) -> bool:
    """Whether the record was confirmed since the campaign began."""
    return last is not None and last.confirmed_on >= campaign.starts_on


def is_person(standing: Standing) -> bool:
    """Whether the reader has a personal account: a record of his own, which he may confirm."""
    own = standing.reach("write", YearlyConfirmation.name).subject_id
    return own is not None and own == standing.subject_id


def state_of(standing: Standing) -> State | None:
    """Where the reader's record stands; None for whoever has none."""
    person = read_row(Employee, standing.subject_id) if is_person(standing) and standing.subject_id else None
    if person is None:
        return None
    on, held = today(), content_of(person["id"])
    year = year_of(on, settings().value(YEAR_BEGINS, on))
    return State(
        person,
        held,
        digest_of(held),
        year,
        last_confirmation(person["id"], year),
        open_for(person["unit_id"], person["staff_type_code"], on),
        proposals_of(standing),
        missing_of(person, {one.record for one in held}, on),
    )


def last_confirmation(person_id: int, year: int) -> Any:
    """The last confirmation of a year, or None."""
    c = YearlyConfirmation
    found = select(c.confirmed_on, c.digest, c.recorded_at).where(c.employee_id == person_id, c.confirmed_year == year)
    return db.session.execute(found.order_by(c.confirmed_on.desc(), c.id.desc()).limit(1)).first()
