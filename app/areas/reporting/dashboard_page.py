"""The dashboard of a unit and all below it: the charts that the areas offer to leaders, each figure a way to its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from app.access.bars import Bar
from app.access.counting import count, countable
from app.access.crossing import by_month, by_year_and
from app.access.search import NONE, UNIT, Asked, filterable, is_of_tree, read_address
from app.access.standing import Standing
from app.extensions import db
from app.records import vietnamese
from app.records.area import registry
from app.records.charts import Bars, Chart, Months, Pyramid, Stream, records_of
from app.records.clock import months_after, today
from app.records.record import Record

BAND, YOUNGEST, OLDEST, MONTHS_BACK, MOST = 5, 25, 60, 12, 12


@dataclass(frozen=True)
class Part:
    """One figure of a line: how many, how long its bar is in per cent of the longest, and the rows behind it."""

    text: str
    width: int
    url: str


@dataclass(frozen=True)
class Line:
    """A line of a chart: what it counts, and its figures side by side."""

    label: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Drawn:
    """A chart: its question, what its columns are, its lines; `mirrored` where the first column grows to the left."""

    name: str
    question: Any
    columns: Sequence[str]
    lines: Sequence[Line]
    total: str
    mirrored: bool = False


@dataclass(frozen=True)
class DashboardPage:
    """The charts, of the unit that is asked for or of the reader's whole reach."""

    unit_id: int | None
    unit_name: str
    drawn: Sequence[Drawn]


def dashboard_page(unit_id: int | None, unit_name: str, standing: Standing) -> DashboardPage:
    """Every chart of which the reader may read the records and see the values."""
    offered = [chart for area in registry().areas for chart in area.charts if _may(chart, standing)]
    drawn = [_drawn(place, chart, unit_id, standing) for place, chart in enumerate(offered)]
    db.session.commit()
    return DashboardPage(unit_id, unit_name, drawn)


def _may(chart: Chart, standing: Standing) -> bool:
    if not all(standing.may("read", record.name) for record in records_of(chart)):
        return False
    if isinstance(chart, Bars):
        return chart.by in {field.name for field in countable(chart.record, standing)}
    if isinstance(chart, Pyramid):
        return {chart.born, chart.by} <= {field.name for field in filterable(chart.record, standing)}
    return all(one.day in {field.name for field in filterable(one.record, standing)} for one in chart.streams)


def _drawn(place: int, chart: Chart, unit_id: int | None, standing: Standing) -> Drawn:
    name = f"chart-{place}"
    if isinstance(chart, Bars):
        return _bars(name, chart, unit_id, standing)
    if isinstance(chart, Pyramid):
        return _pyramid(name, chart, unit_id, standing)
    return _months(name, chart, unit_id, standing)


def _asked(record: type[Record], filters: Mapping[str, str], unit_id: int | None, standing: Standing) -> Asked:
    """The list behind a chart, within the unit."""
    place = unit_field(record, standing)
    within = {place: str(unit_id)} if unit_id is not None and place else {}
    return read_address(record, {**filters, **within}, standing)


def unit_field(record: type[Record], standing: Standing) -> str:
    """The filter that narrows a record to a unit and those below it."""
    if record.scope_from:
        return record.scope_from
    return next((field.name for field in filterable(record, standing) if field.name == UNIT or is_of_tree(field)), "")


def _bars(name: str, chart: Bars, unit_id: int | None, standing: Standing) -> Drawn:
    asked = _asked(chart.record, chart.filters, unit_id, standing)
    declared = next(field for field in countable(chart.record, standing) if field.name == chart.by)
    found = count(asked, standing, [declared], MOST)[0]
    longest = max((bar.count for bar in found.bars if bar.kind != "others"), default=0)
    base = f"/{chart.record.name}/list/"
    lines = [
        Line(bar.text, [_part(bar.count, longest if bar.kind != "others" else 0, _of_bar(asked, base, chart.by, bar))])
        for bar in found.bars
    ]
    return Drawn(
        name, chart.question or declared.question, [str(chart.record.plural)], lines, vietnamese.number(found.total)
    )


def _of_bar(asked: Asked, base: str, by: str, bar: Bar) -> str:
    return asked.address(base, **{by: bar.raw}) if bar.raw else ""


def _pyramid(name: str, chart: Pyramid, unit_id: int | None, standing: Standing) -> Drawn:
    asked = _asked(chart.record, chart.filters, unit_id, standing)
    fields = chart.record.fields
    crossed = by_year_and(asked, standing, fields[chart.born], fields[chart.by])
    codes = sorted({value for _year, value in crossed if value is not None})
    base, this = f"/{chart.record.name}/list/", today().year
    lines = []
    longest = 0
    rows: list[tuple[str, str, list[int]]] = []
    for text, since, until in _bands(this):
        figures = [
            sum(n for (year, value), n in crossed.items() if value == code and _in(year, since, until))
            for code in codes
        ]
        longest = max([longest, *figures])
        rows.append((text, f"{since or ''}..{until or ''}", figures))
    unknown = [sum(n for (year, value), n in crossed.items() if value == code and year is None) for code in codes]
    if any(unknown):
        rows.append((gettext("not recorded"), NONE, unknown))
    for text, born, figures in rows:
        addresses = [asked.address(base, **{chart.born: born, chart.by: code}) for code in codes]
        lines.append(Line(text, [_part(n, longest, url) for n, url in zip(figures, addresses, strict=True)]))
    columns = [fields[chart.by].show(code) for code in codes]
    return Drawn(name, chart.question, columns, lines, vietnamese.number(sum(crossed.values())), len(columns) == 2)


def _bands(this: int) -> Iterable[tuple[str, int | None, int | None]]:
    """Ages from the oldest down, in steps of five years, with the years of birth from and to."""
    yield gettext("%(age)s and older", age=OLDEST), None, this - OLDEST
    for age in range(OLDEST - BAND, YOUNGEST - 1, -BAND):
        yield f"{age}–{age + BAND - 1}", this - age - BAND + 1, this - age
    yield gettext("younger than %(age)s", age=YOUNGEST), this - YOUNGEST + 1, None


def _in(year: int | None, since: int | None, until: int | None) -> bool:
    return year is not None and (since is None or year >= since) and (until is None or year <= until)


def _months(name: str, chart: Months, unit_id: int | None, standing: Standing) -> Drawn:
    first = months_after(today().replace(day=1), -(MONTHS_BACK - 1))
    months = [months_after(first, back) for back in range(MONTHS_BACK)]
    columns = [_stream(one, months[0], unit_id, standing) for one in chart.streams]
    longest = max((n for counts, _asked in columns for n in counts.values()), default=0)
    lines = [
        Line(
            f"{month:%m/%Y}",
            [_of_month(one, month, column, longest) for one, column in zip(chart.streams, columns, strict=True)],
        )
        for month in months
    ]
    total = sum(n for counts, _asked in columns for n in counts.values())
    return Drawn(name, chart.question, [str(one.label) for one in chart.streams], lines, vietnamese.number(total))


def _stream(one: Stream, first: date, unit_id: int | None, standing: Standing) -> tuple[dict[str, int], Asked]:
    last = today()
    period = {one.day: f"{first:%d/%m/%Y}..{last:%d/%m/%Y}"}
    asked = _asked(one.record, {**one.filters, **period}, unit_id, standing)
    return by_month(asked, standing, one.record.fields[one.day]), asked


def _of_month(one: Stream, month: date, column: tuple[dict[str, int], Asked], longest: int) -> Part:
    counts, asked = column
    return _part(
        counts.get(f"{month:%Y-%m}", 0),
        longest,
        asked.address(f"/{one.record.name}/list/", **{one.day: f"{month:%m/%Y}"}),
    )


def _part(number: int, longest: int, url: str) -> Part:
    width = round(100 * number / longest) if longest else 0
    return Part(vietnamese.number(number), width, url if number else "")
