"""What the ordinary web role may do to a table with the database's own tools."""

import psycopg
import pytest

from app.access.policies import reading_roles
from app.extensions import db
from tests.signing_in import OTHER, PASSWORD, account, enter, is_in, submit

pytestmark = pytest.mark.parametrize(
    "backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
INSERT = {
    "setting": "(name, valid_from, value, source) VALUES ('second_factor_roles', now(), 'none', 'x')",
    "ab_role": "(name) VALUES ('x')",
    "ab_permission": "(name) VALUES ('x')",
    "ab_view_menu": "(name) VALUES ('x')",
    "ab_permission_view": "(permission_id) VALUES (1)",
    "ab_permission_view_role": "(role_id) VALUES (1)",
    "ab_user_role": "(user_id) VALUES (1)",
}
COLUMN = {"ab_permission_view_role": "role_id", "ab_user_role": "user_id"}
# What is opened once and never renamed, moved or removed.
ONLY_OPENED = {
    "ab_user": ("username", "email", "first_name", "id"),
    "login": ("subject_id", "kind", "unit_id", "user_id"),
    "access_grant": ("user_id", "role", "unit_id", "follows", "valid_from", "document", "request_id"),
}
GRANT = "INSERT INTO access_grant (user_id, role, follows, valid_from, document, request_id) VALUES "


@pytest.fixture
def installed(world):
    """The privileges as an installation has them, without what tests are allowed."""
    account(world.app, "hoa")
    with world.app.app_context(), db.engines["owner"].begin() as owner:
        world.app.extensions["migration_hooks"].install(owner)
    return world


@pytest.fixture
def web(installed):
    """The web role, and the two that it takes."""
    with installed.app.app_context():
        url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        roles = reading_roles(db.engine.url.username)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection, [role for which, role in roles.items() if which]


def refused(web, statement):
    connection, roles = web
    for taken in ("none", *roles):
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


@pytest.mark.parametrize("table", ONLY_OPENED)
def test_an_account_and_its_rights_are_neither_altered_nor_removed(web, table):
    statements = [f"UPDATE {table} SET {column} = {column}" for column in ONLY_OPENED[table]]
    for statement in (*statements, f"DELETE FROM {table}", f"TRUNCATE {table}"):
        assert refused(web, statement), statement


def test_a_right_comes_in_with_its_request_and_for_another(web, installed):
    connection, roles = web
    own, another = installed.users["admin"], installed.users["hr_a"]
    told = f"SELECT set_config('wall.reach', '{{\"user\": {own}}}', false)"

    assert refused(web, GRANT + f"({another}, 'leader', 'using', now(), 'x', 7)")  # nobody was told
    connection.execute(told)
    assert refused(web, GRANT + f"({another}, 'leader', 'using', now(), 'x', NULL)")
    assert refused(web, GRANT + f"({own}, 'province_officer', 'using', now(), 'x', 7)")
    for taken in ("none", *roles):
        connection.execute(f"SET ROLE {taken}")
        connection.execute(GRANT + f"({another}, 'leader', 'using', now(), 'x', 7)")


def test_a_right_ends_by_a_request_and_nobody_lengthens_his_own(web, installed):
    connection, _role = web
    own, another = installed.users["admin"], installed.users["hr_a"]
    connection.execute(f"SELECT set_config('wall.reach', '{{\"user\": {own}}}', false)")

    ended = connection.execute(f"UPDATE access_grant SET valid_to = now(), ended_by = 7 WHERE user_id = {another}")
    untouched = connection.execute(f"UPDATE access_grant SET valid_to = NULL, ended_by = 7 WHERE user_id = {own}")

    assert (ended.rowcount, untouched.rowcount) == (1, 0)
    assert refused(web, f"UPDATE access_grant SET valid_to = NULL, ended_by = NULL WHERE user_id = {another}")


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
