"""Accounts whose holder has left the service: retired, resigned, moved away (TT 19/2026/TT-BNV Điều 8 wants them revoked)."""

from __future__ import annotations

from collections.abc import Sequence

from flask_appbuilder.security.sqla.models import User
from flask_babel import lazy_gettext as _
from sqlalchemy import exists, select

from app.access.account_list import in_force
from app.access.audit import note
from app.access.models import AuditEntry, Grant, Login
from app.access.standing import operator
from app.areas.accounts.personal import LEFT
from app.areas.personnel.models import Employee
from app.extensions import db
from app.jobs.functions import nightly
from app.jobs.run import Run
from app.records.clock import today

HOLDER_LEFT = "holder_left"


def accounts_of_the_departed() -> Sequence[User]:
    """Active accounts with a right in force whose holder's status says that he serves no more.

    The administrator, who reads no personnel record, learns of the account and of nothing else.
    """
    with operator("whether a holder still serves is asked, nothing else of him"):
        return db.session.scalars(
            select(User)
            .join(Login, Login.user_id == User.id)
            .join(Employee, Employee.id == Login.subject_id)
            .where(User.active.is_(True), Employee.status_code.in_(LEFT))
            .where(exists().where(Grant.user_id == User.id, in_force(today())))
            .order_by(User.username)
        ).all()


@nightly("note_departed_holders", _("Accounts of people who have left"), order=30)
def note_departed_holders(run: Run) -> None:
    """Note each such account once, after the night has derived who still serves. Revoking stays an act of people."""
    known = set(db.session.scalars(select(AuditEntry.row_id).where(AuditEntry.act == HOLDER_LEFT)))
    for user in accounts_of_the_departed():
        if user.id not in known:
            note(HOLDER_LEFT, row_id=user.id)
            run.advance()
