"""A migration may write official tables, and leaves every one of them locked."""

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Column, Text, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from app.changes import guard
from app.extensions import db
from app.records.clock import now
from tests.toys import Pet


def owner():
    """The engine of whoever may migrate."""
    return db.engines.get("owner", db.engine)


def test_a_table_that_is_made_anew_gets_its_lock_back(world):
    registry = world.app.extensions["registry"]
    hooks = world.app.extensions["migration_hooks"]
    with world.as_operator(), owner().connect() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with hooks.around(connection):
            with operations.batch_alter_table("pet", recreate="always") as batch:
                batch.add_column(Column("favourite_food", Text))
            assert "pet" in guard.missing(connection, registry)
            connection.execute(text("UPDATE pet SET favourite_food = 'fish'"))
        connection.commit()
        assert guard.missing(connection, registry) == []
        assert connection.scalar(text("SELECT count(*) FROM pet WHERE favourite_food = 'fish'")) == 4
        with pytest.raises(DBAPIError, match=guard.MESSAGE):
            connection.execute(text("UPDATE pet SET favourite_food = 'bread'"))


def test_the_lock_stays_open_over_the_steps_of_a_migration_that_commit(world):
    """Alembic commits between two migrations where a database has no DDL in transactions."""
    with world.as_operator(), owner().connect() as connection:
        with world.app.extensions["migration_hooks"].around(connection):
            connection.execute(insert(Pet.past).values(id=1, superseded_at=now()))
            if connection.dialect.name == "sqlite":
                connection.commit()
                connection.execute(update(Pet.__table__).values(kind="dog"))
        connection.commit()
        assert connection.scalars(select(Pet.past.c.id)).all() == [1]
        with pytest.raises(DBAPIError, match=guard.MESSAGE):
            connection.execute(update(Pet.__table__).values(kind="cat"))


def test_a_migration_that_fails_leaves_the_lock_shut(world):
    with world.as_operator(), owner().connect() as connection:
        with pytest.raises(ZeroDivisionError), world.app.extensions["migration_hooks"].around(connection):
            raise ZeroDivisionError
        with pytest.raises(DBAPIError, match=guard.MESSAGE):
            connection.execute(update(Pet.__table__).values(kind="dog"))


def test_tables_of_records_that_the_application_does_not_list_are_none_of_its_business(world):
    hooks = world.app.extensions["migration_hooks"]
    tables = db.metadata.tables
    assert hooks.is_ours(tables["pet"], "pet") and hooks.is_ours(tables["pet_past"], "pet_past")
    assert hooks.is_ours(tables["change"], "change") and hooks.is_ours(tables["ab_user"], "ab_user")
    assert not hooks.is_ours(tables["employee"], "employee")
