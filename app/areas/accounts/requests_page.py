"""The approved requests that wait for the administrator, gathered by their papers; and whose holder has left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.access.accounts import KINDS
from app.access.roles import ROLES
from app.areas.accounts.carrying import waiting
from app.areas.accounts.departed import accounts_of_the_departed
from app.areas.accounts.models import ACTS, AccessRequest
from app.records.vietnamese import day
from app.screens.one_account import full_name, unit_name

ACT_NAMES = dict(ACTS)


@dataclass(frozen=True)
class RequestLine:
    """One request: whose account, what is asked, from when to when, and why."""

    id: int
    username: str
    name: str
    kind: Any
    act: Any
    role: Any
    unit: str
    begins: str
    ends: str
    reason: str
    url: str


@dataclass(frozen=True)
class Paper:
    """The requests of one written request."""

    unit: str
    number: str
    dated: str
    lines: Sequence[RequestLine]


@dataclass(frozen=True)
class RequestsPage:
    """What waits, paper by paper, and the accounts of people who have left."""

    papers: Sequence[Paper]
    count: int
    departed: Sequence[tuple[int, str, str]]


def requests_page() -> RequestsPage:
    """Everything that waits for the administrator."""
    rows = waiting()
    gathered = groupby(rows, key=lambda row: (row.document_date, row.unit_id, row.document_number))
    names: dict[int | None, str] = {}

    def named(unit_id: int | None) -> str:
        if unit_id not in names:
            names[unit_id] = unit_name(unit_id)
        return names[unit_id]

    papers = []
    for (dated, unit_id, number), some in gathered:
        lines = [_line(row, named(row.target_id)) for row in some]
        papers.append(Paper(named(unit_id), number, day(dated), lines))
    departed = [(user.id, user.username, full_name(user)) for user in accounts_of_the_departed()]
    return RequestsPage(papers, len(rows), departed)


def _line(row: AccessRequest, unit: str) -> RequestLine:
    return RequestLine(
        id=row.id,
        username=row.username,
        name=row.person_name,
        kind=KINDS.get(row.account_kind, row.account_kind),
        act=ACT_NAMES.get(row.act, row.act),
        role=ROLES[row.role].label if row.role in ROLES else "",
        unit=unit,
        begins=day(row.valid_from),
        ends=day(row.valid_to) if row.valid_to else "",
        reason=row.reason,
        url=f"/access_request/show/{row.id}",
    )
