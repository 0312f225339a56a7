"""Figures for all units (Điều 7 khoản 1): counted over the whole province, small cells left out, released and frozen."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.access.asked import read_address
from app.access.audit import note
from app.access.search import statement
from app.access.standing import Standing, current_standing
from app.areas.organization.models import OrgUnit
from app.areas.reporting.apart import refuse_too_soon
from app.areas.reporting.figures import LEAST_CELL
from app.areas.reporting.models import PublishedSet
from app.areas.reporting.suppression import Unsafe, left_out
from app.changes.refusals import NotAllowed, Refusal
from app.extensions import db
from app.records.area import registry
from app.records.catalogues import CatalogueKind
from app.records.charts import Bars
from app.records.clock import now, today
from app.records.field import Field
from app.records.kinds import Choice, Flag
from app.records.record import ScopedRecord
from app.records.settings import settings

ACT = "release_figures"
LANGUAGE = "vi"
MOST_VALUES, MOST_QUESTIONS, SETS_SHOWN = 12, 30, 200
NEVER = ("restricted",)
CODED = (CatalogueKind, Choice, Flag)

Figures = list[dict[str, Any]]


class NothingChosen(Refusal):
    """A set answers at least one question."""

    message = _("Choose at least one question.")


class TooFew(Refusal):
    """There are too few people to say anything of them."""

    message = _("There are too few people for these figures; nobody could be hidden among them.")


class FiguresMoved(Refusal):
    """What is released is what was looked at."""

    message = _("The figures have changed since they were shown; look at them again before you release them.")


@dataclass(frozen=True)
class Question:
    """A counted field of a record, on the rows that its chart asks of."""

    key: str
    chart: Bars
    field: Field

    @property
    def text(self) -> str:
        return str(self.chart.question or self.field.question)


def may_release(standing: Standing) -> bool:
    """The act is held by a role of the whole province alone; the operator's commands may it too."""
    return standing.unlimited or (standing.may_act(ACT) and standing.province_wide)


def questions(standing: Standing) -> list[Question]:
    """What can be released: the charts of the areas, and what else is counted of the same people.

    Never a record of a level of its own, a sealed field or a restricted one.
    """
    charts = [chart for area in registry().areas for chart in area.charts if isinstance(chart, Bars)]
    further = [
        Bars(chart.record, name, chart.filters)
        for chart in charts[:1]
        for name, field in chart.record.fields.items()
        if field.counted and name not in chart.filters
    ]
    found: dict[str, Question] = {}
    for chart in (*charts, *further):
        field = chart.record.fields.get(chart.by)
        if field is None:
            continue  # Counted by unit: every table is told by unit anyway.
        if _may_go_out(chart, field) and standing.reach("read", chart.record.name, field.level).everywhere:
            key = f"{chart.record.name}.{chart.by}"
            found.setdefault(key, Question(key, chart, field))
    return list(found.values())


def _may_go_out(chart: Bars, field: Field) -> bool:
    record = chart.record
    return (
        issubclass(record, ScopedRecord)
        and record.record_level == "open"
        and field.level not in NEVER
        and not field.secret
        and isinstance(field.kind, CODED)
        and not any(record.fields[name].secret or record.fields[name].level in NEVER for name in chart.filters)
    )


def figures_of(chosen: Collection[str], standing: Standing) -> Figures:
    """The tables of the chosen questions as they may be released.

    Raises `NotAllowed`, `NothingChosen`, `TooSoon`, `TooFew`.
    """
    if not may_release(standing):
        raise NotAllowed
    asked = [one for one in questions(standing) if one.key in chosen][:MOST_QUESTIONS]
    if not asked:
        raise NothingChosen
    refuse_too_soon({one.key: one.text for one in asked})
    least = settings().value(LEAST_CELL)
    with force_locale(LANGUAGE):
        units = _top_units()
        found = [_table(one, units, least, standing) for one in asked]
    levels = {one.field.level for one in asked} - {"open"}
    note("count", detail={"levels": sorted(levels), "fields": [one.key for one in asked], "for": ACT})
    return found


def digest(figures: Figures) -> str:
    """What tells figures that were shown from others."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Paper:
    """What a set is called, and the document that releases it."""

    title: str
    number: str
    dated: date


def release(paper: Paper, chosen: Collection[str], shown: str) -> PublishedSet:
    """Release the figures that were shown, in the caller's transaction. Raises `FiguresMoved` and what counting raises."""
    figures = figures_of(chosen, current_standing())
    if digest(figures) != shown:
        raise FiguresMoved
    return keep(paper, figures)


def keep(paper: Paper, figures: Figures) -> PublishedSet:
    """Keep figures that may be released as a set, in the caller's transaction. Raises `NotAllowed`."""
    standing = current_standing()
    if not may_release(standing):
        raise NotAllowed
    released = PublishedSet(
        title=paper.title,
        counted_on=today(),
        document_number=paper.number,
        document_date=paper.dated,
        least=settings().value(LEAST_CELL),
        figures=figures,
        released_at=now(),
        released_by=standing.user_id,
    )
    db.session.add(released)
    db.session.flush()
    note("release_figures", row_id=released.id, detail={"questions": [table["key"] for table in figures]})
    return released


def withdraw(key: int, why: str) -> bool:
    """Take a set back, in the caller's transaction; its row stays. False when there is none. Raises `NotAllowed`."""
    standing = current_standing()
    if not may_release(standing):
        raise NotAllowed
    found = released_set(key)
    if found is None:
        return False
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = now(), standing.user_id, why
    note("withdraw_figures", row_id=key)
    return True


def released_set(key: int) -> PublishedSet | None:
    """A set that is released and not withdrawn."""
    standing = select(PublishedSet).where(PublishedSet.id == key, PublishedSet.withdrawn_at.is_(None))
    found: PublishedSet | None = db.session.scalar(standing)
    return found


def released_sets() -> Sequence[PublishedSet]:
    """The sets that units read, the newest first."""
    there = select(PublishedSet).where(PublishedSet.withdrawn_at.is_(None))
    return db.session.scalars(there.order_by(PublishedSet.id.desc()).limit(SETS_SHOWN)).all()


def _top_units() -> dict[int, tuple[str, str]]:
    """For each unit the key (for order) and name of the unit directly below the province to which it belongs."""
    rows = db.session.execute(select(OrgUnit.id, OrgUnit.path, OrgUnit.name_vi)).all()
    names = {row.id: row.name_vi for row in rows}
    found = {}
    for row in rows:
        keys = [int(key) for key in row.path.split("/") if key]
        top = keys[1] if len(keys) > 1 else keys[0]
        name = names.get(top, "")
        alone = gettext("%(unit)s (without those below)", unit=name)
        found[row.id] = (f"{len(keys) > 1:d}{top:09d}", name if len(keys) > 1 else alone)
    return found


def _table(one: Question, units: dict[int, tuple[str, str]], least: int, standing: Standing) -> dict[str, Any]:
    """The table of one question: the province, and the units below it where no one can be worked out."""
    counted = _counted(one, units, standing)
    columns = _columns(one, counted)
    tops = sorted({unit for unit, _column in counted})
    body = [[counted[(unit, column)] for column in columns] for unit in tops]
    whole = _with_totals(body)
    names = [name for _key, name in tops]
    try:
        gone = left_out(whole, least)
    except Unsafe:
        gone, names = _without_units(whole, least), []
    shown = [[None if (i, j) in gone else number for j, number in enumerate(row)] for i, row in enumerate(whole)]
    return {
        "key": one.key,
        "question": one.text,
        "label": str(one.field.label),
        "columns": columns,
        "province": shown[-1],
        "units": [[name, *row] for name, row in zip(names, shown[:-1], strict=False)],
    }


def _without_units(whole: list[list[int]], least: int) -> set[tuple[int, int]]:
    """The province alone, in which no unit works out another by taking itself away."""
    try:
        return left_out(whole, least, without_units=True)
    except Unsafe:
        raise TooFew from None


def _counted(one: Question, units: dict[int, tuple[str, str]], standing: Standing) -> Counter[tuple[Any, str]]:
    """How many rows each top unit has of each value, rare values of many as one."""
    record, column = one.chart.record, getattr(one.chart.record, one.chart.by)
    asked = read_address(record, one.chart.filters, standing)
    rows = statement(asked, standing).order_by(None)
    assert issubclass(record, ScopedRecord)
    grouped = rows.with_only_columns(record.scope_id, column, func.count()).group_by(record.scope_id, column)
    nowhere = ("2", gettext("not recorded"))
    found: Counter[tuple[Any, str]] = Counter()
    for unit, value, number in db.session.execute(grouped):
        text = gettext("not recorded") if value is None else one.field.show(value)
        found[(units.get(unit, nowhere), text)] += number
    return _heaped(found)


def _heaped(found: Counter[tuple[Any, str]]) -> Counter[tuple[Any, str]]:
    by_value: Counter[str] = Counter()
    for (_unit, text), number in found.items():
        by_value[text] += number
    if len(by_value) <= MOST_VALUES:
        return found
    kept = {text for text, _number in by_value.most_common(MOST_VALUES - 1)}
    others = gettext("other values")
    heaped: Counter[tuple[Any, str]] = Counter()
    for (unit, text), number in found.items():
        heaped[(unit, text if text in kept else others)] += number
    return heaped


def _columns(one: Question, counted: Counter[tuple[Any, str]]) -> list[str]:
    """The values in the order of their list; what is no value of it comes last."""
    there = {text for _unit, text in counted}
    return [text for text in dict.fromkeys(_order(one.field)) if text in there] + sorted(there - set(_order(one.field)))


def _order(field: Field) -> Iterator[str]:
    if isinstance(field.kind, CatalogueKind):
        yield from (item.name for item in field.kind.items())
    elif isinstance(field.kind, Choice):
        yield from (str(label) for _code, label in field.kind.options)
    else:
        yield from (field.show(True), field.show(False))


def _with_totals(body: list[list[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in body]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else [[0]]
