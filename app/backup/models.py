"""The register: each backup that was tried, and each trial of getting one back (Quy chế Điều 11.9; TT 19/2026/TT-BNV Điều 9).

No declared records: nobody hands a line of it in or amends one. The product writes what it did, the administrator adds
what was tried.
"""

from __future__ import annotations

from datetime import date, datetime

from flask_appbuilder import Model
from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, BigInteger, Boolean, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.records.clock import Moment

GOOD, FAILED = "good", "failed"
OUTCOMES = {GOOD: _("Backup good"), FAILED: _("Backup failed")}


class Backup(Model):
    """One backup: who made it (nobody: a command at the console), where it was put, and what is in it.

    `recipients` are fingerprints of the public keys that it was encrypted for; `counts` the rows of each table;
    `message` says why it failed, or what was found on the way.
    """

    __tablename__ = "backup"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)
    made_by: Mapped[int | None] = mapped_column(Integer)
    outcome: Mapped[str] = mapped_column(String(12), nullable=False)
    path: Mapped[str] = mapped_column(Text, nullable=False)
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None] = mapped_column(String(64))
    recipients: Mapped[list[str]] = mapped_column(JSON, nullable=False, default=list)
    migration: Mapped[str | None] = mapped_column(String(60))
    counts: Mapped[dict[str, int]] = mapped_column(JSON, nullable=False, default=dict)
    files: Mapped[int | None] = mapped_column(Integer)
    message: Mapped[str | None] = mapped_column(Text)


class RestoreTest(Model):
    """A trial of getting a backup back on another place: the day, who did it, whether it held, what was remarked."""

    __tablename__ = "restore_test"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    tested_on: Mapped[date] = mapped_column(Date, nullable=False, index=True)
    backup_id: Mapped[int] = mapped_column(ForeignKey("backup.id"), nullable=False, index=True)
    tested_by: Mapped[str] = mapped_column(String(150), nullable=False)
    passed: Mapped[bool] = mapped_column(Boolean, nullable=False)
    remark: Mapped[str | None] = mapped_column(Text)
    entered_by: Mapped[int] = mapped_column(Integer, nullable=False)
    entered_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)
