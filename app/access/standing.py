"""What a user may do and how far it reaches: his grants in force, worked out once a request."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from flask import current_app, g, has_app_context, has_request_context
from sqlalchemy import BindParameter, Date, Select, Table, bindparam, or_, select

from app.access.models import Grant, Login
from app.access.rights import SEE, SYSTEM, level_subject, role_permissions
from app.access.roles import LEVELS, ROLES
from app.extensions import db
from app.records.area import registry
from app.records.clock import today
from app.records.recent import Recent
from app.records.record import Record

Found = TypeVar("Found")

STANDINGS_MOST = 500


@dataclass(frozen=True)
class Reach:
    """The rows a right covers: all, those of units below a path (by using or managing unit), those about one person."""

    everywhere: bool = False
    using: tuple[str, ...] = ()
    managing: tuple[str, ...] = ()
    subject_id: int | None = None

    @property
    def nothing(self) -> bool:
        return not (self.everywhere or self.using or self.managing or self.subject_id)

    def covers(self, using_path: str | None, managing_path: str | None, subject_id: int | None) -> bool:
        """Whether one row lies within."""
        return (
            self.everywhere
            or bool(using_path and using_path.startswith(self.using or ("\0",)))
            or bool(managing_path and managing_path.startswith(self.managing or ("\0",)))
            or bool(self.subject_id and self.subject_id == subject_id)
        )

    def includes(self, other: Reach) -> bool:
        """Whether every row of another reach surely lies within this one."""
        return self.everywhere or (
            not other.everywhere
            and all(path.startswith(self.using or ("\0",)) for path in other.using)
            and all(path.startswith(self.managing or ("\0",)) for path in other.managing)
            and other.subject_id in (None, self.subject_id)
        )


@dataclass(frozen=True)
class HeldGrant:
    """A grant in force: the role, what the role permits, and path and name of its unit (no path for a role that needs none)."""

    role: str
    permissions: frozenset[tuple[str, str]] = frozenset()
    path: str | None = None
    follows: str = "using"
    unit_name: str = ""


@dataclass(frozen=True)
class Standing:
    """A user's grants in force. `unlimited` is the standing of commands run by the operator, never of a web user."""

    user_id: int | None = None
    subject_id: int | None = None
    grants: tuple[HeldGrant, ...] = ()
    unlimited: bool = False
    _derived: dict[Hashable, Any] = field(default_factory=dict, compare=False, hash=False, repr=False)

    def derived(self, key: Hashable, work_out: Callable[[], Found]) -> Found:
        """What follows from these grants and the declarations alone, worked out once; nothing else may enter into it."""
        if key not in self._derived:
            self._derived[key] = work_out()
        found: Found = self._derived[key]
        return found

    def holds(self, permission: str, subject: str) -> bool:
        """Whether some grant in force brings a permission such as `can_write` on `employee`."""
        return any((permission, subject) in grant.permissions for grant in self.grants)

    def may(self, right: str, record: str) -> bool:
        """Whether the right is held at all, over whichever rows."""
        return self.unlimited or self.holds(f"can_{right}", record)

    def keeps(self, record: str) -> bool:
        """Whether rows of others are written too: by a keeper of records, not by a person about himself alone."""
        reach = self.reach("write", record)
        return bool(reach.everywhere or reach.using or reach.managing)

    def may_act(self, act: str) -> bool:
        """Whether a role in force allows an act that is no right on a record (administer, audit)."""
        return self.holds(f"can_{act}", SYSTEM)

    def reach(self, right: str, record: str, *levels: str) -> Reach:
        """The rows of `record` over which the right is held, by grants that also see these field groups in full."""
        if self.unlimited:
            return Reach(everywhere=True)
        return self.derived(("reach", right, record, levels), lambda: self._reach(right, record, levels))

    def _reach(self, right: str, record: str, levels: tuple[str, ...]) -> Reach:
        wanted = {(f"can_{right}", record), *((SEE, level_subject(level)) for level in levels if level != "open")}
        return self._joined(grant for grant in self.grants if wanted <= grant.permissions)

    def _joined(self, grants: Iterator[HeldGrant]) -> Reach:
        everywhere, subject_id = False, None
        paths: dict[str, set[str]] = {"using": set(), "managing": set()}
        for grant in grants:
            reach = ROLES[grant.role].reach
            everywhere = everywhere or reach == "province"
            if reach == "self":
                subject_id = self.subject_id
            if reach == "unit" and grant.path:
                paths[grant.follows].add(grant.path)
        return Reach(everywhere, tuple(sorted(paths["using"])), tuple(sorted(paths["managing"])), subject_id)

    def sees(self, level: str) -> str:
        """`shown`, `masked` or `absent` for the values of a field group in *every* row this user may come upon.

        A leader of a unit is an employee too: what he sees in full of himself he does not see of others. For one
        record, or for one row, `app.access.levels` gives the exact answer.
        """
        if level == "open" or self.unlimited:
            return "shown"
        reading = [grant for grant in self.grants if any(right == "can_read" for right, _record in grant.permissions)]
        if reading and all((SEE, level_subject(level)) in grant.permissions for grant in reading):
            return "shown"
        return LEVELS[level].otherwise

    def sees_anywhere(self, record: str, level: str) -> bool:
        """Whether some grant lets a field group of a record be read in full, for records that belong to no unit."""
        wanted = {("can_read", record), *([] if level == "open" else [(SEE, level_subject(level))])}
        return self.unlimited or any(wanted <= grant.permissions for grant in self.grants)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of every unit over which some role is held."""
        return tuple(sorted({grant.path for grant in self.grants if grant.path}))

    @property
    def province_wide(self) -> bool:
        return self.unlimited or any(ROLES[grant.role].reach == "province" for grant in self.grants)


NOBODY = Standing()


@lru_cache(maxsize=8)
def _grants_in_force(tree: Table, named_by: str) -> Select[Any]:
    """The subject, and the grants on a day, of a user; the user and the day are given when it is executed."""
    login, grant = Login.__table__, Grant.__table__
    day: BindParameter[date] = bindparam("day", type_=Date())
    in_force = (grant.c.valid_from <= day) & or_(grant.c.valid_to.is_(None), grant.c.valid_to >= day)
    return (
        select(login.c.subject_id, grant.c.role, grant.c.follows, tree.c.path, tree.c[named_by].label("unit_name"))
        .select_from(login)
        .outerjoin(grant, (grant.c.user_id == login.c.user_id) & in_force)
        .outerjoin(tree, tree.c.id == grant.c.unit_id)
        .where(login.c.user_id == bindparam("user"))
    )


def standing_of(user_id: int) -> Standing:
    """The standing of a user today, from one statement."""
    permitted = role_permissions()
    tree = registry().tree
    statement = _grants_in_force(tree.__table__, tree.named_by[0])
    # Tables alone, which no wall narrows: it would ask who is asking.
    rows = db.session.connection().execute(statement, {"user": user_id, "day": today()}).all()
    grants = tuple(
        HeldGrant(row.role, permitted.get(row.role, frozenset()), row.path, row.follows, row.unit_name or "")
        for row in rows
        if row.role in ROLES
    )
    return _met_before(Standing(user_id, rows[0].subject_id if rows else None, grants))


def _met_before(standing: Standing) -> Standing:
    """The equal standing of an earlier request, with what was worked out for it.

    The grants themselves are read for every request; one that differs in anything is another standing.
    """
    known: Recent[Standing] = current_app.extensions.setdefault("standings", Recent(STANDINGS_MOST))
    return known.find(standing, lambda: standing)


@contextlib.contextmanager
def acting_as(standing: Standing) -> Iterator[Standing]:
    """Do what follows with this standing. It lives on the application context and ends with it."""
    before = g.get("standing_override")
    _let_go_of_rows()
    g.standing_override = standing
    try:
        yield standing
    finally:
        g.standing_override = before
        _let_go_of_rows()


def go_on_with(standing: Standing) -> None:
    """Within `acting_as`: put what the user may do by now in the place of what he could when the work began."""
    if standing != g.get("standing_override"):
        _let_go_of_rows()
        g.standing_override = standing


def _let_go_of_rows() -> None:
    """`session.get` answers from memory and asks no wall, so official rows read in another's name leave the session.

    They stay readable for whoever holds them. Nothing is lost: they are never written through the session.
    """
    for row in list(db.session.identity_map.values()):
        if isinstance(row, Record) and row.scope == "rows":
            db.session.expunge(row)


def operator(reason: str) -> contextlib.AbstractContextManager[Standing]:
    """Act with the standing of the operator at the server's console; `reason` says in the code why that is right."""
    del reason
    return acting_as(Standing(unlimited=True))


def current_standing() -> Standing:
    """The standing in whose name the program acts now; of nobody when none is known."""
    if not has_app_context():
        return NOBODY
    override: Standing | None = g.get("standing_override")
    if override is not None:
        return override
    return _of_request() if has_request_context() else NOBODY


def _of_request() -> Standing:
    """The standing of the request's user. While it is being worked out, the statements it needs run as nobody."""
    if g.get("standing_resolving"):
        return NOBODY
    g.standing_resolving = True
    try:
        user = g.get("user")
        if user is None or not getattr(user, "is_authenticated", False):
            return NOBODY
        held: Standing | None = g.get("standing")
        if held is None or held.user_id != user.id:
            # It may be asked for in the midst of a flush.
            with db.session.no_autoflush:
                held = g.standing = standing_of(user.id)
        return held
    finally:
        g.standing_resolving = False
