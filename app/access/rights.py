"""The framework's roles and permissions, made from the declarations: one set for screen, API and sheet."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from flask import current_app
from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    ViewMenu,
    assoc_permissionview_role,
)
from sqlalchemy import delete, select

from app.access.roles import RIGHTS, ROLES
from app.extensions import db
from app.records.area import Registry
from app.records.record import Record

FRAMEWORK_ROLES = ("Admin", "Public")
SYSTEM = "System"
SEE = "can_see"
CACHE_SECONDS = 30.0
SHARED_VIEWS = ("HomeView", "ApprovalView", "EvidenceView", "JobView")


def roles_with(record: type[Record], right: str) -> tuple[str, ...]:
    """The roles that hold a right on a record."""
    return {"read": record.readers, "write": record.writers, "approve": record.approvers}[right]


def level_subject(level: str) -> str:
    """The subject of the permission to see a field group in full."""
    return f"level:{level}"


def wanted(registry: Registry) -> Iterator[tuple[str, str, str]]:
    """Every (role, permission, subject of the permission) that the declarations ask for."""
    for record in registry:
        for right in RIGHTS:
            for role in roles_with(record, right):
                yield role, f"can_{right}", record.name
    for name, declared in ROLES.items():
        for act in declared.acts:
            yield name, f"can_{act}", SYSTEM
        for level in declared.levels:
            yield name, SEE, level_subject(level)
        for view in SHARED_VIEWS:
            yield name, "can_use", view


def plant(registry: Registry) -> None:
    """Make the roles and permissions in the framework's tables equal to the declarations."""
    roles = {name: _named(Role, name) for name in (*ROLES, *FRAMEWORK_ROLES)}
    db.session.flush()
    asked: dict[str, set[int]] = {name: set() for name in ROLES}
    pairs: dict[tuple[str, str], PermissionView] = {}
    for role, permission, subject in wanted(registry):
        pair = pairs.get((permission, subject)) or _pair(permission, subject)
        pairs[(permission, subject)] = pair
        asked[role].add(pair.id)
    by_id = {pair.id: pair for pair in pairs.values()}
    for name, ids in asked.items():
        roles[name].permissions = [by_id[id_] for id_ in sorted(ids)]
    roles["Admin"].permissions = []
    roles["Public"].permissions = []
    db.session.flush()
    _prune(set(by_id))


def _named(model: Any, name: str) -> Any:
    found = db.session.scalar(select(model).where(model.name == name))
    if found is None:
        found = model(name=name)
        db.session.add(found)
    return found


def _pair(permission: str, subject: str) -> PermissionView:
    left, right = _named(Permission, permission), _named(ViewMenu, subject)
    db.session.flush()
    found = db.session.scalar(
        select(PermissionView).where(PermissionView.permission_id == left.id, PermissionView.view_menu_id == right.id)
    )
    if found is None:
        found = PermissionView(permission_id=left.id, view_menu_id=right.id)
        db.session.add(found)
        db.session.flush()
    return found


def _prune(kept: set[int]) -> None:
    """Permissions that no declaration asks for any more are taken away, from roles made by hand too."""
    held = assoc_permissionview_role
    db.session.execute(delete(held).where(held.c.permission_view_id.not_in(kept)))
    db.session.execute(delete(PermissionView).where(PermissionView.id.not_in(kept)))


class RolePermissions:
    """What each role permits, as the framework's tables have it, read with one statement and kept for half a minute."""

    def __init__(self) -> None:
        self._held: dict[str, frozenset[tuple[str, str]]] = {}
        self._until = 0.0

    def forget(self) -> None:
        self._until = 0.0

    def held(self) -> dict[str, frozenset[tuple[str, str]]]:
        if time.monotonic() > self._until:
            self._read()
        return self._held

    def _read(self) -> None:
        found: dict[str, set[tuple[str, str]]] = {}
        rows = db.session.execute(
            select(Role.name, Permission.name, ViewMenu.name)
            .join(assoc_permissionview_role, assoc_permissionview_role.c.role_id == Role.id)
            .join(PermissionView, PermissionView.id == assoc_permissionview_role.c.permission_view_id)
            .join(Permission, Permission.id == PermissionView.permission_id)
            .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
            .where(Role.name.in_(ROLES))
        )
        for role, permission, subject in rows:
            found.setdefault(role, set()).add((permission, subject))
        self._held = {role: frozenset(pairs) for role, pairs in found.items()}
        self._until = time.monotonic() + CACHE_SECONDS


def role_permissions() -> dict[str, frozenset[tuple[str, str]]]:
    """Role name -> the (permission, subject) pairs it holds."""
    held: RolePermissions = current_app.extensions["role_permissions"]
    return held.held()
