"""The cells of a list, column by column: what a column needs is made ready once, so that a row costs little."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import repeat
from typing import Any

from sqlalchemy import Select

from app.access import prepared
from app.access.by_key import titles
from app.access.levels import judged_by, masked, sight
from app.access.scope import pickable
from app.access.standing import Standing
from app.exchange.cells import cells_by, clean
from app.exchange.linking import key_texts
from app.records.field import Field
from app.records.links import Link
from app.records.record import Record

CHUNK = 500
# Units and positions are few and come again and again; persons would fill the memory.
MOST_NAMES = 5_000


class Columns:
    """The columns of one file: the fields of a record as one reader sees them."""

    def __init__(self, record: type[Record], fields: Sequence[Field], standing: Standing, *, codes: bool) -> None:
        self.record, self.standing = record, standing
        self.names = list(dict.fromkeys([*(field.name for field in fields), *judged_by(record)]))
        self.columns = [LinkColumn(f, codes) if isinstance(f.kind, Link) else Column(f, codes) for f in fields]
        half_seen: dict[str, list[int]] = {}
        for place, field in enumerate(fields):
            if sight(field, standing) != "shown":
                half_seen.setdefault(field.level, []).append(place)
        self.half_seen = list(half_seen.values())

    def rows(self, statement: Select[Any]) -> Generator[Sequence[Any]]:
        """The cells of each row that the statement selects within reach, a few hundred rows in memory at a time."""
        model: Any = self.record
        within = statement.where(pickable(self.record, self.standing))
        columns = within.with_only_columns(*(getattr(model, name) for name in self.names))
        with prepared.stream(columns, CHUNK) as found:
            for part in found.partitions():
                by_name = dict(zip(self.names, zip(*part, strict=True), strict=True))
                cells = [column.cells(by_name[column.field.name]) for column in self.columns]
                for places in self.half_seen:
                    self._hide(places, cells, [row._mapping for row in part])
                yield from zip(*cells, strict=True) if cells else repeat((), len(part))

    def _hide(self, places: Sequence[int], cells: Sequence[list[Any]], rows: Sequence[Any]) -> None:
        """Put masks, or nothing, over the cells of one level in the rows that the reader may not see in full."""
        for number, row in enumerate(rows):
            seen = sight(self.columns[places[0]].field, self.standing, row)
            if seen == "shown":
                continue
            for place in places:
                column = self.columns[place]
                cells[place][number] = None if seen == "absent" else column.mask(row[column.field.name])


class Column:
    """The column of a field that holds its values itself."""

    def __init__(self, field: Field, codes: bool) -> None:
        self.field = field
        self._cells = cells_by(field, codes=codes)

    def cells(self, values: Sequence[Any]) -> list[Any]:
        """What stands in the file for the values of some rows."""
        return self._cells(values)

    def mask(self, value: Any) -> str | None:
        """The mask of a value as text; nothing for nothing."""
        return None if value is None else clean(masked(self.field.show(value)))


class LinkColumn(Column):
    """The column of a field that points at rows: their titles, or with `codes` their keys."""

    def __init__(self, field: Field, codes: bool) -> None:
        self.field, self.codes = field, codes
        self.texts: dict[int | None, str | None] = {None: None}

    def cells(self, values: Sequence[Any]) -> list[Any]:
        if len(self.texts) > MOST_NAMES:
            self.texts = {None: None}
        unknown = set(values) - self.texts.keys()
        if unknown:
            assert isinstance(self.field.kind, Link)
            found = (key_texts if self.codes else titles)(self.field.kind.target, unknown)
            self.texts |= {key: clean(found.get(key, "")) for key in unknown}
        return list(map(self.texts.__getitem__, values))

    def mask(self, value: Any) -> str | None:
        text = self.texts[value]
        return clean(masked(text)) if text else None
