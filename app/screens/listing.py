"""A list as a page: its columns, one page of rows, what waits on them, and how it may be narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, Select, bindparam, func, select

from app.access import prepared
from app.access.asked import (
    NONE,
    SIZES,
    Alone,
    Asked,
    NotRecorded,
    OneOf,
    Other,
    Recorded,
    columns_for,
    filterable,
    is_searchable,
    narrowing_field,
    sort_column,
)
from app.access.audit import note_reading
from app.access.levels import judged_by, sight, text_for
from app.access.search import COUNT_MOST, bounded, statement
from app.access.standing import Standing
from app.changes.diff import link_texts
from app.changes.models import Change
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import Choice, Day, Flag, PartialDayKind
from app.records.links import Link
from app.records.record import BACKWARDS, Record
from app.records.words import speaker
from app.screens.pages import Cell, Column, Filter, ListPage, Paging, Row, Tag

MANY = 15  # a list has many filters: longer code lists are looked up when one is opened


def list_page(
    asked: Asked, standing: Standing, base: str, show_base: str, *extra: ColumnElement[bool], **more: Any
) -> ListPage:
    """The page of a list: a bounded count, one page of rows, their links by name, and what waits on them."""
    record = asked.record
    found = cache(lambda: statement(asked, standing, *extra))
    plain = asked.as_it_opens and not extra
    count_key = ("count", record) if plain else None
    total = int(prepared.execute(count_key, lambda: bounded(found())).scalar_one())
    page = min(asked.page, max((min(total, COUNT_MOST) - 1) // asked.size + 1, 1))
    given = {"size": asked.size, "skipped": (page - 1) * asked.size}
    key = ("list", record, asked.sort, asked.descending) if plain else None
    rows: Sequence[Any] = prepared.execute(key, lambda: _page_of(found(), asked), **given).mappings().all()
    texts, say = link_texts(asked.columns, rows), speaker()
    if note_reading(record, asked.columns, rows, standing):
        db.session.commit()
    return ListPage(
        record=record.name,
        title=say(record.plural),
        icon=record.icon,
        columns=[_column(asked, column, say(column.label), base) for column in _visible_columns(asked)],
        rows=_rows(asked, rows, texts, standing, show_base),
        filters=filters_of(asked, _offered(asked, standing), base),
        paging=_paging(asked, page, total, len(rows), base),
        query=asked.query,
        asks=asked.address("").removeprefix("?"),
        address=base,
        hidden=[(name, text) for name, text in asked.raw.items()],
        choosable=[
            (column.name, say(column.label), column in asked.columns)
            for column in columns_for(record, standing)
            if not column.quiet or column in asked.columns
        ],
        searchable=is_searchable(record) and not asked.inside,
        filtered=bool(asked.query or asked.filters),
        misread=[str(declared.label) for declared in asked.misread],
        **more,
    )


def _offered(asked: Asked, standing: Standing) -> list[Field]:
    """The filters of the panel: a quiet one only while it is on."""
    return [field for field in filterable(asked.record, standing) if not field.quiet or field.name in asked.filters]


def _page_of(found: Select[Any], asked: Asked) -> Select[Any]:
    names = dict.fromkeys([*(column.name for column in asked.columns), *judged_by(asked.record)])
    columns = [getattr(asked.record, name) for name in names if name != "id"]
    return found.add_columns(*columns).limit(bindparam("size")).offset(bindparam("skipped"))


def _under(asked: Asked) -> dict[str, list[Field]]:
    """Which columns print small under another one: what names a row together, and what the record says belongs together."""
    record = asked.record
    stacks = {record.named_by[0]: record.named_by[1:], **record.stacked}
    by_name = {column.name: column for column in asked.columns}
    return {
        top: [by_name[name] for name in names if name in by_name] for top, names in stacks.items() if top in by_name
    }


def _visible_columns(asked: Asked) -> list[Field]:
    """The columns that stand for themselves."""
    hidden = {column.name for columns in _under(asked).values() for column in columns}
    return [column for column in asked.columns if column.name not in hidden] or list(asked.columns)


def _column(asked: Asked, declared: Field, label: str, base: str) -> Column:
    sortable = sort_column(asked.record, declared) is not None
    current = asked.sort or (asked.record.ordered_by or asked.record.named_by[:1])[0]
    here = current.removeprefix(BACKWARDS) == declared.name
    descending = asked.descending or current.startswith(BACKWARDS)
    turn = "desc" if here and not descending else "asc"
    state = ("desc" if descending else "asc") if here else ""
    url = asked.address(base, sort=declared.name, dir=turn) if sortable else ""
    return Column(declared.name, label, declared.kind.numeric, url, state)


def _rows(
    asked: Asked, rows: Sequence[Mapping[str, Any]], texts: Mapping[str, Any], standing: Standing, show_base: str
) -> list[Row]:
    waiting = _waiting(asked.record, [row["id"] for row in rows])
    columns, under = _visible_columns(asked), _under(asked)
    texts_of = {column.name: _texts(column, rows, texts, standing) for column in asked.columns}
    say = speaker()
    cells = [_cells(column, say(column.label), texts_of, under.get(column.name, ())) for column in columns]
    return [
        Row(row["id"], f"{show_base}{row['id']}", [column[place] for column in cells], waiting.get(row["id"]))
        for place, row in enumerate(rows)
    ]


def _cells(column: Field, label: str, texts: Mapping[str, Sequence[str]], under: Sequence[Field]) -> list[Cell]:
    """A column from top to bottom, with what prints small under each of its values."""
    numeric = column.kind.numeric
    if not under:
        return [Cell(text, numeric, label=label) for text in texts[column.name]]
    below = zip(*(texts[part.name] for part in under), strict=True)
    subs = [" · ".join(filter(None, parts)) for parts in below]
    return [Cell(text, numeric, sub, label) for text, sub in zip(texts[column.name], subs, strict=True)]


def _texts(
    declared: Field, rows: Sequence[Mapping[str, Any]], texts: Mapping[str, Any], standing: Standing
) -> list[str]:
    """The values of a column as this reader may see them: judged once where he sees every row alike."""
    name = declared.name
    if name in texts:
        return [str(texts[name].get(row[name], "")) for row in rows]
    if sight(declared, standing) != "shown":
        return [text_for(declared, row[name], standing, row) for row in rows]
    show = cache(declared.show) if isinstance(declared.kind, CatalogueKind) else declared.show
    return [show(row[name]) for row in rows]


def _waiting(record: type[Record], keys: Sequence[int]) -> dict[int, Tag]:
    """What waits on, or was returned for, the rows of a page, in one statement."""
    if not keys:
        return {}
    rows: Sequence[Any] = prepared.execute("waiting on rows", _waiting_on, record=record.name, keys=keys).all()
    found = dict.fromkeys(keys, Tag(gettext("official"), "ok"))
    for key, state, count in sorted(rows, key=lambda row: row[1] == "returned"):
        if state == "returned":
            found[key] = Tag(_("returned %(count)d", count=count), "late")
        else:
            found[key] = Tag(_("waiting %(count)d", count=count), "wait")
    return found


def _waiting_on() -> Select[*tuple[Any, ...]]:
    return (
        select(Change.target_id, Change.state, func.count())
        .where(
            Change.record == bindparam("record"),
            prepared.has_one_of_keys(Change.target_id),
            Change.state.in_(("submitted", "checked", "returned")),
        )
        .group_by(Change.target_id, Change.state)
    )


def filters_of(asked: Asked, fields: Iterable[Field], base: str) -> list[Filter]:
    """These fields as filters of a list: those that are on with their values in words."""
    set_ones = [narrowing_field(asked.record, name) for name in asked.filters]
    keys = {name: value.key if isinstance(value, Alone) else value for name, value in asked.filters.items()}
    keys = {name: key.value if isinstance(key, Other) else key for name, key in keys.items()}
    links = {name: key for name, key in keys.items() if not isinstance(key, (NotRecorded, Recorded, OneOf))}
    texts = link_texts(set_ones, [links])
    say = speaker()
    return [_filter_control(asked, declared, say(declared.label), texts, base) for declared in fields]


def _filter_control(asked: Asked, declared: Field, label: str, texts: Mapping[str, Any], base: str) -> Filter:
    raw = asked.raw.get(declared.name, "")
    text = _filter_text(declared, asked.filters[declared.name], texts) if declared.name in asked.filters else ""
    kind = declared.kind
    control, pick = "text", ""
    options: tuple[tuple[str, str], ...] = ()
    if isinstance(kind, Link):
        control, pick = "link", f"/{asked.record.name}/pick/{declared.name}"
    elif isinstance(kind, CatalogueKind):
        control, options = "select", kind.choices()
        if len(options) > MANY:
            control, options, pick = "catalogue", (), f"/{asked.record.name}/pick/{declared.name}"
    elif isinstance(kind, Choice):
        control, options = "select", tuple((code, str(label)) for code, label in kind.options)
    elif isinstance(kind, Flag):
        control, options = "select", (("1", str(_("Yes"))), ("0", str(_("No"))))
    elif isinstance(kind, (Day, PartialDayKind)):
        control = "range"
    if text and control == "select" and raw not in (*(code for code, _label in options), NONE):
        options = ((raw, text), *options)  # several values, or any: the form keeps what the address said
    lacking = "" if declared.required else NONE
    off_url = asked.address(base, **{declared.name: None})
    ends = _ends(asked.filters.get(declared.name)) if control == "range" else ("", "")
    return Filter(declared.name, label, control, raw, text, off_url, options, pick, lacking, ends)


def _ends(value: Any) -> tuple[str, str]:
    """Beginning and end of a time that a filter asks for, as they are typed."""
    since, until = value if isinstance(value, tuple) else (None, None)
    return since.display() if since else "", until.display() if until else ""


def _filter_text(declared: Field, value: Any, texts: Mapping[str, Any]) -> str:
    if isinstance(value, NotRecorded):
        return gettext("not recorded")
    if isinstance(value, Other):
        return gettext("other than %(value)s", value=_filter_text(declared, value.value, texts))
    if isinstance(value, Recorded):
        return gettext("recorded")
    if isinstance(value, OneOf):
        return ", ".join(declared.show(one) for one in value.values)
    if isinstance(value, Alone):
        name = texts[declared.name].get(value.key, "")
        return gettext("%(unit)s (without those below)", unit=name) if name else ""
    if declared.name in texts:
        return str(texts[declared.name].get(value, ""))
    if isinstance(value, tuple):
        since, until = (part.display() if part else "…" for part in value)
        return since if since == until else f"{since} – {until}"
    return declared.show(value)


def _paging(asked: Asked, page: int, total: int, shown: int, base: str) -> Paging:
    first = (page - 1) * asked.size + 1 if shown else 0
    last = first + shown - 1 if shown else 0
    more = last < min(total, COUNT_MOST)
    count = f"{total:,}".replace(",", ".") if total <= COUNT_MOST else f"{COUNT_MOST:,}+".replace(",", ".")
    return Paging(
        first,
        last,
        count,
        asked.size,
        [(size, asked.address(base, size=size)) for size in SIZES],
        asked.address(base, page=page - 1) if page > 1 else "",
        asked.address(base, page=page + 1) if more else "",
    )


def subject_tab(record: type[Record], name: str, key: int) -> ColumnElement[bool]:
    """The criterion of a tab: the rows whose link leads to the page's row."""
    return getattr(record, name) == key
