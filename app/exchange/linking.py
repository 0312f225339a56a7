"""Rows named in a sheet: by their key, by the first part of a dated key, or by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import or_, select

from app.access.scope import pickable
from app.access.standing import Standing
from app.exchange.cells import BETWEEN
from app.exchange.report import Row
from app.extensions import db
from app.records.field import Field
from app.records.kinds import Day, Kind
from app.records.links import Link
from app.records.names import nfc
from app.records.problems import FieldError
from app.records.record import Record

CHUNK = 500
MOST_CHARACTERS = 500
SINCE, UNTIL = "valid_from", "valid_to"
_AS_TEXT = Kind(MOST_CHARACTERS)


@dataclass(frozen=True)
class Named:
    """A row that a cell may mean: an official one by its key, or a new one of the same sheet; and when it is in force."""

    what: int | Row
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Finder:
    """The rows of one record that a writer may point at, by every text that names them."""

    def __init__(self, target: type[Record], standing: Standing) -> None:
        self.target, self.standing = target, standing
        self.by_text: dict[str, dict[int | Row, Named]] = {}
        self.by_part: dict[str, list[str]] = {}

    def look_up(self, raws: Iterable[Any]) -> None:
        """Read the official rows that these cells may mean, a few hundred to a statement."""
        texts = {text for raw in raws if (text := as_text(raw))}
        parts = sorted(texts | {part for text in texts for part in text.split(BETWEEN)})
        for start in range(0, len(parts), CHUNK):
            for values in self._read(parts[start : start + CHUNK]):
                self.add(values["id"], values)

    def add(self, what: int | Row, values: Mapping[str, Any]) -> None:
        """Let a row be found by its texts."""
        found = Named(what, values.get(SINCE), values.get(UNTIL)) if is_dated(self.target) else Named(what)
        for text in texts_of(self.target, values):
            self.by_text.setdefault(text, {})[what] = found
        for part in parts_of(self.target, values):
            self.by_part.setdefault(part, []).append(
                self.target.title_from([values.get(n) for n in self.target.named_by])
            )

    def find(self, raw: Any, day: date) -> int | Row | None:
        """The row that a cell means on a day; None for an empty cell. Raises `FieldError`."""
        text = as_text(raw)
        if not text:
            return None
        found = list(self.by_text.get(text, {}).values())
        if len(found) > 1:
            found = [named for named in found if named.in_force(day)] or found
        if len(found) == 1:
            return found[0].what
        if found:
            raise FieldError(self._several(text))
        if titles := self.by_part.get(text):
            raise FieldError(
                _(
                    "“%(value)s” alone does not say which of “%(plural)s” is meant; write it whole, for example: %(example)s.",
                    value=text[:100],
                    plural=self.target.plural,
                    example=min(titles),
                )
            )
        raise FieldError(
            _(
                "“%(value)s” is not among “%(plural)s”, or it is outside your scope.",
                value=text[:100],
                plural=self.target.plural,
            )
        )

    def _several(self, text: str) -> Any:
        key = BETWEEN.join(str(declared.label) for declared in printable_key(self.target))
        if not key:
            return _(
                "Several rows of “%(plural)s” are called “%(value)s”.", plural=self.target.plural, value=text[:100]
            )
        return _(
            "Several rows of “%(plural)s” are called “%(value)s”; write it as: %(key)s.",
            plural=self.target.plural,
            value=text[:100],
            key=key,
        )

    def _read(self, texts: list[str]) -> Iterator[dict[str, Any]]:
        target = self.target
        searched = [getattr(target, name) for name in naming_columns(target) if _is_text(target.fields[name])]
        if not searched:
            return
        columns = [getattr(target, name) for name in naming_columns(target)]
        statement = select(target.id, *columns).where(or_(*(column.in_(texts) for column in searched)))
        if target.scope == "pick":
            statement = statement.where(pickable(target, self.standing))
        for row in db.session.execute(statement).mappings():
            yield dict(row)


def as_text(raw: Any) -> str:
    """A cell as a name: a whole figure without its `.0`, a date as people write it."""
    if isinstance(raw, date):
        return Day().show(raw)
    try:
        return _AS_TEXT.parse(raw) or ""
    except FieldError:
        return nfc(str(raw))[:MOST_CHARACTERS]


def texts_of(target: type[Record], values: Mapping[str, Any]) -> set[str]:
    """Every text by which a row may be named in a cell."""
    key = printable_key(target)
    texts = {key_text(target, values)}
    if key and all(isinstance(declared.kind, Day) for declared in key[1:]):
        texts.add(key[0].show(values.get(key[0].name)))
    if not any(isinstance(target.fields[name].kind, Link) for name in target.named_by):
        title = target.title_from([values.get(name) for name in target.named_by])
        texts |= {title, BETWEEN.join([key[0].show(values.get(key[0].name)), title]) if key and title else ""}
    return {nfc(text) for text in texts if text}


def parts_of(target: type[Record], values: Mapping[str, Any]) -> set[str]:
    """Texts that people may take for the name of a row, but which are only part of it: a person's name without number."""
    if len(target.named_by) < 2 or any(isinstance(target.fields[name].kind, Link) for name in target.named_by):
        return set()
    shown = {target.fields[name].show(values.get(name)) for name in target.named_by if _is_text(target.fields[name])}
    return {nfc(text) for text in shown if text}


def key_text(target: type[Record], values: Mapping[str, Any]) -> str:
    """The key of a row as one text, `H60.05 · 01/01/2004`; nothing when its key cannot be printed."""
    key = printable_key(target)
    shown = [declared.show(values.get(declared.name)) for declared in key]
    return BETWEEN.join(shown) if all(shown) else ""


def printable_key(target: type[Record]) -> list[Field]:
    """The fields of the key, when all of them may be read in the open; else none."""
    key = target.key_fields()
    printable = all(
        not declared.secret and not isinstance(declared.kind, Link) and declared.is_shared for declared in key
    )
    return key if printable else []


def naming_columns(target: type[Record]) -> list[str]:
    """The columns that say how a row is named and when it is in force."""
    names = [declared.name for declared in printable_key(target)] + list(target.named_by)
    return list(dict.fromkeys(names + ([SINCE, UNTIL] if is_dated(target) else [])))


def is_dated(target: type[Record]) -> bool:
    """Whether rows of the record exist from one day to another."""
    return all(name in target.fields and isinstance(target.fields[name].kind, Day) for name in (SINCE, UNTIL))


def key_texts(target: type[Record], keys: Iterable[int | None]) -> dict[int, str]:
    """The rows with these keys as the import finds them again without doubt: by their own key, else by their title.

    Those out of the reader's reach are not there, as in `app.records.links.titles`.
    """
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    columns = [getattr(target, name) for name in naming_columns(target)]
    rows = db.session.execute(select(target.id, *columns).where(target.id.in_(wanted))).mappings()
    return {
        row["id"]: key_text(target, row) or target.title_from([row[name] for name in target.named_by]) for row in rows
    }


def _is_text(declared: Field) -> bool:
    return not declared.secret and not declared.kind.numeric and not isinstance(declared.kind, (Link, Day))
