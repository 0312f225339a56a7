"""The charts of a list: each counted field with its question, its bars, and for each bar the way to its rows."""

from __future__ import annotations

from decimal import Decimal

from flask_babel import gettext

from app.access.asked import Asked, narrowing_field
from app.access.bars import Bar
from app.access.counting import MOST_VALUES, MOST_YEARS, Counted, count, countable
from app.access.search import bounded_count, statement
from app.access.standing import Standing
from app.extensions import db
from app.records import vietnamese
from app.records.record import Record
from app.screens import pages
from app.screens.listing import filters_of


def may_chart(record: type[Record], standing: Standing) -> bool:
    """Whether this reader has any chart of this record."""
    return bool(countable(record, standing))


def charts_page(asked: Asked, standing: Standing, base: str, list_base: str, only: str = "") -> pages.ChartsPage:
    """The charts of what a list's address asks for; the one of the field `only` with every value, where it has one."""
    offered = countable(asked.record, standing)
    chosen = [declared for declared in offered if declared.name == only]
    counted = count(asked, standing, chosen or offered, MOST_VALUES if chosen else 0)
    total = next((found.total for found in counted if found.asked is asked), None)
    if total is None:
        total = bounded_count(statement(asked, standing))
    db.session.commit()
    return pages.ChartsPage(
        record=asked.record.name,
        title=asked.record.plural,
        icon=asked.record.icon,
        charts=[_chart(found, base, list_base) for found in counted],
        filters=filters_of(asked, [narrowing_field(asked.record, name) for name in asked.filters], base),
        query=asked.query,
        no_query_url=asked.address(base, q=None),
        count_text=vietnamese.number(total),
        list_url=asked.address(list_base),
        all_url=asked.address(base) if chosen else "",
        misread=[str(declared.label) for declared in asked.misread],
        why_none="" if offered else _why_none(asked.record),
    )


def _why_none(record: type[Record]) -> str:
    if any(declared.counted for declared in record.fields.values()):
        return gettext("What is counted here is not shown to your role.")
    return gettext("Nothing of these rows is counted.")


def _chart(found: Counted, base: str, list_base: str) -> pages.Chart:
    declared = found.field
    return pages.Chart(
        name=declared.name,
        question=declared.question,
        label=declared.label,
        kind="years" if found.by_year else "bars",
        bars=[_bar(found, bar, base, list_base) for bar in found.bars],
        total=vietnamese.number(found.total),
        unknown=vietnamese.number(found.unknown) if found.unknown else "",
        long=len(found.bars) > MOST_YEARS + 2,
    )


def _bar(found: Counted, bar: Bar, base: str, list_base: str) -> pages.Bar:
    asked, name = found.asked, found.field.name
    url = asked.address(list_base, **{name: bar.raw}) if bar.raw else ""
    if bar.kind == "others":
        url = asked.address(base, chart=name)
    share = vietnamese.percent(Decimal(100 * bar.count) / found.total, 1)
    return pages.Bar(bar.text, bar.count, vietnamese.number(bar.count), share, url, bar.kind)
