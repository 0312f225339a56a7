"""Rows and refusals as JSON, for one reader: what is absent for him is left out, what is masked is printed masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, bindparam, select

from app.access import by_key, prepared
from app.access.asked import Asked, read_address
from app.access.audit import note_reading
from app.access.levels import judged_by, masked, shown_fields, sight
from app.access.search import COUNT_MOST, bounded, statement
from app.access.standing import Standing
from app.changes.diff import link_texts
from app.changes.operations import Submission
from app.changes.refusals import Invalid, NotAllowed, NotFound, Refusal
from app.extensions import db
from app.records.attachments import Attachment
from app.records.catalogues import CatalogueKind
from app.records.field import Field
from app.records.links import Files, key_of
from app.records.problems import Problem
from app.records.record import Record

NOT_READ = _("This filter cannot be understood; write it as the field's values are written.")
PAGING = {"q", "sort", "dir", "page", "size", "cols", "after_id"}

Texts = Mapping[str, Mapping[Any, str]]


def read_row(record: type[Record], key: int | None) -> dict[str, Any]:
    """The official row as a mapping of its columns, through the wall and pick scope. Raises `NotFound`."""
    row = by_key.read_row(record, key) if key is not None else None
    if row is None:
        raise NotFound
    return row


def item(record: type[Record], row: Mapping[str, Any], standing: Standing) -> dict[str, Any]:
    """One row in full. Reading field groups marked `logged` leaves a trace."""
    fields = shown_fields(record, standing, row)
    note_reading(record, fields, [row], standing)
    texts: Texts = {**link_texts(fields, [row]), **_code_texts(fields, [row])}
    shown = _row(row, fields, texts, standing)
    keys = [key for declared in fields if isinstance(declared.kind, Files) for key in row[declared.name] or []]
    return {**shown, "files": files_of(keys)}


def listing(record: type[Record], args: Mapping[str, str], standing: Standing, base: str) -> dict[str, Any]:
    """One page of a list: by number as on the screen, or, with `after_id`, the rows after a key, as deep as one likes.

    Raises `Invalid` for a filter that cannot be read: a program would take all rows for those that it asked for.
    """
    asked = read_address(record, args, standing)
    if asked.misread:
        raise Invalid([Problem(NOT_READ, declared.name) for declared in asked.misread])
    found = cache(lambda: statement(asked, standing))
    count_key = ("count", record) if asked.as_it_opens else None
    total = int(prepared.execute(count_key, lambda: bounded(found())).scalar_one())
    after = key_of(args.get("after_id", ""))
    if after is not None:
        given = {"after": after}
    else:
        given = {"skipped": (asked.page - 1) * asked.size if asked.page * asked.size <= COUNT_MOST else COUNT_MOST}
    key = ("JSON", record, asked.sort, asked.descending, *given) if asked.as_it_opens else None
    rows: Sequence[Any] = (
        prepared.execute(key, lambda: _page_of(found(), asked, *given), most=asked.size + 1, **given).mappings().all()
    )
    page = rows[: asked.size]
    note_reading(record, asked.columns, page, standing)
    texts: Texts = {**link_texts(asked.columns, page), **_code_texts(asked.columns, page)}
    more = len(rows) > asked.size
    return {
        "count": min(total, COUNT_MOST),
        "count_is_exact": total <= COUNT_MOST,
        "ids": [row["id"] for row in page],
        "result": [_row(row, asked.columns, texts, standing) for row in page],
        "next": _next(asked, page, after, base) if more else None,
        "ignored": _ignored(asked, args),
    }


def _page_of(found: Select[Any], asked: Asked, how: str) -> Select[Any]:
    """The columns of the rows, after a key or after so many; in either case no more than `most`."""
    record = asked.record
    names = dict.fromkeys([*(column.name for column in asked.columns), "change_id", *judged_by(record)])
    chosen = found.add_columns(*(getattr(record, name) for name in names if name != "id")).limit(bindparam("most"))
    if how == "after":
        return chosen.where(record.id > bindparam("after")).order_by(None).order_by(record.id)
    return chosen.offset(bindparam("skipped"))


def _code_texts(fields: Iterable[Field], rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """What the codes in these rows are called."""
    coded = [declared for declared in fields if isinstance(declared.kind, CatalogueKind)]
    return {d.name: {code: d.show(code) for code in {row[d.name] for row in rows}} for d in coded}


def _next(asked: Asked, page: Sequence[Mapping[str, Any]], after: int | None, base: str) -> str | None:
    if after is not None:
        return asked.address(base, after_id=page[-1]["id"])
    return asked.address(base, page=asked.page + 1) if asked.page * asked.size < COUNT_MOST else None


def _ignored(asked: Asked, args: Mapping[str, str]) -> list[str]:
    """The parts of the address that changed nothing: unknown, not this reader's to use, or without sense."""
    offered = {column.name for column in asked.columns}
    by_key = bool(args.get("after_id"))
    wrong = {
        "sort": args.get("sort", "") != asked.sort or (by_key and bool(asked.sort)),
        "dir": by_key and bool(args.get("dir")),
        "size": bool(args.get("size")) and args["size"] != str(asked.size),
        "page": bool(args.get("page")) and args["page"] != str(asked.page),
        "cols": not offered.issuperset(filter(None, args.get("cols", "").split(","))),
        "after_id": by_key and key_of(args["after_id"]) is None,
    }
    known = PAGING | set(asked.raw)
    return sorted({name for name in args if name not in known} | {name for name, is_wrong in wrong.items() if is_wrong})


def _row(row: Mapping[str, Any], fields: Iterable[Field], texts: Texts, standing: Standing) -> dict[str, Any]:
    """`values` can be sent back as they are; `texts` say what keys and codes are called, and print what is masked."""
    values: dict[str, Any] = {}
    said: dict[str, str] = {}
    hidden: list[str] = []
    for declared in fields:
        name, value, seen = declared.name, row[declared.name], sight(declared, standing, row)
        if seen == "absent":
            continue
        if seen == "masked":
            hidden.append(name)
            said[name] = masked(texts[name].get(value, "") if name in texts else declared.show(value))
            continue
        values[name] = None if value is None else declared.kind.dump(value)
        if value is not None and name in texts:
            said[name] = texts[name].get(value, "")
    return {"id": row["id"], "version": row["change_id"], "values": values, "texts": said, "masked": hidden}


def files_of(keys: Sequence[int]) -> list[dict[str, Any]]:
    """The evidence that this reader may fetch."""
    if not keys:
        return []
    columns = (Attachment.id, Attachment.original_name, Attachment.token)
    rows = db.session.execute(select(*columns).where(Attachment.id.in_(keys)).order_by(Attachment.id))
    return [file_body(row) for row in rows]


def file_body(row: Any) -> dict[str, Any]:
    """A file by its key, name and address."""
    return {"id": row.id, "name": row.original_name, "url": f"/api/v1/evidence/{row.token}"}


def handed_in(record: type[Record], submission: Submission) -> tuple[int, dict[str, Any]]:
    """The status and the body for a submission: 202 while it waits, 200 when it is official or nothing differs."""
    change = submission.change
    warnings = [problem(record, found) for found in submission.warnings]
    if change is None:
        return 200, {"change": None, "warnings": warnings}
    body = {"change": change.id, "state": change.state, "id": change.target_id, "warnings": warnings}
    return 200 if change.state == "applied" else 202, body


def refused(record: type[Any], refusal: Refusal) -> tuple[int, dict[str, Any]]:
    """The status and the body for a refusal."""
    body: dict[str, Any] = {"message": str(refusal.message)}
    if isinstance(refusal, Invalid):
        return 422, {**body, "problems": [problem(record, found) for found in refusal.problems]}
    return 404 if isinstance(refusal, NotFound) else 403 if isinstance(refusal, NotAllowed) else 409, body


def problem(record: type[Any], found: Problem) -> dict[str, Any]:
    """One finding: the field by name and label, the sentence, and whether it refuses."""
    declared = record.fields.get(found.field or "") if issubclass(record, Record) else None
    label = str(declared.label) if declared else None
    return {"field": found.field, "label": label, "message": str(found.message), "severity": found.severity}
