"""An uploaded sheet on its way in: what its check found, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from flask_appbuilder import Model
from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, Boolean, ColumnElement, ForeignKey, Integer, String, Table, Text, false, true
from sqlalchemy.orm import Mapped, mapped_column

from app.access.policies import EVERYBODY, Policy, walled
from app.access.scope import scoped
from app.access.standing import Standing
from app.records.clock import Moment
from app.records.secrets import Sealed

STATES = {
    "sent": _("Being checked"),
    "checked": _("Checked, not handed in"),
    "submitting": _("Being handed in"),
    "submitted": _("Handed in"),
}
MARKABLE = ("checked", "submitted")  # nothing works on the sheet, and what its check found holds


def _visible(cls: Any, standing: Standing) -> ColumnElement[bool]:
    """One's own files alone, whatever role one holds."""
    if standing.unlimited:
        return true()
    return cls.user_id == standing.user_id if standing.user_id is not None else false()


@walled(Policy("ALL", using="user_id = (SELECT wall_user()) OR (SELECT wall_past())", to=EVERYBODY))
@scoped(_visible)
class ImportFile(Model):
    """A sheet that one user sent for one record, until its rows are handed in.

    `lines` and `cells` say how long the sheet is, `kept_as` is a name within the folder of imports, None once the file is cleared
    away. `outcome` (sealed: it quotes cells) is what the last check found, `taken_to` the last line whose row is already
    in `batch_id`: from there a job that broke off goes on. Only the job `job_id` writes; `mark_job_id` made, or makes, the
    copy with the faults marked.
    """

    __tablename__ = "import_file"
    __table__: ClassVar[Table]

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    token: Mapped[str] = mapped_column(String(43), nullable=False, unique=True)
    record: Mapped[str] = mapped_column(String(60), nullable=False)
    user_id: Mapped[int] = mapped_column(Integer, nullable=False, index=True)
    name: Mapped[str] = mapped_column(String(200), nullable=False)
    sha256: Mapped[str] = mapped_column(String(64), nullable=False)
    lines: Mapped[int | None] = mapped_column(Integer)
    cells: Mapped[int | None] = mapped_column(Integer)
    kept_as: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(12), nullable=False, default="sent")
    counts: Mapped[dict[str, int]] = mapped_column(JSON, nullable=False, default=dict)
    outcome: Mapped[str | None] = mapped_column(Sealed("import_file.outcome"))
    note: Mapped[str | None] = mapped_column(Text)
    partial: Mapped[bool] = mapped_column(Boolean, nullable=False, default=False)
    taken_to: Mapped[int | None] = mapped_column(Integer)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(Integer)
    mark_job_id: Mapped[int | None] = mapped_column(Integer)
    sent_at: Mapped[datetime] = mapped_column(Moment(), nullable=False, index=True)
