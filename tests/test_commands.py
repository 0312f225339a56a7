"""The product's own commands, and the address a monitor asks."""

import json

import pytest
from flask_appbuilder.cli import fab
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select, text

from app.access.models import AuditEntry, Grant
from app.access.owner import as_owner
from app.cli import prepare
from app.extensions import db
from tests.people import ask_no_second_factor
from tests.signing_in import account, enter


def run(app, *arguments, **options):
    return app.test_cli_runner().invoke(args=list(arguments), **options)


def test_areas_are_listed_as_json_with_letters_records_and_charts(product_app):
    listed = json.loads(run(product_app, "areas", "--json").output)
    by_name = {area["name"]: area for area in listed}
    assert by_name["personnel"]["letter"] == "b"
    employee = by_name["personnel"]["records"][0]
    assert employee["name"] == "Employee"
    assert {"name": "born_on", "label": "Sinh ngày"}.keys() <= employee["fields"][0].keys()
    assert any(chart["field"] == "gender_code" for chart in by_name["personnel"]["charts"])
    letters = [area["letter"] for area in listed if area["letter"]]
    assert sorted(letters) == sorted("abcdđeghiklmno"), "each of the fourteen letters of Điều 4 khoản 2 once"


def test_bootstrap_can_be_repeated_and_changes_nothing_the_second_time(product_app):
    with product_app.app_context(), as_owner():
        prepare()
        tables = ("ab_role", "ab_permission_view", "ab_permission_view_role", "setting", "catalogue_item", "position")
        first = _counted(tables)
        prepare()
        assert _counted(tables) == first
        assert all(first)


def _counted(tables):
    """Rows of each table, on a connection that is let go again: a migration waits for nobody."""
    with db.engine.connect() as connection:
        return [connection.scalar(text(f"select count(*) from {table}")) for table in tables]


def test_the_first_administrator_sees_no_personnel_page_picker_or_export(product_app):
    made = run(
        product_app,
        "create-admin",
        "--username=quantri",
        "--name=Nguyễn Thị Quản Trị",
        "--document=12/QĐ-UBND",
        "--password=Mot-mat-khau-2026",
    )
    assert made.exit_code == 0, made.output
    with product_app.app_context(), as_owner():
        ask_no_second_factor()
        db.session.commit()
    client = product_app.test_client()
    page = client.get("/login/").text
    token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    answer = client.post("/login/", data={"username": "quantri", "password": "Mot-mat-khau-2026", "csrf_token": token})
    assert answer.status_code == 302
    home = client.get("/")
    assert "Nguyễn Thị Quản Trị" in home.text
    for address in (
        "/employee/list/",
        "/employee/show/1",
        "/employee/pick/unit_id",
        "/identity_document/list/",
        "/export/employee.xlsx",
        "/family_member/pick/employee_id",
    ):
        assert client.get(address).status_code in (403, 404), address
        assert f'href="{address}"' not in home.text


def test_the_first_officer_of_the_province_is_opened_at_the_console(product_app):
    made = run(product_app, "account", "open", "dau.tien", "--name=Trần Văn Đầu", "--document=12/QĐ-UBND, 1/11/2026")

    assert made.exit_code == 0, made.output
    with product_app.app_context(), as_owner():
        ask_no_second_factor()
        db.session.commit()
        assert db.session.scalars(select(Grant.role)).all() == ["province_officer"]
    client = product_app.test_client()
    enter(client, "dau.tien", made.output.split(": ")[1].splitlines()[0])
    assert client.get("/").location == "/account/password/"
    assert run(product_app, "account", "open", "dau.tien", "--name=x", "--document=x").exit_code == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--password=ngan",), "14"),
        (("--username=Có Dấu",), "3"),
        (("--document= ",), "văn bản"),
    ],
)
def test_a_bad_administrator_is_refused_with_the_remedy(product_app, options, said):
    given = {"--username": "quantri", "--name": "An", "--document": "1", "--password": "Mot-mat-khau-2026"}
    given |= dict(option.split("=", 1) for option in options)
    made = run(product_app, "create-admin", *(f"{name}={value}" for name, value in given.items()))
    assert made.exit_code == 1
    assert said in made.output
    with product_app.app_context():
        assert db.session.scalar(select(Grant.id)) is None


def test_healthz_answers_only_when_schema_and_locks_are_in_place(product_app, backend):
    client = product_app.test_client()
    assert client.get("/healthz").json == {
        "status": "ok",
        "faults": [],
        "notes": ["second_wall_off"] if backend == "sqlite" else [],
    }
    with product_app.app_context():
        table = "employee"
        drop = (
            f"DROP TRIGGER changes_guard_{table}_delete"
            if db.engine.dialect.name == "sqlite"
            else f"DROP TRIGGER changes_guard ON {table}"
        )
        with db.engines.get("owner", db.engine).begin() as connection:
            connection.execute(text(drop))
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json["faults"]) == (503, ["locks"])


def test_a_page_asked_for_without_signing_in_leads_to_the_sign_in_page(product_app):
    answer = product_app.test_client().get("/employee/list/")
    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]


@pytest.fixture
def locked(product_app):
    """The only administrator, who mistyped too often."""
    account(product_app, "quantri", "administrator")
    for _ in range(5):
        enter(product_app.test_client(), "quantri", "sai")
    assert enter(product_app.test_client(), "quantri").status_code == 429
    return product_app


def test_the_operator_unlocks_an_account(locked):
    done = run(locked, "account", "unlock", "quantri", "--document=12/CV-SNV")

    assert done.exit_code == 0, done.output
    assert enter(locked.test_client(), "quantri").status_code == 302
    assert noted(locked, "unlock_account") == [{"document": "12/CV-SNV"}]


def test_the_operator_gives_a_temporary_password_that_ends_what_is_open(product_app):
    account(product_app, "quantri", "administrator")
    client = product_app.test_client()
    enter(client, "quantri")
    for _ in range(5):
        enter(product_app.test_client(), "quantri", "sai")

    done = run(product_app, "account", "reset", "quantri", "--document=12/CV-SNV")

    assert done.exit_code == 0, done.output
    password = done.output.splitlines()[0].removeprefix("quantri: ")
    assert client.get("/account/").location == "/login/"
    again = product_app.test_client()
    assert enter(again, "quantri", password).status_code == 302
    page = again.get("/account/password/")
    assert (page.status_code, "người vận hành máy chủ" in page.text) == (200, True)
    assert noted(product_app, "give_temporary_password") == [{"document": "12/CV-SNV"}]
    assert password not in str(noted(product_app, "give_temporary_password"))


@pytest.mark.parametrize("arguments", [("khong.co", "--document=1"), ("quantri", "--document= ")])
def test_the_operator_names_an_account_and_a_document(locked, arguments):
    for command in ("unlock", "reset"):
        assert run(locked, "account", command, *arguments).exit_code == 1
    assert enter(locked.test_client(), "quantri").status_code == 429


@pytest.mark.parametrize(
    "arguments",
    [
        ("reset-password", "--username=quantri", "--password=x"),
        ("create-admin", "--username=a", "--firstname=a", "--lastname=a", "--email=a@b.c", "--password=x"),
        (
            "create-user",
            "--username=a",
            "--firstname=a",
            "--lastname=a",
            "--email=a@b.c",
            "--password=x",
            "--role=Public",
        ),
        ("security-cleanup",),
    ],
)
def test_the_frameworks_commands_do_not_pass_by_the_rules(product_app, arguments):
    account(product_app, "quantri", "administrator")
    done = product_app.test_cli_runner().invoke(fab, arguments)

    assert (done.exit_code, "flask account reset" in done.output) == (1, True), done.output
    assert enter(product_app.test_client(), "quantri").status_code == 302
    with product_app.app_context():
        assert [user.username for user in db.session.query(User)] == ["quantri"]


def noted(app, act):
    with app.app_context():
        return db.session.scalars(select(AuditEntry.detail).where(AuditEntry.act == act)).all()
