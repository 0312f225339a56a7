"""A change that was overtaken: its row has moved since it was handed in. Whoever is shown it anew may decide on what he sees."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.changes.diff import changed, dumped, loaded
from app.changes.models import Change
from app.records.record import Record


def moved_fields(record: type[Record], change: Change, row: Mapping[str, Any] | None) -> list[str]:
    """The fields of a correction whose official value is no longer the one it was made from."""
    if change.verb != "amend" or row is None:
        return []
    return list(changed(record, row, loaded(record, change.base)))


def shown_digest(record: type[Record], change: Change, row: Mapping[str, Any] | None) -> str:
    """What stands for the page that an approver sees: the change's own digest, or another once its row has moved."""
    if not moved_fields(record, change, row):
        return change.digest
    assert row is not None
    official = {name: _stamp(record, name, row[name]) for name in change.values if name in record.fields}
    text = json.dumps([change.digest, official], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _stamp(record: type[Record], name: str, value: Any) -> Any:
    """A value as JSON; of a secret one only its keyed hash, for the digest stands in a page."""
    field = record.fields[name]
    return field.blind(value) if field.secret else field.kind.dump(value)


def rebase(record: type[Record], change: Change, row: Mapping[str, Any]) -> None:
    """Make the official values of now the ones that the change starts from."""
    change.base = dumped(record, {name: row[name] for name in change.values if name in record.fields})
    change.digest = change.content_digest()
