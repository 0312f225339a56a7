"""The page behind the figures of progress: the table unit by unit, and the changes that wait or were returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, func, select

from app.access.asked import ALONE
from app.access.standing import Standing
from app.areas.organization.models import OrgUnit
from app.areas.reporting.board import Drawn, drawn_block
from app.areas.reporting.progress import (
    COLUMNS,
    STATES,
    Place,
    heads_of,
    page_url,
    place_of,
    progress_blocks,
    whole_of,
)
from app.changes.models import Change
from app.extensions import db
from app.records import vietnamese
from app.records.charts import Block
from app.screens.inbox import inbox_rows
from app.screens.pages import InboxRow, Paging

LABELS = {"waiting": _("Waiting for a decision"), "returned": _("Returned, to be mended")}
SIZE, PAGES_MOST = 50, 10_000


@dataclass(frozen=True)
class ProgressPage:
    """The page: the unit, its table, and one of its two lists of changes with the way to the other."""

    unit_id: int | None
    unit_name: str
    alone: bool
    drawn: Sequence[Drawn]
    states: Sequence[tuple[str, Any, bool]]
    title: Any
    rows: Sequence[InboxRow]
    paging: Paging


def progress_page(unit: str, state: str, number: int, standing: Standing) -> ProgressPage:
    """Answers 404 for a unit that is not within reach."""
    state = state if state in STATES else "waiting"
    alone, text = unit.startswith(ALONE), unit.removeprefix(ALONE)
    if text and not (text.isascii() and text.isdigit()):
        abort(404)
    key = int(text) if text else None
    place = place_of(key, standing, split=False)
    statement = _changes(place, alone, state)
    count = int(db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0)
    number = max(1, min(number, PAGES_MOST, -(-count // SIZE)))
    found = db.session.scalars(statement.limit(SIZE).offset((number - 1) * SIZE)).all()
    return ProgressPage(
        unit_id=key,
        unit_name=place.roots[0].name_vi if key and place.roots else "",
        alone=alone,
        drawn=[] if alone else [drawn_block("progress", block) for block in progress_blocks(key, standing)],
        states=[(page_url(unit, name), label, name == state) for name, label in LABELS.items()],
        title=LABELS[state],
        rows=inbox_rows(found),
        paging=_paging(page_url(unit, state), number, len(found), count),
    )


def progress_part(standing: Standing) -> Drawn | None:
    """The figures of all that the reader reaches, for the first page; None where he reaches no unit."""
    row = whole_of(None, standing)
    return drawn_block("progress", Block("", COLUMNS, [row], heads_of(row))) if row else None


def _changes(place: Place, alone: bool, state: str) -> Select[Any]:
    """The changes behind a figure, the oldest first; none where the reader reaches no unit."""
    keys = [root.id for root in place.roots]
    units = select(OrgUnit.id).where(OrgUnit.id.in_(keys) if alone or not keys else place.within())
    found = select(Change).where(Change.state.in_(STATES[state]), Change.scope_id.in_(units))
    return found.order_by(Change.submitted_at, Change.id)


def _paging(base: str, number: int, shown: int, count: int) -> Paging:
    first = (number - 1) * SIZE + 1 if shown else 0
    last = (number - 1) * SIZE + shown
    return Paging(
        first,
        last,
        vietnamese.number(count),
        SIZE,
        (),
        f"{base}&page={number - 1}" if number > 1 else "",
        f"{base}&page={number + 1}" if last < count else "",
    )
