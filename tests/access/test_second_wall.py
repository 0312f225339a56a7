"""PostgreSQL itself keeps back what the standing does not reach: statements on bare tables, which the first wall never sees."""

import logging
import threading

import click
import psycopg
import pytest
from flask import g
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import Column, Integer, NullPool, Table, create_engine, event, func, select, text
from sqlalchemy.exc import DBAPIError

from app.access import policies, second_wall
from app.access.owner import as_owner
from app.access.second_wall import WallDown, past_the_wall
from app.access.standing import NOBODY, HeldGrant, Standing, acting_as, current_standing, operator
from app.changes import guard, operations
from app.changes.models import Change
from app.extensions import db
from app.jobs.asking import ask
from app.jobs.functions import job
from app.jobs.models import Job
from app.jobs.running import run_job
from app.records.area import registry
from app.records.attachments import Attachment
from app.records.clock import now
from app.screens.health import look
from tests.access.test_scope import SEEN
from tests.conftest import make_app
from tests.toys import Person, Pet, area

on_postgresql = pytest.mark.parametrize(
    "backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
seen_by_jobs = []


@job("test_look_at_everybody")
def look_at_everybody(run):
    """A job that forgets to filter."""
    seen_by_jobs.append(persons())


def persons():
    """Every person, by a statement that forgets the filter."""
    return set(db.session.scalars(select(Person.__table__.c.id)))


@pytest.fixture
def history(world):
    """Former images of four persons, evidence on two of them, a job of two users."""
    with world.as_operator():
        for key in SEEN["officer"]:
            change = operations.submit(Person, {"notes": "mới"}, target_id=key).change
            operations.approve(change.id)
        db.session.commit()
    for name, pet in (("hr_a", 1), ("hr_b", 3)):
        with world.as_(name) as standing:
            sent = evidence(standing.user_id)
            db.session.add(sent)
            db.session.flush()
            operations.submit(Pet, {"papers": [sent.id]}, target_id=pet)
            db.session.add(Job(function="f", arguments={}, requested_by=standing.user_id, created_at=now()))
            db.session.commit()
    return world


def evidence(user_id):
    return Attachment(
        token=f"{user_id:043}",
        sha256="0" * 64,
        size=1,
        mime="application/pdf",
        original_name="giấy.pdf",
        sent_by=user_id,
        sent_at=now(),
    )


def raw(app):
    """The web role with the database's own tools, which tell it nothing."""
    with app.app_context():
        url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(url)


@on_postgresql
def test_a_transaction_that_was_told_nothing_sees_no_row_of_any_narrowed_table(history):
    with history.as_operator():
        tables = sorted(policies.policies(registry()).keys() - policies.SYSTEM.keys())
        counts = {
            name: db.session.scalar(select(func.count()).select_from(db.metadata.tables[name])) for name in tables
        }
    assert {"person", "person_past", "pet", "posting_past", "change", "attachment", "job"} <= set(tables)
    assert all(counts[name] for name in ("person", "person_past", "pet", "change", "attachment", "job"))
    with raw(history.app) as connection:
        seen = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}
        assert seen == dict.fromkeys(tables, 0)
        assert connection.execute("SELECT count(*) FROM region").fetchone()[0] == 20


@pytest.fixture(params=["few units", "many units"])
def counted(request, history, monkeypatch):
    """The history, where a reader's units are gone through one by one, and where two of them are many already."""
    if request.param == "many units":
        monkeypatch.setattr(policies, "MANY", 0)
        with history.app.app_context(), db.engines["owner"].begin() as owner:
            history.app.extensions["migration_hooks"].install(owner)
    history.wide = request.param == "many units"
    return history


def role_in_use(world):
    """What the name of the role that reads adds to that of the web role."""
    return db.session.scalar(text("SELECT current_user")).removeprefix(db.engine.url.username)


@on_postgresql
@pytest.mark.parametrize("name", SEEN)
def test_each_user_sees_the_rows_of_his_reach_and_no_others_in_every_table(counted, name):
    history = counted
    image, change = Person.past.c, Change.__table__.c
    with history.as_(name):
        if name in ("hr_a", "hr_b"):
            assert role_in_use(history) == (policies.WIDE if history.wide else policies.NARROW)
        assert persons() == SEEN[name]
        assert set(db.session.scalars(select(image.id))) == SEEN[name]
        assert set(db.session.scalars(select(Pet.__table__.c.person_id))) == SEEN[name]
        assert set(db.session.scalars(select(change.target_id).where(change.record == "person"))) == SEEN[name]
        assert set(db.session.scalars(select(change.subject_id).where(change.record == "pet"))) == SEEN[name]
        carried = set(db.session.scalars(select(Attachment.__table__.c.subject_id)))
        assert carried == SEEN[name] & {1, 3}
        owners = set(db.session.scalars(select(Job.__table__.c.requested_by)))
        assert owners == {history.users[name]} & {history.users["hr_a"], history.users["hr_b"]}


def grant(role, *records, path=None, follows="using"):
    return HeldGrant(role, frozenset(("can_read", record) for record in records), path, follows)


STANDINGS = {
    "everything of one record": [grant("province_officer", "person")],
    "one record everywhere, another in a unit": [
        grant("province_officer", "pet"),
        grant("unit_hr", "person", path="/1/2/"),
    ],
    "two units": [grant("unit_hr", "person", "pet", path="/1/2/"), grant("unit_hr", "person", "pet", path="/1/20/")],
    "managed rows": [grant("unit_hr", "person", "pet", "region", path="/1/3/", follows="managing")],
    "a leader who is an employee": [grant("leader", "person", path="/1/3/"), grant("employee", "person", "pet")],
    "open lists alone": [grant("unit_hr", "catalogue_item", "colour", path="/1/2/")],
    "units without persons": [grant("unit_hr", "region", path="/1/2/")],
}


@on_postgresql
@pytest.mark.parametrize("case", STANDINGS)
def test_both_walls_let_the_same_rows_through(counted, case):
    history = counted
    standing = Standing(history.users["hr_b"], 1, tuple(STANDINGS[case]))
    with history.app.app_context(), acting_as(standing):
        for cls in (Person, Pet, Change):
            first, second = set(db.session.scalars(select(cls.id))), set(db.session.scalars(select(cls.__table__.c.id)))
            assert first == second, cls


def test_a_forgotten_filter_shows_strangers_where_there_is_one_wall_and_nobody_where_there_are_two(world, backend):
    with world.app.test_request_context("/"):
        g.user = db.session.get(User, world.users["hr_a"])
        assert current_standing().user_id == world.users["hr_a"]
        found = persons()
        by_text = set(db.session.scalars(text("SELECT id FROM person")))
    assert found == by_text == ({1, 2} if backend == "postgresql" else {1, 2, 3, 4})


@on_postgresql
def test_outside_the_one_door_nothing_is_written_though_the_lock_be_open(world):
    with world.as_("hr_a") as standing:
        told = second_wall._to_tell(policies.reading_roles("x"))
    with raw(world.app) as connection:

        def attempt(statement, *values):
            connection.execute(second_wall.TELL_UNITS, told)
            connection.execute(guard.OPEN_POSTGRESQL.text)
            try:
                return connection.execute(statement, values).rowcount
            finally:
                connection.rollback()

        assert attempt("SELECT id FROM person") == 2
        assert attempt("UPDATE person SET notes = 'x'") == 0
        assert attempt("DELETE FROM pet") == 0
        assert attempt("UPDATE change SET state = 'applied'") == 0
        for refused in (
            "INSERT INTO person (number, full_name, region_id, scope_id, recorded_at) VALUES ('E9', 'Lách', 2, 2, now())",
            "INSERT INTO person_past (id, superseded_at) VALUES (1, now())",
            "INSERT INTO job (function, arguments, state, progress_done, step, attempts, created_at, requested_by) "
            f"VALUES ('f', '{{}}', 'waiting', 0, '{{}}', 0, now(), {world.users['hr_b']})",
            "INSERT INTO attachment (token, sha256, size, mime, original_name, sent_at, sent_by) "
            f"VALUES ('t', 's', 1, 'm', 'n', now(), {world.users['hr_b']})",
            "INSERT INTO attachment (token, sha256, size, mime, original_name, sent_at, sent_by, change_id) "
            f"VALUES ('t', 's', 1, 'm', 'n', now(), {standing.user_id}, 1)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
                attempt(refused)


@on_postgresql
def test_a_connection_comes_back_from_the_pool_having_forgotten_everything(world):
    for name in ("officer", "hr_a"):
        with world.as_(name):
            assert persons() == SEEN[name]
            driver = db.session.connection().connection.dbapi_connection
        with world.app.app_context(), acting_as(NOBODY), db.engine.connect() as again:
            assert again.connection.dbapi_connection is driver
            told = again.exec_driver_sql(
                "SELECT current_setting('wall.reach', true), current_user = session_user"
            ).one()
            assert tuple(told) in (("", True), (None, True))
            assert again.execute(select(Person.__table__.c.id)).all() == []


@on_postgresql
@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_each_transaction_is_told_anew(world, end):
    with world.as_("hr_a"):
        assert persons() == {1, 2}
        getattr(db.session, end)()
        assert persons() == {1, 2}
    with world.as_("nobody"):
        assert persons() == set()


@on_postgresql
@pytest.mark.parametrize("end", ["commit", "rollback"])
def test_each_transaction_is_told_anew_though_the_connection_is_kept(world, end):
    everybody = select(Person.__table__.c.id).order_by(Person.__table__.c.id)
    with world.as_("hr_a"), db.engine.connect() as connection:
        for _turn in range(2):
            assert connection.scalars(everybody).all() == [1, 2]
            getattr(connection, end)()


@on_postgresql
def test_what_was_told_before_a_savepoint_does_not_come_back_unnoticed(world):
    with world.as_("hr_a"):
        with past_the_wall("test"):
            assert persons() == {1, 2, 3, 4}
        with pytest.raises(ZeroDivisionError), db.session.begin_nested():
            assert persons() == {1, 2}
            raise ZeroDivisionError
        assert persons() == {1, 2}


@on_postgresql
def test_what_a_savepoint_took_back_is_told_again(world):
    with world.as_("hr_a"):
        assert persons() == {1, 2}
        with pytest.raises(ZeroDivisionError), past_the_wall("test"), db.session.begin_nested():
            assert persons() == {1, 2, 3, 4}
            raise ZeroDivisionError
        assert persons() == {1, 2}
        with pytest.raises(DBAPIError), past_the_wall("test"), db.session.begin_nested():
            persons()
            db.session.execute(text("SELECT 1 / 0"))
        assert persons() == {1, 2}


@on_postgresql
def test_eight_threads_on_one_pool_see_each_only_their_own(world):
    names = ["hr_a", "hr_b", "officer", "me", "nobody", "leader_a", "unitless", "admin"]
    together, wrong = threading.Barrier(len(names)), []

    def look(turn):
        together.wait(timeout=30)
        for step in range(12):
            name = names[(turn + step) % len(names)]
            with world.as_(name):
                if (seen := persons()) != SEEN[name]:
                    wrong.append((name, seen))

    threads = [threading.Thread(target=look, args=(turn,)) for turn in range(len(names))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
        assert not thread.is_alive()
    assert wrong == []


@on_postgresql
def test_a_job_reads_in_the_reach_of_whoever_asked_for_it(world):
    for name in ("hr_b", "officer", "me"):
        seen_by_jobs.clear()
        with world.as_(name):
            asked = ask("test_look_at_everybody")
            db.session.commit()
        with world.app.app_context():
            run_job(asked.id)
        with world.as_operator():
            assert db.session.get(Job, asked.id).state == "done"
        assert seen_by_jobs == [SEEN[name]]


@on_postgresql
def test_one_statement_tells_a_transaction_all_it_has_to_know(world):
    told = []

    def note(_connection, _cursor, statement, *_rest):
        told.append(second_wall.is_telling(statement))

    with world.as_("hr_a"):
        db.session.commit()
        event.listen(db.engine, "before_cursor_execute", note)
        persons()
        db.session.scalars(select(Pet)).all()
        db.session.scalars(select(Change)).all()
        event.remove(db.engine, "before_cursor_execute", note)
    assert (told.count(True), told.count(False)) == (1, 3)


@on_postgresql
def test_search_uses_the_index_of_the_text_for_the_province_and_that_of_the_unit_for_its_officer(world):
    sql = text(
        "INSERT INTO person (number, full_name, region_id, scope_id, managing_id, recorded_at, search_text) "
        "SELECT 'N' || n, 'Tên', u, u, u, now(), 'ten ' || md5(n::text) FROM generate_series(1, 20000) n, "
        "LATERAL (SELECT 5 + n % 15 AS u) r"
    )
    with world.app.app_context(), db.engines["owner"].begin() as owner:
        with guard.unlocked(owner):
            owner.execute(sql)
        owner.execute(text("ANALYZE person"))
    with world.as_operator():
        path = db.session.scalar(text("SELECT path FROM region WHERE id = 7"))
    search = text("EXPLAIN SELECT id FROM person WHERE search_text LIKE '%c4ca4238%'")
    with world.as_("officer"):
        assert "ix_person_search_text" in plan(search)
    own = Standing(1, None, (grant("unit_hr", "person", path=path),))
    with world.app.app_context(), acting_as(own):
        assert "ix_person_scope_id" in plan(search) and "ix_person_search_text" not in plan(search)
        assert "ix_person_scope_id" in plan(text("EXPLAIN SELECT count(*) FROM person"))


def plan(statement):
    """How the planner would do it where it has to use an index if one can serve at all."""
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    return "\n".join(db.session.scalars(statement))


@on_postgresql
def test_a_role_that_lacks_another_or_reads_without_being_told_is_refused_at_its_first_connection(
    world, postgresql_server
):
    lax = f"cbccvc_test_lax_{threading.get_native_id()}"
    run = postgresql_server._execute
    with world.app.app_context():
        url = db.engine.url.set(username=lax)
    for statement in (
        f"CREATE ROLE {lax} LOGIN INHERIT PASSWORD 'not-a-secret'",
        f"CREATE ROLE {lax}_open NOLOGIN",
        f"GRANT {lax}_open TO {lax}",
    ):
        run(statement)
    try:
        with pytest.raises(WallDown, match=f"CREATE ROLE {lax}_wide NOLOGIN"):
            create_engine(url, poolclass=NullPool).connect()
        run(f"CREATE ROLE {lax}_wide NOLOGIN")
        run(f"GRANT {lax}_wide TO {lax}")
        with pytest.raises(WallDown, match="NOINHERIT"):
            create_engine(url, poolclass=NullPool).connect()
    finally:
        for role in (lax, f"{lax}_open", f"{lax}_wide"):
            run(f"DROP ROLE IF EXISTS {role}")


@on_postgresql
def test_a_table_that_is_not_covered_keeps_the_product_from_serving(world):
    with world.app.app_context():
        second_wall.refuse_to_serve_unwalled()
        assert look() == ([], [])
        with db.engines["owner"].begin() as owner:
            owner.execute(text("ALTER TABLE pet DISABLE ROW LEVEL SECURITY"))
            owner.execute(text("DROP POLICY wall_select ON change"))
        with pytest.raises(WallDown, match="change, pet"):
            second_wall.refuse_to_serve_unwalled()
        assert look()[0] == ["second_wall"]
        checked = world.app.test_cli_runner().invoke(args=["check-scope"])
        assert checked.exit_code == 1 and "pet: not covered" in checked.output
        with db.engines["owner"].begin() as owner:
            world.app.extensions["migration_hooks"].install(owner)
        second_wall.refuse_to_serve_unwalled()


@on_postgresql
def test_a_migration_may_alter_what_a_policy_names_and_leaves_the_wall_standing(world):
    with world.app.app_context():
        with db.engines["owner"].begin() as owner, world.app.extensions["migration_hooks"].around(owner):
            owner.execute(text("ALTER TABLE person ALTER scope_id TYPE bigint"))
            owner.execute(text("ALTER TABLE person ALTER scope_id TYPE integer"))
        second_wall.refuse_to_serve_unwalled()
    with world.as_("hr_b"):
        assert persons() == {3}


@on_postgresql
def test_a_policy_without_its_condition_shows_at_the_start(world):
    with world.app.app_context():
        with db.engines["owner"].begin() as owner:
            owner.execute(text("ALTER POLICY wall_select ON pet USING (true)"))  # that of the web role itself
        with pytest.raises(WallDown, match="pet"):
            second_wall.refuse_to_serve_unwalled()


def test_with_one_role_the_product_runs_and_says_that_the_second_wall_is_off(world, backend, tmp_path, caplog):
    with world.app.app_context():
        owner = db.engines.get("owner", db.engine).url.render_as_string(hide_password=False)
    app = make_app(owner, tmp_path, [area])
    with app.app_context(), caplog.at_level(logging.WARNING):
        second_wall.refuse_to_serve_unwalled()
        assert (second_wall.OFF in caplog.messages) is (backend == "postgresql")
        answer = app.test_client().get("/healthz")
        assert answer.status_code == 200 and answer.json["notes"] == ["second_wall_off"]
        with operator("test"):
            assert persons() == {1, 2, 3, 4}
        checked = app.test_cli_runner().invoke(args=["check-scope"])
        assert checked.exit_code == 0, checked.output
        assert (second_wall.OFF in checked.output) is (backend == "postgresql")
        db.session.remove()
        db.engine.dispose()


@on_postgresql
def test_a_command_that_needs_the_owner_says_so_when_it_is_not_named(world, tmp_path):
    with world.app.app_context():
        web = db.engine.url.render_as_string(hide_password=False)
    app = make_app(web, tmp_path, [area])
    with app.app_context():
        with pytest.raises(click.ClickException, match="DATABASE_OWNER_URL"), as_owner():
            pass
        db.engine.dispose()
    with world.app.app_context():
        with as_owner():
            assert db.session.scalar(text("SELECT current_user")) == db.engines["owner"].url.username
        assert db.session.scalar(text("SELECT current_user")) == db.engines[None].url.username


def test_every_table_has_a_rule_in_both_walls(product_app):
    with product_app.app_context():
        assert policies.unruled(registry()) == []
        found = {rule.table: rule for rule in policies.rules(registry())}
        assert {(found[name].first, found[name].second) for name in ("employee", "employee_past", "job")} == {
            ("rows", "rows")
        }
        assert (found["org_unit"].second, found["setting"].second) == ("open", "system")
        stray = Table("stray_notes", db.metadata, Column("id", Integer, primary_key=True))
        try:
            assert policies.unruled(registry()) == ["stray_notes"]
            refused = product_app.test_cli_runner().invoke(args=["check-scope"])
            assert refused.exit_code == 1 and "stray_notes: no rule" in refused.output
        finally:
            db.metadata.remove(stray)
