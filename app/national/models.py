"""The register of packets and of the people and units that each held back. Triggers of the database let rows only ever be added.

No declared records: nobody hands a line of it in or amends one. `app.national.register` alone reads past the second wall, for
whoever holds the act.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from flask_appbuilder import Model
from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, BigInteger, ColumnElement, ForeignKey, Integer, String, Table, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.access.policies import EVERYBODY, Policy, walled
from app.access.scope import scoped
from app.access.standing import Standing
from app.records.area import registry
from app.records.clock import Moment

FULL, SINCE = "full", "since"
KINDS = {FULL: _("Everything"), SINCE: _("What changed since")}


class NationalPacket(Model):
    """One packet that was made: who, when, of what kind, what is in it, and from where to where it reaches.

    `until_at` and `until_change` are the cursor (`app.national.cursor`); `mapping` the digest of the mapping; `job_id` the job
    that left the file, none for a command.
    """

    __tablename__ = "national_packet"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(40), nullable=False, unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)
    made_by: Mapped[int | None] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(10), nullable=False)
    standard: Mapped[str] = mapped_column(String(60), nullable=False)
    mapping: Mapped[str] = mapped_column(String(64), nullable=False)
    since_id: Mapped[int | None] = mapped_column(ForeignKey("national_packet.id"), index=True)
    until_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)
    until_change: Mapped[int] = mapped_column(Integer, nullable=False)
    counts: Mapped[dict[str, int]] = mapped_column(JSON, nullable=False)
    size: Mapped[int] = mapped_column(BigInteger, nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    job_id: Mapped[int | None] = mapped_column(Integer)


def _visible(_cls: Any, standing: Standing) -> ColumnElement[bool]:
    """Seen by whoever reads the records of all people."""
    subject = registry().subject
    everywhere = subject is not None and standing.reach("read", subject.name).everywhere
    return true() if everywhere else false()


@walled(Policy("ALL", using="(SELECT wall_past())", to=EVERYBODY))
@scoped(_visible)
class HeldBack(Model):
    """One reason why somebody is not in a packet: the line of the mapping, our row, and what is wrong there; never the value.

    A unit that is held back has no `subject_id`.
    """

    __tablename__ = "national_held_back"
    __table__: ClassVar[Table]

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    packet_id: Mapped[int] = mapped_column(ForeignKey("national_packet.id"), nullable=False, index=True)
    subject_id: Mapped[int | None] = mapped_column(Integer, index=True)
    line: Mapped[str] = mapped_column(String(60), nullable=False)
    record: Mapped[str] = mapped_column(String(60), nullable=False)
    row_id: Mapped[int] = mapped_column(Integer, nullable=False)
    reason: Mapped[str] = mapped_column(String(20), nullable=False)
