"""People at the door: accounts with a real password, a telephone, and the ways in by form and by JSON."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.access import second_factor
from app.access.accounts import open_account
from app.access.models import Login
from app.access.standing import operator
from app.extensions import db
from app.records.clock import now

PASSWORD, OTHER = "Mot-mat-khau-2026", "Hai-mat-khau-2027"
NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
STEP = second_factor.STEP_SECONDS
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def account(app: Flask, username: str, role: str = "employee", **terms: object) -> int:
    """An account with PASSWORD that has no first password to change. Returns the key of its user."""
    given = {"valid_from": date(2020, 1, 1), "must_change": False, **terms}
    with app.app_context(), operator("test"):
        user = open_account(username, "Nguyễn Thị Hoa", PASSWORD, role, "12/QĐ-SNV", **given)
        db.session.commit()
        return int(user.id)


class Telephone:
    """The telephone of a user, and the recovery codes that he printed."""

    def __init__(self, app: Flask, user_id: int) -> None:
        with app.app_context(), operator("test"):
            offer = second_factor.offer(user_id)
            self.secret = second_factor.offered_secret(offer, user_id)
            # Set up long ago: the codes of now are unused.
            self.recovery = second_factor.set_up(user_id, offer, self.code())
            db.session.execute(update(second_factor.SecondFactor).values(last_step=0))
            db.session.commit()

    def code(self, off: int = 0) -> str:
        """The digits of the present half minute, or of one before or after it."""
        return pyotp.TOTP(self.secret).generate_otp(int(now().timestamp()) // STEP + off)


def submit(client: FlaskClient, address: str, **fields: str) -> TestResponse:
    """Fill in the form of a page and send it with the page's token."""
    found = TOKEN.search(client.get(address).text)
    assert found, f"{address} shows no form"
    return client.post(address, data={**fields, "csrf_token": found.group(1)}, buffered=True)


def enter(client: FlaskClient, username: str, password: str = PASSWORD) -> TestResponse:
    """Name and password at the door."""
    return submit(client, "/login/", username=username, password=password)


def is_in(client: FlaskClient) -> bool:
    """Whether somebody is signed in of whom nothing is asked first."""
    return client.get("/account/").status_code == 200


def ask_tokens(client: FlaskClient, username: str, password: str = PASSWORD, **more: object) -> TestResponse:
    """The door of programs."""
    return client.post("/api/v1/security/login", json={"username": username, "password": password, **more})


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def login_of(app: Flask, user_id: int) -> Login:
    with app.app_context():
        return db.session.get(Login, user_id)
