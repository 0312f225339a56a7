"""How factories are declared, asked and planted."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import app
from app.changes.loading import load, open_batch
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.record import Record

Factory = Callable[[Mapping[str, Any]], dict[str, Any]]

FACTORIES: dict[str, Factory] = {}
NUMBERS = itertools.count(1)
CODE_LISTS = Path(app.__file__).parent / "seed" / "catalogues"
OWN_COLUMNS = ("code", "name_vi", "name_en", "sort_order", "valid_from", "valid_to")


def factory(record: type[Record]) -> Callable[[Factory], Factory]:
    """Marks the function that gives the least valid row of a record; it is told what the test gives."""

    def note(function: Factory) -> Factory:
        FACTORIES[record.name] = function
        return function

    return note


def least(record: type[Record], **given: Any) -> dict[str, Any]:
    """The least valid row of a record, with what the test gives; rows that it must point at are planted."""
    return {**FACTORIES[record.name](given), **given}


def planted(record: type[Record], **given: Any) -> int:
    """Such a row, made official. Returns its key. Needs the standing of the operator."""
    key = next_key(record)
    load(open_batch("test", "test"), record, [{"id": key, **least(record, **given)}])
    return key


def next_key(record: type[Record]) -> int:
    last = db.session.execute(record.__table__.select().order_by(record.__table__.c.id.desc()).limit(1)).first()
    return last.id + 1 if last else 1


def code_lists(*names: str) -> int:
    """Plant the product's own code lists of these names (all of them for none)."""
    files = [CODE_LISTS / f"{name}.csv" for name in names] if names else sorted(CODE_LISTS.glob("*.csv"))
    return load(open_batch("test", "test"), CatalogueItem, (item for file in files for item in _items(file)))


def _items(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            own = {name: CatalogueItem.fields[name].parse(row.get(name)) for name in OWN_COLUMNS}
            rest = {name: text for name, text in row.items() if text and name not in OWN_COLUMNS}
            yield {"list_code": file.stem, **own, "attributes": rest or None}
