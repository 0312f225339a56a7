"""A job: work that outlasts a request. Its row is the truth; the queue only carries its key."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from flask_appbuilder import Model
from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ColumnElement, Index, Integer, String, Table, Text, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.access.policies import EVERYBODY, Policy, walled
from app.access.scope import scoped
from app.access.standing import Standing
from app.jobs.functions import label_of
from app.records.clock import Moment

STATES = {
    "waiting": _("Job waiting"),
    "running": _("Job running"),
    "done": _("Job done"),
    "failed": _("Job failed"),
    "cancelled": _("Job cancelled"),
}
OPEN = ("waiting", "running")


def _visible(cls: Any, standing: Standing) -> ColumnElement[bool]:
    """One's own jobs. The operator's have no requester, and nobody is none: without a user there is no row."""
    if standing.unlimited:
        return true()
    return cls.requested_by == standing.user_id if standing.user_id is not None else false()


@walled(Policy("ALL", using="requested_by = (SELECT wall_user()) OR (SELECT wall_past())", to=EVERYBODY))
@scoped(_visible)
class Job(Model):
    """What is to be done for whom, how far it has come, and what it left.

    Without `requested_by` the operator asked, at the console or as the night's work. `step` is what the function
    noted with its last committed chunk; `taken_by` the one run that may write; `once` a key no two jobs share.
    `result_path` is a name within the folder of results.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state_heartbeat", "state", "heartbeat_at"),)
    __table__: ClassVar[Table]

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    function: Mapped[str] = mapped_column(String(60), nullable=False)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, nullable=False)
    requested_by: Mapped[int | None] = mapped_column(Integer, index=True)
    once: Mapped[str | None] = mapped_column(String(120), unique=True)
    state: Mapped[str] = mapped_column(String(12), nullable=False, default="waiting")
    progress_done: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    progress_total: Mapped[int | None] = mapped_column(Integer)
    step: Mapped[dict[str, Any]] = mapped_column(JSON, nullable=False, default=dict)
    attempts: Mapped[int] = mapped_column(Integer, nullable=False, default=0)
    taken_by: Mapped[str | None] = mapped_column(String(120))
    heartbeat_at: Mapped[datetime | None] = mapped_column(Moment())
    created_at: Mapped[datetime] = mapped_column(Moment(), nullable=False)
    started_at: Mapped[datetime | None] = mapped_column(Moment())
    finished_at: Mapped[datetime | None] = mapped_column(Moment())
    result_path: Mapped[str | None] = mapped_column(String(43))
    result_name: Mapped[str | None] = mapped_column(String(200))
    result_mime: Mapped[str | None] = mapped_column(String(100))
    message: Mapped[str | None] = mapped_column(Text)
    error_id: Mapped[str | None] = mapped_column(String(12))

    @property
    def title(self) -> Any:
        """What the work is called on a page."""
        return label_of(self.function)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int | None:
        """How much is done, 0 to 100; None while nobody knows how much there is."""
        if self.state == "done":
            return 100
        if not self.progress_total:
            return None
        return min(100, self.progress_done * 100 // self.progress_total)
