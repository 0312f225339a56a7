"""Keeping a list under a name, sharing it, and letting it go."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, func, select

from app.access.asked import Asked
from app.access.roles import ROLES
from app.access.standing import Standing
from app.areas.reporting.models import EVERYBODY, SavedList
from app.changes.refusals import Refusal
from app.extensions import db
from app.records.clock import now
from app.records.names import nfc

MOST, NAME_MOST = 200, 120


def keep(asked: Asked, name: str, share: bool, standing: Standing) -> SavedList:
    """Keep what a list asks for under a name. Raises `Refusal` without a name, or when there are too many.

    A list that is shared says nothing of what somebody typed into the search: that may be a person's name.
    """
    name = nfc(name).strip()[:NAME_MOST]
    if not name:
        raise Refusal(_("Give the list a name, so that it is found again."))
    assert standing.user_id is not None
    mine = select(func.count()).select_from(SavedList).where(SavedList.user_id == standing.user_id)
    if int(db.session.execute(mine).scalar_one()) >= MOST:
        raise Refusal(_("You keep %(most)d lists already; let one go first.", most=MOST))
    address = asked.address("", page=None, **({"q": None} if share else {}))
    kept = SavedList(
        user_id=standing.user_id,
        name=name,
        record=asked.record.name,
        asks=address.removeprefix("?"),
        shared_with=shared_path(standing) if share else None,
        kept_at=now(),
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def shared_path(standing: Standing) -> str | None:
    """With whom this user shares: with everybody who works for the whole province, else with his own unit."""
    if any(ROLES[grant.role].reach == "province" for grant in standing.grants):
        return EVERYBODY
    return next((grant.path for grant in standing.grants if grant.path), None)


def let_go(key: int, standing: Standing) -> bool:
    """Take a kept list away; only one's own. Says whether there was one."""
    own = (SavedList.id == key, SavedList.user_id == standing.user_id)
    return bool(db.session.execute(delete(SavedList).where(*own)).rowcount)
