"""Server-side pickers: a page of what may be chosen, never the whole table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.access.levels import sight, text_for
from app.access.scope import pickable
from app.access.standing import Standing
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.clock import today
from app.records.field import Field
from app.records.links import Link
from app.records.names import search_text
from app.records.record import Record

PAGE = 20


def pick(declared: Field, query: str, page: int, standing: Standing) -> dict[str, Any]:
    """`{"results": [{"id", "text", "sub"}], "more": bool}` for a link or a code list."""
    found = (
        _codes(declared.kind, query)
        if isinstance(declared.kind, CatalogueKind)
        else _rows(declared, query, page, standing)
    )
    if isinstance(declared.kind, CatalogueKind):
        found = found[(page - 1) * PAGE : page * PAGE + 1]
    return {"results": found[:PAGE], "more": len(found) > PAGE}


def _codes(kind: CatalogueKind, query: str) -> list[dict[str, str]]:
    """Items whose code or name holds every word typed; those no longer in force come last."""
    words, day = search_text(query).split(), today()
    matching = [
        item for item in kind.items() if all(word in search_text(f"{item.code} {item.name_vi}") for word in words)
    ]
    matching.sort(key=lambda item: not item.valid_on(day))
    return [{"id": item.code, "text": f"{item.code} · {item.name}", "sub": ""} for item in matching]


def _rows(declared: Field, query: str, page: int, standing: Standing) -> list[dict[str, str]]:
    assert isinstance(declared.kind, Link)
    target = declared.kind.target
    words = search_text(query).split() if hasattr(target, "search_text") else []
    matching = [target.search_text.contains(word, autoescape=True) for word in words]
    names = list(dict.fromkeys([*target.named_by, *(field.name for field in target.key_fields())]))
    open_names = [name for name in names if sight(target.fields[name], standing) != "absent"]
    rows = db.session.execute(
        select(target.id, *(getattr(target, name) for name in open_names))
        .where(pickable(target, standing), *matching)
        .order_by(*_order(target), target.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    )
    return [_choice(target, open_names, row, standing) for row in rows]


def _order(target: type[Record]) -> list[Any]:
    """Running ones first where a thing has an end, then by what it is called."""
    ends = [target.valid_to.is_not(None)] if "valid_to" in target.fields else []
    first = target.fields[target.named_by[0]]
    return [*ends, getattr(target, first.sort_name, getattr(target, first.name))]


def _choice(target: type[Record], names: list[str], row: Any, standing: Standing) -> dict[str, str]:
    texts = [text_for(target.fields[name], value, standing) for name, value in zip(names, row[1:], strict=True)]
    return {"id": str(row[0]), "text": texts[0], "sub": " · ".join(filter(None, texts[1:]))}
