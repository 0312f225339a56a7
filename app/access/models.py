"""What the engine knows of a user beyond the framework's own tables, which stay as they came."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.records.clock import Moment


class Login(Model):
    """One per user of the framework: the person behind the login, and what is asked of it.

    `kind` says whose account it is (`app.access.accounts.KINDS`), `unit_id` the unit for which it is kept.
    Sessions of an older `session_version` are refused; `must_change` stands until a password is chosen by its owner;
    one that an administrator gave opens nothing after `temporary_until`.
    """

    __tablename__ = "login"

    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(15), nullable=False, default="personal", server_default="personal")
    unit_id: Mapped[int | None] = mapped_column(Integer, index=True)
    subject_id: Mapped[int | None] = mapped_column(Integer, index=True)
    session_version: Mapped[int] = mapped_column(Integer, nullable=False, default=1)
    must_change: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False, server_default=false())
    temporary_until: Mapped[datetime | None] = mapped_column(Moment())
    signed_in_at: Mapped[datetime | None] = mapped_column(Moment())


class Grant(Model):
    """A role held by a user over a unit and all below it, for a time, on the strength of a written document.

    `follows` says which unit of a row counts: the one that uses the person or the one that manages him.
    Without a unit a grant reaches nothing, unless the role is one of the whole province or of oneself. `request_id` is the
    approved request that gave it (none for what the operator gave at the console), `ended_by` the one that ended it.
    """

    __tablename__ = "access_grant"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id", ondelete="CASCADE"), nullable=False, index=True)
    role: Mapped[str] = mapped_column(String(60), nullable=False)
    unit_id: Mapped[int | None] = mapped_column(Integer, index=True)
    follows: Mapped[str] = mapped_column(String(10), nullable=False, default="using")
    valid_from: Mapped[date] = mapped_column(Date, nullable=False)
    valid_to: Mapped[date | None] = mapped_column(Date)
    document: Mapped[str] = mapped_column(Text, nullable=False)
    request_id: Mapped[int | None] = mapped_column(Integer, index=True)
    ended_by: Mapped[int | None] = mapped_column(Integer)


class AuditEntry(Model):
    """Who did what to which row, when; never the personal data itself. Entries are only ever added."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)
    user_id: Mapped[int | None] = mapped_column(Integer, index=True)
    act: Mapped[str] = mapped_column(String(40), nullable=False, index=True)
    record: Mapped[str | None] = mapped_column(String(60))
    row_id: Mapped[int | None] = mapped_column(Integer)
    subject_id: Mapped[int | None] = mapped_column(Integer, index=True)
    detail: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    succeeded: Mapped[bool] = mapped_column(Boolean, nullable=False, default=True)
