"""Where a row belongs: its unit, the unit that manages it, the person it is about, and the paths that rights compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from app.access import prepared
from app.access.standing import Reach, Standing
from app.extensions import db
from app.records.area import registry
from app.records.record import Record


@dataclass(frozen=True)
class Place:
    """The unit and person of a row; the paths are None where no unit is known."""

    scope_id: int | None = None
    managing_id: int | None = None
    subject_id: int | None = None
    using_path: str | None = None
    managing_path: str | None = None

    def within(self, reach: Reach) -> bool:
        return reach.covers(self.using_path, self.managing_path, self.subject_id)


def units_of(unit_id: int | None) -> tuple[int | None, int | None]:
    """A unit and the unit that manages its people: the one it names, or itself."""
    if unit_id is None:
        return None, None
    tree = registry().tree
    column = tree.__table__.c.get(getattr(tree, "managed_by", ""))
    if column is None:
        return unit_id, unit_id
    managing = db.session.execute(select(column).where(tree.__table__.c.id == unit_id)).scalar()
    return unit_id, managing or unit_id


def paths_of(*unit_ids: int | None) -> dict[int, str]:
    """The paths of some units, in one statement."""
    wanted = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id is not None]
    if not wanted:
        return {}
    return {row.id: row.path for row in prepared.execute("paths", _paths, keys=wanted)}


def _paths() -> Select[Any]:
    tree = registry().tree.__table__
    return select(tree.c.id, tree.c.path).where(prepared.has_one_of_keys(tree.c.id))


def place(scope_id: int | None, managing_id: int | None, subject_id: int | None) -> Place:
    """A place with its paths."""
    paths = paths_of(scope_id, managing_id)
    return Place(scope_id, managing_id, subject_id, paths.get(scope_id or 0), paths.get(managing_id or 0))


def place_of_row(record: type[Record], row: Mapping[str, Any]) -> Place:
    """The place of an official row (a mapping of its columns)."""
    subject_id = row[record.subject_from] if record.subject_from else None
    if record.scope == "rows":
        return place(row["scope_id"], row["managing_id"], subject_id)
    if record.scope == "pick":
        return Place(row["id"], row["id"], None, row["path"], row["path"])
    return Place()


def place_of_new(record: type[Record], values: Mapping[str, Any]) -> Place:
    """The place a new row will have: its person's, or that of the unit it names, or its parent's in the tree."""
    if record.scope == "pick":
        paths = paths_of(values.get("parent_id"))
        path = paths.get(values.get("parent_id") or 0)
        return Place(values.get("parent_id"), values.get("parent_id"), None, path, path)
    if record.subject_from and record.subject_from != "id":
        return _place_of_subject(values.get(record.subject_from))
    if record.scope_from:
        return place(*units_of(values.get(record.scope_from)), None)
    return Place()


def place_after(record: type[Record], row: Mapping[str, Any], wanted: Mapping[str, Any]) -> Place | None:
    """The place to which a change of these fields would take a row; None when it stays where it is."""
    if record.scope == "pick" and "parent_id" in wanted:
        return place_of_new(record, wanted)
    if record.scope == "rows" and record.scope_from in wanted and record.subject_from in (None, "id"):
        subject_id = row["id"] if record.subject_from else None
        return place(*units_of(wanted[record.scope_from or ""]), subject_id)
    return None


def seat(record: type[Record], where: Place) -> dict[str, Any]:
    """A place as the columns of a row, for `app.access.levels`."""
    columns = {"scope_id": where.scope_id, "managing_id": where.managing_id}
    return {**columns, record.subject_from: where.subject_id} if record.subject_from else columns


def _place_of_subject(subject_id: int | None) -> Place:
    subject = registry().subject
    if subject is None or subject_id is None:
        return Place(subject_id=subject_id)
    table, tree = subject.__table__, registry().tree.__table__
    using, managing = tree.alias("using_unit"), tree.alias("managing_unit")
    joined = table.outerjoin(using, using.c.id == table.c.scope_id).outerjoin(
        managing, managing.c.id == table.c.managing_id
    )
    columns = (table.c.scope_id, table.c.managing_id, using.c.path, managing.c.path)
    row = db.session.execute(select(*columns).select_from(joined).where(table.c.id == subject_id)).first()
    return Place(row[0], row[1], subject_id, row[2], row[3]) if row else Place(subject_id=subject_id)


def holds_over(standing: Standing, right: str, record: type[Record], row: Mapping[str, Any]) -> bool:
    """Whether a right is held over a row that the wall let through; its unit is looked up only when that decides."""
    if not standing.may(right, record.name):
        return False
    everywhere = standing.reach(right, record.name).includes(standing.reach("read", record.name))
    return everywhere or holds(standing, right, record, place_of_row(record, row))


def holds(standing: Standing, right: str, record: type[Record], where: Place) -> bool:
    """Whether a right on a record is held over a row at this place."""
    if not standing.may(right, record.name):
        return False
    return record.scope == "open" or where.within(standing.reach(right, record.name))
