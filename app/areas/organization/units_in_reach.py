"""Units as a reader of a page of the area may choose them: within his reach, and there on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import abort
from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from app.access.scope import pickable
from app.access.standing import Standing
from app.areas.organization.models import OrgUnit
from app.extensions import db
from app.records.links import key_of

Unit = Row[int, int | None, str, str, str]


def there_on(day: date) -> ColumnElement[bool]:
    """The units that exist on a day."""
    return and_(OrgUnit.valid_from <= day, or_(OrgUnit.valid_to.is_(None), OrgUnit.valid_to >= day))


def units(day: date, standing: Standing, *criteria: ColumnElement[bool]) -> Select[int, int | None, str, str, str]:
    """Key, parent, name, kind and path of units within reach that exist on a day, in the order in which they are listed."""
    columns = (OrgUnit.id, OrgUnit.parent_id, OrgUnit.name_vi, OrgUnit.kind_code, OrgUnit.path)
    return (
        select(*columns)
        .where(pickable(OrgUnit, standing), there_on(day), *criteria)
        .order_by(OrgUnit.sort_order.is_(None), OrgUnit.sort_order, OrgUnit.name_vi, OrgUnit.id)
    )


def chosen_unit(text: str, day: date, standing: Standing) -> Unit | None:
    """The unit that an address names, else the highest one within reach. Answers 404 for one that is not there."""
    if text:
        key = key_of(text)
        found = db.session.execute(units(day, standing, OrgUnit.id == key)).first() if key else None
        if found is None:
            abort(404)
        return found
    return next(iter(tops(day, standing)), None)


def tops(day: date, standing: Standing) -> Sequence[Unit]:
    """The units with which what the reader may choose begins: the province, or each unit over which he holds a role."""
    depth = func.length(OrgUnit.path) - func.length(func.replace(OrgUnit.path, "/", ""))
    found = db.session.execute(units(day, standing).order_by(None).order_by(depth, OrgUnit.path).limit(1)).first()
    if found is None:
        return []
    reach = standing.reach("read", OrgUnit.name)
    if reach.everywhere:
        return db.session.execute(units(day, standing, OrgUnit.parent_id.is_(None))).all() or [found]
    paths = [*reach.using, *reach.managing]
    return db.session.execute(units(day, standing, OrgUnit.path.in_(paths))).all() or [found]


def below_of(keys: Sequence[int], day: date, standing: Standing, most: int) -> Sequence[Unit]:
    """The units directly below some units, at most so many."""
    return db.session.execute(units(day, standing, OrgUnit.parent_id.in_(keys)).limit(most)).all()


def numbers_below(keys: Sequence[int], day: date, standing: Standing) -> dict[int, int]:
    """How many units stand directly below each."""
    statement = units(day, standing, OrgUnit.parent_id.in_(keys)).with_only_columns(OrgUnit.parent_id, func.count())
    rows = db.session.execute(statement.order_by(None).group_by(OrgUnit.parent_id))
    return {row[0]: row[1] for row in rows}


def above_of(unit: Unit, day: date, standing: Standing) -> Sequence[Unit]:
    """The way down to a unit, as far as it lies within reach."""
    keys = [int(key) for key in unit.path.split("/") if key and int(key) != unit.id]
    found = {row.id: row for row in db.session.execute(units(day, standing, OrgUnit.id.in_(keys)))}
    return [found[key] for key in keys if key in found]
