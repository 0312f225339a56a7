"""How many rows of a list have which value: what charts draw and programs ask for.

The database counts, one statement for each field, on the criteria of the list itself; so a count never knows more than
the list does, and the figures of one chart always add up to the number of rows that the list finds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from flask_babel import gettext
from sqlalchemy import Row, Select, String, extract, func, literal, select, type_coerce
from sqlalchemy.orm import aliased

from app.access.audit import note
from app.access.roles import LEVELS
from app.access.search import ALONE, NONE, RANGE, Alone, Asked, filterable, is_of_tree, statement
from app.access.standing import Standing
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import Choice, Day, Flag, PartialDayKind
from app.records.links import Link
from app.records.partial_dates import PartialDate
from app.records.record import Record

MOST_BARS, MOST_YEARS, MOST_VALUES = 20, 30, 1000
KINDS = ("value", "unknown", "unseen", "others")

Found = Sequence[tuple[Any, int]]


@dataclass(frozen=True)
class Bar:
    """A value and how many rows have it. `raw` is the filter that finds exactly these rows; "" where there is none.

    `kind` is `value`, `unknown` for the rows without a value, `unseen` for those whose value lies out of the reader's reach,
    or `others` for what is left of many values.
    """

    text: str
    count: int
    raw: str = ""
    kind: str = "value"


@dataclass(frozen=True)
class Counted:
    """The answer to the question of one field."""

    field: Field
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
    found = statement(asked, standing).order_by(None)
    trees: dict[type[Record], dict[int, Node]] = {}
    counted = []
    for declared in fields:
        rows, nodes = _read(found, asked.record, declared, trees)
        counted.append(_counted(asked, declared, rows, standing, nodes, most))
    _note_counting(asked.record, counted, standing)
    return counted


def _read(
    found: Select[Any], record: type[Record], declared: Field, trees: dict[type[Record], dict[int, Node]]
) -> tuple[Found, Mapping[int, Node]]:
    """The number of rows by value, and the rows within reach that the values of a link point at; a tree is read whole, once."""
    by = _grouped(record, declared)
    grouped = found.with_only_columns(by.label("value"), func.count().label("rows")).group_by(by)
    if isinstance(declared.kind, Link) and not is_of_tree(declared):
        return _named(grouped, declared.kind.target)
    nodes = _tree(declared.kind.target, trees) if isinstance(declared.kind, Link) else {}
    return [(row[0], row[1]) for row in db.session.execute(grouped)], nodes


def _named(grouped: Select[Any], target: type[Record]) -> tuple[Found, Mapping[int, Node]]:
    """Counted by key first, then the few keys named: a name beside each row that is counted would cost more than the count.

    A linked row out of the reader's reach is counted and not named, as in a list.
    """
    few, linked = grouped.subquery(), aliased(target)
    named = select(few.c.value, few.c.rows, linked.id.label("reached"), *_naming(target, linked))
    rows = db.session.execute(named.select_from(few).outerjoin(linked, linked.id == few.c.value)).all()
    nodes = {row.value: _node(target, row) for row in rows if row.reached is not None}
    return [(row.value, row.rows) for row in rows], nodes


def _tree(target: type[Record], trees: dict[type[Record], dict[int, Node]]) -> Mapping[int, Node]:
    """Every node of a tree, read once for all charts of a page."""
    if target not in trees:
        node: Any = target
        rows = db.session.execute(select(node.id, node.path, *_naming(target, node)))
        trees[target] = {row[0]: _node(target, row) for row in rows}
    return trees[target]


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


def _counted(
    asked: Asked, declared: Field, rows: Found, standing: Standing, nodes: Mapping[int, Node], most: int
) -> Counted:
    known = [(value, number) for value, number in rows if value is not None]
    unknown = sum(number for value, number in rows if value is None)
    if isinstance(declared.kind, (Day, PartialDayKind)):
        bars = _years(asked, declared, known, most or MOST_YEARS)
    elif isinstance(declared.kind, Link):
        linked = _units(asked, declared, known, standing, nodes) if is_of_tree(declared) else _linked(known, nodes)
        bars = _biggest(sorted(linked, key=lambda bar: (-bar.count, bar.text)), most or MOST_BARS)
        if unseen := sum(number for value, number in known if value not in nodes):
            bars = [*bars, Bar(gettext("(not within your reach)"), unseen, kind="unseen")]
    else:
        bars = _biggest(_codes(declared, known), most or MOST_BARS)
    if unknown:
        bars = [*bars, Bar(gettext("not recorded"), unknown, NONE, "unknown")]
    return Counted(declared, bars, sum(number for _value, number in rows), unknown)


def _biggest(bars: Sequence[Bar], most: int) -> list[Bar]:
    """All bars in their order while they are few; of many the biggest, and what is left as one."""
    if len(bars) <= most:
        return list(bars)
    ranked = sorted(bars, key=lambda bar: -bar.count)
    left = ranked[most:]
    others = gettext("%(number)d other values", number=len(left))
    return [*ranked[:most], Bar(others, sum(bar.count for bar in left), kind="others")]


def _codes(declared: Field, known: Found) -> list[Bar]:
    """The values of a code list in its own order and by their names of today; a code that left the list comes last."""
    kind = declared.kind
    order: list[Any]
    if isinstance(kind, CatalogueKind):
        order = [item.code for item in kind.items()]
    else:
        order = [code for code, _label in kind.options] if isinstance(kind, Choice) else [True, False]
    places = {code: place for place, code in reversed(list(enumerate(order)))}
    texts = _told_apart({value: (declared.show(value), str(value)) for value, _number in known})
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


@dataclass(frozen=True)
class Node:
    """A row that others point at: its name, what tells it from others of that name, and its path in a tree."""

    name: str
    mark: str
    path: tuple[int, ...] = ()


def _naming(target: type[Record], source: Any) -> list[Any]:
    """The columns that name a row of `target`, and those that tell it from others of that name."""
    return [
        getattr(source, name).label(f"called_{name}") for name in dict.fromkeys([*target.named_by, *_marks(target)])
    ]


def _marks(target: type[Record]) -> list[str]:
    return [declared.name for declared in target.key_fields() if declared.level == "open" and not declared.secret]


def _node(target: type[Record], row: Row[Any]) -> Node:
    read = row._mapping
    marks = (target.fields[name].show(read[f"called_{name}"]) for name in _marks(target))
    return Node(
        name=target.title_from([read[f"called_{name}"] for name in target.named_by]),
        mark=" · ".join(filter(None, marks)),
        path=tuple(int(key) for key in read.get("path", "").split("/") if key) or (row[0],),
    )


def _told_apart(names: Mapping[Any, tuple[str, str]]) -> dict[Any, str]:
    """Names as they are; those that several bear, each with the mark that tells it from the others."""
    borne = Counter(name for name, _mark in names.values())
    return {key: f"{name} ({mark})" if borne[name] > 1 else name for key, (name, mark) in names.items()}


def _linked(known: Found, nodes: Mapping[int, Node]) -> list[Bar]:
    seen = [(key, number) for key, number in known if key in nodes]
    texts = _told_apart({key: (nodes[key].name, nodes[key].mark) for key, _number in seen})
    return [Bar(texts[key], number, str(key)) for key, number in seen]


def _units(asked: Asked, declared: Field, known: Found, standing: Standing, nodes: Mapping[int, Node]) -> list[Bar]:
    """Rows by the nodes one level below the unit that is asked for, else below the reader's own.

    A bar takes in all that stands below its node, as the filter by a unit does. What lies at the unit itself, or above
    it, is a bar of that node alone; what lies elsewhere in the tree is heaped where its branch leaves the reader's.
    """
    base = _base(asked, declared, standing, nodes)
    roots = {nodes[key].path[:1] for key, _number in known}
    if not base and len(roots) == 1:
        base = roots.pop()
    heaps: Counter[tuple[int, bool]] = Counter()
    for key, number in known:
        heaps[_heap(nodes[key].path, base)] += number
    texts = _told_apart({key: (nodes[key].name, nodes[key].mark) for key, _alone in heaps})
    return [
        Bar(gettext("%(unit)s (without those below)", unit=texts[key]), number, f"{ALONE}{key}")
        if alone
        else Bar(texts[key], number, str(key))
        for (key, alone), number in heaps.items()
    ]


def _base(asked: Asked, declared: Field, standing: Standing, nodes: Mapping[int, Node]) -> tuple[int, ...]:
    """The path below whose end the bars stand: of the unit asked for, else what is common to the reader's units."""
    wanted = asked.filters.get(declared.name)
    key = wanted.key if isinstance(wanted, Alone) else wanted
    if isinstance(key, int):
        return nodes[key].path if key in nodes else ()
    reach = standing.reach("read", asked.record.name)
    paths = () if reach.everywhere else (*reach.using, *reach.managing)
    split = [tuple(int(part) for part in path.split("/") if part) for path in paths]
    return _common(split) if split else ()


def _common(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The path that all have in common."""
    return tuple(keys[0] for keys in takewhile(lambda keys: len(set(keys)) == 1, zip(*paths, strict=False)))


def _heap(path: tuple[int, ...], base: tuple[int, ...]) -> tuple[int, bool]:
    """The node at which a row counts, and whether it counts for that node alone."""
    shared = len(_common([path, base]))
    return (path[-1], True) if shared == len(path) else (path[shared], False)


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
