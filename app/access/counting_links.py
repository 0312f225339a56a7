"""Rows counted by what they point at: by name, or by the units of a tree with all that stands below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from flask_babel import gettext
from sqlalchemy import Row, Select, select
from sqlalchemy.orm import aliased

from app.access.asked import ALONE, Alone, Asked, is_of_tree
from app.access.bars import Bar, told_apart
from app.access.standing import Standing
from app.extensions import db
from app.records.field import Field
from app.records.links import Link
from app.records.record import Record

Path = tuple[int, ...]


@dataclass(frozen=True)
class Pointing:
    """How many rows point at the row `key`; its name and path are None where it lies out of the reader's reach."""

    key: int | None
    rows: int
    name: tuple[str, str] | None = None
    path: Path | None = None


def count_linked(grouped: Select[Any], declared: Field) -> list[Pointing]:
    """Counted by key first, then the few keys named: a name beside each row that is counted would cost more than the count.

    A linked row out of the reader's reach is counted and not named, as in a list. Units are named when they are heaped.
    """
    assert isinstance(declared.kind, Link)
    target: Any = declared.kind.target
    few, linked = grouped.subquery(), aliased(target)
    by_path = is_of_tree(declared)
    columns = [linked.path] if by_path else _naming(target, linked)
    counted = select(few.c.value, few.c.rows, linked.id, *columns).select_from(few)
    rows = db.session.execute(counted.outerjoin(linked, linked.id == few.c.value)).all()
    if by_path:
        return [Pointing(key, number, path=_keys(path)) for key, number, _reached, path in rows]
    return [
        Pointing(key, number, _named(target, row) if reached is not None else None)
        for row in rows
        for key, number, reached in [row[:3]]
    ]


def bars_of_links(found: Sequence[Pointing]) -> list[Bar]:
    """A bar for each row that is pointed at and within reach."""
    texts = told_apart({one.key: one.name for one in found if one.name})
    return [Bar(texts[one.key], one.rows, str(one.key)) for one in found if one.name]


def bars_of_units(asked: Asked, declared: Field, found: Sequence[Pointing], standing: Standing) -> list[Bar]:
    """Rows by the nodes one level below the unit that is asked for, else below the reader's own.

    A bar takes in all that stands below its node, as the filter by a unit does. What lies at the unit itself, or above
    it, is a bar of that node alone; what lies elsewhere in the tree is heaped where its branch leaves the reader's.
    """
    assert isinstance(declared.kind, Link)
    paths = {one.path: one.rows for one in found if one.path}
    base = _base(asked, declared, standing, paths)
    heaps: Counter[tuple[int, bool]] = Counter()
    for path, number in paths.items():
        heaps[_heap(path, base)] += number
    texts = told_apart(_names(declared.kind.target, {key for key, _alone in heaps}))
    return [
        Bar(gettext("%(unit)s (without those below)", unit=texts[key]), number, f"{ALONE}{key}")
        if alone
        else Bar(texts[key], number, str(key))
        for (key, alone), number in heaps.items()
    ]


def _names(target: type[Record], keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Names and marks of rows whose names anybody may read."""
    rows = db.session.execute(select(target.id, *_naming(target, target)).where(target.id.in_(keys))) if keys else ()
    return {row[0]: _named(target, row) for row in rows}


def _naming(target: type[Record], source: Any) -> list[Any]:
    """The columns that name a row of `target`, and those that tell it from others of that name."""
    return [
        getattr(source, name).label(f"called_{name}") for name in dict.fromkeys([*target.named_by, *_marks(target)])
    ]


def _marks(target: type[Record]) -> list[str]:
    return [declared.name for declared in target.key_fields() if declared.is_shared and not declared.secret]


def _named(target: type[Record], row: Row[Any]) -> tuple[str, str]:
    """What a row is called, and what tells it from others of that name."""
    read = row._mapping
    marks = (target.fields[name].show(read[f"called_{name}"]) for name in _marks(target))
    return target.title_from([read[f"called_{name}"] for name in target.named_by]), " · ".join(filter(None, marks))


def _keys(path: str | None) -> Path | None:
    return tuple(int(key) for key in path.split("/") if key) if path else None


def _base(asked: Asked, declared: Field, standing: Standing, paths: Collection[Path]) -> Path:
    """The path below whose end the bars stand: of the unit asked for, else what is common to the reader's units."""
    wanted = asked.filters.get(declared.name)
    key = wanted.key if isinstance(wanted, Alone) else wanted
    if isinstance(key, int):
        # What was found lies at this unit or below it, so its path begins each of these.
        return next((path[: path.index(key) + 1] for path in paths if key in path), ())
    reach = standing.reach("read", asked.record.name)
    own = () if reach.everywhere else (*reach.using, *reach.managing)
    common = _common([_keys(path) or () for path in own]) if own else ()
    roots = {path[:1] for path in paths}
    return roots.pop() if not common and len(roots) == 1 else common


def _common(paths: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """The path that all have in common."""
    return tuple(keys[0] for keys in takewhile(lambda keys: len(set(keys)) == 1, zip(*paths, strict=False)))


def _heap(path: tuple[int, ...], base: tuple[int, ...]) -> tuple[int, bool]:
    """The node at which a row counts, and whether it counts for that node alone."""
    shared = len(base) if path[: len(base)] == base else len(_common([path, base]))
    return (path[-1], True) if shared == len(path) else (path[shared], False)
