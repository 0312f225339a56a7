"""Roles and permissions in the framework's tables are what the declarations say, no more."""

from flask_appbuilder.security.sqla.models import PermissionView, Role
from sqlalchemy import select

from app.access import rights
from app.access.roles import LEVELS, ROLES
from app.extensions import db
from tests import toys


def held(name):
    role = db.session.scalar(select(Role).where(Role.name == name))
    return {(pair.permission.name, pair.view_menu.name) for pair in role.permissions}


def plant(app):
    rights.plant(app.extensions["registry"])
    db.session.flush()
    app.extensions["role_permissions"].forget()


def test_each_role_holds_what_the_records_and_its_declaration_give_it(toy_app):
    with toy_app.app_context():
        assert set(db.session.scalars(select(Role.name))) == {*ROLES, "Admin", "Public"}
        leader = held("leader")
        assert {("can_read", record.name) for record in toys.RECORDS} <= leader
        assert not [pair for pair in leader if pair[0] in ("can_write", "can_approve", "can_see", "can_administer")]
        assert {("can_write", "person"), ("can_see", "level:identity")} <= held("unit_hr")
        assert ("can_write", "region") not in held("unit_hr") and ("can_write", "region") in held("province_officer")
        assert ("can_approve", "person") in held("unit_approver") and ("can_write", "person") not in held(
            "unit_approver"
        )


def test_the_administrator_and_the_frameworks_own_roles_hold_nothing_of_persons(toy_app):
    with toy_app.app_context():
        names = {record.name for record in toys.RECORDS}
        assert {subject for _permission, subject in held("administrator")}.isdisjoint(names)
        assert ("can_administer", "System") in held("administrator")
        assert held("Admin") == held("Public") == set()


def test_planting_twice_changes_nothing_and_takes_away_what_nobody_asks_for(toy_app):
    with toy_app.app_context():
        before = {name: held(name) for name in ROLES}
        admin, leader = (db.session.scalar(select(Role).where(Role.name == name)) for name in ("Admin", "leader"))
        clerk = Role(name="made_by_hand")
        db.session.add(clerk)
        stray = rights._pair("can_delete", "person")
        for role in (admin, leader, clerk):
            role.permissions.append(stray)
        db.session.flush()
        plant(toy_app)
        db.session.expire_all()
        assert {name: held(name) for name in ROLES} == before
        assert held("Admin") == held("made_by_hand") == set()
        assert db.session.get(PermissionView, stray.id) is None


def test_a_declaration_that_changes_changes_the_right_at_the_next_start(toy_app, monkeypatch):
    with toy_app.app_context():
        monkeypatch.setattr(toys.Pet, "approvers", ("leader",))
        plant(toy_app)
        assert ("can_approve", "pet") in rights.role_permissions()["leader"]
        assert ("can_approve", "pet") not in rights.role_permissions()["unit_approver"]


def test_permissions_are_read_once_and_anew_after_a_while(toy_app, monkeypatch):
    with toy_app.app_context():
        cache = toy_app.extensions["role_permissions"]
        clock = [100.0]
        monkeypatch.setattr(rights.time, "monotonic", lambda: clock[0])
        first = rights.role_permissions()
        assert rights.role_permissions() is first
        clock[0] += rights.CACHE_SECONDS + 1
        assert rights.role_permissions() is not first
        cache.forget()


def test_every_level_that_a_role_sees_is_declared():
    assert {level for role in ROLES.values() for level in role.levels} <= set(LEVELS)
    assert {role.reach for role in ROLES.values()} == {"unit", "province", "self"}
    assert "open" not in {level for role in ROLES.values() for level in role.levels}
