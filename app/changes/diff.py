"""Old and new beside each other, compared and printed by the kind of the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from app.access.by_key import titles
from app.access.levels import MASK, sight, text_for
from app.access.standing import Standing
from app.records.field import Field
from app.records.links import Link
from app.records.names import nfc
from app.records.record import Record


@dataclass(frozen=True)
class Difference:
    """One field of a change as an approver reads it."""

    field: Field
    old: str
    new: str


def changed(record: type[Record], official: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `wanted` whose value differs from the official one; nothing and an empty text are the same."""
    return {name: value for name, value in wanted.items() if _differs(record.fields[name], official.get(name), value)}


def says_nothing_new(record: type[Record], official: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether `changed` would find nothing; it looks no further than the first difference."""
    return not any(_differs(record.fields[name], official.get(name), value) for name, value in wanted.items())


def _differs(field: Field, old: Any, new: Any) -> bool:
    return bool(old != new) and bool(canonical_value(field, old) != canonical_value(field, new))


def canonical_value(field: Field, value: Any) -> Any:
    """A value as it is compared; None when nothing is given."""
    if value in (None, "", [], {}):
        return None
    plain = field.kind.dump(value)
    return nfc(plain) if isinstance(plain, str) else plain


def dumped(record: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON, secrets sealed."""
    return {name: record.fields[name].dump(value) for name, value in values.items()}


def loaded(record: type[Record], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Values from JSON; a field that the declaration no longer has is left out."""
    return {name: record.fields[name].load(value) for name, value in stored.items() if name in record.fields}


def differences(
    record: type[Record],
    base: Mapping[str, Any],
    values: Mapping[str, Any],
    standing: Standing,
    row: Mapping[str, Any] | None = None,
) -> list[Difference]:
    """What a change would alter, as this reader may see it, in the order of the declaration.

    `row` is what tells whose row it is (see `app.changes.places.seat`): the reader's own he may see in full.
    """
    return differences_of_many(record, [(base, values, row)], standing)[0]


def differences_of_many(
    record: type[Record],
    many: Iterable[tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any] | None]],
    standing: Standing,
) -> list[list[Difference]]:
    """The same for many changes of one record, (base, values, row) each: what their links point at is named at once."""
    read = [(loaded(record, base), loaded(record, values), row) for base, values, row in many]
    links = [field for field in record.fields.values() if isinstance(field.kind, Link)]
    texts = link_texts(links, [values for old, new, _row in read for values in (old, new)])
    return [_differences(record, old, new, texts, standing, row) for old, new, row in read]


def _differences(
    record: type[Record],
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    texts: Mapping[str, Mapping[int, str]],
    standing: Standing,
    row: Mapping[str, Any] | None,
) -> list[Difference]:
    names = [field for field in record.fields.values() if field.name in new or (field.name in old and not new)]
    shown = [field for field in names if sight(field, standing, row) != "absent"]
    found = [
        Difference(field, _text(field, old, texts, standing, row), _text(field, new, texts, standing, row))
        for field in shown
    ]
    return [difference for difference in found if difference.old or difference.new]


def link_texts(fields: Iterable[Field], rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[int, str]]:
    """For every link field the names of the rows its values point at, one statement per record pointed at.

    A row that the reader may not see is not named, so that nobody learns names by counting up; but it is said that
    there is one: an approver must not take a value for none.
    """
    rows = list(rows)
    wanted: dict[type[Record], set[int]] = {}
    links = [field for field in fields if isinstance(field.kind, Link)]
    for field in links:
        assert isinstance(field.kind, Link)
        keys = wanted.setdefault(field.kind.target, set())
        keys.update(row[field.name] for row in rows if row.get(field.name) is not None)
    hidden = gettext("(not within your reach)")
    found = {target: dict.fromkeys(keys, hidden) | titles(target, keys) for target, keys in wanted.items()}
    return {field.name: found[field.kind.target] for field in links if isinstance(field.kind, Link)}


def _text(
    field: Field,
    values: Mapping[str, Any],
    texts: Mapping[str, Mapping[int, str]],
    standing: Standing,
    row: Mapping[str, Any] | None,
) -> str:
    value = values.get(field.name)
    if field.name not in texts:
        return text_for(field, value, standing, row)
    title = texts[field.name].get(value or 0, "")
    return MASK * len(title) if sight(field, standing, row) == "masked" else title
