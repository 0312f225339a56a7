"""What comes due within 3, 6 and 12 months: each list that the areas offer with a time ahead, within one unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.asked import read_address
from app.access.relative_days import relative_day
from app.access.search import between, statement
from app.access.standing import Standing
from app.areas.reporting.board import within
from app.extensions import db
from app.records.area import StandardList, registry
from app.records.charts import Block, Figure, Row
from app.records.partial_dates import PartialDate

AHEAD = ("3m", "6m", "12m")
COLUMNS = (_("within 3 months"), _("within 6 months"), _("within 12 months"))


def lists_ahead(standing: Standing) -> list[StandardList]:
    """The lists of what comes due whose record the reader may read."""
    return [
        one for area in registry().areas for one in area.lists if one.ahead and standing.may("read", one.record.name)
    ]


def due_blocks(unit_id: int | None, standing: Standing) -> Iterator[Block]:
    """A line for each list that looks months ahead, counted with one statement; what is due in days is no leader's plan."""
    offered = [one for one in lists_ahead(standing) if not one.ahead[-1].endswith("d")]
    rows = [Row(one.label, _figures(one, unit_id, standing)) for one in offered]
    if not rows:
        return
    heads = [(one.head, row.figures[-1]) for one, row in zip(offered, rows, strict=True) if one.head]
    yield Block(_("What comes due within a year?"), COLUMNS, rows, heads)


def _figures(one: StandardList, unit_id: int | None, standing: Standing) -> list[Figure]:
    place = within(one.record, unit_id, standing)
    counts = counted_ahead(one, AHEAD, place, standing)
    asked = [read_address(one.record, {**one.asks(ahead), **place}, standing) for ahead in AHEAD]
    base = f"/{one.record.name}/list/"
    return [Figure(number, found.address(base)) for number, found in zip(counts, asked, strict=True)]


def counted_ahead(one: StandardList, ahead: Sequence[str], place: dict[str, str], standing: Standing) -> Sequence[Any]:
    """How many come due within each time: the widest is searched, the narrower counted within it."""
    asked = read_address(one.record, {**one.asks(ahead[-1]), **place}, standing)
    day, kind = getattr(one.record, one.by), one.record.fields[one.by].kind
    found = statement(asked, standing).order_by(None).with_only_columns(day.label("day")).subquery()
    columns = [func.count().filter(between(found.c.day, kind, None, _until(time))) for time in ahead]
    return db.session.execute(select(*columns).select_from(found)).one()


def _until(ahead: str) -> PartialDate | None:
    day = relative_day(f"today+{ahead}")
    return PartialDate.from_date(day) if day else None
