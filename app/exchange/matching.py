"""Which official row a row of a sheet is, and whether it says anything new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.scope import pickable
from app.access.standing import Standing
from app.changes.diff import changed, says_nothing_new
from app.exchange.report import CHANGED, SAME, Report, Row
from app.extensions import db
from app.records.field import Field
from app.records.links import Link
from app.records.record import Record

CHUNK = 500


def match(report: Report, standing: Standing) -> None:
    """Give every row the official row of the same key that the writer may see; refuse a key that comes twice."""
    record = report.record
    rows = [row for row in report.rows if row.is_to_write]
    key = record.key_fields()
    if not key:
        return _match_by_content(record, rows, standing)
    _refuse_repeated(report, rows, key)
    rows = [row for row in rows if row.is_to_write and _key_of(key, row.values) is not None]
    widest = max(key, key=lambda declared: len({row.values.get(declared.name) for row in rows})) if rows else key[0]
    found: dict[Any, dict[str, Any]] = {}
    for values in _official(record, widest, {row.values.get(widest.name) for row in rows}, standing):
        found[_key_of(key, values)] = values
    for row in rows:
        official = found.get(_key_of(key, row.values))
        if official is not None:
            row.target_id, row.official = official["id"], official


def compare(report: Report) -> None:
    """Say of every matched row whether it changes anything; refuse what is given only once."""
    for row in report.rows:
        if not row.is_to_write or row.official is None:
            continue
        _keep_rest(report.record, row)
        values = changed(report.record, row.official, row.values)
        row.outcome = CHANGED if values or row.awaits else SAME
        for name in values:
            if report.record.fields[name].once or name == report.record.subject_from:
                report.refuse(
                    row, name, _("The item of an existing row is not changed by a sheet; leave the cell empty.")
                )


def _keep_rest(record: type[Record], row: Row) -> None:
    """Further named values that the sheet does not mention stay."""
    rest = record.rest_to
    if rest and rest in row.values and row.official and row.official.get(rest):
        row.values[rest] = {**row.official[rest], **row.values[rest]}


def _refuse_repeated(report: Report, rows: Sequence[Row], key: Sequence[Field]) -> None:
    """The natural key, and every value that is unique by itself, may come once in a sheet."""
    unique = [[declared] for declared in report.record.fields.values() if declared.unique]
    for group in [key, *unique]:
        first: dict[Any, Row] = {}
        for row in rows:
            value = _key_of(group, row.values)
            if value is None or not row.is_to_write:
                continue
            earlier = first.setdefault(value, row)
            if earlier is not row:
                reason = _(
                    "The same value stands in line %(line)d already; leave one of the two lines.", line=earlier.line
                )
                report.refuse(row, group[0].name, reason)


def _key_of(key: Sequence[Field], values: Any) -> tuple[Any, ...] | None:
    """The key of a row; None when its first part is not known."""
    found = tuple(values.get(declared.name) for declared in key)
    return found if found[0] is not None else None


def _official(record: type[Record], by: Field, values: Iterable[Any], standing: Standing) -> Iterator[dict[str, Any]]:
    """The official rows whose column `by` has one of the values, within the writer's reach."""
    model: Any = record
    column = getattr(model, by.index_name if by.secret else by.name)
    values = set(values)
    wanted = [by.blind(value) if by.secret else value for value in values if value is not None]
    names = ["id", "change_id", *record.fields]
    statement = select(*(getattr(model, name) for name in names))
    if record.scope == "pick":
        statement = statement.where(pickable(record, standing))
    parts = [column.in_(wanted[start : start + CHUNK]) for start in range(0, len(wanted), CHUNK)]
    for part in [*parts, column.is_(None)] if None in values else parts:
        for row in db.session.execute(statement.where(part)):
            yield dict(zip(names, row, strict=True))


def _match_by_content(record: type[Record], rows: Sequence[Row], standing: Standing) -> None:
    """A record without a key: a row that stands already as it is in the sheet, about the same person, is the same row."""
    owner = record.fields.get(record.subject_from or "") or next(
        (declared for declared in record.fields.values() if isinstance(declared.kind, Link)), None
    )
    if owner is None:
        return
    standing_rows: dict[Any, list[dict[str, Any]]] = {}
    for values in _official(record, owner, {row.values.get(owner.name) for row in rows}, standing):
        standing_rows.setdefault(values[owner.name], []).append(values)
    for row in rows:
        for values in standing_rows.get(row.values.get(owner.name), []):
            if says_nothing_new(record, values, row.values):
                row.target_id, row.official = values["id"], values
                break
