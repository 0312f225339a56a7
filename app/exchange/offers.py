"""What a column of a sheet lets choose: texts that the import understands without doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from app.access.scope import pickable
from app.access.standing import Standing
from app.exchange.cells import BETWEEN
from app.exchange.linking import Finder, key_text, naming_columns, printable_key
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.kinds import Choice, Flag
from app.records.links import Link
from app.records.names import collation_key, nfc, search_text
from app.records.record import Record, TreeRecord

MOST_ROWS = 1000


@dataclass(frozen=True)
class Offer:
    """The choices of one column: their texts in order, and the text of a value. Columns of the same `source` share them."""

    source: str
    texts: Sequence[str]
    by_value: Mapping[Any, str] = field(default_factory=dict)


def offers_of(fields: Sequence[Field], standing: Standing) -> dict[str, Offer]:
    """The offers of columns by field; a field that takes any value, or too many rows, has none."""
    held: dict[str, Offer | None] = {}
    found: dict[str, Offer] = {}
    for declared in fields:
        source = _source(declared)
        if source and source not in held:
            held[source] = _offer(declared, source, standing)
        offer = held.get(source)
        if offer and offer.texts:
            found[declared.name] = offer
    return found


def _source(declared: Field) -> str:
    kind = declared.kind
    if isinstance(kind, CatalogueKind):
        return "+".join(kind.lists)
    if isinstance(kind, Link):
        return kind.target.name
    if isinstance(kind, Choice):
        return declared.place
    return "flag" if isinstance(kind, Flag) else ""


def _offer(declared: Field, source: str, standing: Standing) -> Offer | None:
    kind = declared.kind
    if isinstance(kind, CatalogueKind):
        by_value = _names_of_codes(kind)
    elif isinstance(kind, Link):
        return _rows_of(kind.target, source, standing)
    elif isinstance(kind, Choice):
        by_value = {code: str(label) for code, label in kind.options}
    else:
        by_value = {value: kind.show(value) for value in (True, False)}
    return Offer(source, list(by_value.values()), by_value)


def _names_of_codes(kind: CatalogueKind) -> dict[Any, str]:
    """Each code by its name; where the name alone would leave a doubt, `code · name`."""
    items = kind.items()
    bearers = Counter(search_text(item.name_vi) for item in items)
    found: dict[Any, str] = {}
    for item in items:
        alone = bearers[search_text(item.name_vi)] == 1 and kind.item(nfc(item.name_vi)) in (None, item)
        found.setdefault(item.code, nfc(item.name_vi) if alone else f"{item.code}{BETWEEN}{nfc(item.name_vi)}")
    return found


def _rows_of(target: type[Record], source: str, standing: Standing) -> Offer | None:
    """The rows within the writer's reach, when they are few enough to choose from and their names are open."""
    if not all(target.fields[name].is_shared for name in target.named_by) or not standing.may("read", target.name):
        return None
    model: Any = target
    columns = [getattr(model, name) for name in naming_columns(target)]
    order = model.path if issubclass(target, TreeRecord) else model.id
    within = select(model.id, *columns).where(pickable(target, standing)).order_by(order).limit(MOST_ROWS + 1)
    rows = db.session.execute(within).mappings().all()
    if len(rows) > MOST_ROWS:
        return None
    finder = Finder(target, standing)
    for row in rows:
        finder.add(row["id"], row)
    texts = {row["id"]: text for row in rows if (text := _telling(finder, target, row))}
    listed = list(texts.values())
    return Offer(source, listed if issubclass(target, TreeRecord) else sorted(listed, key=collation_key), texts)


def _telling(finder: Finder, target: type[Record], row: Mapping[str, Any]) -> str:
    """The most readable text by which this row alone is meant."""
    title = target.title_from([row[name] for name in target.named_by])
    key = printable_key(target)
    with_code = BETWEEN.join([key[0].show(row[key[0].name]), title]) if key else ""
    for text in (nfc(title), nfc(with_code), nfc(key_text(target, row))):
        if text and len(finder.by_text.get(text, {})) == 1:
            return text
    return ""
