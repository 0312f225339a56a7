"""The second wall: behind the session's own, PostgreSQL itself keeps back every row that the standing does not reach.

It stands where the connection's role owns nothing and has the roles `<name>_open` and `<name>_wide` beside it (README,
“Installing for real”).
Before a statement the connection is told the reach of the present standing, for this transaction alone, with one
statement that is sent only when something differs. What nobody told it means no row. The engine's own reads and writes
past the wall say so with `past_the_wall`.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from flask import g, has_app_context
from sqlalchemy import Connection, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import Pool

from app.access import policies
from app.access.policies import NARROW, OPEN, WIDE
from app.access.standing import Reach, Standing, current_standing
from app.extensions import db
from app.records.area import registry

log = logging.getLogger(__name__)

TELL = "SELECT set_config('wall.reach', %s, true), set_config('role', %s, true)"
TELL_UNITS = (
    "SELECT set_config('wall.reach', %s, true), "
    "set_config('role', CASE WHEN wall_reaches_many(%s::text[]) THEN %s ELSE 'none' END, true)"
)
ROLES, TOLD = "wall_roles", "wall_told"  # in `connection.info`
SAVEPOINTS = ("SAVEPOINT", "ROLLBACK TO", "RELEASE")
Told = tuple[str, str]  # the reach as JSON, and the role that reads
ToTell = (
    Told | tuple[str, list[str], str]
)  # or paths whose units are still to be counted, and the role if they are many
NOTHING: Told = ("", "none")
UNKNOWN: Told = ("?", "?")
OFF = (
    "The second wall is off: this database has one role for everything. "
    "README, “Installing for real”, says how to make the roles."
)
LOOK = """
SELECT own.rolname,
    wide.rolname IS NOT NULL AND pg_has_role(own.oid, wide.oid, 'MEMBER'),
    own.rolsuper OR own.rolbypassrls OR coalesce(wide.rolsuper OR wide.rolbypassrls, false)
    OR pg_has_role(own.oid, opened.oid, 'USAGE')
    OR coalesce(pg_has_role(own.oid, wide.oid, 'USAGE') OR pg_has_role(wide.oid, opened.oid, 'USAGE'), false)
    OR EXISTS (
        SELECT FROM pg_class t
        WHERE t.relkind = 'r' AND t.relrowsecurity
        AND (pg_has_role(own.oid, t.relowner, 'USAGE') OR coalesce(pg_has_role(wide.oid, t.relowner, 'USAGE'), false))
    )
FROM pg_roles own
JOIN pg_roles opened ON opened.rolname = own.rolname || '_open'
LEFT JOIN pg_roles wide ON wide.rolname = own.rolname || '_wide'
WHERE own.rolname = session_user
"""


class WallDown(RuntimeError):
    """The second wall should stand and does not; nothing may be served. The message says what is to be mended."""


@contextlib.contextmanager
def past_the_wall(reason: str) -> Iterator[None]:
    """What the block does by statements on bare tables, it does past the second wall; `reason` says why that is right.

    The first wall is not touched: classes stay narrowed to the standing.
    """
    del reason
    before = g.get("past_the_wall", False)
    g.past_the_wall = True
    try:
        yield
    finally:
        g.past_the_wall = before


@event.listens_for(Engine, "connect")
def _look(connection: Any, record: Any) -> None:
    """Whether the wall stands on a new connection. Raises `WallDown` when its role could do without being told."""
    if not type(connection).__module__.startswith("psycopg"):
        return
    found = connection.execute(LOOK).fetchone()
    connection.rollback()
    if found is None:
        return
    roles = policies.reading_roles(found[0])
    if not found[1]:
        raise WallDown(
            f"The database lacks a role that the second wall needs: "
            f"CREATE ROLE {roles[WIDE]} NOLOGIN; GRANT {roles[WIDE]} TO {roles[NARROW]}; then run `flask bootstrap`."
        )
    if found[2]:
        raise WallDown(
            f"The database role of DATABASE_URL sees rows that nobody opened to it: it must be NOINHERIT, own no table, and "
            f"be a member of {roles[OPEN]} and {roles[WIDE]} without inheriting "
            f"(GRANT … WITH INHERIT FALSE from PostgreSQL 16 on)."
        )
    record.info[ROLES] = roles


@event.listens_for(Engine, "before_cursor_execute")
def _tell(
    connection: Connection, _cursor: Any, statement: str, _parameters: Any, _context: Any, _executemany: bool
) -> None:
    """Tell the transaction in whose reach the statement reads, if it does not know yet."""
    roles = connection.info.get(ROLES)
    # Within a failed transaction only the way back to a savepoint is left, and nothing may be sent before it.
    if roles is None or is_telling(statement) or statement.startswith(SAVEPOINTS):
        return
    wanted = _to_tell(roles)
    if connection.info.get(TOLD, NOTHING) == wanted:
        return
    connection.info[TOLD] = _told(connection, wanted)


def _told(connection: Connection, wanted: ToTell) -> Told:
    """Tell it. Of a reader by units the database answers as which role he reads; for the rest of the request that is kept."""
    if len(wanted) == 2:
        connection.exec_driver_sql(TELL, wanted)
        return wanted
    reach, role = connection.exec_driver_sql(TELL_UNITS, wanted).one()
    standing = current_standing()
    g.wall_reaches[id(standing)] = (standing, (reach, role))
    return reach, role


def is_telling(statement: str) -> bool:
    """Whether a statement tells the connection in whose reach it reads."""
    return statement in (TELL, TELL_UNITS)


@event.listens_for(Engine, "commit")
@event.listens_for(Engine, "rollback")
def _forget(connection: Connection) -> None:
    """PostgreSQL drops what it was told with the transaction."""
    connection.info.pop(TOLD, None)


@event.listens_for(Engine, "rollback_savepoint")
def _doubt(connection: Connection, _name: str, _context: Any) -> None:
    """What was told since the savepoint is gone, what was told before it holds again."""
    if ROLES in connection.info:
        connection.info[TOLD] = UNKNOWN


@event.listens_for(Pool, "reset")
def _forget_for_the_next(_connection: Any, record: Any, _state: Any) -> None:
    record.info.pop(TOLD, None)


def _to_tell(roles: Mapping[str, str]) -> ToTell:
    standing = current_standing()
    past = standing.unlimited or (has_app_context() and g.get("past_the_wall", False))
    if past:
        return json.dumps({"user": standing.user_id, "past": True}), roles[OPEN]
    if standing.user_id is None and not standing.grants:
        return NOTHING
    held = g.setdefault("wall_reaches", {})
    if id(standing) not in held:
        # The standing is kept with it, so that its id is not given to another one meanwhile.
        held[id(standing)] = (standing, _reach_of(standing, roles))
    found: ToTell = held[id(standing)][1]
    return found


def _reach_of(standing: Standing, roles: Mapping[str, str]) -> ToTell:
    """Who reads every row that is not kept apart takes the open role; of what is, and for anybody else of everything, the
    policies read his reach, and the database counts its units.
    """
    reaches = {
        record.name: Reach(everywhere=True) if record.scope == "open" else standing.reach("read", record.name)
        for record in registry()
        if standing.may("read", record.name)
    }
    kept_apart = [record.name for record in policies.apart(registry())]
    ordinary = [record.name for record in registry() if record.name not in kept_apart]
    if all(name in reaches and reaches[name].everywhere for name in ordinary):
        of_others = {name: _as_json(reaches[name]) for name in kept_apart if name in reaches}
        return json.dumps({"user": standing.user_id, "others": of_others}), roles[OPEN]
    shared = Counter(reach for reach in reaches.values() if not reach.everywhere)
    plain = shared.most_common(1)[0][0] if shared else Reach()
    told = {
        "user": standing.user_id,
        "plain": _as_json(plain),
        "records": [name for name, reach in reaches.items() if reach == plain],
        "others": {name: _as_json(reach) for name, reach in reaches.items() if reach != plain},
    }
    paths = {path for reach in reaches.values() for path in (*reach.using, *reach.managing)}
    if any(
        reaches[record.name].everywhere for record in registry() if record.scope == "rows" and record.name in reaches
    ):
        paths.add("/")
    return json.dumps(told), sorted(paths), roles[WIDE]


def _as_json(reach: Reach) -> dict[str, Any]:
    parts = {
        "everywhere": reach.everywhere,
        "using": list(reach.using),
        "managing": list(reach.managing),
        "subject": reach.subject_id,
    }
    return {name: value for name, value in parts.items() if value}


def stands(connection: Connection) -> bool:
    """Whether PostgreSQL narrows what this connection reads."""
    return ROLES in connection.info


def faults(connection: Connection) -> list[str]:
    """What keeps the second wall from doing its work where it stands: tables that it does not cover."""
    return policies.missing(connection, registry()) if stands(connection) else []


def refuse_to_serve_unwalled() -> None:
    """Say at the start whether the second wall stands. Raises `WallDown` when it lets rows through that it should not."""
    try:
        with db.engine.connect() as connection:
            if not stands(connection):
                if connection.dialect.name == "postgresql":
                    log.warning(OFF)
                return
            open_tables = faults(connection) or _seen_by_nobody(connection)
    except OperationalError:
        log.warning("The database cannot be reached; whether the second wall stands is seen when it can be.")
        return
    if open_tables:
        raise WallDown(
            f"The second wall does not cover {', '.join(open_tables)}; run `flask bootstrap` with DATABASE_OWNER_URL set."
        )
    log.info("The second wall stands.")


def _seen_by_nobody(connection: Connection) -> list[str]:
    """Narrowed tables of which a transaction that was told nothing sees a row."""
    narrowed = policies.policies(registry()).keys() - policies.SYSTEM.keys()
    tables = (db.metadata.tables[name] for name in sorted(narrowed))
    return [t.name for t in tables if connection.execute(select(1).select_from(t).limit(1)).first()]
