"""The log of acts that leave no Change: reading a sensitive value, an export, a sign-in, a command of the operator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.access.models import AuditEntry
from app.access.roles import LEVELS
from app.access.standing import Standing, current_standing
from app.extensions import db
from app.records.clock import now
from app.records.field import Field
from app.records.record import Record


def note(
    act: str,
    *,
    record: str | None = None,
    row_id: int | None = None,
    subject_id: int | None = None,
    detail: dict[str, Any] | None = None,
    succeeded: bool = True,
    user_id: int | None = None,
) -> None:
    """Add an entry to the present transaction. `detail` names columns and counts, never a person's data."""
    db.session.add(
        AuditEntry(
            at=now(),
            user_id=user_id or current_standing().user_id,
            act=act,
            record=record,
            row_id=row_id,
            subject_id=subject_id,
            detail=detail,
            succeeded=succeeded,
        )
    )


def note_reading(
    record: type[Record], fields: Iterable[Field], rows: Sequence[Mapping[str, Any]], standing: Standing
) -> bool:
    """Sensitive values leave a trace when somebody else reads them (TT 19/2026/TT-BNV Điều 13).

    `rows` are what one page or answer shows, with the column of their person. Returns whether there was anything to note.
    """
    logged = [field for field in fields if LEVELS[field.level].logged]
    of_others = [row for row in rows if not _is_own(record, row, standing)]
    read = [row for row in of_others if any(row[field.name] not in (None, "") for field in logged)]
    if not read:
        return False
    levels = sorted({field.level for field in logged if any(row[field.name] not in (None, "") for row in read)})
    if len(rows) == 1:
        subject_id = read[0][record.subject_from] if record.subject_from else None
        note("read", record=record.name, row_id=read[0]["id"], subject_id=subject_id, detail={"levels": levels})
    else:
        note("read_list", record=record.name, detail={"levels": levels, "rows": [row["id"] for row in read]})
    return True


def _is_own(record: type[Record], row: Mapping[str, Any], standing: Standing) -> bool:
    subject_id = row[record.subject_from] if record.subject_from else None
    return bool(subject_id and subject_id == standing.subject_id)
