"""Counts as JSON: how many rows of a list have which value of one field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from app.access.asked import read_address
from app.access.bars import Bar
from app.access.counting import MOST_VALUES, Counted, count, countable
from app.access.standing import Standing
from app.api.answers import NOT_READ
from app.changes.refusals import Invalid
from app.records.problems import Problem
from app.records.record import Record

NOT_COUNTED = _("Name in “by” a field that is counted and that you see in full.")


def counts(record: type[Record], args: Mapping[str, str], standing: Standing) -> dict[str, Any]:
    """The rows that a list would find, by the values of the field `by`; the figures add up to `total`.

    `filter` is what added to the query string of the list finds exactly the rows of a value; null where nothing does.
    Raises `Invalid` for a field that is not counted, or not for this reader, and for a filter that cannot be read.
    """
    asked = read_address(record, args, standing)
    by = [declared for declared in countable(record, standing) if declared.name == args.get("by")]
    problems = [Problem(NOT_READ, declared.name) for declared in asked.misread]
    if not by:
        problems.append(Problem(NOT_COUNTED, "by"))
    if problems:
        raise Invalid(problems)
    (found,) = count(asked, standing, by, MOST_VALUES)
    return {
        "by": found.field.name,
        "label": str(found.field.label),
        "question": str(found.field.question),
        "total": found.total,
        "not_recorded": found.unknown,
        "result": [_bar(found, bar) for bar in found.bars],
        "ignored": sorted(name for name in args if name not in {"by", "q", *asked.raw}),
    }


def _bar(found: Counted, bar: Bar) -> dict[str, Any]:
    """A value with its figure, and the filters that find its rows: those of the part that is asked of as well."""
    name, part = found.field.name, {name: found.asked.raw[name] for name, _value in found.field.among}
    return {
        "text": bar.text,
        "count": bar.count,
        "kind": bar.kind,
        "filter": {**part, name: bar.raw} if bar.raw else None,
    }
