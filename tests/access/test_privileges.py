"""What the ordinary web role may do to a table with the database's own tools."""

import psycopg
import pytest

from app.extensions import db
from tests.signing_in import OTHER, PASSWORD, account, enter, is_in, submit

pytestmark = pytest.mark.parametrize(
    "backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
INSERT = {
    "access_grant": "(user_id, role, follows, valid_from, document) VALUES (1, 'administrator', 'using', now(), 'x')",
    "setting": "(name, valid_from, value, source) VALUES ('second_factor_roles', now(), 'none', 'x')",
    "holiday": "(day, name, works, source) VALUES (now(), 'x', false, 'x')",
    "ab_role": "(name) VALUES ('x')",
    "ab_permission": "(name) VALUES ('x')",
    "ab_view_menu": "(name) VALUES ('x')",
    "ab_permission_view": "(permission_id) VALUES (1)",
    "ab_permission_view_role": "(role_id) VALUES (1)",
    "ab_user_role": "(user_id) VALUES (1)",
    "ab_user": "(username) VALUES ('x')",
    "login": "(user_id) VALUES (99)",
}
COLUMN = {"ab_permission_view_role": "role_id", "ab_user_role": "user_id", "ab_user": "username", "login": "subject_id"}


@pytest.fixture
def installed(world):
    """The privileges as an installation has them, without what tests are allowed."""
    account(world.app, "hoa")
    with world.app.app_context(), db.engines["owner"].begin() as owner:
        world.app.extensions["migration_hooks"].install(owner)
    return world


@pytest.fixture
def web(installed):
    """The web role, which takes the open role too."""
    with installed.app.app_context():
        url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        role = f"{db.engine.url.username}_open"
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection, role


def refused(web, statement):
    connection, role = web
    for taken in ("none", role):
        connection.execute(f"SET ROLE {taken}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)
    connection.execute("SET ROLE none")
    return True


@pytest.mark.parametrize("table", INSERT)
def test_what_nothing_served_writes_is_only_read(web, table):
    column = COLUMN.get(table, "id")
    for statement in (
        f"INSERT INTO {table} {INSERT[table]}",
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
    ):
        assert refused(web, statement), statement
    web[0].execute(f"SELECT * FROM {table}")


def test_the_log_is_only_added_to(web):
    web[0].execute("INSERT INTO audit_entry (at, act, succeeded) VALUES (now(), 'x', true)")
    for statement in ("UPDATE audit_entry SET act = 'y'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"):
        assert refused(web, statement), statement
    assert refused(web, "DELETE FROM past_password")


def test_the_product_signs_in_and_changes_a_password_with_what_it_has(installed):
    client = installed.app.test_client()

    assert enter(client, "hoa", "sai").status_code == 200
    assert enter(client, "hoa").status_code == 302
    assert submit(client, "/account/password/", old=PASSWORD, new=OTHER, again=OTHER).status_code == 302
    assert is_in(client)
