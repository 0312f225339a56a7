"""Whether values may become an official row: required items, links, codes, keys already taken, files, the record's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from app.access.scope import criterion, pickable
from app.access.second_wall import past_the_wall
from app.access.standing import Standing
from app.changes import evidence, uniqueness
from app.changes.linked import LinkedRows
from app.extensions import db
from app.records.catalogues import CatalogueKind
from app.records.clock import today
from app.records.field import Field
from app.records.links import Files, Link
from app.records.partial_dates import PartialDate
from app.records.problems import REQUIRED, Problem
from app.records.record import Record

NOT_CHOOSABLE = _("Choose a value from the list; this one does not exist or is outside your scope.")
NOT_IN_LIST = _("Choose a value from the code list; this one is not in it.")
NOTHING: tuple[Any, ...] = (None, "", [])
SEND_AGAIN = _("Send the file again; it is not here any more.")


@dataclass(frozen=True)
class Candidate:
    """A row as it would be once applied, for the rules of its record.

    `values` is the whole row by field; `touched` the fields that the change sets; `target_id` None for a new row;
    `change_id` the change that already waits with these values, if any.
    """

    record: type[Record]
    values: Mapping[str, Any]
    touched: frozenset[str]
    target_id: int | None = None
    standing: Standing = field(default_factory=Standing)
    change_id: int | None = None
    linked_rows: LinkedRows = field(default_factory=LinkedRows, compare=False, repr=False)

    def linked(self, name: str) -> Mapping[str, Any] | None:
        """The official row that a link field points at, past the wall and without its secrets.

        A rule asks here rather than the database: a bulk load then fetches the rows for a thousand candidates at once.
        """
        kind = self.record.fields[name].kind
        assert isinstance(kind, Link)
        return self.linked_rows.row(kind.target, self.values.get(name))

    def has_like(self, *names: str) -> bool:
        """Whether another official row has the same values in these fields; asked here for the same reason."""
        values = tuple(self.values.get(name) for name in names)
        return bool(self.linked_rows.alike(self.record, names, values) - {self.target_id})

    def fellows(self, record: type[Record], by: str) -> list[Mapping[str, Any]]:
        """The other rows of a record that have the same value in this field: the official ones, without their secrets,
        and, where it is this record, those that are checked together with this one.
        """
        value = self.values.get(by)
        if value is None:
            return []
        official = self.linked_rows.rows_with(record, by, value)
        if record is not self.record:
            return list(official)
        others = [row for row in official if row["id"] != self.target_id]
        return [*others, *self.linked_rows.looked_at_with(by, self.values)] if self.target_id is None else others

    def figure(self, name: str, on: date) -> Any:
        """A figure of law (a dated setting) on a day; None before it came into force."""
        return self.linked_rows.figure(name, on)


def problems_of(candidate: Candidate) -> list[Problem]:
    """Everything that is wrong with a candidate, errors and warnings, in the order of the fields."""
    with past_the_wall("what must hold between rows does not depend on who looks; what he may choose the classes say"):
        found = [
            *required_problems(candidate),
            *_links(candidate),
            *code_problems(candidate),
            *_files(candidate),
            *uniqueness.problems(candidate),
            *rule_problems(candidate),
        ]
    order = list(candidate.record.fields)
    return sorted(found, key=lambda p: order.index(p.field) if p.field in order else -1)


def required_problems(candidate: Candidate) -> Iterator[Problem]:
    for name, declared in candidate.record.fields.items():
        if declared.required and declared.given and candidate.values.get(name) in NOTHING:
            yield Problem(REQUIRED, name)


def rule_problems(candidate: Candidate) -> Iterator[Problem]:
    """What the record's own rules find."""
    for rule in candidate.record.rules:
        yield from rule(candidate)


def _links(candidate: Candidate) -> Iterator[Problem]:
    """A link must lead to a row that exists and that the writer may choose."""
    for declared in _touched(candidate, Link):
        value = candidate.values.get(declared.name)
        if value is None:
            continue
        assert isinstance(declared.kind, Link)
        if not db.session.execute(choosable(declared.kind.target, candidate.standing, value)).first():
            yield Problem(NOT_CHOOSABLE, declared.name)


def choosable(target: type[Record], standing: Standing, key: int | None = None) -> Select[Any]:
    """The rows of a record that a writer may choose in a link (or the one with this key)."""
    table = target.__table__
    statement = select(table.c.id) if standing.unlimited else select(target.id)
    if target.scope == "pick":
        statement = statement.where(pickable(target, standing))
    elif target.scope == "rows":
        statement = statement.where(criterion(target, standing))
    return statement if key is None else statement.where(table.c.id == key)


def code_problems(candidate: Candidate) -> Iterator[Problem]:
    """A code is one of its list. One no longer (or not yet) in force is allowed for history, with a warning."""
    for declared in _touched(candidate, CatalogueKind):
        value = candidate.values.get(declared.name)
        if value is None:
            continue
        assert isinstance(declared.kind, CatalogueKind)
        item, on = declared.kind.item(value), _day_of(candidate)
        if item is None:
            yield Problem(NOT_IN_LIST, declared.name)
        elif not item.valid_on(on):
            message = _("“%(name)s” is not in force on %(day)s.", name=item.name, day=on.strftime("%d/%m/%Y"))
            yield Problem(message, declared.name, "warning")


def _day_of(candidate: Candidate) -> Any:
    """The day that a row speaks of: its own date, else today."""
    since = candidate.values.get(candidate.record.dated_by)
    return since.earliest() if isinstance(since, PartialDate) else since or today()


def _files(candidate: Candidate) -> Iterator[Problem]:
    """Evidence was sent by the writer, or is on the row already."""
    record = candidate.record
    subject_id = candidate.values.get(record.subject_from) if record.subject_from else None
    subject_id = candidate.target_id if record.subject_from == "id" else subject_id
    for declared in _touched(candidate, Files):
        keys = candidate.values.get(declared.name) or []
        if evidence.unusable(record, candidate.target_id, subject_id, keys, candidate.standing):
            yield Problem(SEND_AGAIN, declared.name)


def _touched(candidate: Candidate, kind: type) -> Iterator[Field]:
    for name, declared in candidate.record.fields.items():
        if name in candidate.touched and isinstance(declared.kind, kind):
            yield declared
