"""What a reader asks of a list: the query string of its address, held against the declaration and against what he sees.

One address means the same on every face that lists rows (screen, export, chart, API); `search` makes the statement of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask_babel import lazy_gettext as _

from app.access.levels import shown_fields, sight
from app.access.relative_days import relative_day
from app.access.standing import Standing
from app.records.area import registry
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import Choice, Day, Flag, PartialDayKind, PersonName, Title
from app.records.links import Files, Link
from app.records.partial_dates import PartialDate
from app.records.problems import FieldError
from app.records.record import Record, TreeRecord

SIZES = (25, 50, 100, 200)
NEVER_LISTED = (Files,)
RANGE = ".."
NONE, ALONE, NOT = "-", "=", "!"
ANY, OR = "*", "|"
UNIT = "scope_id"
UNIT_OF_THE_PERSON, HOW_MANY_IN_EACH_UNIT = _("Unit of the person"), _("How many are there in each unit?")
MOST_VALUES = 50
NOT_A_CODE = _("Choose a value from the list.")


@dataclass(frozen=True)
class NotRecorded:
    """A filter by the lack of a value; written `-`."""


@dataclass(frozen=True)
class Other:
    """A filter by any value but one; written `!` and the value. Of a time: by any other day, or none at all."""

    value: Any


@dataclass(frozen=True)
class Recorded:
    """A filter by there being a value, whichever; written `*`."""


@dataclass(frozen=True)
class OneOf:
    """A filter by several codes, any of which will do; written `A|B`."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Alone:
    """A filter by a node of a tree without what stands below it; written `=` and the key."""

    key: int


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks for, already held against the declaration: nothing unknown survives."""

    record: type[Record]
    query: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    page: int = 1
    size: int = SIZES[0]
    columns: Sequence[Field] = ()
    chosen: bool = False
    inside: str = ""
    misread: Sequence[Field] = ()

    @property
    def as_it_opens(self) -> bool:
        """Whether nobody has set anything but an order and a page."""
        return not (self.query or self.filters or self.chosen or self.inside)

    def address(self, base: str, **changes: Any) -> str:
        """The address of the same list with some of what it asks changed; None takes a part away."""
        parts: dict[str, Any] = {"q": self.query, **self.raw}
        if self.sort:
            parts |= {"sort": self.sort, "dir": "desc" if self.descending else "asc"}
        if self.size != SIZES[0]:
            parts["size"] = self.size
        if self.chosen:
            parts["cols"] = ",".join(column.name for column in self.columns)
        parts |= changes
        kept = {name: value for name, value in parts.items() if value not in (None, "")}
        return f"{base}?{urlencode(kept)}" if kept else base


def read_address(record: type[Record], args: Mapping[str, str], standing: Standing, inside: str = "") -> Asked:
    """Read the query string of a list. A part that makes no sense is passed over, never an error.

    `inside` names the link by which the list stands on the page of one row: that column says nothing there.
    """
    filters: dict[str, Any] = {}
    raw: dict[str, str] = {}
    misread: list[Field] = []
    for declared in filterable(record, standing):
        text = args.get(declared.name, "").strip()
        try:
            value = _filter_value(declared, text) if text else None
        except FieldError:
            misread.append(declared)
            continue
        if value is not None:
            filters[declared.name], raw[declared.name] = value, text
    sortable = standing.derived(("sortable", record), lambda: _sortable(record, standing))
    sort = args.get("sort", "")
    columns, chosen = _columns(record, args.get("cols", ""), standing)
    size = _number(args.get("size"), SIZES[0])
    return Asked(
        record,
        query=args.get("q", "")[:200].strip(),
        filters=filters,
        raw=raw,
        sort=sort if sort in sortable else "",
        descending=args.get("dir") == "desc",
        page=max(_number(args.get("page"), 1), 1),
        size=size if size in SIZES else SIZES[0],
        columns=[column for column in columns if column.name != inside],
        chosen=chosen,
        inside=inside,
        misread=misread,
    )


def _sortable(record: type[Record], standing: Standing) -> set[str]:
    return {column.name for column in shown_fields(record, standing) if sort_column(record, column) is not None}


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _columns(record: type[Record], asked: str, standing: Standing) -> tuple[list[Field], bool]:
    """The columns asked for, of those this reader may see; the declared ones when none is asked for."""
    offered = {column.name: column for column in columns_for(record, standing)}
    wanted = [offered[name] for name in dict.fromkeys(asked.split(",")) if name in offered]
    leading = [offered[name] for name in (*owner_names(record), *record.named_by) if name in offered]
    if wanted:
        return [*(column for column in leading[:1] if column not in wanted), *wanted], True
    return [*leading, *(column for column in offered.values() if column.listed and column not in leading)], False


def owner_names(record: type[Record]) -> tuple[str, ...]:
    """The field that names the person of a row about one; a list of such rows begins with it."""
    return (record.subject_from,) if record.subject_from not in (None, "id") else ()


def is_searchable(record: type[Record]) -> bool:
    """Whether rows can be found by typing: by their own words, or by the name of their person."""
    return hasattr(record, "search_text") or bool(owner_names(record))


def columns_for(record: type[Record], standing: Standing) -> list[Field]:
    """Every field that can be a column for this reader."""
    return [column for column in shown_fields(record, standing) if not isinstance(column.kind, NEVER_LISTED)]


def filterable(record: type[Record], standing: Standing) -> list[Field]:
    """The fields by which this reader may narrow a list: those he sees in full whose values are few or ordered.

    What the list shows comes first: that is what people narrow it by.
    """
    return list(standing.derived(("filterable", record), lambda: _filterable(record, standing)))


def _filterable(record: type[Record], standing: Standing) -> list[Field]:
    kinds = (CatalogueKind, Choice, Flag, Link, Day, PartialDayKind)
    found = [
        declared
        for declared in shown_fields(record, standing)
        if isinstance(declared.kind, kinds) and not declared.secret and sight(declared, standing) == "shown"
    ]
    return [*unit_of_the_person(record), *sorted(found, key=lambda declared: not declared.listed)]


def unit_of_the_person(record: type[Record]) -> list[Field]:
    """Rows about a person are narrowed and counted by the unit where he serves, though none of their own fields says it."""
    if record.scope != "rows" or not owner_names(record) or record.scope_from:
        return []
    marks = {"listed": True, "required": True, "counted": True, "question": HOW_MANY_IN_EACH_UNIT}
    return [Field(Link(registry().tree), UNIT_OF_THE_PERSON, UNIT, **marks)]


def narrowing_field(record: type[Record], name: str) -> Field:
    """The field of a filter that is on."""
    declared = record.fields.get(name)
    return declared if declared is not None else next(f for f in unit_of_the_person(record) if f.name == name)


def _filter_value(declared: Field, text: str) -> Any:
    if text == NONE:
        return NotRecorded()
    if text.startswith(NOT) and isinstance(declared.kind, (Day, PartialDayKind)):
        bounds = _time(text.removeprefix(NOT))
        return Other(bounds) if bounds else None
    if text.startswith(NOT):
        value = declared.parse(text.removeprefix(NOT))
        return Other(value) if value is not None else None
    if text == ANY:
        return Recorded()
    if OR in text and isinstance(declared.kind, (CatalogueKind, Choice)):
        return _one_of(declared, text.split(OR))
    if text.startswith(ALONE) and is_of_tree(declared):
        key = declared.parse(text.removeprefix(ALONE))
        return Alone(key) if key is not None else None
    if isinstance(declared.kind, (Day, PartialDayKind)):
        return _time(text)
    return declared.parse(text)


def _time(text: str) -> tuple[PartialDate | None, PartialDate | None] | None:
    """A day, or the time between two of which one may be left open."""
    since, _sign, until = text.partition(RANGE) if RANGE in text else (text, "", text)
    bounds = (_bound(since), _bound(until))
    return bounds if any(bounds) else None


def _bound(text: str) -> PartialDate | None:
    """A day as people type it, or by its distance from today."""
    day = relative_day(text.strip())
    bound: PartialDate | None = PartialDate.from_date(day) if day else PartialDayKind().parse(text)
    return bound


def _one_of(declared: Field, texts: Sequence[str]) -> OneOf:
    """Several codes. One that is none makes no sense of the whole: fewer rows than were asked for would be found."""
    values = [declared.parse(text.strip()) for text in texts]
    if None in values or len(values) > MOST_VALUES:
        raise FieldError(NOT_A_CODE)
    return OneOf(tuple(dict.fromkeys(values)))


def is_of_tree(declared: Field) -> bool:
    """Whether a field points at a node of a tree, so that to ask for one takes in those below it."""
    return isinstance(declared.kind, Link) and issubclass(declared.kind.target, TreeRecord)


def sort_column(record: type[Record], declared: Field) -> Any:
    """The column by which a field sorts, or None. What a reader sees masked he cannot order by either."""
    if declared.secret or not declared.is_shared or isinstance(declared.kind, (Link, Files)):
        return None
    if isinstance(declared.kind, (PersonName, Title)):
        return getattr(record, declared.sort_name)
    return getattr(record, declared.name)
