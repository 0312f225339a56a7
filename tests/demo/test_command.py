"""`flask demo`, and the accounts that it hands out."""

import stat
from pathlib import Path

import pytest
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select
from werkzeug.security import check_password_hash

from app.access.models import Grant, Login
from app.access.passwords import refuse_weak
from app.access.standing import operator
from app.areas.organization.models import OrgUnit
from app.areas.personnel.models import Employee
from app.demo.command import register
from app.demo.planting import HoldsPeople
from app.extensions import db

ROLES = {
    "canbo": ("unit_hr", "Sở Giáo dục và Đào tạo"),
    "duyet": ("unit_approver", "Sở Giáo dục và Đào tạo"),
    "lanhdao": ("leader", "Sở Giáo dục và Đào tạo"),
    "sonoivu": ("province_officer", None),
    "duyettinh": ("province_officer", None),
    "quyhoach": ("planning_officer", "Ủy ban nhân dân tỉnh Tuyên Quang"),
    "duyetqh": ("planning_officer", "Ủy ban nhân dân tỉnh Tuyên Quang"),
    "quantri": ("administrator", None),
    "thanhtra": ("inspector", "Ủy ban nhân dân tỉnh Tuyên Quang"),
    "nhanvien": ("employee", None),
}


@pytest.fixture
def run(stocked_app):
    """The command on a product with code lists."""
    if "demo" not in stocked_app.cli.commands:
        register(stocked_app)
    with stocked_app.app_context(), operator("test"):
        db.session.commit()
    kept = Path(stocked_app.config["INSTANCE_PATH"]) / "demo-accounts.txt"
    kept.unlink(missing_ok=True)
    yield lambda *arguments: stocked_app.test_cli_runner().invoke(args=["demo", *arguments]), kept
    kept.unlink(missing_ok=True)


def passwords(text):
    """User name and password of every line of the table."""
    words = (line.split() for line in text.splitlines())
    return {found[0]: found[1] for found in words if found and found[0] in ROLES}


def test_each_role_gets_one_account_for_a_person_of_the_demo(run, stocked_app):
    call, _kept = run
    result = call("--people", "100")
    assert result.exit_code == 0, result.output
    given = passwords(result.output)
    with stocked_app.app_context(), operator("test"):
        units = dict(db.session.execute(select(OrgUnit.__table__.c.id, OrgUnit.__table__.c.name_vi)).all())
        people = dict(db.session.execute(select(Employee.__table__.c.id, Employee.__table__.c.full_name)).all())
        for user in db.session.scalars(select(User)):
            grant, *beside = db.session.scalars(select(Grant).where(Grant.user_id == user.id).order_by(Grant.id))
            assert [other.role for other in beside] == (
                ["province_officer"] if grant.role == "planning_officer" else []
            )
            assert (grant.role, units.get(grant.unit_id)) == ROLES[user.username]
            assert "/CV-TCCB, " in grant.document
            assert grant.request_id
            holder = people[db.session.get(Login, user.id).subject_id]
            assert f"{user.last_name} {user.first_name}" == holder
            refuse_weak(given[user.username], user.username)
            assert check_password_hash(user.password, given[user.username])
        assert len(given) == len(ROLES) == db.session.query(User).count()
        assert len({login.subject_id for login in db.session.scalars(select(Login))}) == len(ROLES)


def test_the_accounts_are_kept_for_the_owner_of_the_installation_alone(run):
    call, kept = run
    result = call("--people", "100")
    assert passwords(kept.read_text(encoding="utf-8")) == passwords(result.output)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert str(kept) in result.output


def test_started_again_it_says_where_the_accounts_are_and_changes_nothing(run, stocked_app):
    call, kept = run
    call("--people", "100")
    before = kept.read_bytes()
    again = call("--if-empty")
    assert (again.exit_code, str(kept) in again.output) == (0, True)
    assert kept.read_bytes() == before
    with stocked_app.app_context(), operator("test"):
        assert db.session.query(User).count() == len(ROLES)


def test_people_on_record_are_a_refusal_in_words(run, stocked_app):
    call, _kept = run
    call("--people", "100")
    refused = call("--people", "100")
    assert refused.exit_code == 1
    with stocked_app.app_context():
        assert str(HoldsPeople.message) in refused.output


def test_a_name_that_is_taken_keeps_its_account(run, stocked_app):
    call, _kept = run
    with stocked_app.app_context(), operator("test"):
        db.session.add(
            User(first_name="An", last_name="Ma", username="quantri", email="a@b.invalid", active=True, password="!")
        )
        db.session.commit()
    result = call("--people", "100")
    assert set(passwords(result.output)) == set(ROLES) - {"quantri"}
    with stocked_app.app_context(), operator("test"):
        assert db.session.scalars(select(User).where(User.username == "quantri")).one().password == "!"
