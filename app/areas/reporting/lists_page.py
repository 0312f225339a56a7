"""The lists that the areas offer, with what is due, and those that people have kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext, ngettext
from sqlalchemy import select

from app.access.asked import read_address
from app.access.search import bounded_count, statement
from app.access.standing import Standing
from app.areas.reporting.coming_due import counted_ahead, lists_ahead
from app.areas.reporting.models import SavedList
from app.extensions import db
from app.records import vietnamese
from app.records.area import LATE, Area, StandardList, registry


@dataclass(frozen=True)
class Window:
    """A time ahead: what it is called, how many come due within it, and the list of them."""

    label: str
    count: str
    url: str
    any: bool


@dataclass(frozen=True)
class OfferedList:
    """A list on offer; `windows` where it is about what comes due."""

    label: Any
    url: str
    excel_url: str
    windows: Sequence[Window] = ()


@dataclass(frozen=True)
class KeptList:
    """A list that somebody has kept."""

    id: int
    name: str
    of: str
    url: str
    excel_url: str
    is_mine: bool
    is_shared: bool


@dataclass(frozen=True)
class ListsPage:
    """The page: what comes due, by area the other lists, one's own and those shared with one."""

    due: Sequence[OfferedList]
    by_area: Sequence[tuple[Any, Sequence[OfferedList]]]
    mine: Sequence[KeptList]
    shared: Sequence[KeptList]


def lists_page(standing: Standing) -> ListsPage:
    """Everything of which the reader may read the record."""
    kept = list(_kept(standing))
    return ListsPage(
        due=due_lists(standing),
        by_area=[(area.label, found) for area, found in _by_area(standing) if found],
        mine=[one for one in kept if one.is_mine],
        shared=[one for one in kept if not one.is_mine],
    )


def due_lists(standing: Standing) -> list[OfferedList]:
    """What comes due, counted with one statement for each list; of himself alone a reader is told what there is."""
    found = [(one, _windows(one, standing)) for one in lists_ahead(standing)]
    return [
        OfferedList(one.label, _url(one, one.ahead[-1]), _excel(one, one.ahead[-1]), windows)
        for one, windows in found
        if any(window.any for window in windows) or _reaches_others(one, standing)
    ]


def _reaches_others(one: StandardList, standing: Standing) -> bool:
    reach = standing.reach("read", one.record.name)
    return bool(reach.everywhere or reach.using or reach.managing)


def _windows(one: StandardList, standing: Standing) -> list[Window]:
    counts = counted_ahead(one, one.ahead, {}, standing)
    times = dict(zip(one.ahead, counts, strict=True))
    if one.late:
        times = {LATE: bounded_count(statement(read_address(one.record, one.asks(LATE), standing), standing)), **times}
    return [
        Window(within(ahead), vietnamese.number(count), _url(one, ahead), bool(count)) for ahead, count in times.items()
    ]


def within(ahead: str) -> str:
    """A time ahead in words."""
    if ahead == LATE:
        return gettext("overdue")
    number, unit = int(ahead[:-1]), ahead[-1]
    if unit == "y":
        number, unit = number * 12, "m"
    if unit == "d":
        return ngettext("%(num)d day", "%(num)d days", number)
    return ngettext("%(num)d month", "%(num)d months", number)


def _by_area(standing: Standing) -> Iterator[tuple[Area, list[OfferedList]]]:
    for area in registry().areas:
        plain = [one for one in area.lists if not one.ahead and standing.may("read", one.record.name)]
        yield area, [OfferedList(one.label, _url(one), _excel(one)) for one in plain]


def _kept(standing: Standing) -> Iterator[KeptList]:
    for row in db.session.scalars(select(SavedList).order_by(SavedList.name, SavedList.id)):
        record = registry().records.get(row.record)
        if record is None or not standing.may("read", record.name):
            continue
        asks = f"?{row.asks}" if row.asks else ""
        yield KeptList(
            row.id,
            row.name,
            str(record.plural),
            f"/{record.name}/list/{asks}",
            f"/export/{record.name}.xlsx{asks}",
            row.user_id == standing.user_id,
            row.shared_with is not None,
        )


def _url(one: StandardList, ahead: str = "") -> str:
    return f"/{one.record.name}/list/?{urlencode(one.asks(ahead))}"


def _excel(one: StandardList, ahead: str = "") -> str:
    return f"/export/{one.record.name}.xlsx?{urlencode(one.asks(ahead))}"
