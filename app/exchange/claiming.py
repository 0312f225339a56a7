"""Who works on an uploaded sheet, and what is kept of it: of two who want to hand it in, one does."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult

from app.changes.refusals import Refusal
from app.exchange.models import ImportFile
from app.exchange.outcome import Outcome
from app.extensions import db


class Gone(Refusal):
    """The uploaded file is no longer there."""

    message = _("The uploaded sheet has been cleared away; send it again.")


class AlreadyIn(Refusal):
    """A second click, or a second window."""

    message = _("The rows of this sheet are handed in already, or are just being handed in.")


class Withdrawn(Refusal):
    """Whoever took a batch back does not want the rest of it."""

    message = _("The batch into which this sheet went was withdrawn; take the rest away and send the sheet again.")


class Changed(Refusal):
    """What the check found is no longer true."""

    message = _("Since the check something has changed; nothing was handed in. Look at the findings and decide again.")


def claim(kept_id: int, out_of: str, held_by: int | None = None, **values: Any) -> None:
    """Move a sheet out of a state, in the present transaction; of two who try, one is refused."""
    which = [ImportFile.id == kept_id, ImportFile.state == out_of]
    if held_by is not None:
        which.append(ImportFile.job_id == held_by)
    moving = update(ImportFile).where(*which).values(values)
    result = db.session.execute(moving, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    if result.rowcount != 1:
        raise AlreadyIn


def fresh(kept_id: int) -> ImportFile:
    """The row as it stands now. Raises `Gone`."""
    found = select(ImportFile).where(ImportFile.id == kept_id).execution_options(populate_existing=True)
    kept: ImportFile | None = db.session.scalar(found)
    if kept is None:
        raise Gone
    return kept


def address_of(kept: ImportFile) -> str:
    """The page of an uploaded sheet."""
    return f"/import/{kept.record}/{kept.token}"


def store(kept: ImportFile, outcome: Outcome) -> None:
    """Keep what a check found, in the present transaction."""
    kept.counts, kept.outcome = dict(outcome.counts), outcome.dump()
