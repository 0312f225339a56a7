"""Nothing but the one door writes an official table: not the session, not the connection, not another client."""

import contextlib
import sqlite3

import psycopg
import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.access.owner import as_owner
from app.changes import guard
from app.changes.guard import applying
from app.extensions import db
from app.records.clock import now
from tests import toys
from tests.toys import Person, Pet

ROW = {"number": "E9", "full_name": "Lách", "region_id": 2, "scope_id": 2}
INSERT = "INSERT INTO person (id, number, full_name, region_id, recorded_at) VALUES (9, 'E9', 'Lách', 2, '2026-01-01')"
SELECTED = "INSERT INTO pet (id, person_id, name_vi, recorded_at) SELECT 9, 1, 'Lách', CURRENT_TIMESTAMP"


def new_row(**more):
    return {**ROW, "recorded_at": now(), **more}


def merged():
    db.session.merge(Person(id=1, number="E1", full_name="Lách", region_id=2, recorded_at=now()))
    db.session.flush()


def changed_by_attribute():
    db.session.get(Person, 1).full_name = "Lách"
    db.session.flush()


def added():
    db.session.add(Person(**new_row()))
    db.session.flush()


def removed():
    db.session.delete(db.session.get(Pet, 1))
    db.session.flush()


WAYS = {
    "ORM insert": lambda: db.session.execute(insert(Person).values(**new_row())),
    "Core insert": lambda: db.session.execute(insert(Person.__table__).values(**new_row())),
    "bulk_insert_mappings": lambda: db.session.bulk_insert_mappings(Person, [new_row()]),
    "bulk_save_objects": lambda: db.session.bulk_save_objects([Person(**new_row())]),
    "bulk_update_mappings": lambda: db.session.bulk_update_mappings(Person, [{"id": 1, "full_name": "Lách"}]),
    "Core update": lambda: db.session.execute(update(Person.__table__).values(notes="Lách")),
    "query.update": lambda: db.session.query(Person).update({"notes": "Lách"}),
    "ORM delete": lambda: db.session.execute(delete(Pet)),
    "attribute and flush": changed_by_attribute,
    "add and flush": added,
    "delete and flush": removed,
    "merge and flush": merged,
    "former images": lambda: db.session.execute(insert(Person.past).values(id=1, superseded_at=now())),
    "text": lambda: db.session.execute(text("UPDATE person SET notes = 'Lách'")),
    "text after a comment": lambda: db.session.execute(text("/* a report */ -- of units\n UPDATE person SET notes = 'Lách'")),
    "text in quotes": lambda: db.session.execute(text('DELETE FROM "pet"')),
    "text with a WITH before": lambda: db.session.execute(
        text("WITH own AS (SELECT id FROM person WHERE id = 1) UPDATE person SET notes = 'Lách' WHERE id IN (SELECT id FROM own)")
    ),
    "WITH … INSERT": lambda: db.session.execute(text(f"WITH one AS (SELECT 1 AS id) {SELECTED} FROM one")),
    "upsert": lambda: db.session.execute(text(f"{INSERT} ON CONFLICT (id) DO UPDATE SET full_name = 'Lách'")),
    "upsert of a row that is there": lambda: db.session.execute(
        text(f"{INSERT.replace('(9,', '(1,')} ON CONFLICT (id) DO UPDATE SET full_name = 'Lách'")
    ),
}  # fmt: skip
OWN_WAYS = {
    "sqlite": [
        INSERT.replace("INSERT", "REPLACE", 1).replace("(9,", "(1,"),
        INSERT.replace("INSERT", "INSERT OR REPLACE", 1).replace("(9,", "(1,"),
        INSERT.replace("INSERT", "INSERT OR IGNORE", 1),
        "UPDATE OR FAIL person SET notes = 'Lách'",
    ],
    "postgresql": [
        "TRUNCATE person CASCADE",
        "TRUNCATE person_past",
        "WITH gone AS (DELETE FROM pet RETURNING id) SELECT count(*) FROM gone",
        "MERGE INTO person p USING (SELECT 1 AS id) s ON p.id = s.id WHEN MATCHED THEN UPDATE SET notes = 'Lách'",
        "DO $$ BEGIN UPDATE person SET notes = 'Lách'; END $$",
    ],
}


def counts():
    official = {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in toys.TABLES}
    noted = db.session.scalar(select(func.count()).where(Person.__table__.c.notes.is_not(None)))
    names = tuple(db.session.scalars(select(Person.__table__.c.full_name).order_by(Person.__table__.c.id)))
    return official, noted, names


def refused(write):
    before = counts()
    with pytest.raises(DBAPIError, match=guard.MESSAGE):
        write()
    db.session.rollback()
    assert counts() == before


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_is_refused(world, way):
    with world.as_operator():
        refused(WAYS[way])


def test_each_way_of_one_database_alone_is_refused(world):
    with world.as_operator(), as_owner():
        for statement in OWN_WAYS[db.engine.dialect.name]:
            refused(lambda statement=statement: db.session.execute(text(statement)))


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_copy_is_refused(world):
    with world.as_operator(), as_owner():
        cursor = db.session.connection().connection.cursor()
        copied = "COPY pet (id, person_id, name_vi, recorded_at) FROM STDIN"
        with pytest.raises(psycopg.Error, match=guard.MESSAGE), cursor.copy(copied) as copy:
            copy.write("9\t1\tLách\t2026-01-01\n")
        db.session.rollback()
        assert db.session.scalar(select(func.count(Pet.id))) == 4


@contextlib.contextmanager
def foreign_client():
    """Somebody with the database's own tools."""
    url = db.engine.url
    if db.engine.dialect.name == "sqlite":
        connection = sqlite3.connect(url.database)
    else:
        connection = psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False))
    try:
        yield connection
    finally:
        connection.close()


@pytest.mark.parametrize(
    "statement", [INSERT, "UPDATE person SET notes = 'x'", "DELETE FROM pet", "UPDATE region_past SET id = 1"]
)
def test_a_foreign_client_is_refused(world, statement):
    with world.as_operator():
        before = counts()
        if statement.endswith("id = 1"):
            with applying(db.session):
                db.session.execute(insert(toys.Region.past).values(id=7, superseded_at=now()))
            db.session.commit()
            before = counts()
        with foreign_client() as client, pytest.raises((sqlite3.OperationalError, psycopg.Error)) as refusal:
            client.execute(statement)
        assert "changes_applying" in str(refusal.value) or guard.MESSAGE in str(refusal.value)
        db.session.rollback()
        assert counts() == before


def written():
    """Whether an official row can be written now."""
    try:
        with db.session.begin_nested():
            db.session.execute(update(Person.__table__).where(Person.__table__.c.id == 1).values(notes="written"))
    except DBAPIError as error:
        assert guard.MESSAGE in str(error)
        return False
    return True


def begin():
    """A transaction that writes, so that savepoints lie within it on SQLite too."""
    login = db.metadata.tables["login"]
    db.session.execute(update(login).values(session_version=login.c.session_version))


def test_the_lock_is_open_inside_the_block_alone(world):
    with world.as_operator():
        begin()
        assert not written()
        with applying(db.session):
            assert written()
        assert not written()


def test_an_inner_block_does_not_shut_the_outer_one(world):
    with world.as_operator():
        begin()
        with applying(db.session):
            with applying(db.session):
                assert written()
            assert written()
        assert not written()


def test_a_block_that_fails_leaves_the_lock_shut(world):
    with world.as_operator():
        begin()
        with pytest.raises(ZeroDivisionError), applying(db.session):
            raise ZeroDivisionError
        assert not written()


def test_a_block_whose_statement_fails_leaves_the_lock_shut(world):
    with world.as_operator():
        begin()
        with pytest.raises(IntegrityError), db.session.begin_nested(), applying(db.session):
            db.session.execute(update(Person.__table__).values(number="E1"))
        assert not written()


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_the_lock_shuts_with_the_transaction_even_inside_the_block(world, end):
    with world.as_operator():
        with applying(db.session):
            assert written()
            getattr(db.session, end)()
            begin()
            assert not written()
        begin()
        assert not written()
        with applying(db.session):
            assert written()


@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_the_lock_shuts_though_the_connection_is_kept(world, end):
    with world.as_operator(), db.engine.connect() as connection, guard.unlocked(connection, guard.OPENED):
        connection.execute(update(Person.__table__).values(notes="x"))
        getattr(connection, end)()
        with pytest.raises(DBAPIError, match=guard.MESSAGE):
            connection.execute(update(Person.__table__).values(notes="y"))
        connection.rollback()


def test_a_connection_comes_back_from_the_pool_with_its_lock_shut(world):
    with world.as_operator():
        db.session.remove()
        connection = db.engine.connect()
        with guard.unlocked(connection):
            driver = connection.connection.dbapi_connection
            connection.close()
            with db.engine.connect() as again:
                assert again.connection.dbapi_connection is driver
                with pytest.raises(DBAPIError, match=guard.MESSAGE):
                    again.execute(update(Person.__table__).values(notes="x"))
                again.rollback()


def test_another_connection_does_not_profit(world):
    with world.as_operator(), db.engine.connect() as other, applying(db.session):
        with pytest.raises(DBAPIError, match=guard.MESSAGE):
            other.execute(update(Person.__table__).values(notes="x"))
        other.rollback()


def test_official_tables_without_their_whole_lock_are_reported(world):
    registry = world.app.extensions["registry"]
    with world.as_operator(), as_owner():
        connection = db.session.connection()
        assert guard.missing(connection, registry) == []
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP TRIGGER changes_guard ON pet"))
            connection.execute(text("ALTER TABLE posting_past DISABLE TRIGGER changes_guard"))
        else:
            connection.execute(text("DROP TRIGGER changes_guard_pet_update"))
            connection.execute(text("DROP TRIGGER changes_guard_posting_past_delete"))
        assert guard.missing(connection, registry) == ["pet", "posting_past"]
        guard.install_where_present(connection, registry)
        assert guard.missing(connection, registry) == []
        db.session.rollback()


def test_a_table_named_like_a_word_of_sql_is_locked_too(world):
    with world.as_operator():
        dialect = db.engine.dialect
        made = list(guard.statements(dialect.name, ["order"], dialect.identifier_preparer))
        assert all('ON "order"' in statement for statement in made if "CREATE" in statement)
