"""The one wall: every statement that reads or changes a scoped row is narrowed to the rows its user may see.

It stands in the session's `do_orm_execute`, so that no list, tab, picker, chart or export can forget it, and it
fails closed: no user, no grant, no unit means no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from flask import g
from flask_appbuilder import Model
from sqlalchemy import ColumnElement, Select, Table, and_, event, false, or_, select, true
from sqlalchemy.orm import LoaderCriteriaOption, Mapper, ORMExecuteState, Session
from sqlalchemy.sql import visitors

from app.access.standing import Reach, Standing, current_standing
from app.extensions import db
from app.records.area import registry
from app.records.record import Record

Rule = Callable[[Any, Standing], ColumnElement[bool]]

_rules: dict[type, Rule] = {}


def scoped(rule: Rule) -> Callable[[type], type]:
    """Class decorator for a table of the engine that is narrowed by its own rule."""

    def register(cls: type) -> type:
        _rules[cls] = rule
        return cls

    return register


def has_own_rule(table: Table) -> bool:
    """Whether a table of the engine is narrowed by a rule of its own."""
    return any(cls.__table__ is table for cls in _rules)  # type: ignore[attr-defined]


def below(path_column: Any, path: str) -> ColumnElement[bool]:
    """The nodes at or below `path`: a range of text, so `/1/2/` never matches `/1/20/`, and an index serves it."""
    return and_(path_column >= path, path_column < path[:-1] + chr(ord("/") + 1))


def unit_keys(paths: Iterable[str]) -> Select[tuple[int]]:
    """The keys of the units at or below some paths.

    Written on a private alias of the table and correlated with nothing: eager loading rewrites whatever it recognises.
    """
    tree = _private(registry().tree.__table__)
    return select(tree.c.id).where(or_(*(below(tree.c.path, path) for path in paths))).correlate(None)


@lru_cache(maxsize=8)
def _private(tree: Table) -> Any:
    return tree.alias("scope_tree")


def path_of(unit_id: int | None) -> str | None:
    """The path of a unit; the whole tree is read once for the request, as a list asks for many."""
    if unit_id is None:
        return None
    if "unit_paths" not in g:
        tree = registry().tree.__table__
        g.unit_paths = {row.id: row.path for row in db.session.execute(select(tree.c.id, tree.c.path))}
    found: dict[int, str] = g.unit_paths
    return found.get(unit_id)


def rows_within(cls: Any, reach: Reach) -> ColumnElement[bool]:
    """The criterion for rows that carry `scope_id` and `managing_id`."""
    if reach.everywhere:
        return true()
    parts: list[ColumnElement[bool]] = []
    if reach.using:
        parts.append(cls.scope_id.in_(unit_keys(reach.using)))
    if reach.managing:
        parts.append(cls.managing_id.in_(unit_keys(reach.managing)))
    subject = _subject_column(cls)
    if reach.subject_id is not None and subject is not None:
        parts.append(subject == reach.subject_id)
    return or_(*parts) if parts else false()


def _subject_column(cls: Any) -> Any:
    if isinstance(cls, type) and issubclass(cls, Record):
        return getattr(cls, cls.subject_from) if cls.subject_from else None
    return getattr(cls, "subject_id", None)


def pickable(record: type[Record], standing: Standing) -> ColumnElement[bool]:
    """Which rows of a record marked `scope = "pick"` may be listed and chosen; their names may be read by anyone."""
    if record.scope != "pick":
        return true()
    reach = standing.reach("read", record.name)
    if reach.everywhere:
        return true()
    paths = (*reach.using, *reach.managing)
    return or_(*(below(record.__table__.c.path, path) for path in paths)) if paths else false()


def criterion(cls: type, standing: Standing) -> ColumnElement[bool]:
    """The rows of a class that a standing may see."""
    if standing.unlimited:
        return true()
    if cls in _rules:
        return _rules[cls](cls, standing)
    assert issubclass(cls, Record)
    return rows_within(cls, standing.reach("read", cls.name))


def scoped_classes() -> list[type]:
    """Every mapped class whose rows are narrowed."""
    mapped = (mapper.class_ for mapper in Model.registry.mappers)
    return [cls for cls in mapped if cls in _rules or (issubclass(cls, Record) and cls.scope == "rows")]


def install() -> None:
    """Put the wall into every session of the process (once)."""
    if not event.contains(Session, "do_orm_execute", _narrow):
        event.listen(Session, "do_orm_execute", _narrow)


def _narrow(state: ORMExecuteState) -> None:
    if state.is_column_load:
        return
    if state.is_from_statement:
        _refuse_to_fill(state)
    elif state.is_select:
        state.statement = narrowed(state.statement, current_standing())
    elif (state.is_update or state.is_delete) and state.bind_mapper:
        cls = state.bind_mapper.class_
        # A bare table may be written with a class named beside it: that class is read there, not written.
        if cls in _scoped_set() and state.statement.table.name == cls.__table__.name:  # type: ignore[attr-defined]
            state.statement = state.statement.where(criterion(cls, current_standing()))  # type: ignore[attr-defined]


def _refuse_to_fill(state: ORMExecuteState) -> None:
    """`from_statement` fills objects from a statement of its own, which no criteria reach."""
    filled = {mapper.class_ for mapper in state.all_mappers} & _scoped_set()
    if filled and not current_standing().unlimited:
        names = ", ".join(sorted(cls.__name__ for cls in filled))
        raise RuntimeError(f"from_statement() would read {names} past the wall; write it as a select of the class")


def _scoped_set() -> set[type]:
    return {cls for classes in _reach_map().values() for cls in classes}


@lru_cache(maxsize=1)
def _reach_map() -> dict[str, tuple[type, ...]]:
    """For each table the scoped classes that a statement naming it may read: its own and those its relationships lead to."""
    narrowed = set(scoped_classes())
    found: dict[str, tuple[type, ...]] = {}
    for mapper in Model.registry.mappers:
        classes = tuple(m.class_ for m in _within_reach(mapper, narrowed) if m.class_ in narrowed)
        if classes and mapper.local_table is not None:
            found[str(getattr(mapper.local_table, "name", ""))] = classes
    return found


@event.listens_for(Model, "attribute_instrument", propagate=True)
def _redraw(_cls: type, _name: str, _attribute: Any) -> None:
    """A class was mapped or learnt a relationship, which comes before any statement that could use it."""
    _reach_map.cache_clear()


def _within_reach(mapper: Mapper[Any], narrowed: set[type]) -> set[Mapper[Any]]:
    """The mapper and everything that a chain of relationships leads to from it."""
    seen: set[Mapper[Any]] = set()
    waiting = [mapper]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        for relation in current.relationships:
            if relation.mapper.class_ in narrowed and relation.lazy in ("joined", False):
                raise RuntimeError(f"{relation}: joined loading of a scoped class must be asked for, never implied")
        waiting += [relation.mapper for relation in current.relationships]
    return seen


def narrowed(statement: Any, standing: Standing) -> Any:
    """The statement with the criteria of a standing."""
    if standing.unlimited:
        return statement
    options = [_option(cls, standing) for cls in _named(statement)]
    return statement.options(*options) if options else statement


def _named(statement: Any) -> set[type]:
    """Every scoped class that a statement may read: those whose tables it names and all within reach of them.

    A join or a loader option by a relationship does not name the table it leads to.
    """
    reach = _reach_map()
    elements = (element for element in visitors.iterate(statement) if element.__visit_name__ == "table")
    tables = {str(getattr(element, "name", "")) for element in elements}
    return {cls for table in tables & reach.keys() for cls in reach[table]}


def _option(cls: type, standing: Standing) -> Any:
    """`propagate_to_loaders` is essential: joined eager loading honours the criteria only with it."""
    return standing.derived(
        ("criteria", cls),
        lambda: _Criteria(cls, criterion(cls, standing), include_aliases=True, propagate_to_loaders=True),
    )


class _Criteria(LoaderCriteriaOption):
    """What `with_loader_criteria` makes, but right for a join to an alias, where it would narrow the table itself instead."""

    _traverse_internals = LoaderCriteriaOption._traverse_internals  # what tells two compiled statements apart

    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        found = super()._resolve_where_criteria(ext_info)
        return ext_info._adapter.traverse(found) if ext_info.is_aliased_class else found
