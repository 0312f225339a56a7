"""Users with grants, and the toy world that they look at."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from app.access import sessions
from app.access.models import Grant, Login
from app.access.standing import Standing, acting_as, operator, standing_of
from app.changes.loading import load, open_batch
from app.extensions import db
from app.records.choices import CatalogueItem
from app.records.partial_dates import PartialDate
from app.records.settings import Setting
from tests import toys


def make_user(
    name: str, role: str | None, unit_id: int | None = None, subject_id: int | None = None, **terms: object
) -> int:
    """A user with one grant; the password cannot be used, sessions are opened directly. Returns the key."""
    user = User(
        first_name=name,
        last_name="Nguyễn",
        username=name,
        email=f"{name}@tuyenquang.example",
        active=True,
        password="!",
    )
    db.session.add(user)
    db.session.flush()
    db.session.add(Login(user_id=user.id, subject_id=subject_id))
    if role:
        grant(role, unit_id, int(user.id), **terms)
    db.session.commit()
    return int(user.id)


def grant(role: str, unit_id: int | None, user_id: int, **terms: object) -> None:
    """A further role for a user."""
    terms = {"valid_from": date(2020, 1, 1), "document": "01/QĐ-SNV", **terms}
    db.session.add(Grant(user_id=user_id, role=role, unit_id=unit_id, **terms))


def ask_no_second_factor() -> None:
    """From here on no role needs a second factor."""
    db.session.add(Setting(name="second_factor_roles", valid_from=date(2020, 1, 1), value="none", source="test"))


def sign_in(app: Flask, user_id: int) -> FlaskClient:
    """A browser in which the user is signed in."""
    client = app.test_client()
    key = open_session(app, user_id) if "key_ring" in app.extensions else ""
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"], session["key"] = str(user_id), True, key
        session.permanent = True
    return client


def open_session(app: Flask, user_id: int, *, second_factor: bool = True) -> str:
    """The key of a session begun now; the stock application of the attacks has no such rows."""
    with app.test_request_context():
        version = db.session.scalar(select(Login.session_version).where(Login.user_id == user_id))
        key = sessions.begin(user_id, sessions.FORM, version or 0, second_factor=second_factor)
        db.session.commit()
    return key


USERS = (
    ("hr_a", "unit_hr", 2, None),
    ("hr_b", "unit_hr", 3, None),
    ("officer", "province_officer", None, None),
    ("me", "employee", None, 1),
    ("nobody", None, None, None),
    ("unitless", "unit_hr", None, None),
    ("approver_a", "unit_approver", 2, None),
    ("leader_a", "leader", 2, None),
    ("admin", "administrator", None, None),
)


def plant_world() -> None:
    """The content of the toy world; the caller commits."""
    _plant_rows()
    for name, role, unit_id, subject_id in USERS:
        make_user(name, role, unit_id, subject_id)


def _plant_rows() -> None:
    batch = open_batch("test", "test")
    genders = [{"list_code": "genders", "code": code, "name_vi": name} for code, name in (("1", "Nam"), ("2", "Nữ"))]
    load(batch, CatalogueItem, genders)
    tree = [(1, "T", "Tỉnh", None), (2, "A", "Sở A", 1), (3, "B", "Sở B", 1), (4, "A1", "Phòng A1", 2)]
    load(batch, toys.Region, [dict(zip(("id", "code", "name_vi", "parent_id"), row, strict=True)) for row in tree])
    rest = [{"code": f"F{number}", "name_vi": f"Phòng {number}", "parent_id": 3} for number in range(5, 20)]
    load(batch, toys.Region, [*rest, {"code": "X", "name_vi": "Sở X", "parent_id": 1}])
    people = [("E1", "An A", 2), ("E2", "Bình A1", 4), ("E3", "Chi B", 3), ("E4", "Dũng X", 20)]
    load(batch, toys.Person, [_person(*row) for row in people])
    load(batch, toys.Pet, [{"person_id": i, "name_vi": f"Pet{i}", "kind": "cat"} for i in range(1, 5)])


def _person(number: str, name: str, region: int) -> dict[str, object]:
    return {
        "number": number,
        "full_name": name,
        "region_id": region,
        "born_on": PartialDate.parse("1990"),
        "secret_number": f"00819000000{region % 10}",
        "faith": f"đạo {number}",
    }


class World:
    """Province / Sở A / Phòng A1, Sở B, Sở X; four persons; users hr_a, hr_b, officer, me (person 1), nobody, approver_a."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context(), operator("test data"):
            self.users = {name: int(key) for name, key in db.session.execute(select(User.username, User.id))}

    def client(self, name: str) -> FlaskClient:
        return sign_in(self.app, self.users[name])

    @contextlib.contextmanager
    def as_(self, name: str) -> Iterator[Standing]:
        """An application context of its own in which the program acts as this user."""
        with self.app.app_context():
            with acting_as(Standing(unlimited=True)):
                standing = standing_of(self.users[name])
            with acting_as(standing):
                yield standing

    @contextlib.contextmanager
    def as_operator(self) -> Iterator[Standing]:
        with self.app.app_context(), operator("test") as standing:
            yield standing
