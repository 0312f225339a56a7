"""How many rows of a list have which value: what charts draw and programs ask for.

The database counts, one statement for each field, on the criteria of the list itself; so a count never knows more than
the list does, and the figures of one chart always add up to the number of rows that the list finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, Select, String, extract, func, literal, type_coerce

from app.access.asked import NONE, RANGE, Asked, filterable, is_of_tree
from app.access.audit import note
from app.access.bars import Bar, biggest, told_apart
from app.access.counting_links import Pointing, bars_of_links, bars_of_units, count_linked
from app.access.roles import LEVELS
from app.access.search import statement
from app.access.standing import Standing
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import Choice, Day, Flag, PartialDayKind
from app.records.links import Link
from app.records.partial_dates import PartialDate
from app.records.record import Record

MOST_BARS, MOST_YEARS, MOST_VALUES = 20, 30, 1000

Found = Sequence[tuple[Any, int]]


@dataclass(frozen=True)
class Counted:
    """The answer to the question of one field."""

    field: Field
    asked: Asked
    bars: Sequence[Bar]
    total: int
    unknown: int

    @property
    def by_year(self) -> bool:
        return isinstance(self.field.kind, (Day, PartialDayKind))


def countable(record: type[Record], standing: Standing) -> list[Field]:
    """The counted fields that this reader sees in full in every row: who may not see the values learns no sums either."""
    return [declared for declared in filterable(record, standing) if declared.counted]


def count(asked: Asked, standing: Standing, fields: Iterable[Field], most: int = 0) -> list[Counted]:
    """For each field the rows that the list finds, by value; at most so many values, the rest as one bar.

    Counting logged field groups of others leaves a trace; the caller commits.
    """
    whole = statement(asked, standing).order_by(None)
    counted = []
    for declared in fields:
        part, criteria = _among(asked, declared)
        counted.append(_counted(part, whole.where(*criteria), declared, standing, most))
    _note_counting(asked.record, counted, standing)
    return counted


def _among(asked: Asked, declared: Field) -> tuple[Asked, list[ColumnElement[bool]]]:
    """The part of the list of which a field asks. Where another part is asked for already, nothing is left of it."""
    if not declared.among:
        return asked, []
    record, named = asked.record, dict(declared.among)
    values = {name: record.fields[name].parse(text) for name, text in named.items()}
    part = replace(asked, filters={**values, **asked.filters}, raw={**named, **asked.raw})
    return part, [getattr(record, name) == value for name, value in values.items()]


def _grouped(record: type[Record], declared: Field) -> Any:
    """What rows are grouped by: the value, of a day its year.

    The figures stand in the statement itself: PostgreSQL takes two parameters of the same value for two expressions.
    """
    column = getattr(record, declared.name)
    first, length = (literal(figure, literal_execute=True) for figure in (1, 4))
    if isinstance(declared.kind, Day):
        return extract("year", column)
    if isinstance(declared.kind, PartialDayKind):
        return func.substr(type_coerce(column, String), first, length)
    return column


def _counted(asked: Asked, found: Select[Any], declared: Field, standing: Standing, most: int) -> Counted:
    """The answer of one field, from one statement, and for units another one that names them."""
    by = _grouped(asked.record, declared)
    grouped = found.with_only_columns(by.label("value"), func.count().label("rows")).group_by(by)
    if isinstance(declared.kind, Link):
        rows, bars = _links(asked, declared, count_linked(grouped, declared), standing, most or MOST_BARS)
    else:
        rows = [(row[0], row[1]) for row in db.session.execute(grouped)]
        known = [(value, number) for value, number in rows if value is not None]
        if isinstance(declared.kind, (Day, PartialDayKind)):
            bars = _years(asked, declared, known, most or MOST_YEARS)
        else:
            bars = biggest(_codes(declared, known), most or MOST_BARS)
    unknown = sum(number for value, number in rows if value is None)
    if unknown:
        bars = [*bars, Bar(gettext("not recorded"), unknown, NONE, "unknown")]
    return Counted(declared, asked, bars, sum(number for _value, number in rows), unknown)


def _links(
    asked: Asked, declared: Field, found: Sequence[Pointing], standing: Standing, most: int
) -> tuple[Found, list[Bar]]:
    """The rows by key, and their bars: the biggest first, and what points out of the reader's reach as one at the end."""
    known = [one for one in found if one.key is not None]
    named = bars_of_units(asked, declared, known, standing) if is_of_tree(declared) else bars_of_links(known)
    bars = biggest(sorted(named, key=lambda bar: (-bar.count, bar.text)), most)
    if unseen := sum(one.rows for one in known) - sum(bar.count for bar in named):
        bars = [*bars, Bar(gettext("(not within your reach)"), unseen, kind="unseen")]
    return [(one.key, one.rows) for one in found], bars


def _codes(declared: Field, known: Found) -> list[Bar]:
    """The values of a code list in its own order and by their names of today; a code that left the list comes last."""
    kind = declared.kind
    order: list[Any]
    if isinstance(kind, CatalogueKind):
        order = [item.code for item in kind.items()]
    else:
        order = [code for code, _label in kind.options] if isinstance(kind, Choice) else [True, False]
    places = {code: place for place, code in reversed(list(enumerate(order)))}
    texts = told_apart({value: (declared.show(value), str(value)) for value, _number in known})
    return [
        Bar(texts[value], number, _raw(declared, value) if value in places else "")
        for value, number in sorted(known, key=lambda row: (places.get(row[0], len(order)), str(row[0])))
    ]


def _raw(declared: Field, value: Any) -> str:
    return ("1" if value else "0") if isinstance(declared.kind, Flag) else str(value)


def _years(asked: Asked, declared: Field, known: Found, most: int) -> list[Bar]:
    """The years in their order; of many the latest, and all before them as one bar.

    A filter by the same date that is on already narrows the year that it cuts.
    """
    wanted = asked.filters.get(declared.name)
    since, until = wanted if isinstance(wanted, tuple) else (None, None)
    years = sorted((int(year), number) for year, number in known)
    early, late = (years[:-most], years[-most:]) if len(years) > most + 1 else ([], years)
    bars = [Bar(str(year), number, _period(since, until, year, year)) for year, number in late]
    if early:
        last = early[-1][0]
        text = gettext("until %(year)s", year=last)
        bars.insert(0, Bar(text, sum(number for _year, number in early), _period(since, until, None, last)))
    return bars


def _period(since: PartialDate | None, until: PartialDate | None, first: int | None, last: int) -> str:
    """The filter for the years `first` to `last` within the filter that is on."""
    begin = since if since and (first is None or since.year >= first) else PartialDate(first) if first else None
    end = until if until and until.year <= last else PartialDate(last)
    ends = [part.display() if part else "" for part in (begin, end)]
    return ends[0] if ends[0] == ends[1] else RANGE.join(ends)


def _note_counting(record: type[Record], counted: Sequence[Counted], standing: Standing) -> None:
    """A narrow search and a count tell a value as surely as a list does (TT 19/2026/TT-BNV Điều 13)."""
    reach = standing.reach("read", record.name)
    only_himself = not (reach.everywhere or reach.using or reach.managing)
    logged = [found for found in counted if LEVELS[found.field.level].logged and found.total > found.unknown]
    if logged and not only_himself:
        levels = sorted({found.field.level for found in logged})
        rows = max(found.total - found.unknown for found in logged)
        note(
            "count",
            record=record.name,
            detail={"levels": levels, "fields": [f.field.name for f in logged], "rows": rows},
        )
