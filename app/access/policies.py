"""The second wall as PostgreSQL has it: row-level security made from the declarations, for the web role alone.

Every table has a rule in both walls. `rows`: narrowed to the standing's reach. `open`: any user of the product may read
it. `system`: the program's own, about nobody's personnel data. A table without a rule fails the check.

Three roles read. The web role itself is for a reader of few units: its policies ask STABLE functions through a sub-select,
which the planner works out once for a statement, so that the indexes on `scope_id` and `managing_id` serve them.
`<web role>_wide` is for a reader of many: his units are looked up in a set, where a list of thousands would be gone
through for every row. `<web role>_open` has policies without a condition: they fold away, and the index of the search text
keeps serving whoever reads the whole province. Records kept apart from him, as those of planning, keep their condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, inspect, text

from app.access.privileges import FRAMEWORK, privileges
from app.access.roles import ROLES
from app.access.scope import has_own_rule
from app.extensions import db
from app.records.area import Registry
from app.records.record import Record

PREFIX = "wall_"
NARROW, WIDE, OPEN = "", "_wide", "_open"  # the web role, and what the names of the two others add to its name
MANY = 60  # units, beyond which they are better looked up in a set than gone through one by one
EVERYBODY = (NARROW, WIDE, OPEN)
VERSION_TABLE = "alembic_version"
SYSTEM = {
    "access_grant": "who holds which role over which unit; asked before a reach is known",
    "audit_entry": "who did what to which row; it never holds the personal data itself",
    "backup": "which backups were made, with counts of rows; no person's data",
    "batch": "what came together, with the document that allows it; no person's data",
    "derivation": "by which declaration the rows of a record were worked out; no person's data",
    "kept_form": "a half-filled form, sealed, given back by a one-time key to its user",
    "login": "asked before a reach is known",
    "national_packet": "which packets for the national database were made, with counts; no person's data",
    "past_password": "hashes of former passwords, asked before a reach is known",
    "published_set": "figures released to all units, without small cells and without a link to a person",
    "recovery_code": "keyed hashes, asked before a reach is known",
    "restore_test": "when a backup was tried, by whom, with what result",
    "second_factor": "a sealed secret, asked before a reach is known",
    "setting": "numbers of law and of the province",
    "sign_in_tries": "wrong tries by a keyed hash, asked before anybody is known",
    "user_session": "whose session lives, asked before a reach is known",
}
REASONS = {
    "pick": "names of units are history, which anyone may read; what may be chosen the product narrows itself",
    "open": "a list of the whole province, about no person",
}


@dataclass(frozen=True)
class Policy:
    """One policy: for which command and which of the three roles, which rows it lets see, which it lets come in.

    The open role reads without a condition where no policy is for it, and writes past the wall alone.
    """

    command: str = "SELECT"
    using: str = ""
    check: str = ""
    to: tuple[str, ...] = (NARROW, WIDE)

    @property
    def name(self) -> str:
        """As PostgreSQL knows it; two policies of a table differ in their command or in their first role."""
        return f"{PREFIX}{self.command.lower()}{self.to[0]}"


@dataclass(frozen=True)
class Rule:
    """What each wall does about one table: `rows`, `open`, `system`, or nothing; and why, where it does not narrow."""

    table: str
    first: str
    second: str
    reason: str = ""


PAST = Policy("ALL", using="(SELECT wall_past())", to=(OPEN,))
LISTED = "= ANY ((SELECT wall_units('{}', '{}'))::int[])"
IN_A_SET = "IN (SELECT unnest(wall_units('{}', '{}')))"
_policies: dict[str, tuple[Policy, ...]] = {}


def walled(*policies: Policy) -> Callable[[type], type]:
    """Class decorator for a table of the engine with policies of its own."""

    def register(cls: type) -> type:
        _policies[cls.__table__.name] = policies  # type: ignore[attr-defined]
        return cls

    return register


def within_units(record: str, subject: str | None = "subject_id", units: str = LISTED) -> str:
    """The condition for rows with `scope_id` and `managing_id`; `''` asks for the reach that most records share.

    `units` says how the keys of the units are held against: `LISTED`, or for many of them `IN_A_SET`.
    """
    arms = [f"scope_id {units.format(record, 'using')}", f"managing_id {units.format(record, 'managing')}"]
    if subject:
        arms.append(f"{subject} = (SELECT wall_subject('{record}'))")
    return " OR ".join(arms)


def apart(registry: Registry) -> list[type[Record]]:
    """The records that somebody who reads every person of the province may not read by that, as those of planning."""
    subject = registry.subject
    far = {role.name for role in ROLES.values() if role.reach == "province"}
    far &= set(subject.readers) if subject else set()
    return [record for record in registry if not far <= set(record.readers)]


def _of_record(record: type[Record], is_apart: bool) -> tuple[Policy, ...]:
    """Official rows are read within reach; who writes them has gone through the one door, which opens the wall."""
    without_unit = f"scope_id IS NULL AND (SELECT wall_everywhere('{record.name}'))"
    narrow, wide = (
        f"{within_units(record.name, record.subject_from, units)} OR ({without_unit})" for units in (LISTED, IN_A_SET)
    )
    of_units = (Policy(using=narrow, to=(NARROW,)), Policy(using=wide, to=(WIDE, OPEN) if is_apart else (WIDE,)))
    return (*of_units, PAST) if is_apart else of_units


def policies(registry: Registry) -> dict[str, tuple[Policy, ...]]:
    """The policies of every table that is narrowed to rows."""
    found, kept_apart = dict(_policies), apart(registry)
    for record in registry:
        if record.scope == "rows":
            asked = _of_record(record, record in kept_apart)
            found |= dict.fromkeys((record.__table__.name, record.past.name), asked)
    return found


def rules(registry: Registry) -> list[Rule]:
    """The rule of every table of the application, in both walls."""
    narrowed = policies(registry)
    records = {table.name: record for record in registry for table in (record.__table__, record.past)}
    return [_rule(table, records.get(table.name), narrowed) for table in _tables(registry)]


def _rule(table: Table, record: type[Record] | None, narrowed: Iterable[str]) -> Rule:
    second = "rows" if table.name in narrowed else ""
    if record is not None and record.scope == "rows":
        reason = "" if table is record.__table__ else "no class reads former images; the engine alone does"
        return Rule(table.name, "rows", second, reason)
    if record is not None:
        return Rule(table.name, "open", "open", REASONS.get(record.scope, ""))
    if has_own_rule(table):
        return Rule(table.name, "rows", second)
    if table.name.startswith(FRAMEWORK):
        return Rule(table.name, "system", "system", "the framework's users, roles and permissions")
    reason = SYSTEM.get(table.name, "")
    return Rule(table.name, "system" if reason else "", "system" if reason else second, reason)


def unruled(registry: Registry) -> list[str]:
    """Tables without a rule in one of the walls, or with an open one that nobody gave a reason for."""
    return [
        rule.table
        for rule in rules(registry)
        if not (rule.first and rule.second) or (rule.second != "rows" and not rule.reason)
    ]


def _tables(registry: Registry) -> list[Table]:
    """The tables of this application: toys of the tests belong to none that does not list them."""
    tables = db.metadata.tables.values()
    return sorted((t for t in tables if t.info.get("record") in (None, *registry.records)), key=lambda t: t.name)


def take_down(connection: Connection) -> None:
    """Drop the policies, for as long as a migration may alter what they name. Without one the web role sees no row."""
    found = connection.execute(
        text("SELECT tablename, policyname FROM pg_policies WHERE schemaname = current_schema()")
    ).all()
    quote = connection.dialect.identifier_preparer.quote
    for table, policy in found:
        if policy.startswith(PREFIX):
            connection.exec_driver_sql(f"DROP POLICY {quote(policy)} ON {quote(table)}")


def install_where_present(connection: Connection, registry: Registry, web_role: str) -> None:
    """Put functions, policies and grants on the tables that the database has; safe to repeat, by their owner alone."""
    take_down(connection)
    seen = inspect(connection)
    present = set(seen.get_table_names())
    tree = registry.tree.__table__.name
    if tree not in present:
        return
    quote = connection.dialect.identifier_preparer.quote
    for function in _functions(quote(tree), [record.name for record in apart(registry)]):
        connection.exec_driver_sql(function)
    roles = {which: quote(name) for which, name in reading_roles(web_role).items()}
    connection.exec_driver_sql(
        f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {quote(seen.default_schema_name or 'public')} TO {', '.join(roles.values())}"
    )
    for statement in _statements(registry, present, quote, roles):
        connection.exec_driver_sql(statement)


def reading_roles(web_role: str) -> dict[str, str]:
    """The web role, and the two that it takes and puts off within a transaction."""
    return {which: f"{web_role}{which}" for which in EVERYBODY}


def _statements(
    registry: Registry, present: set[str], quote: Callable[[str], str], roles: Mapping[str, str]
) -> Iterator[str]:
    without, everybody = unruled(registry), ", ".join(roles.values())
    for table in (t.name for t in _tables(registry) if t.name in present and t.name not in without):
        yield f"REVOKE ALL ON {quote(table)} FROM {everybody}"
        yield f"GRANT {privileges(table)} ON {quote(table)} TO {everybody}"
    if VERSION_TABLE in present:
        yield f"GRANT SELECT ON {VERSION_TABLE} TO {everybody}"
    for table, asked in policies(registry).items():
        if table not in present:
            continue
        yield f"ALTER TABLE {quote(table)} ENABLE ROW LEVEL SECURITY"
        for policy in asked:
            parts = [f" USING ({policy.using})"] if policy.using else []
            parts += [f" WITH CHECK ({policy.check})"] if policy.check else []
            readers = ", ".join(roles[which] for which in policy.to)
            yield f"CREATE POLICY {policy.name} ON {quote(table)} FOR {policy.command} TO {readers}{''.join(parts)}"
        if not any(OPEN in policy.to for policy in asked):
            yield f"CREATE POLICY {PREFIX}open ON {quote(table)} FOR SELECT TO {roles[OPEN]} USING (true)"
            yield f"CREATE POLICY {PAST.name} ON {quote(table)} FOR ALL TO {roles[OPEN]} USING ({PAST.using})"


def missing(connection: Connection, registry: Registry) -> list[str]:
    """Narrowed tables that stand without row-level security or without one of their policies."""
    rows = connection.execute(
        text(
            "SELECT p.tablename, p.policyname FROM pg_policies p JOIN pg_class c ON c.relname = p.tablename "
            "AND c.relnamespace = p.schemaname::regnamespace AND c.relrowsecurity WHERE schemaname = current_schema()"
        )
    )
    guarded = {(row.tablename, row.policyname) for row in rows}
    wanted = {table: {(table, policy.name) for policy in asked} for table, asked in policies(registry).items()}
    return sorted(table for table, pairs in wanted.items() if not pairs <= guarded)


def _functions(tree: str, kept_apart: Sequence[str]) -> Iterator[str]:
    """What the policies ask of the transaction's setting, which `app.access.second_wall` puts there.

    The setting is JSON: `user`; `plain`, the reach over the records named in `records`; `others`, the reach over each
    other record that may be read. A reach has `everywhere`, `using` and `managing` (paths), `subject`.
    """
    yield _function("wall_setting() RETURNS jsonb", "nullif(current_setting('wall.reach', true), '')::jsonb")
    yield _function(
        "wall_reach(record text) RETURNS jsonb",
        "coalesce(s -> 'others' -> record, CASE WHEN record = '' OR s -> 'records' ? record THEN s -> 'plain' END) "
        "FROM (SELECT wall_setting() AS s) AS held",
    )
    yield _function("wall_user() RETURNS int", "(wall_setting() ->> 'user')::int")
    yield _function("wall_past() RETURNS boolean", "coalesce((wall_setting() ->> 'past')::boolean, false)")
    yield _function("wall_subject(record text) RETURNS int", "(wall_reach(record) ->> 'subject')::int")
    yield _function(
        "wall_everywhere(record text) RETURNS boolean",
        "coalesce((wall_reach(record) ->> 'everywhere')::boolean, false)",
    )
    yield _function(
        "wall_units(record text, follows text) RETURNS int[]",
        "coalesce(array_agg(DISTINCT unit.id), '{}') FROM "
        "(SELECT jsonb_array_elements_text(r -> follows) AS path FROM wall_reach(record) AS r "
        "UNION ALL SELECT '/' FROM wall_reach(record) AS r WHERE (r ->> 'everywhere')::boolean) AS held "
        f"JOIN {tree} AS unit ON unit.path >= held.path AND unit.path < left(held.path, -1) || '0'",
    )
    names = ", ".join(f"'{name}'" for name in kept_apart)
    yield _function("wall_apart() RETURNS text[]", f"ARRAY[{names}]::text[]", "IMMUTABLE")
    yield _function(
        "wall_reaches_many(paths text[]) RETURNS boolean",
        f"EXISTS (SELECT FROM unnest(paths) AS held (path) JOIN {tree} AS unit "
        f"ON unit.path >= held.path AND unit.path < left(held.path, -1) || '0' OFFSET {MANY})",
    )
    yield _function("wall_plain() RETURNS text[]", _texts("jsonb_array_elements_text(wall_setting() -> 'records')"))
    yield _function("wall_others() RETURNS text[]", _texts("jsonb_object_keys(wall_setting() -> 'others')"))
    yield _function(
        "wall_covers(record text, using_id int, managing_id int, subject int) RETURNS boolean",
        "coalesce(wall_everywhere(record), false) OR coalesce(using_id = ANY (wall_units(record, 'using')), false) "
        "OR coalesce(managing_id = ANY (wall_units(record, 'managing')), false) "
        "OR coalesce(subject = wall_subject(record), false)",
    )


def _texts(rows: str) -> str:
    return f"ARRAY(SELECT {rows})"


def _function(head: str, body: str, volatility: str = "STABLE") -> str:
    return f"CREATE OR REPLACE FUNCTION {head} LANGUAGE sql {volatility} PARALLEL SAFE AS $$ SELECT {body} $$"
