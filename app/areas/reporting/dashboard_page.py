"""The dashboard of a unit and all below it: the charts that the areas offer to leaders, each figure a way to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from app.access.asked import filterable
from app.access.counting import countable
from app.access.standing import Standing
from app.areas.reporting.board import Drawn, Head, drawn_block
from app.areas.reporting.drawing import bars, months, pyramid
from app.extensions import db
from app.records import vietnamese
from app.records.area import registry
from app.records.charts import Bars, Chart, Pyramid, Reckoned, records_of
from app.records.clock import today


@dataclass(frozen=True)
class DashboardPage:
    """The charts, of the unit that is asked for or of the reader's whole reach, and at their head the figures of the whole."""

    unit_id: int | None
    unit_name: str
    title: Any
    day: str
    heads: Sequence[Head]
    drawn: Sequence[Drawn]


def dashboard_page(unit_id: int | None, unit_name: str, standing: Standing) -> DashboardPage:
    """Every chart of which the reader may read the records and see the values."""
    offered = [chart for area in registry().areas for chart in area.charts if _may(chart, standing)]
    offered.sort(key=lambda chart: not (isinstance(chart, Reckoned) and chart.leading))
    drawn = [one for place, chart in enumerate(offered) for one in _drawn(f"chart-{place}", chart, unit_id, standing)]
    db.session.commit()
    heads = [head for one in drawn for head in one.heads]
    title = unit_name or reach_name(standing)
    return DashboardPage(unit_id, unit_name, title, vietnamese.day(today()), heads, drawn)


def reach_name(standing: Standing) -> Any:
    """What everything that the reader reaches is called: his unit, where it is one."""
    names = {grant.unit_name for grant in standing.grants}
    return names.pop() if len(names) == 1 and all(names) else _("Everything within your reach")


def _may(chart: Chart, standing: Standing) -> bool:
    if not all(standing.may("read", record.name) for record in records_of(chart)):
        return False
    if isinstance(chart, Reckoned):
        return True
    if isinstance(chart, Bars):
        return chart.by in {field.name for field in countable(chart.record, standing)}
    if isinstance(chart, Pyramid):
        return {chart.born, chart.by} <= {field.name for field in filterable(chart.record, standing)}
    return all(one.day in {field.name for field in filterable(one.record, standing)} for one in chart.streams)


def _drawn(name: str, chart: Chart, unit_id: int | None, standing: Standing) -> Iterator[Drawn]:
    if isinstance(chart, Reckoned):
        for place, block in enumerate(chart.reckon(unit_id, standing)):
            yield drawn_block(f"{name}-{place}", block)
    elif isinstance(chart, Bars):
        yield bars(name, chart, unit_id, standing)
    elif isinstance(chart, Pyramid):
        yield pyramid(name, chart, unit_id, standing)
    else:
        yield months(name, chart, unit_id, standing)
