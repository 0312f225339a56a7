"""Drawing what the areas declare: bars of a field, the pyramid of ages, comings and goings by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import gettext

from app.access.asked import NONE, Asked, read_address
from app.access.bars import Bar
from app.access.counting import count, countable
from app.access.crossing import Crossed, by_month, by_year_and
from app.access.standing import Standing
from app.areas.reporting.board import Drawn, Head, Line, Part, longest_of, part, percent, within
from app.records import vietnamese
from app.records.charts import Bars, Months, Pyramid, Stream
from app.records.clock import months_after, today
from app.records.record import Record

BAND, YOUNGEST, OLDEST, MONTHS_BACK, MOST = 5, 25, 60, 12, 12


def asked_of(record: type[Record], filters: Mapping[str, str], unit_id: int | None, standing: Standing) -> Asked:
    """The list behind a chart, within the unit."""
    return read_address(record, {**filters, **within(record, unit_id, standing)}, standing)


def bars(name: str, chart: Bars, unit_id: int | None, standing: Standing) -> Drawn:
    """The values of a field, the biggest where there are many; what is left opens the chart with all of them."""
    asked = asked_of(chart.record, chart.filters, unit_id, standing)
    declared = next(field for field in countable(chart.record, standing) if field.name == chart.by)
    found = count(asked, standing, [declared], MOST)[0]
    longest = longest_of(bar.count for bar in found.bars if bar.kind != "others")
    lines = [
        Line(bar.text, [part(bar.count, longest if bar.kind != "others" else 0, _of_bar(asked, chart.by, bar))])
        for bar in found.bars
    ]
    question = chart.question or declared.question
    return Drawn(name, question, [chart.record.plural], lines, vietnamese.number(found.total))


def _of_bar(asked: Asked, by: str, bar: Bar) -> str:
    if bar.kind == "others":
        return asked.address(f"/{asked.record.name}/charts/", chart=by)
    return asked.address(_list(asked), **{by: bar.raw}) if bar.raw else ""


def _list(asked: Asked) -> str:
    return f"/{asked.record.name}/list/"


def pyramid(name: str, chart: Pyramid, unit_id: int | None, standing: Standing) -> Drawn:
    """Ages from the oldest down, and in each how many of each code."""
    asked = asked_of(chart.record, chart.filters, unit_id, standing)
    fields = chart.record.fields
    crossed = by_year_and(asked, standing, fields[chart.born], fields[chart.by])
    codes = sorted({value for _year, value in crossed if value is not None})
    rows = [(text, born, [figures.get(code, 0) for code in codes]) for text, born, figures in _ages(crossed)]
    longest = longest_of(number for _text, _born, figures in rows for number in figures)
    lines = []
    for text, born, figures in rows:
        addresses = [asked.address(_list(asked), **{chart.born: born, chart.by: code}) for code in codes]
        parts = [part(number, longest, url) for number, url in zip(figures, addresses, strict=True)]
        lines.append(Line(text, parts))
    columns = [fields[chart.by].show(code) for code in codes]
    whole = sum(crossed.values())
    drawn = Drawn(name, chart.question, columns, lines, vietnamese.number(whole), len(columns) == 2)
    if not chart.whole:
        return drawn
    heads = [Head(chart.whole, vietnamese.number(whole), asked.address(_list(asked)) if whole else "")]
    for code, column in zip(codes, columns, strict=True):
        number = sum(rows_ for (_year, value), rows_ in crossed.items() if value == code)
        text = f"{vietnamese.number(number)} ({percent(number, whole)})"
        heads.append(Head(column, text, asked.address(_list(asked), **{chart.by: code})))
    return Drawn(name, drawn.question, columns, lines, drawn.total, drawn.mirrored, heads[:1] + heads[-1:])


def _ages(crossed: Crossed) -> Iterable[tuple[str, str, dict[str, int]]]:
    """Each age with the years of birth that the list is asked for; at last those whose birth is not known, if any."""
    for text, since, until in _bands(today().year):
        yield text, f"{since or ''}..{until or ''}", _sum(crossed, since, until)
    unknown = {value: number for (year, value), number in crossed.items() if year is None}
    if unknown:
        yield gettext("not recorded"), NONE, unknown


def _sum(crossed: Crossed, since: int | None, until: int | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for (year, value), number in crossed.items():
        if year is not None and (since is None or year >= since) and (until is None or year <= until):
            found[value] = found.get(value, 0) + number
    return found


def _bands(this: int) -> Iterable[tuple[str, int | None, int | None]]:
    """Ages from the oldest down, in steps of five years, with the years of birth from and to."""
    yield gettext("%(age)s and older", age=OLDEST), None, this - OLDEST
    for age in range(OLDEST - BAND, YOUNGEST - 1, -BAND):
        yield f"{age}–{age + BAND - 1}", this - age - BAND + 1, this - age
    yield gettext("younger than %(age)s", age=YOUNGEST), this - YOUNGEST + 1, None


def months(name: str, chart: Months, unit_id: int | None, standing: Standing) -> Drawn:
    """The last twelve months, this one whole: what came and what went, side by side."""
    this = today().replace(day=1)
    begins = [months_after(this, back) for back in range(1 - MONTHS_BACK, 1)]
    columns = [_stream(one, begins[0], begins[-1], unit_id, standing) for one in chart.streams]
    longest = longest_of(number for counts, _asked in columns for number in counts.values())
    lines = [
        Line(
            f"{month:%m/%Y}",
            [_of_month(one, month, column, longest) for one, column in zip(chart.streams, columns, strict=True)],
        )
        for month in begins
    ]
    sums = [sum(counts.values()) for counts, _asked in columns]
    period = [
        asked.address(_list(asked)) if number else "" for number, (_counts, asked) in zip(sums, columns, strict=True)
    ]
    whole = [Part(vietnamese.number(number), 0, url) for number, url in zip(sums, period, strict=True)]
    lines.append(Line(gettext("in all"), whole, total=True))
    return Drawn(name, chart.question, [one.label for one in chart.streams], lines)


def _stream(
    one: Stream, first: date, last: date, unit_id: int | None, standing: Standing
) -> tuple[dict[str, int], Asked]:
    """What happened in the time of all lines, by month."""
    period = {one.day: f"{first:%m/%Y}..{last:%m/%Y}"}
    asked = asked_of(one.record, {**one.filters, **period}, unit_id, standing)
    return by_month(asked, standing, one.record.fields[one.day]), asked


def _of_month(one: Stream, month: date, column: tuple[dict[str, int], Asked], longest: int) -> Part:
    """A row of which only the year is known stands in each of its months, as the list of the month has it."""
    counts, asked = column
    url = asked.address(_list(asked), **{one.day: f"{month:%m/%Y}"})
    return part(counts.get(f"{month:%Y-%m}", 0) + counts.get(f"{month:%Y}", 0), longest, url)
