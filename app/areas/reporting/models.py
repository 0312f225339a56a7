"""Lists as somebody has set them, kept for himself or for those who work in his unit; and the figures released to all units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

from flask_appbuilder import Model
from sqlalchemy import JSON, ColumnElement, Date, Integer, String, Table, Text, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from app.access.policies import EVERYBODY as EVERY_ROLE
from app.access.policies import Policy, walled
from app.access.scope import scoped
from app.access.standing import Standing
from app.records.clock import Moment
from app.records.kinds import bytewise

EVERYBODY = "/"
OWN = "user_id = (SELECT wall_user()) OR (SELECT wall_past())"


def shared_with_me(standing: Standing) -> list[str]:
    """The paths with which a list may be shared so that this reader finds it: of his units and of all above them."""
    found = {EVERYBODY} if standing.grants else set()
    for grant in standing.grants:
        keys = [key for key in (grant.path or "").split("/") if key]
        found |= {"/" + "/".join(keys[: place + 1]) + "/" for place in range(len(keys))}
    return sorted(found)


def _visible(cls: Any, standing: Standing) -> ColumnElement[bool]:
    if standing.unlimited:
        return true()
    if standing.user_id is None:
        return false()
    return or_(cls.user_id == standing.user_id, cls.shared_with.in_(shared_with_me(standing)))


@walled(Policy(using=f"{OWN} OR shared_with IS NOT NULL", to=EVERY_ROLE), Policy("ALL", using=OWN, to=EVERY_ROLE))
@scoped(_visible)
class SavedList(Model):
    """A record, and what its list is asked for: `asks` is the query string of the address, held against the rights of
    whoever opens it. `shared_with` is the path of the unit whose people find it, None for nobody else.
    """

    __tablename__ = "saved_list"
    __table__: ClassVar[Table]

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(Integer, nullable=False, index=True)
    name: Mapped[str] = mapped_column(String(120), nullable=False)
    record: Mapped[str] = mapped_column(String(60), nullable=False)
    asks: Mapped[str] = mapped_column(Text, nullable=False)
    shared_with: Mapped[str | None] = mapped_column(bytewise(400), index=True)
    kept_at: Mapped[datetime] = mapped_column(Moment, nullable=False)


class PublishedSet(Model):
    """Figures as they were released to all units (Điều 7 khoản 1 of the regulation), frozen: nothing is counted again.

    `figures` is a list of tables, each with its question, values, units and numbers; None stands for a cell that is left
    out, and what it was is kept nowhere. `least` is the number under which cells were left out. A mistaken set is
    withdrawn, never altered.
    """

    __tablename__ = "published_set"
    __table__: ClassVar[Table]

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(String(250), nullable=False)
    counted_on: Mapped[date] = mapped_column(Date, nullable=False, index=True)
    document_number: Mapped[str] = mapped_column(String(60), nullable=False)
    document_date: Mapped[date] = mapped_column(Date, nullable=False)
    least: Mapped[int] = mapped_column(Integer, nullable=False)
    figures: Mapped[list[dict[str, Any]]] = mapped_column(JSON, nullable=False)
    released_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    released_by: Mapped[int | None] = mapped_column(Integer)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[int | None] = mapped_column(Integer)
    withdrawn_why: Mapped[str | None] = mapped_column(Text)
