"""A PostgreSQL database is put back to what it was: quicker than to copy it anew, as a test writes to few of its tables."""

from __future__ import annotations

import time

import psycopg
from psycopg import Connection, sql

Name = tuple[str, str]  # schema, and table or sequence
PATIENCE = 2.0  # seconds for the connections of the last test to end
# Whatever alters the schema, a right, a policy or a trigger writes a new version of one of these rows.
SCHEMA = """
SELECT md5(string_agg(part, ' ' ORDER BY part)) FROM (
    SELECT oid || ':' || xmin::text FROM pg_class WHERE relnamespace >= 16384 OR relnamespace = 'public'::regnamespace
    UNION ALL SELECT oid || ':' || xmin::text FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT oid || ':' || xmin::text FROM pg_policy
    UNION ALL SELECT oid || ':' || xmin::text FROM pg_trigger
    UNION ALL SELECT oid || ':' || xmin::text FROM pg_constraint
    UNION ALL SELECT oid || ':' || xmin::text FROM pg_default_acl
    UNION ALL SELECT oid || ':' || xmin::text FROM pg_attrdef
    UNION ALL SELECT attrelid || ':' || attnum || ':' || xmin::text FROM pg_attribute WHERE attacl IS NOT NULL
    UNION ALL SELECT setrole || ':' || xmin::text FROM pg_db_role_setting
) AS parts (part)
"""
WRITES = "SELECT schemaname, relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables"
SEQUENCES = "SELECT schemaname, sequencename, start_value, last_value FROM pg_sequences"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


class Untouched:
    """How a database is now. `address` is that of a superuser: no policy, trigger or foreign key stops him."""

    def __init__(self, address: str) -> None:
        self._address = address
        with psycopg.connect(address, autocommit=True) as connection:
            self._schema = _schema(connection)
            self._sequences = _sequences(connection)
            self._rows = {name: _rows(connection, name) for name in _writes(connection)}
            self._writes = _writes(connection)

    def put_back(self) -> bool:
        """Take back what was written since. False where more than rows has changed, or where somebody is still connected."""
        with psycopg.connect(self._address, autocommit=True) as connection:
            if not _is_alone(connection) or _schema(connection) != self._schema:
                return False
            written = [name for name, count in _writes(connection).items() if count != self._writes[name]]
            with connection.transaction():
                connection.execute("SET LOCAL session_replication_role = replica")
                for name in written:
                    self._refill(connection, name)
                for name, value in _sequences(connection).items():
                    if value != self._sequences[name]:
                        sequence = sql.Identifier(*name).as_string(connection)
                        connection.execute("SELECT setval(%s::regclass, %s, %s)", [sequence, *self._sequences[name]])
            connection.execute("SELECT pg_stat_force_next_flush()")
            self._writes = _writes(connection)
        return True

    def _refill(self, connection: Connection, name: Name) -> None:
        table = sql.Identifier(*name)
        connection.execute(sql.SQL("DELETE FROM {}").format(table))
        if self._rows[name]:
            with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
                copy.write(self._rows[name])


def _schema(connection: Connection) -> str:
    return str(connection.execute(SCHEMA).fetchone()[0])


def _writes(connection: Connection) -> dict[Name, int]:
    """By table, how many rows were ever written, taken back or not; a connection's are known once it has ended."""
    return {(place, name): count for place, name, count in connection.execute(WRITES)}


def _sequences(connection: Connection) -> dict[Name, tuple[int, bool]]:
    """The last value of every sequence, and whether it was given; else the first one, which was not."""
    rows = connection.execute(SEQUENCES).fetchall()
    return {(place, name): (start, False) if last is None else (last, True) for place, name, start, last in rows}


def _rows(connection: Connection, name: Name) -> bytes:
    with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(*name))) as copy:
        return b"".join(bytes(part) for part in copy)


def _is_alone(connection: Connection) -> bool:
    """Whether all others have gone, which they do a moment after they were let go."""
    until = time.monotonic() + PATIENCE
    while connection.execute(OTHERS).fetchone()[0]:
        if time.monotonic() > until:
            return False
        time.sleep(0.002)
    return True
