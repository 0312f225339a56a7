"""Who is competent to approve beyond the right itself: the record of a unit's head is approved one level up.

The regulation does not say who approves the approver's own record; nobody below a head may, so it goes to whoever
holds the right over the unit above (Điều 6; delegation of management, Điều 3 khoản 2).
"""

from __future__ import annotations

from sqlalchemy import func, select

from app.access.second_wall import past_the_wall
from app.access.standing import Standing
from app.areas.organization.models import Position
from app.areas.personnel.models import Employee
from app.changes.models import Change
from app.changes.places import Place
from app.extensions import db

LAST = 1_000_000_000


def competent(standing: Standing, change: Change, place: Place) -> bool:
    """Whether the approver's grants reach far enough for the person whom the change is about.

    A unit that manages the staff of another stands above it already.
    """
    if change.subject_id is None or not leads_his_unit(change.subject_id):
        return True
    managed_elsewhere = place.managing_path != place.using_path
    managing = place.managing_path if managed_elsewhere else _above(place.managing_path)
    return standing.reach("approve", change.record).covers(_above(place.using_path), managing, None)


@past_the_wall("who is competent does not depend on what the one who asks may see")
def leads_his_unit(employee_id: int) -> bool:
    """Whether the employee holds a leading position and nobody in his unit goes before him in precedence.

    Where the head's post is empty the deputies are the unit's first, and fall under the same rule.
    """
    people, posts = Employee.__table__, Position.__table__
    rank = func.coalesce(posts.c.sort_order, LAST)
    leaders = people.join(posts, posts.c.id == people.c.position_id)
    own = db.session.execute(
        select(people.c.unit_id, rank)
        .select_from(leaders)
        .where(people.c.id == employee_id, posts.c.is_leader.is_(True))
    ).first()
    if own is None:
        return False
    unit_id, precedence = own
    before = (
        select(people.c.id)
        .select_from(leaders)
        .where(people.c.unit_id == unit_id, posts.c.is_leader.is_(True), rank < precedence)
        .limit(1)
    )
    return db.session.execute(before).first() is None


def _above(path: str | None) -> str | None:
    """The path of the unit above: `/1/7/` -> `/1/`; nothing lies above the root."""
    if not path or path.count("/") < 3:
        return None
    return path[:-1].rpartition("/")[0] + "/"
