"""What a record is: a table declared once, from which every face is made.

Choose the base by what a row is about:

* `Record`        a row of the whole province: a code list, a position;
* `TreeRecord`    a node of the one tree by which rights are given (marked `scope_tree`);
* `ScopedRecord`  a row that belongs to a unit; who may see it depends on the unit;
* `DecisionBlock` a mixin for an event that a decision brings about.

Where several events feed one column of the person, the one with the highest `precedence` that is in force counts; when
each has ended, the person's record may say in `at_rest` what is true again. What an official row proposes of other records
stands in `hands_on` (`app.records.handing`).
A record may be of a level as a whole (`record_level`): then it names its own readers, each of whom holds that field group,
and every reading of a row leaves the trace that the group asks for.

Where a row comes of an act on a page of its own, such as a person's confirmation, `by_form = False`: there is no form for it,
and it is neither corrected nor cancelled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar

from flask_appbuilder import Model
from sqlalchemy import Index, Integer, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, MappedColumn, Mapper, mapped_column

from app.records.clock import Moment
from app.records.field import Field
from app.records.kinds import PersonName, Title, bytewise
from app.records.links import Link
from app.records.names import collation_key, search_text, sort_key
from app.records.past import past_table
from app.records.secrets import Sealed

if TYPE_CHECKING:
    from sqlalchemy import Table

    from app.records.handing import HandOn
    from app.records.problems import Problem

ALL_ROLES = ("employee", "unit_hr", "unit_approver", "leader", "province_officer", "inspector")
SORT_KEY_LENGTH = 700
BACKWARDS = "-"  # before the name of a field in `ordered_by`: the newest first


def snake_case(name: str) -> str:
    """`FamilyMember` -> `family_member`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


class Record(Model):
    """An official row. Written only through `app.changes`; `change_id` names the change that last did."""

    __abstract__ = True
    __table__: ClassVar[Table]

    label: ClassVar[Any] = ""
    plural: ClassVar[Any] = ""
    icon: ClassVar[str] = "card-list"
    name: ClassVar[str] = ""
    fields: ClassVar[dict[str, Field]] = {}
    past: ClassVar[Table]
    companions: ClassVar[dict[str, Callable[[dict[str, Any]], Any]]] = {}

    approval: ClassVar[bool] = True
    record_level: ClassVar[str] = "open"
    scope: ClassVar[str] = "open"
    scope_tree: ClassVar[bool] = False
    scope_from: ClassVar[str | None] = None
    subject_from: ClassVar[str | None] = None
    named_by: ClassVar[tuple[str, ...]] = ()
    ordered_by: ClassVar[tuple[str, ...]] = ()
    leading: ClassVar[tuple[str, ...]] = ()
    stacked: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    rest_to: ClassVar[str | None] = None
    not_imported: ClassVar[tuple[str, ...]] = ()
    dated_by: ClassVar[str] = "effective_from"
    readers: ClassVar[tuple[str, ...]] = ALL_ROLES
    writers: ClassVar[tuple[str, ...]] = ("employee", "unit_hr", "province_officer")
    approvers: ClassVar[tuple[str, ...]] = ("unit_approver", "province_officer")
    precedence: ClassVar[int] = 0
    at_rest: ClassVar[Mapping[str, Any]] = {}
    by_form: ClassVar[bool] = True
    rules: ClassVar[Sequence[Callable[[Any], Iterator[Problem]]]] = ()
    hands_on: ClassVar[Sequence[HandOn]] = ()

    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-10)
    recorded_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, sort_order=90)
    change_id: Mapped[int | None] = mapped_column(Integer, sort_order=91)

    def __init_subclass__(cls, **options: Any) -> None:
        if not cls.__dict__.get("__abstract__"):
            cls.name = cls.__tablename__ = snake_case(cls.__name__)
            _add_companions(cls)
        super().__init_subclass__(**options)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    @property
    def title(self) -> str:
        """What the row is called on a page."""
        return self.title_from([getattr(self, name) for name in self.named_by])

    @classmethod
    def title_from(cls, values: Sequence[Any]) -> str:
        """What a row is called, from the values of `named_by`."""
        shown = (cls.fields[name].show(value) for name, value in zip(cls.named_by, values, strict=True))
        return " · ".join(part for part in shown if part)

    @classmethod
    def key_fields(cls) -> list[Field]:
        return [field for field in cls.fields.values() if field.key]

    @classmethod
    def derived(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The companion columns (search text, sort keys, blind indexes) that go with these field values."""
        return {name: worked_out(values) for name, worked_out in cls.companions.items()}


class TreeRecord(Record):
    """A node of a tree. `path` is the keys from the root down, `/1/7/`, kept by `changes` when a node moves."""

    __abstract__ = True
    scope = "pick"

    path: Mapped[str] = mapped_column(bytewise(400), nullable=False, index=True, sort_order=80, default="/")


class ScopedRecord(Record):
    """A row that belongs to a unit: `scope_id` the using unit, `managing_id` the one that manages; `subject_id` the person."""

    __abstract__ = True
    scope = "rows"

    scope_id: Mapped[int | None] = mapped_column(Integer, index=True, sort_order=80)
    managing_id: Mapped[int | None] = mapped_column(Integer, index=True, sort_order=81)


def declared_fields(cls: type[Record]) -> dict[str, MappedColumn[Any]]:
    """The declared columns of a class and its bases, before it is mapped; own fields first."""
    found: dict[str, MappedColumn[Any]] = {}
    for base in cls.__mro__:
        for name, value in vars(base).items():
            if isinstance(value, MappedColumn) and "field" in value.column.info:
                found.setdefault(name, value)
    return {name: found[name] for name in sorted(found, key=lambda name: name not in cls.leading)}


def _add_companions(cls: type[Record]) -> None:
    """The columns that the engine keeps beside the declared ones, and the constraints of the keys."""
    declared = declared_fields(cls)
    constraints: list[Any] = []
    for name, column in declared.items():
        field: Field = column.column.info["field"].at(name, f"{cls.name}.{name}")
        if field.secret and (field.key or field.unique or field.searched):
            setattr(cls, field.index_name, mapped_column(String(64), index=True, sort_order=85))
        if isinstance(field.kind, (PersonName, Title)):
            setattr(cls, field.sort_name, mapped_column(bytewise(SORT_KEY_LENGTH), index=True, sort_order=86))
        if field.unique:
            constraints.append(UniqueConstraint(field.index_name if field.secret else name))
    keys = [name for name, column in declared.items() if column.column.info["field"].key]
    if keys:
        names = [f"{name}_index" if declared[name].column.info["field"].secret else name for name in keys]
        constraints.append(UniqueConstraint(*names, name=f"uq_{cls.name}_key"))
    if any(column.column.info["field"].searched for column in declared.values()):
        cls.search_text = mapped_column(Text, sort_order=87)
        constraints.append(
            Index(
                f"ix_{cls.name}_search_text",
                "search_text",
                postgresql_using="gin",
                postgresql_ops={"search_text": "gin_trgm_ops"},
            )
        )
    constraints += _index_of_order(cls, declared)
    cls.__table_args__ = (*constraints, {"info": {"record": cls.name}})


def _index_of_order(cls: type[Record], declared: Mapping[str, MappedColumn[Any]]) -> Iterator[Index]:
    """A list begins in the order that its record declares: for whoever reads the province an index has to serve that.

    One serves as many columns as run in the same direction.
    """
    asked = cls.ordered_by or cls.named_by[:1]
    alike = takewhile(lambda name: name.startswith(BACKWARDS) == asked[0].startswith(BACKWARDS), asked)
    names = (name.removeprefix(BACKWARDS) for name in alike)
    run = list(takewhile(lambda name: name in declared and _orders(cls, declared[name].column.info["field"]), names))
    if run and (len(run) > 1 or not declared[run[0]].column.index):
        yield Index("_".join(("ix", cls.name, *run)), *run)


def _orders(cls: type[Record], field: Field) -> bool:
    """Whether a list may be ordered by the column itself: what is masked orders nothing, a name has a key for it."""
    others = (PersonName, Title, Link)
    return _levelled(field, cls.record_level).is_shared and not field.secret and not isinstance(field.kind, others)


@event.listens_for(Record, "after_mapper_constructed", propagate=True)
def _settle(_mapper: Mapper[Any], cls: type[Record]) -> None:
    """Once the table exists: every field learns its name and place, a secret column its seal, the past its table."""
    fields: dict[str, Field] = {}
    for name in declared_names(cls):
        column = cls.__table__.c[name]
        field = _levelled(column.info["field"].at(name, f"{cls.name}.{name}"), cls.record_level)
        column.info = {**column.info, "field": field}
        if field.secret:
            column.type = Sealed(field.place)
        if isinstance(field.kind, Link):
            field.kind.settle(cls)
        fields[name] = field
    cls.fields = fields
    cls.companions = dict(_companions(cls))
    cls.past = past_table(cls.__table__)


def _levelled(field: Field, level: str) -> Field:
    """A field that says no level of its own takes that of its record."""
    return replace(field, level=level, inherits=True) if field.level == "open" and level != "open" else field


def _companions(cls: type[Record]) -> Iterator[tuple[str, Callable[[dict[str, Any]], Any]]]:
    """How each companion column follows from the fields: worked out once, asked for every row that is written."""
    columns = cls.__table__.c
    for field in cls.fields.values():
        if field.index_name in columns:
            yield field.index_name, partial(_blind_index, field)
        if field.sort_name in columns:
            key_of = sort_key if isinstance(field.kind, PersonName) else collation_key
            yield field.sort_name, partial(_sort_key, field.name, key_of)
    if "search_text" in columns:
        names = [field.name for field in cls.fields.values() if field.searched and not field.secret]
        yield "search_text", partial(_search_text, names)


def _blind_index(field: Field, values: dict[str, Any]) -> str | None:
    return field.blind(values.get(field.name))


def _sort_key(name: str, key_of: Callable[[str], str], values: dict[str, Any]) -> str:
    return key_of(values.get(name) or "")[:SORT_KEY_LENGTH]


def _search_text(names: Sequence[str], values: dict[str, Any]) -> str:
    return search_text(*(str(values[name]) for name in names if values.get(name) is not None))


def declared_names(cls: type[Record]) -> list[str]:
    """The names of the declared fields of a mapped class: leading ones, its own, then those of its bases."""
    order: dict[str, None] = dict.fromkeys(cls.leading)
    for base in cls.__mro__:
        order.update(dict.fromkeys(name for name in vars(base).get("__annotations__", {})))
    return [name for name in order if name in cls.__table__.c and "field" in cls.__table__.c[name].info]
