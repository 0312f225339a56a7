"""Which official row a row of a sheet is, and whether it says anything new.

A row of a filled sheet names it by its sign; any other is known by its key, and where its record has none by its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.access.scope import pickable
from app.access.standing import Standing
from app.changes.diff import changed, says_nothing_new
from app.changes.uniqueness import key_hash
from app.exchange.linking import as_text
from app.exchange.report import CHANGED, NEW, REFUSED, SAME, Report, Row
from app.exchange.row_keys import SIGN, read_row_key
from app.extensions import db
from app.records.field import Field
from app.records.links import Link
from app.records.problems import FieldError
from app.records.record import Record

CHUNK = 500
GONE = _(
    "The row is no longer there, or it is outside your scope; fetch the sheet anew, or empty the cell if the line is "
    "a new row."
)
MOVED = _(
    "The row has changed since this sheet was fetched, and the line would put back what it was; fetch the sheet anew and "
    "correct it there."
)
OF_ANOTHER = _("This sign belongs to a row of another person; a row stays with its person.")


def match(report: Report, standing: Standing) -> None:
    """Give every row the official row that it names and the writer may see; refuse a row that is named twice."""
    record = report.record
    named = _match_by_sign(report, standing)
    rows = list(report.rows)
    key = record.key_fields()
    if not key:
        rows = [row for row in rows if row.is_to_write and row.official is None]
        _match_by_content(record, rows, standing)
        return _refuse_same(report, [row for row in rows if row.official is None])
    # A row that is refused already is matched as well: what else is wrong with it is told in the same round.
    _refuse_repeated(report, rows, key)
    rows = [
        row for row in rows if row.official is None and not _is_signed(row) and _key_of(key, row.values) is not None
    ]
    widest = max(key, key=lambda declared: len({row.values.get(declared.name) for row in rows})) if rows else key[0]
    found: dict[Any, dict[str, Any]] = {}
    for values in _official_by(record, widest, {row.values.get(widest.name) for row in rows}, standing):
        found[_key_of(key, values)] = values
    for row in rows:
        official = found.get(_key_of(key, row.values))
        if official is None:
            continue
        row.target_id, row.official = official["id"], official
        if earlier := named.get(official["id"]):
            report.refuse(row, key[0].name, _named_twice(earlier))


def _match_by_sign(report: Report, standing: Standing) -> dict[int, Row]:
    """The rows that a sign of ours names, by the key of their official row. Whatever else they say is a correction of it."""
    record = report.record
    named: dict[int, Row] = {}
    for row in report.rows:
        try:
            key = read_row_key(record, row.sign) if row.is_to_write else None
        except FieldError as error:
            report.refuse(row, SIGN, error.message)
            continue
        if key is None:
            continue
        row.version = key.version
        if (earlier := named.setdefault(key.row_id, row)) is not row:
            report.refuse(row, SIGN, _named_twice(earlier))
    model: Any = record
    found = {values["id"]: values for values in _official(record, model.id, list(named), standing)}
    owner = record.subject_from if record.subject_from != "id" else None
    for row_id, row in named.items():
        official = found.get(row_id)
        if official is None:
            report.refuse(row, SIGN, GONE)
        elif owner and row.values.get(owner) not in (None, official[owner]):
            report.refuse(row, SIGN, OF_ANOTHER)
        else:
            row.target_id, row.official = row_id, official
    return named


def _named_twice(earlier: Row) -> Any:
    return _("Line %(line)d is the same official row already; leave one of the two lines.", line=earlier.line)


def compare(report: Report) -> None:
    """Say of every matched row whether it changes anything; refuse what is given only once, or is older than the row.

    A line of an old sheet that says what is official already puts nothing back, and is the same as any other.
    """
    for row in report.rows:
        if not row.is_to_write or row.official is None:
            continue
        _keep_rest(report.record, row)
        values = changed(report.record, row.official, row.values)
        row.outcome = CHANGED if values or row.awaits else SAME
        if row.outcome == CHANGED and row.version not in (None, row.official["change_id"] or 0):
            report.refuse(row, SIGN, MOVED)
            continue
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
            if value is None:
                continue
            earlier = first.setdefault(value, row)
            if earlier is not row and group[0].name not in row.faulty:
                reason = _(
                    "The same value stands in line %(line)d already; leave one of the two lines.", line=earlier.line
                )
                report.refuse(row, group[0].name, reason)


def _refuse_same(report: Report, rows: Sequence[Row]) -> None:
    """What is new and stands twice in a sheet as it is, is one row."""
    if any(
        isinstance(field.kind, Link) and field.kind.target is report.record for field in report.record.fields.values()
    ):
        return  # at which line of the sheet each of them points is not known yet
    first: dict[str | None, Row] = {}
    for row in rows:
        earlier = first.setdefault(key_hash(report.record, row.values), row)
        if earlier is not row:
            report.refuse(row, None, _("Line %(line)d says the same; leave one of the two lines.", line=earlier.line))


def is_to_be_new(report: Report, row: Row) -> bool:
    """Whether a row would be a new one, as far as its key and its sign can be read."""
    key = report.record.key_fields()
    is_readable = not key or key[0].name not in row.faulty
    return row.outcome == NEW or (
        row.outcome == REFUSED and row.official is None and not _is_signed(row) and is_readable
    )


def _is_signed(row: Row) -> bool:
    return row.sign is not None and bool(as_text(row.sign))


def _key_of(key: Sequence[Field], values: Any) -> tuple[Any, ...] | None:
    """The key of a row; None when its first part is not known."""
    found = tuple(values.get(declared.name) for declared in key)
    return found if found[0] is not None else None


def _official_by(record: type[Record], by: Field, values: set[Any], standing: Standing) -> Iterator[dict[str, Any]]:
    """The official rows that have one of the values in a field, within the writer's reach."""
    wanted = [by.blind(value) if by.secret and value is not None else value for value in values]
    return _official(record, getattr(record, by.index_name if by.secret else by.name), wanted, standing)


def _official(record: type[Record], column: Any, values: Sequence[Any], standing: Standing) -> Iterator[dict[str, Any]]:
    """The official rows whose column has one of the values, within the writer's reach."""
    model: Any = record
    wanted = [value for value in values if value is not None]
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
    for values in _official_by(record, owner, {row.values.get(owner.name) for row in rows}, standing):
        standing_rows.setdefault(values[owner.name], []).append(values)
    for row in rows:
        for values in standing_rows.get(row.values.get(owner.name), []):
            if says_nothing_new(record, values, row.values):
                row.target_id, row.official = values["id"], values
                break
