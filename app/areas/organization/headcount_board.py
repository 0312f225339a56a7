"""Quota against present staff as leaders see it on the dashboard: by kind of staff, then unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask_babel import lazy_gettext as _

from app.access.standing import Standing
from app.areas.organization.headcount import CONTRACT, KINDS, PEOPLE, Count, Headcount, Line, people_url
from app.areas.organization.units_in_reach import Unit, chosen_unit, tops
from app.records import vietnamese
from app.records.charts import Block, Figure, Row
from app.records.clock import today

LINES_MOST = 12
TOPS_MOST = 6  # a reader with more roles than this asks for one unit at a time
QUOTA = tuple(kind for kind, _label in KINDS if kind != CONTRACT)
COLUMNS = (_("given"), _("present"), _("vacant"))


def headcount_blocks(unit_id: int | None, standing: Standing) -> Iterator[Block]:
    """The whole by kind of staff; and the quota (contract workers apart) of each unit directly below."""
    day = today()
    if unit_id is None:
        roots: Sequence[Unit] = tops(day, standing)[:TOPS_MOST]
    else:
        chosen = chosen_unit(str(unit_id), day, standing)
        roots = [chosen] if chosen else []
    if not roots or not standing.may("read", PEOPLE):
        return
    tables = [(root, Headcount(root, day.year, standing, day).table(len(roots) == 1)) for root in roots]
    kinds = _by_kind(tables)
    quota = _quota([(root, lines[0]) for root, lines in tables])
    yield Block(
        _("How many of each kind were given, and how many are present?"),
        COLUMNS,
        kinds,
        heads=((_("present, of the quota"), _head(quota)), (_("posts of the quota vacant"), quota.figures[2])),
    )
    lines = tables[0][1][1:] if len(tables) == 1 else [lines[0] for _root, lines in tables]
    rows = [Row(line.name, _figures(_sum(line.counts[: len(QUOTA)]), _people(line))) for line in lines]
    if rows:
        yield Block(
            _("Which units are short of people, and which are over their quota?"),
            COLUMNS,
            sorted(rows, key=_gap, reverse=True)[:LINES_MOST],
            more_url=f"/headcount/?unit={roots[0].id}" if len(rows) > LINES_MOST else "",
        )


def _gap(row: Row) -> int:
    """How far from its quota."""
    return abs(row.figures[2].number or 0)


def _by_kind(tables: Sequence[tuple[Unit, Sequence[Line]]]) -> list[Row]:
    """Several roots are summed; then no one list holds the people, and the units below say where they are."""
    rows = []
    for place, (_kind, label) in enumerate(KINDS):
        counts = [lines[0].counts[place] for _root, lines in tables]
        url = counts[0].people_url if len(counts) == 1 else ""
        rows.append(Row(label, _figures(_sum(counts), url)))
    return rows


def _quota(wholes: Sequence[tuple[Unit, Line]]) -> Row:
    counts = [count for _root, line in wholes for count in line.counts[: len(QUOTA)]]
    url = _people(wholes[0][1]) if len(wholes) == 1 else ""
    return Row("", _figures(_sum(counts), url))


def _people(line: Line) -> str:
    """The people of the quota in one line."""
    return people_url(QUOTA, line.unit)


def _sum(counts: Sequence[Count]) -> Count:
    given = [count.given for count in counts if count.given is not None]
    return Count(sum(given) if given else None, sum(count.present for count in counts))


def _figures(count: Count, url: str) -> list[Figure]:
    vacant = count.vacant
    return [Figure(count.given), Figure(count.present, url), Figure(vacant, late=vacant is not None and vacant < 0)]


def _head(quota: Row) -> Figure:
    """Present of given, as one figure."""
    given, present = quota.figures[0], quota.figures[1]
    of = [vietnamese.number(figure.number or 0) for figure in (present, given)]
    return Figure(present.number, present.url, text="" if given.number is None else "/".join(of))
